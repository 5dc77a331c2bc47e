import { mayHoldPlainKey } from './key-signs.ts';

/** A key's beginning in pieces: one of them, and the text that the next one begins with. */
const PIECES: readonly (readonly [piece: RegExp, next: RegExp])[] = [
  [/['"`]p['"`]/, /['"`}]k/],
  [/['"`]pk['"`]/, /['"`}]_/],
];
const ESCAPED = /\\(?:x|u00|u\{)(?:70|6b|5f)/i;
/** A text that ends with some of a key's digits. */
const DIGITS = /['"`_}][0-9a-f]{8,40}['"`]/;

/** Tells whether a text names the vendor: in a host, a package, a variable or a header. Nothing else can reach its API by itself. */
export function mentionsVendor(text: string): boolean {
  return /klaviyo/i.test(text);
}

/** Tells whether a text names the vendor, or may hold a key, whole, encoded, escaped or in pieces. */
export function isSigned(text: string): boolean {
  return mentionsVendor(text) || /pk_/i.test(text) || mayHoldPlainKey(text) || (DIGITS.test(text) && hidesPrefix(text));
}

function hidesPrefix(text: string): boolean {
  return ESCAPED.test(text) || PIECES.some(([piece, next]) => piece.test(text) && next.test(text));
}
