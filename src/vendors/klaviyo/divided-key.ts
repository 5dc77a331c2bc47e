import type { KeyMatch } from './key-match.ts';

/** The beginning as a text of its own, or before a value that is put in: `'pk_'`, `"pk_{digits}"`, `pk_$DIGITS`. */
const BEGINNING = /(?<!\w)(?:pk_(?=["'`$%#{}]|\\["'(])|(?<=["'`])pk(?=["'`]))/;

/** All digits of a key as a whole value. Nothing that is common is as long: hashes and identifiers have 24, 32, 36 or 40. */
const DIGITS = /(?<=["'`=]|: )((?:[A-Za-z0-9]{6}_)?[0-9a-f]{34})(?=["'`;,\s\\]|$)/g;

/** Returns whether a text has such a beginning. */
export function holdsBeginning(text: string): boolean {
  return BEGINNING.test(text);
}

/** Finds the keys whose digits stand apart from the beginning, such as in another variable; only where there is a beginning. */
export function dividedKeys(text: string): KeyMatch[] {
  return [...text.matchAll(DIGITS)].map(({ 0: digits, index }) => ({
    key: `pk_${digits}`,
    index,
    length: digits.length,
    isEncoded: false,
  }));
}
