import { isUtf8 } from 'node:buffer';

/** Git looks as far, too. */
const BYTES_LOOKED_AT = 8000;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'binary';

/**
 * Returns how a text is encoded: by its mark, by the zeros that UTF-16 has in every other byte, or as what it is valid in. A text of
 * UTF-8 may hold zeros, too, but not many.
 */
export function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe && (bytes[2] !== 0 || bytes[3] !== 0)) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, BYTES_LOOKED_AT);
  if (!start.includes(0)) return 'utf-8';
  return encodingByZeros(start) ?? (isText(bytes) ? 'utf-8' : 'binary');
}

/** Decodes a text of any encoding that is known, without its mark; nothing if it is binary. */
export function decodeAnyText(bytes: Buffer): string | undefined {
  const encoding = encodingOf(bytes);
  return encoding === 'binary' ? undefined : new TextDecoder(encoding).decode(bytes);
}

function encodingByZeros(start: Buffer): Encoding | undefined {
  const zeros = [0, 0];
  start.forEach((byte, index) => (byte === 0 ? (zeros[index % 2]! += 1) : undefined));
  const [even = 0, odd = 0] = zeros;
  const most = start.length * 0.4;
  if (odd > most && even === 0) return 'utf-16le';
  return even > most && odd === 0 ? 'utf-16be' : undefined;
}

const MOST_ZEROS = 0.1;

function isText(bytes: Buffer): boolean {
  // An image ends the first of these searches at once.
  return (
    isUtf8(bytes) && bytes.reduce((zeros, byte) => (byte === 0 ? zeros + 1 : zeros), 0) <= bytes.length * MOST_ZEROS
  );
}
