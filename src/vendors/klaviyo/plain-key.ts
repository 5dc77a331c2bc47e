import type { KeyMatch } from './key-match.ts';

/**
 * Both shapes of a private key: `pk_` and 34 lower-case hexadecimal digits, in newer keys with the six characters of the
 * company id and `_` between them.
 *
 * Source: trufflesecurity/trufflehog, detector `klaviyo` (pull request 5009, 2026-06-09); read 2026-11-20.
 */
export const KEY_SHAPE = String.raw`pk_(?:[A-Za-z0-9]{6}_)?[0-9a-f]{34}`;

/**
 * Anything may stand beside it, as in `klaviyo_pk_…` and `pk_…_old`, but for more digits: then it is a hash or an identifier of
 * another length. No other vendor writes 34 digits.
 */
const PRIVATE_KEY = new RegExp(`${KEY_SHAPE}(?![0-9A-Fa-f])`, 'g');

/**
 * Where a file is no text, what follows is often a number, such as the checksum of a chunk of PNG, whose first byte may look like a digit.
 * Two digits of the case of the key are still a longer hash.
 */
const KEY_IN_BINARY = new RegExp(`${KEY_SHAPE}(?![0-9a-f]{2})`, 'g');

/** Finds keys that are written as they are. */
export function plainKeys(text: string): KeyMatch[] {
  return matches(text, PRIVATE_KEY);
}

/** The same in bytes that are no text. */
export function binaryKeys(bytes: string): KeyMatch[] {
  return matches(bytes, KEY_IN_BINARY);
}

function matches(text: string, pattern: RegExp): KeyMatch[] {
  if (!text.includes('pk_')) return [];
  return [...text.matchAll(pattern)].map(({ 0: key, index }) => ({
    key,
    index,
    length: key.length,
    isEncoded: false,
  }));
}
