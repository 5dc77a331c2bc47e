import { glob } from 'tinyglobby';

/**
 * Finds the folders that a glob names, such as `packages/*`. No link is followed, and neither packages nor `.git` are looked into.
 *
 * @param root a real path
 * @param excluded globs of folders that are left out
 * @returns sorted paths relative to `root`, with `/`; a glob may lead out of it
 */
export async function expandFolders(
  root: string,
  pattern: string,
  excluded: readonly string[] = [],
): Promise<string[]> {
  const folders = await glob([pattern], {
    cwd: root,
    ignore: ['**/node_modules', '**/.git', ...excluded],
    onlyDirectories: true,
    expandDirectories: false,
    followSymbolicLinks: false,
  });
  return folders.map(folder => folder.replace(/\/$/, '')).sort();
}
