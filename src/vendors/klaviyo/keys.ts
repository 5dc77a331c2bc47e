import { BASE64_SIGNS, base64Keys } from './base64-key.ts';
import { isPlaceholder } from './placeholder-key.ts';

/**
 * Both shapes of a private key: `pk_` and 34 lower-case hexadecimal digits, in newer keys with the six characters of the
 * company id and `_` between them.
 *
 * Source: trufflesecurity/trufflehog, detector `klaviyo` (pull request 5009, 2026-06-09); read 2026-11-20.
 */
const SHAPE = String.raw`pk_(?:[A-Za-z0-9]{6}_)?[0-9a-f]{34}`;

/** Letters and digits that are no part of what follows: an encoded mark, an escape, a colour, a comment's or a list's dashes. */
const UNLIKE_ITS_LOOK = [
  String.raw`%[0-9A-Fa-f]{2}`,
  String.raw`\\(?:[nrtbfv]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})`,
  String.raw`\u001b\[[\d;]{0,20}m`,
  String.raw`^[ \t]{0,40}-{1,3}`,
  '<!--',
];

/** Other neighbouring letters, digits, `_` and `-` mean a longer token of another kind. */
const PRIVATE_KEY = new RegExp(
  `(?:(?<![A-Za-z0-9_-])|(?<=${UNLIKE_ITS_LOOK.join('|')}))${SHAPE}(?![A-Za-z0-9_]|-(?!->))`,
  'gm',
);

/** The same shapes without the neighbours: what is masked may stand next to anything. */
const KEY_ANYWHERE = new RegExp(SHAPE, 'g');

export interface KeyMatch {
  key: string;
  /** Where it stands in the text, in UTF-16 offsets. */
  index: number;
  length: number;
  isEncoded: boolean;
}

const SIGNS = ['pk_', ...BASE64_SIGNS];

/** Tells quickly whether a text, or the bytes of one, may hold a key, plain or in base64. */
export function mayHoldKey(text: { includes(sign: string): boolean }): boolean {
  return SIGNS.some(sign => text.includes(sign));
}

/** Finds every text in the shape of a Klaviyo private key that is not an obvious placeholder, also within base64. */
export function findPrivateKeys(text: string): KeyMatch[] {
  const plain = text.includes('pk_')
    ? [...text.matchAll(PRIVATE_KEY)].map(({ 0: key, index }) => ({ key, index, length: key.length, isEncoded: false }))
    : [];
  const encoded = base64Keys(text)
    .filter(({ isPiece }) => !isPiece)
    .map(({ key, index, length }) => ({ key, index, length, isEncoded: true }));
  return [...plain, ...encoded]
    .filter(({ key }) => !isPlaceholder(key))
    .sort((left, right) => left.index - right.index);
}

/** How a key is shown, in every output: `pk_…` and its last two characters. */
export function maskKey(key: string): string {
  return `pk_…${key.slice(-2)}`;
}

/** Replaces every key in a text by its masked form, whatever stands around it; applied to whatever is printed. */
export function maskKeys(text: string): string {
  const masked = text.includes('pk_') ? text.replaceAll(KEY_ANYWHERE, maskKey) : text;
  return base64Keys(masked).reduceRight(
    (rest, { key, index, length }) => rest.slice(0, index) + maskKey(key) + rest.slice(index + length),
    masked,
  );
}
