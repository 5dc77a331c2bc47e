import type { KeyMatch } from './key-match.ts';
import { KEY_SHAPE } from './plain-key.ts';

/** The numbers of the bytes of a text, as hexadecimal digits or as a list; at least as many as the shorter key has. */
const BYTES = [
  /70[ :-]?6[bB][ :-]?5[fF](?:[ :-]?[0-9A-Fa-f]{2}){34,42}/g,
  /(?:112,\s{0,40}107,\s{0,40}95|0x70,\s{0,40}0x6[bB],\s{0,40}0x5[fF])(?:,\s{0,40}(?:0x[0-9A-Fa-f]{2}|\d{1,3})){34,42}/g,
];
const KEY = new RegExp(`^${KEY_SHAPE}(?![0-9A-Fa-f])`);
const BACKWARDS = /(?<![0-9A-Fa-f])[0-9a-f]{34}(?:_[A-Za-z0-9]{6})?_kp/g;

/** Finds keys that are written as the codes of their letters, or backwards. */
export function spelledKeys(text: string): KeyMatch[] {
  return [...BYTES.flatMap(pattern => fromBytes(text, pattern)), ...fromBackwards(text)];
}

function fromBytes(text: string, pattern: RegExp): KeyMatch[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: { length }, 0: bytes, index }) => {
    const [key] = KEY.exec(String.fromCharCode(...numbersOf(bytes))) ?? [];
    return key === undefined ? [] : [{ key, index, length, isEncoded: false }];
  });
}

function numbersOf(bytes: string): number[] {
  if (bytes.includes(',')) return bytes.split(',').map(Number);
  return [...Buffer.from(bytes.replaceAll(/[ :-]/g, ''), 'hex')];
}

function fromBackwards(text: string): KeyMatch[] {
  if (!text.includes('_kp')) return [];
  return [...text.matchAll(BACKWARDS)].map(({ 0: found, index }) => ({
    key: Array.from(found).reverse().join(''),
    index,
    length: found.length,
    isEncoded: false,
  }));
}
