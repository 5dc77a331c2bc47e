import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import { type FileReader, MAX_FILE_BYTES } from './read-file.ts';
import { isBelow, resolveInside } from './scope.ts';

/** A text that stands for a file, as an editor holds it before it is saved. */
export interface UnsavedText {
  /** Absolute or relative to the checked folder; there may be no such file yet. */
  path: string;
  bytes: Buffer;
}

/**
 * Finds the place of an unsaved text.
 *
 * @param root a real path
 * @returns its path relative to `root`, with `/`
 * @throws UsageError if it is a folder, or lies outside
 */
export function placeOfUnsaved(root: string, path: string): string {
  const target = resolve(root, path);
  const stats = statSync(target, { throwIfNoEntry: false });
  if (stats?.isDirectory()) throw new UsageError(`'${path}' is a folder. Name the file that the text is of.`);
  if (stats !== undefined) return resolveInside(root, path);
  if (!isBelow(root, target)) throw new UsageError(`'${path}' lies outside of the folder that is checked.`);
  return relative(root, target).split(sep).join('/');
}

/** Reads the text in place of the file, and everything else as before. @param path as `placeOfUnsaved` gives it */
export function withUnsaved(read: FileReader, path: string, bytes: Buffer): FileReader {
  const unsaved =
    bytes.length > MAX_FILE_BYTES ? { reason: `it is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB` } : bytes;
  return wanted => (wanted === path ? unsaved : read(wanted));
}
