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

/** The same of base64 in base64, as secrets of Kubernetes have it by mistake: at each of the three places `cGtf` in base64. */
const SIGN_IN_BASE64 = /Y0d0Z|(?<=[GWm2])NHdG(?=[YZ])|(?<=[BFJNRVZdhlptx159])jR3Rm/g;
const PLACES_IN_BASE64: typeof PLACES = {
  Y0d: { characters: 0, bytes: 0 },
  NHd: { characters: 2, bytes: 1 },
  jR3: { characters: 3, bytes: 2 },
};
/** As many characters are the longest of the above in base64, with what may stand before it. */
const LONGEST_IN_BASE64 = 88;

/** A key has 44 bytes at most; with what may stand before it, and one byte behind it, they make 64 characters. */
const LONGEST = 64;
const ALPHABET = /^[A-Za-z0-9+/_-]{50,}/;
const KEY = new RegExp(KEY_SHAPE, 'y');
const DIGIT = /[0-9A-Fa-f]/;

/** The letters of the signs alone: most texts hold none of them, and that is known quickly. */
const LETTERS = ['cGtf', 'BrX', 'wa1', 'Y0d0Z', 'NHdG', 'jR3Rm'];

/**
 * Finds keys in base64, both alphabets, that begin anywhere in what is encoded, and in base64 of base64.
 *
 * @param isLongerToo whether also what more digits follow, so that it is no key
 */
export function base64Keys(text: string, { isLongerToo = false } = {}): KeyMatch[] {
  if (!LETTERS.some(sign => text.includes(sign))) return [];
  const once = [...text.matchAll(SIGN)].flatMap(({ 0: sign, index }) => keyAt(text, sign, index) ?? []);
  const twice = [...text.matchAll(SIGN_IN_BASE64)].flatMap(
    ({ 0: sign, index }) => keyInBase64(text, sign, index) ?? [],
  );
  return [...once, ...twice]
    .sort((left, right) => left.index - right.index)
    .filter(({ isLonger }) => isLongerToo || !isLonger)
    .map(({ isLonger: _, ...match }) => match);
}

type Match = KeyMatch & { isLonger: boolean };

function keyInBase64(text: string, sign: string, at: number): Match | undefined {
  const { characters, bytes } = PLACES_IN_BASE64[sign.slice(0, 3)]!;
  const index = at - characters;
  if (index < 0) return undefined;
  const encoded = text.slice(index, index + LONGEST_IN_BASE64);
  const match = keyAt(Buffer.from(encoded, 'base64').toString('latin1', bytes), 'cGtf', 0);
  return match && { ...match, index, length: Math.ceil(((bytes + match.length) * 4) / 3) };
}

function keyAt(text: string, sign: string, at: number): Match | undefined {
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
