import { posix } from 'node:path';
import type { FileReader } from '../discovery/read-file.ts';
import { isGitIgnored } from '../discovery/walk-files.ts';
import { LOCK_FORMATS } from './read-lock.ts';

const NAMES = Object.keys(LOCK_FORMATS);

/** Finds out which lock file of a folder would not be committed. @returns its path; undefined if any would be */
export function ignoredLock(folder: string, read: FileReader): string | undefined {
  return NAMES.map(name => posix.join(folder, name)).find(path => isGitIgnored(path, read));
}
