import { constants, inflateSync } from 'node:zlib';

const MARK = Buffer.from('%PDF-');
const FILTERS = ['/FlateDecode', '/LZWDecode'];
/** Without a font a page shows no text; what is attached is of any kind. */
const TEXT_SIGNS = ['/Font', '/EmbeddedFile', '/Encrypt'];
const PAGE = '/Page';
/** Objects, such as pages and fonts, are compressed together. */
const OBJECTS = '/ObjStm';
/** As many such streams are looked into, and as much of each. */
const MOST_STREAMS = 50;
const STREAM_BYTES = 256 * 1024;
const INFLATED_BYTES = 4 * 1024 * 1024;
/** Between the type of an object and its stream. */
const DICTIONARY_BYTES = 500;

/**
 * Returns whether a PDF holds text that is compressed, as most documents do. Icons and drawings have no text, which only their objects
 * tell.
 *
 * Source: ISO 32000-1, 7.4, 7.5.7 and 9.2; read 2026-11-23.
 */
export function hasHiddenText(bytes: Buffer): boolean {
  if (!bytes.subarray(0, MARK.length).equals(MARK) || FILTERS.every(filter => !bytes.includes(filter))) return false;
  if (TEXT_SIGNS.some(sign => bytes.includes(sign))) return true;
  let hasPages = bytes.includes(PAGE);
  let count = 0;
  for (let at = bytes.indexOf(OBJECTS); at >= 0; at = bytes.indexOf(OBJECTS, at + 1)) {
    const objects = count < MOST_STREAMS ? inflated(bytes, at) : undefined;
    if (objects === undefined || TEXT_SIGNS.some(sign => objects.includes(sign))) return true;
    hasPages ||= objects.includes(PAGE);
    count += 1;
  }
  return !hasPages;
}

/** @returns nothing where it cannot be told what a stream holds */
function inflated(bytes: Buffer, at: number): Buffer | undefined {
  const word = bytes.subarray(at, at + DICTIONARY_BYTES).indexOf('stream');
  if (word < 0) return undefined;
  const start = at + word + 'stream'.length;
  const from = start + (bytes[start] === 0x0d ? 2 : 1);
  try {
    return inflateSync(bytes.subarray(from, from + STREAM_BYTES), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: INFLATED_BYTES,
    });
  } catch {
    return undefined;
  }
}
