import { existsSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { findRepository } from '../git/git-files.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { isGitIgnored } from '../discovery/walk-files.ts';
import { LOCK_FORMATS } from './read-lock.ts';

const NAMES = Object.keys(LOCK_FORMATS);

/** Finds out which lock file of a folder would not be committed. @returns its path; undefined if any would be */
export function ignoredLock(folder: string, read: FileReader): string | undefined {
  return NAMES.map(name => posix.join(folder, name)).find(path => isGitIgnored(path, read));
}

/**
 * Finds a lock file above the checked folder, in the same repository. It is not read.
 *
 * @param root a real path
 * @returns its path relative to `root`
 */
export function lockOutside(root: string): string | undefined {
  const top = findRepository(root);
  if (top === undefined) return undefined;
  for (let folder = root; folder !== top;) {
    folder = dirname(folder);
    const name = NAMES.find(candidate => existsSync(join(folder, candidate)));
    if (name !== undefined) return relative(root, join(folder, name)).split(sep).join('/');
  }
  return undefined;
}
