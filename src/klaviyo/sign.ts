import { mayHoldKey } from './keys.ts';

/** The vendor's name in hosts, packages, variables and headers, or the beginning of a key. */
const SIGN = /klaviyo|pk_/i;

/** The beginning of a key in pieces, and some of its digits. */
const SPLIT_PREFIX = /['"`]pk?['"`]/;
const DIGITS = /[0-9a-f]{8}/;

/** Tells whether a text says anything of the vendor, or may hold a key. Nothing without such a sign can reach Klaviyo by itself. */
export function isSigned(text: string): boolean {
  return SIGN.test(text) || mayHoldKey(text) || (SPLIT_PREFIX.test(text) && DIGITS.test(text));
}
