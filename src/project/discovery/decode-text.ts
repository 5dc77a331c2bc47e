export interface DecodedText {
  /** Without a byte order mark. */
  text: string;
  hasByteOrderMark: boolean;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** Decodes UTF-8; a byte that is none becomes one replacement character, so that lines and columns stay. */
export function decodeText(bytes: Buffer): DecodedText {
  const decoded = bytes.toString('utf8');
  const hasByteOrderMark = decoded.startsWith(BYTE_ORDER_MARK);
  return { text: hasByteOrderMark ? decoded.slice(1) : decoded, hasByteOrderMark };
}
