import { isUtf8 } from 'node:buffer';
import { hasHiddenText } from './pdf.ts';
import { hasCompressedText } from './png.ts';

/**
 * What compressed files and archives begin with: gzip, ZIP (which office documents and Java archives are, too), bzip2, xz, LZMA,
 * Zstandard, LZ4, Snappy, lzip, 7-Zip, RAR, `compress`, packages of Debian, RPM and Windows, and packs of git.
 * Images and fonts have their own formats, in which only the picture is compressed.
 *
 * Source: RFC 1952, APPNOTE.TXT 6.3.10 of PKWARE, RFC 8878, and file formats as `magic(5)` knows them; read 2026-11-23.
 */
const BEGINNINGS = [
  '\x1F\x8B\x08',
  'PK\x03\x04',
  'PK\x07\x08PK\x03\x04',
  ...Array.from('123456789', level => `BZh${level}1AY&SY`),
  '\xFD7zXZ\0',
  ']\0\0\x80\0',
  '\x28\xB5\x2F\xFD',
  '\x04\x22\x4D\x18',
  '\xFF\x06\0\0sNaPpY',
  'LZIP\x01',
  '7z\xBC\xAF\x27\x1C',
  'Rar!\x1A\x07',
  '\x1F\x9D',
  '!<arch>\ndebian-binary',
  '\xED\xAB\xEE\xDB',
  'MSCF\0\0\0\0',
  'PACK\0\0\0',
].map(beginning => Buffer.from(beginning, 'latin1'));

/** Tables of Parquet begin with letters, as a text may. Source: apache/parquet-format, "File format"; read 2026-11-23. */
const PARQUET = Buffer.from('PAR1');

/** Tables of Avro say in their header what compresses their rows. Source: Apache Avro 1.12, "Object Container Files"; read 2026-11-23. */
const AVRO = Buffer.from('Obj\x01', 'latin1');
const AVRO_CODEC = /avro\.codec.(?:deflate|snappy|zstandard|bzip2|xz)/s;
const AVRO_HEADER_BYTES = 64 * 1024;

/** Returns whether the bytes of a file show that it holds text which is compressed; of Brotli, which has no mark, the name does. */
export function isCompressed(bytes: Buffer, path: string): boolean {
  if (BEGINNINGS.some(beginning => startsWith(bytes, beginning))) return true;
  if (startsWith(bytes, AVRO)) return AVRO_CODEC.test(bytes.toString('latin1', 0, AVRO_HEADER_BYTES));
  const isMarked = isZlib(bytes) || startsWith(bytes, PARQUET) || /\.br$/i.test(path);
  return (isMarked && !isUtf8(bytes)) || hasCompressedText(bytes) || hasHiddenText(bytes);
}

/** The second byte for each level of compression. Source: RFC 1950, section 2.2; read 2026-11-23. */
const ZLIB_LEVELS = new Set([0x01, 0x5e, 0x9c, 0xda]);

/** The first byte is an `x`, with which texts begin, too. Of the four types of a block, one is not used. */
function isZlib(bytes: Buffer): boolean {
  const [method, level = 0, block = 0] = bytes;
  return method === 0x78 && ZLIB_LEVELS.has(level) && (block & 0b110) !== 0b110;
}

function startsWith(bytes: Buffer, beginning: Buffer): boolean {
  return bytes.subarray(0, beginning.length).equals(beginning);
}

/** What a text in gzip begins with in base64, once or twice: the mark, the method, and flags of which three bits are reserved. */
const PACKED = /(?<![A-Za-z0-9+/])(?:H4sI[A-H]|SDRzSU)[A-Za-z0-9+/_-]{60}/g;
const PACKED_SIGNS = ['H4sI', 'SDRzSU'].map(sign => Buffer.from(sign));

/** Finds where a text holds others that are compressed, in base64. @returns offsets */
export function packedTexts(bytes: Buffer): number[] {
  if (PACKED_SIGNS.every(sign => !bytes.includes(sign))) return [];
  return Array.from(bytes.toString('latin1').matchAll(PACKED), ({ index }) => index);
}
