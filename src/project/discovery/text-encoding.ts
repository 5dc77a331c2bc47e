/** Git looks as far, too. */
const BYTES_LOOKED_AT = 8000;

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'binary';

/** Tells how a text is encoded, by its mark, or by the zeros that UTF-16 has in every other byte. */
export function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, BYTES_LOOKED_AT);
  return start.includes(0) ? encodingByZeros(start) : 'utf-8';
}

/** Decodes a text of any encoding that is known, without its mark; nothing if it is binary. */
export function decodeAnyText(bytes: Buffer): string | undefined {
  const encoding = encodingOf(bytes);
  return encoding === 'binary' ? undefined : new TextDecoder(encoding).decode(bytes);
}

function encodingByZeros(start: Buffer): Encoding {
  const zeros = [0, 0];
  start.forEach((byte, index) => (byte === 0 ? (zeros[index % 2]! += 1) : undefined));
  const [even = 0, odd = 0] = zeros;
  const most = start.length * 0.4;
  if (odd > most && even === 0) return 'utf-16le';
  return even > most && odd === 0 ? 'utf-16be' : 'binary';
}
