import { closeSync, constants, openSync, readSync } from 'node:fs';
import { isCompressed } from './compressed.ts';
import { systemErrorCode } from './system-error.ts';
import { encodingOf } from './text-encoding.ts';

/** What people write is far smaller; a larger file is not read. */
export const MAX_FILE_BYTES = 5 * 1024 * 1024;

/** Four times the largest lock file of 140 public repositories (2.3 MB); to parse one of this size takes seconds at most. */
export const MAX_LOCK_BYTES = 10 * 1024 * 1024;

const FIRST_BUFFER_BYTES = 256 * 1024;

/** Neither follows a link nor waits for a pipe. Windows has neither flag, and `undefined` sets no bit. */
const OPEN_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

export interface Unread {
  reason: string;
  /** It was too large, and its beginning shows that it is no text. */
  isBinary?: true;
  /** The same, and it is compressed. */
  isCompressed?: true;
}

/**
 * Reads a file of the checked folder.
 *
 * @returns the bytes, valid until the next call; why it was not read; or undefined if it is no longer there
 */
export type FileReader = (path: string) => Buffer | Unread | undefined;

/**
 * Reads all files into one buffer, because most are read once and forgotten.
 *
 * @param root a real path
 * @param maxBytes the size from which on a file is not read
 */
export function createFileReader(root: string, maxBytes = MAX_FILE_BYTES): FileReader {
  let buffer: Buffer = Buffer.allocUnsafeSlow(FIRST_BUFFER_BYTES);

  function readAll(path: string, file: number): Buffer | Unread {
    let length = 0;
    for (let count = -1; count !== 0; length += count) {
      if (length > maxBytes)
        return {
          reason: `it is larger than ${maxBytes / 1024 / 1024} MB`,
          ...(encodingOf(buffer) === 'binary' && { isBinary: true }),
          ...(isCompressed(buffer, path) && { isBinary: true, isCompressed: true }),
        };
      if (length === buffer.length) buffer = enlarge(buffer, maxBytes);
      count = readSync(file, buffer, length, buffer.length - length, null);
    }
    return buffer.subarray(0, length);
  }

  return path => {
    try {
      const file = openSync(`${root}/${path}`, OPEN_FLAGS);
      try {
        return readAll(path, file);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      return unread(path, systemErrorCode(error));
    }
  };
}

function enlarge(full: Buffer, maxBytes: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(Math.min(full.length * 8, maxBytes + 1));
  full.copy(larger);
  return larger;
}

function unread(path: string, code: string): Unread | undefined {
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return path.includes('\uFFFD') ? { reason: 'its name is not valid UTF-8' } : undefined;
  return { reason: code === 'ELOOP' ? 'it is a symbolic link' : `it cannot be read (${code})` };
}
