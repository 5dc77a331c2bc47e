import { hiddenNameSearch, withBlanks } from '../hidden-name.ts';
import { nameSearch, remembered } from '../spelled-name.ts';
import { mayHoldPlainKey } from './key-signs.ts';

/** A key's beginning in pieces: one of them, and the text that the next one begins with. */
const PIECES: readonly (readonly [piece: RegExp, next: RegExp])[] = [
  [/['"`]p['"`]/, /['"`}]k/],
  [/['"`]pk['"`]/, /['"`}]_/],
];
const ESCAPED = /\\(?:x|u00|u\{)(?:70|6b|5f)/i;
/** A text that ends with some of a key's digits. */
const DIGITS = /['"`_}][0-9a-f]{8,40}['"`]/;

/** Returns whether a text holds the name so that it only shows in what is made of it: encoded, or backwards. */
export const hidesName = remembered(hiddenNameSearch('klaviyo'));
const namesVendor = nameSearch(withBlanks('klaviyo'), 'klaviyo', hidesName);

/**
 * Returns whether a text names the vendor: in a host, a package, a variable or a header, also in pieces or with codes of letters. Nothing
 * else can reach its API by itself.
 */
export function mentionsVendor(text: string): boolean {
  return namesVendor(text);
}

const QUOTE = String.raw`['"\`$\\]`;
/** The host or the scheme of the keys, whole, or the end of a piece of one; the SDK's package and variables are neither. */
const API = new RegExp(
  String.raw`klaviyo(?:\.(?:com|co?${QUOTE}|${QUOTE})|${QUOTE}|-(?!api['"\`/]))|(?:a\.k|kl(?:a(?:v(?:iy?)?)?)?)${QUOTE}|\\[ux]`,
  'i',
);

/**
 * Returns whether a text may hold the host of the API or the scheme of its keys, or a piece of one. Without, no call in it is known to
 * go to the API but those of the SDK.
 */
export function mayNameApi(text: string): boolean {
  return API.test(text) || hidesName(text);
}

/** Returns whether a text may hold the name of the header `revision`, or a piece of it. */
export function mayNameRevision(text: string): boolean {
  return /revision|rev(?:i(?:s(?:io?)?)?)?['"`$\\]|\\[ux]/i.test(text);
}

/** Returns whether a text names the vendor, or may hold a key, whole, encoded, escaped or in pieces. */
export function isSigned(text: string): boolean {
  return (
    mentionsVendor(text) || holdsBeginning(text) || mayHoldPlainKey(text) || (hidesPrefix(text) && DIGITS.test(text))
  );
}

/** The end of the beginning is found faster than what may be either case. */
function holdsBeginning(text: string): boolean {
  return (text.includes('k_') || text.includes('K_')) && /pk_/i.test(text);
}

/** A piece of the beginning, or an escape of one of its letters: most texts have neither, which one look tells. */
const MAY_HIDE_PREFIX = /['"`]pk?['"`]|\\(?:x|u00|u\{)(?:70|6b|5f)/i;

function hidesPrefix(text: string): boolean {
  if (!MAY_HIDE_PREFIX.test(text)) return false;
  return ESCAPED.test(text) || PIECES.some(([piece, next]) => piece.test(text) && next.test(text));
}
