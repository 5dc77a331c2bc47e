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

/** Finds keys that are written as they are. */
export function plainKeys(text: string): KeyMatch[] {
  if (!text.includes('pk_')) return [];
  return [...text.matchAll(PRIVATE_KEY)].map(({ 0: key, index }) => ({
    key,
    index,
    length: key.length,
    isEncoded: false,
  }));
}
