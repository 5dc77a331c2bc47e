import type { Skipped } from '../../model/report.ts';
import { isBuildOutput, isForeign } from './build-output.ts';
import { listGitFiles } from '../git/git-files.ts';
import { createFileReader } from './read-file.ts';
import { openTree } from './tree.ts';
import { walkFiles } from './walk-files.ts';

export interface Discovery {
  /** Sorted paths relative to the checked folder, with `/`. */
  files: string[];
  /** The same for what a build made of it, where git tracks that or nothing ignores it: a secret in it is one all the same. */
  built: string[];
  skipped: Skipped[];
}

/**
 * Lists what people wrote in a folder: git's list, or a walk where git does not track it. No links, nothing beyond a
 * link, no dependencies, no build output, no submodules.
 *
 * @param root a real path
 * @param searchPath where git is looked for
 */
export async function discover(root: string, searchPath?: string): Promise<Discovery> {
  const tree = openTree(root);
  const listed = await listGitFiles(root, searchPath);
  // An empty list means that a repository around this folder ignores it.
  const names = listed?.length ? listed.filter(tree.isFile) : [...walkFiles(tree, createFileReader(root))];
  const own = names.filter(path => !isForeign(path)).sort();
  return { files: own.filter(path => !isBuildOutput(path)), built: own.filter(isBuildOutput), skipped: tree.skipped };
}
