import { base64Keys } from './base64-key.ts';
import type { KeyMatch } from './key-match.ts';
import { plainKeys } from './plain-key.ts';
import { rewriteText } from './rewritten-text.ts';

/** One character as an escape: in strings, in URLs and mails, in HTML. */
const ESCAPE = [
  String.raw`\\x[0-9A-Fa-f]{2}`,
  String.raw`\\u00[0-9A-Fa-f]{2}`,
  String.raw`\\U000000[0-9A-Fa-f]{2}`,
  String.raw`\\u\{0{0,4}[0-9A-Fa-f]{2}\}`,
  String.raw`\\[01][0-7]{2}`,
  String.raw`\\[67][0-7](?!\d)`,
  '[%=][0-9A-Fa-f]{2}',
  String.raw`&#0{0,4}\d{2,3};`,
  '&#[xX]0{0,4}[0-9A-Fa-f]{2};',
  '&lowbar;',
].join('|');

/** What stands around an operator, in code, or in code within a string. */
const SPACE = String.raw`(?:[\s()]|\\[nrt]){0,80}`;
const COMMENT = String.raw`(?:(?:#|\/\/)[^\n]{0,120}\n${SPACE})?`;
/** The operators with which languages put two texts together, and the assignment that appends one. */
const OPERATOR = String.raw`(?:[+.&~|<>]{1,2}|\\|;?\s{0,20}\$?\w{1,40}\s{0,4}[+.]=)?`;

/** What stands between the pieces of one text. */
const GLUE = [
  String.raw`(?:\\[nr]){0,2}\\?["'\`]${SPACE}${COMMENT}${OPERATOR}${SPACE}[fFrRbBuU]{0,2}\\?["'\`](?=\w|\\[xuU01])`,
  // A quotation mark within a word of a shell, an escape that means nothing, a line that goes on, and what nobody sees.
  String.raw`(?<=\w)["'](?=\w)`,
  String.raw`\\(?=[pk_])`,
  String.raw`[\\=]\r?\n[ \t]{0,80}`,
  String.raw`[\0\u00ad\u200b-\u200d\u2060\ufeff]`,
].join('|');

const HIDING = new RegExp(`(${ESCAPE})|${GLUE}`, 'g');

/** The end of a line within base64, with the mark of a comment or a quotation before the next. */
const WRAP = /(?<=[A-Za-z0-9+/_-])(?:\r?\n|(?:\\r)?\\n)[ \t]{0,80}(?:(?:#|\/\/|\*|>)[ \t]{0,8})?(?=[A-Za-z0-9+/_-])/g;

/** Finds what is a key only once escapes are decoded and pieces are put together, and base64 in lines. */
export function hiddenKeys(text: string): KeyMatch[] {
  const joined = rewriteText(text, HIDING, decoded);
  const unwrapped = rewriteText(joined.text, WRAP, () => '');
  const plain = plainKeys(joined.text).map(match => ({ ...match, ...joined.originOf(match), read: match.length }));
  const encoded = base64Keys(unwrapped.text).map(match => ({
    ...match,
    ...joined.originOf(unwrapped.originOf(match)),
    read: match.length,
  }));
  return [...plain, ...encoded].filter(({ length, read }) => length !== read).map(({ read: _, ...match }) => match);
}

/** @returns nothing for the escape of a character that no token holds */
function decoded(found: string, escape: string | undefined): string | undefined {
  if (escape === undefined) return '';
  const character = escape === '&lowbar;' ? '_' : String.fromCharCode(codeOf(escape));
  return /[A-Za-z0-9+/_-]/.test(character) ? character : undefined;
}

function codeOf(escape: string): number {
  const digits = escape.replaceAll(/[^0-9A-Fa-f]/g, '');
  if (/^\\\d/.test(escape)) return Number.parseInt(digits, 8);
  return Number.parseInt(digits, /^&#\d/.test(escape) ? 10 : 16);
}
