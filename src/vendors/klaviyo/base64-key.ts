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
const KEY = /pk_(?:[A-Za-z0-9]{6}_)?[0-9a-f]{34}/y;
const TOKEN = /[A-Za-z0-9_-]/;

export interface EncodedKey {
  key: string;
  /** The characters that hold it, in UTF-16 offsets. */
  index: number;
  length: number;
  /** Encoded as a piece of a longer token. */
  isPiece: boolean;
}

/** The letters of the signs alone: most texts hold none of them, and that is known quickly. */
export const BASE64_SIGNS = ['cGtf', 'BrX', 'wa1'];

/** Finds keys in base64, both alphabets, that begin anywhere in what is encoded. */
export function base64Keys(text: string): EncodedKey[] {
  if (!BASE64_SIGNS.some(sign => text.includes(sign))) return [];
  return [...text.matchAll(SIGN)].flatMap(({ 0: sign, index }) => keyAt(text, sign, index) ?? []);
}

function keyAt(text: string, sign: string, at: number): EncodedKey | undefined {
  const { characters, bytes } = PLACES[sign.slice(0, 3)]!;
  const index = at - characters;
  const encoded = ALPHABET.exec(text.slice(Math.max(index, 0), index + LONGEST))?.[0];
  if (index < 0 || encoded === undefined) return undefined;
  const decoded = decode(encoded);
  KEY.lastIndex = bytes;
  const key = KEY.exec(decoded)?.[0];
  if (key === undefined) return undefined;
  const length = Math.ceil(((bytes + key.length) * 4) / 3);
  const before = decoded.slice(0, bytes) || decodedBefore(text, index);
  const after = decoded.charAt(bytes + key.length);
  return { key, index, length, isPiece: TOKEN.test(before.slice(-1)) || TOKEN.test(after) };
}

/** What the group before stands for; nothing if that is no text, because then it belongs to something else. */
function decodedBefore(text: string, index: number): string {
  const group = text.slice(Math.max(index - 4, 0), index);
  const decoded = /^[A-Za-z0-9+/_-]{4}$/.test(group) ? decode(group) : '';
  return /^[\x20-\x7e]*$/.test(decoded) ? decoded : '';
}

function decode(encoded: string): string {
  return Buffer.from(encoded, 'base64').toString('latin1');
}
