/**
 * Both shapes of a private key: `pk_` and 34 lower-case hexadecimal digits, in newer keys with the six characters of the
 * company id and `_` between them. Neighbouring letters, digits, `_` and `-` mean a longer token of somebody else.
 *
 * Source: trufflesecurity/trufflehog, detector `klaviyo` (pull request 5009, 2026-06-09); read 2026-11-20.
 */
const PRIVATE_KEY = /(?<![A-Za-z0-9_-])pk_(?:[A-Za-z0-9]{6}_)?[0-9a-f]{34}(?![A-Za-z0-9_-])/g;

/** The same shapes without the neighbours: what is hidden may be glued to anything. */
const KEY_ANYWHERE = /pk_(?:[A-Za-z0-9]{6}_)?[0-9a-f]{34}/g;

export interface KeyMatch {
  key: string;
  /** UTF-16 offset of the key in the text. */
  index: number;
}

/** Finds every text in the shape of a Klaviyo private key that is not an obvious placeholder. */
export function findPrivateKeys(text: string): KeyMatch[] {
  if (!text.includes('pk_')) return [];
  return [...text.matchAll(PRIVATE_KEY)]
    .map(match => ({ key: match[0], index: match.index }))
    .filter(({ key }) => !isPlaceholder(key));
}

/** How a key is shown, in every output: `pk_…` and its last two characters. */
export function maskKey(key: string): string {
  return `pk_…${key.slice(-2)}`;
}

/** Replaces every key in a text by its masked form; applied to whatever is printed. */
export function maskKeys(text: string): string {
  return text.includes('pk_') ? text.replaceAll(KEY_ANYWHERE, maskKey) : text;
}

const SEQUENCES = ['0123456789abcdef', 'fedcba9876543210', '0123456789', '9876543210', 'abcdef'];

/** Repeated or counted-up digits are written by people; a random key of 34 digits has at least eight different ones. */
function isPlaceholder(key: string): boolean {
  const digits = key.slice(-34);
  if (new Set(digits).size < 8) return true;
  if (SEQUENCES.some(sequence => digits.includes(sequence))) return true;
  return /^(.{1,17})\1+/.test(digits) && /(.{3,17})\1{2,}/.test(digits);
}
