import { encodingOf } from '../discovery/text-encoding.ts';
import type { Unread } from '../discovery/read-file.ts';

/** What a file looks like from its bytes; a `script` is a text that names its program in the first line. */
export type FileLook = 'text' | 'script' | 'binary' | 'lfs-pointer' | Unread;

const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/');
const SHEBANG = Buffer.from('#!');

/** Tells what the bytes of a file look like. */
export function lookOf(bytes: Buffer): Exclude<FileLook, Unread> {
  if (startsWith(bytes, LFS_POINTER)) return 'lfs-pointer';
  if (startsWith(bytes, SHEBANG)) return 'script';
  return encodingOf(bytes) === 'binary' ? 'binary' : 'text';
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start);
}
