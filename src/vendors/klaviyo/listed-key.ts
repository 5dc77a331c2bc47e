import type { KeyMatch } from './key-match.ts';
import { KEY_SHAPE } from './plain-key.ts';

const SPACE = String.raw`\s{0,80}`;
/** All elements of a list of texts, of which the first begins a key. */
const LIST = String.raw`["'\`]pk?(?:_\w{0,40})?["'\`](?:,${SPACE}["'\`]\w{1,40}["'\`]){1,41},?${SPACE}`;
/** What makes one text of the list behind it: `join("", [` of Terraform, `"".join([` of Python, `implode('', array(` of PHP, `concat!(` of Rust. */
const BEFORE = String.raw`(?:(?<=["']{2})\.join\(|\b(?:implode|concat!?|paste0)\(|\b(?:implode|join)\(${SPACE}["']{2},)${SPACE}(?:array\(|[[(])?${SPACE}`;
/** What makes one text of the list before it: `}, "")` of Go, `].join('')`, `].concat()` of Rust, `) -join ''` of PowerShell. */
const BEHIND = String.raw`[\])}],?\s{0,20}(?:["']{2}\)|(?:\.|-|\|>?\s?(?:Enum\.)?)(?:join(?:ed|ToString)?|concat)\b(?:\((?:["']{2})?\)|\s{1,20}["']{2}|(?!\s?\(|\s["'])))`;
/** What stands before is only looked at where a list may begin. */
const JOINED = new RegExp(
  `(?=["'\`]p)(?:(?<=${BEFORE})${LIST}(?=[\\])}])|(?<=[[({]${SPACE})${LIST}(?=${BEHIND}))`,
  'gi',
);
const ELEMENT = /["'`](\w+)["'`]/g;
const KEY = new RegExp(`^${KEY_SHAPE}$`);

/** Finds the keys whose pieces are all elements of a list that is joined without anything between them. */
export function listedKeys(text: string): KeyMatch[] {
  return [...text.matchAll(JOINED)].flatMap(({ 0: list, index }) => {
    const key = Array.from(list.matchAll(ELEMENT), ([, piece = '']) => piece).join('');
    const length = list.trimEnd().replace(/,$/, '').length;
    return KEY.test(key) ? [{ key, index, length, isEncoded: false }] : [];
  });
}
