import { encodingOf } from './text-encoding.ts';

export interface DecodedText {
  /** Without a byte order mark. */
  text: string;
  hasByteOrderMark: boolean;
}

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Decodes UTF-16 and UTF-8, by the mark or the zeros of the former. What is not valid becomes one replacement character, so that lines
 * and columns stay.
 */
export function decodeText(bytes: Buffer): DecodedText {
  const encoding = encodingOf(bytes);
  const isUtf16 = encoding === 'utf-16le' || encoding === 'utf-16be';
  const decoded = isUtf16 ? new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes) : bytes.toString('utf8');
  const hasByteOrderMark = decoded.startsWith(BYTE_ORDER_MARK);
  return { text: hasByteOrderMark ? decoded.slice(1) : decoded, hasByteOrderMark };
}
