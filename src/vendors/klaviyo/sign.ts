import { mayHoldKey } from './keys.ts';

/** The beginning of a key in pieces or with an escape, and a text that ends with some of its digits. */
const HIDDEN_PREFIX = /['"`]pk?['"`]|\\(?:x|u00|u\{)(?:70|6b|5f)/i;
const DIGITS = /['"`_}][0-9a-f]{8,40}['"`]/;

/** Tells whether a text names the vendor: in a host, a package, a variable or a header. Nothing else can reach its API by itself. */
export function namesVendor(text: string): boolean {
  return /klaviyo/i.test(text);
}

/** Tells whether a text names the vendor, or may hold a key, whole, encoded, escaped or in pieces. */
export function isSigned(text: string): boolean {
  return namesVendor(text) || /pk_/i.test(text) || mayHoldKey(text) || (HIDDEN_PREFIX.test(text) && DIGITS.test(text));
}
