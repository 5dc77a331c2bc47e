/** The lazy entry point of several folders and globs. */
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../src/model/errors.ts';
import { expandFolders } from '../src/project/discovery/expand-folders.ts';
import { surroundingsOf } from '../src/project/discovery/surroundings.ts';
import { type CheckedScope, isInside, resolveCheckedFolder } from './checked-folder.ts';

/**
 * Finds the folders that lines name, which may be globs, as parts of what holds them all. A name that looks like a glob and is there
 * is a folder like others.
 *
 * @throws UsageError as `resolveCheckedScope`
 */
export async function severalFolders(workspace: string, lines: readonly string[]): Promise<CheckedScope> {
  const base = await realpath(workspace);
  const [only = '.', ...others] = lines;
  if (others.length === 0 && (await isThere(base, only)))
    return { ...(await resolveCheckedFolder(base, only)), paths: [] };
  const excluded = lines.filter(line => line.startsWith('!')).map(line => line.slice(1));
  const roots: string[] = [];
  for (const line of lines.filter(each => !each.startsWith('!')))
    for (const folder of await foldersOf(base, line, excluded))
      roots.push((await resolveCheckedFolder(base, folder)).root);
  if (roots.length === 0) throw new UsageError("Input 'path' names no folder. Name at least one.");
  return scopeOf(base, [...new Set(roots)]);
}

async function foldersOf(base: string, line: string, excluded: readonly string[]): Promise<string[]> {
  if (!/[*?[\]{}]/.test(line) || (await isThere(base, line))) return [line];
  const folders = await expandFolders(base, line, excluded);
  if (folders.length > 0) return folders;
  throw new UsageError(
    `Input 'path' holds '${line}', which no folder fits. Check out the repository before this step, or correct the glob.`,
  );
}

async function isThere(base: string, line: string): Promise<boolean> {
  return stat(path.resolve(base, line)).then(
    () => true,
    () => false,
  );
}

/** The repository that holds all folders, as far as it lies in the workspace, or else the nearest folder around them. */
function scopeOf(base: string, roots: readonly string[]): CheckedScope {
  const around = roots.reduce(commonFolder);
  const { top } = surroundingsOf(around);
  const root = isInside(base, top) ? top : around;
  const wayTo = (from: string, to: string): string => path.relative(from, to).split(path.sep).join('/');
  const way = wayTo(base, root);
  return { root, prefix: way === '' ? '' : `${way}/`, paths: roots.map(folder => wayTo(root, folder) || '.') };
}

function commonFolder(one: string, other: string): string {
  return isInside(one, other) ? one : commonFolder(path.dirname(one), other);
}
