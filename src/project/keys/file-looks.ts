import { encodingOf } from '../discovery/text-encoding.ts';
import { isCompressed } from '../discovery/compressed.ts';
import type { Unread } from '../discovery/read-file.ts';

/**
 * What a file looks like from its bytes; a `script` is a text that names its program in the first line, and `film` a stream whose name
 * may end as that of TypeScript. What is `compressed` is searched as it is, and not unpacked.
 */
export type FileLook = 'text' | 'script' | 'binary' | 'compressed' | 'film' | 'lfs-pointer' | Unread;

const LFS_POINTER = Buffer.from('version https://git-lfs.github.com/spec/');
const SHEBANG = Buffer.from('#!');

/** Returns what a file looks like by its bytes. @param path tells what bytes do not */
export function lookOf(path: string, bytes: Buffer): Exclude<FileLook, Unread> {
  if (startsWith(bytes, LFS_POINTER)) return 'lfs-pointer';
  if (startsWith(bytes, SHEBANG)) return 'script';
  if (isCompressed(bytes, path)) return 'compressed';
  if (encodingOf(bytes) !== 'binary') return 'text';
  return isTransportStream(bytes) ? 'film' : 'binary';
}

/** Each packet of an MPEG transport stream has 188 bytes and begins with the same. Source: ISO/IEC 13818-1, 2.4.3.2; read 2026-11-21. */
function isTransportStream(bytes: Buffer): boolean {
  return [0, 188, 376].every(start => bytes[start] === 0x47);
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start);
}
