import type { KeyMatch } from './key-match.ts';
import { KEY_SHAPE } from './plain-key.ts';

/**
 * The beginning of a key in base64. It may begin at each of the three places of a group of bytes, so after none, one or two of
 * its characters that belong to what stands before: `cGtf`, `.HBrX` and `..Bwa18`, where some bits are those of the neighbours.
 */
const SIGN = /cGtf|(?<=[HXn3])BrX(?=[z0-3])|(?<=[BFJNRVZdhlptx159])wa1(?=[89])/g;

/** By the first letters of a sign: how many characters of its group stand before it, and how many bytes before the key. */
const PLACES: Readonly<Record<string, { characters: number; bytes: number }>> = {
  cGt: { characters: 0, bytes: 0 },
  BrX: { characters: 2, bytes: 1 },
  wa1: { characters: 3, bytes: 2 },
};

/** A key has 44 bytes at most; with what may stand before it, and one byte behind it, they make 64 characters. */
const LONGEST = 64;
const ALPHABET = /^[A-Za-z0-9+/_-]{50,}/;
const KEY = new RegExp(KEY_SHAPE, 'y');
const DIGIT = /[0-9A-Fa-f]/;

/** The letters of the signs alone: most texts hold none of them, and that is known quickly. */
const LETTERS = ['cGtf', 'BrX', 'wa1'];

/**
 * Finds keys in base64, both alphabets, that begin anywhere in what is encoded.
 *
 * @param isLongerToo whether also what more digits follow, so that it is no key
 */
export function base64Keys(text: string, { isLongerToo = false } = {}): KeyMatch[] {
  if (!LETTERS.some(sign => text.includes(sign))) return [];
  return [...text.matchAll(SIGN)]
    .flatMap(({ 0: sign, index }) => keyAt(text, sign, index) ?? [])
    .filter(({ isLonger }) => isLongerToo || !isLonger)
    .map(({ isLonger: _, ...match }) => match);
}

function keyAt(text: string, sign: string, at: number): (KeyMatch & { isLonger: boolean }) | undefined {
  const { characters, bytes } = PLACES[sign.slice(0, 3)]!;
  const index = at - characters;
  const encoded = ALPHABET.exec(text.slice(Math.max(index, 0), index + LONGEST))?.[0];
  if (index < 0 || encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('latin1');
  KEY.lastIndex = bytes;
  const key = KEY.exec(decoded)?.[0];
  if (key === undefined) return undefined;
  const length = Math.ceil(((bytes + key.length) * 4) / 3);
  return { key, index, length, isEncoded: true, isLonger: DIGIT.test(decoded.charAt(bytes + key.length)) };
}
