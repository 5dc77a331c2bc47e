const SIGNATURE = Buffer.from('\x89PNG\r\n\x1A\n', 'latin1');
/** The length and the type before the data of a chunk, and the checksum behind it. */
const HEADER_BYTES = 8;
const CHECKSUM_BYTES = 4;
/** A keyword has 79 bytes at most. */
const LONGEST_KEYWORD = 80;
/** What ImageMagick keeps of cameras and colors, which is no text. */
const PROFILE = 'Raw profile type ';

/**
 * Returns whether an image of PNG holds a text that is compressed, as most do not: what is drawn is none.
 *
 * Source: W3C PNG (Third Edition), sections 5.3 and 11.3.3; read 2026-11-23.
 */
export function hasCompressedText(bytes: Buffer): boolean {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return false;
  let at = SIGNATURE.length;
  while (at + HEADER_BYTES <= bytes.length) {
    const data = at + HEADER_BYTES;
    const type = bytes.toString('latin1', at + 4, data);
    if (isCompressedText(type, bytes.subarray(data, data + LONGEST_KEYWORD + 1))) return true;
    at = data + bytes.readUInt32BE(at) + CHECKSUM_BYTES;
  }
  return false;
}

/** @param data as much of it as the keyword and the byte behind it take */
function isCompressedText(type: string, data: Buffer): boolean {
  const end = data.indexOf(0);
  if (end < 0 || data.toString('latin1', 0, end).startsWith(PROFILE)) return false;
  return type === 'zTXt' || (type === 'iTXt' && data[end + 1] === 1);
}
