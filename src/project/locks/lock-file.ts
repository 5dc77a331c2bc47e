import { posix } from 'node:path';

const LOCK_FILE =
  /^(?:npm-shrinkwrap\.json|go\.(?:work\.)?sum|Package\.resolved|Cartfile\.resolved|gradle\.lockfile|.*\.lockb?|(?:.*[-.])?lock\.(?:json|ya?ml|hcl|toml))$/;

/** Decides by its name whether a file is written by a package manager, with hashes of any look. */
export function isLockFile(path: string): boolean {
  return LOCK_FILE.test(posix.basename(path));
}
