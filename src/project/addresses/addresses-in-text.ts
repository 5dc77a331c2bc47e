import type { Location } from '../../model/finding.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { indexLines, type Lines } from '../discovery/line-index.ts';
import { isInAllowList } from './allow-lists.ts';
import { commentLines } from './comment-lines.ts';
import { withoutConnectionHints } from './connection-hints.ts';
import { LINT_VENDORS } from '../lint/lint-vendor.ts';

const VENDORS = Object.values(LINT_VENDORS);
const ADDRESSES = VENDORS.flatMap(({ address, dividedAddress }) => [address, dividedAddress]).map(everywhere);
/** With what else must stand in the file. */
const IN_PARTS = VENDORS.flatMap(({ pieces }) =>
  pieces ? [{ rest: everywhere(pieces.rest), part: pieces.part }] : [],
);
const POLICY = /content-security-policy|-src\s+['"\w*:]/i;
/** The beginning of a key, where a command, a setting or a workflow puts it together with the rest. */
const KEY_BEGINNING = /(?<=[:=] ?["']?)pk_(?=["']?\r?$)/gm;
/** The same before an expression of Helm or of a workflow; tables have primary keys that begin so, and Stripe public ones. */
const KEY_OF_TEMPLATE = /(?<=[:=] ?\\?["']?)pk_(?=\$?\{\{)/g;
const NAMES_KEY = /klaviyo|(?:^|[\s"'{_-])(?:api|private|secret|access)?[_-]?key\\?["']?\s?[:=]/i;
const NAMES_OTHER =
  /stripe|publish|primary|foreign|unique|surrogate|sort|table|index|constraint|partition|column|sql|cache|hashFiles|runner\./i;
/** As much of a tag is looked at. */
const LONGEST_TAG = 1_000;
const TAG = /<[a-z](?:[^<>=]|=>?)*$|\{[{%][^{}%]*$/i;

/** `client.ts.hbs`, from which a generator makes code. */
const TEMPLATE_OF_CODE = /\.(?:[cm]?[jt]sx?|json|ya?ml|py|rb|php|go|conf|toml)\.\w+$/i;

/** Finds the addresses of the APIs in a text, comments aside. @param path of the file that has it */
export function addressesIn(path: string, written: string): Location[] {
  const text = withoutConnectionHints(written);
  const lines = indexLines(text);
  const isComment = commentLines(path, text);
  const isCounted = memoized((line: number) => !isComment(line) && !POLICY.test(lines.textOf(line)));
  const isMarkup = fileKind(path) === 'component' && !TEMPLATE_OF_CODE.test(path);
  const inParts = IN_PARTS.flatMap(({ rest, part }) => (part.test(text) ? [rest] : []));
  return [
    ...[...ADDRESSES, ...inParts, KEY_BEGINNING].flatMap(address =>
      isMarkup ? usedInMarkup(text, address) : [...text.matchAll(address)],
    ),
    ...keysOfTemplates(path, text, lines),
  ]
    .filter(({ index }) => !isInAllowList(path, text, index) && !isWrittenTwice(text, index))
    .map(({ 0: address, index }) => ({ path, ...lines.locate(index, index + address.length) }))
    .filter(({ line }) => isCounted(line));
}

/** `key: "pk_{{ .Values.klaviyo.id }}"`, `KLAVIYO_KEY: pk_${{ vars.ID }}`. */
function keysOfTemplates(path: string, text: string, { lineOf, textOf }: Lines): RegExpExecArray[] {
  if (!/\.(?:ya?ml|tpl)$/i.test(path)) return [];
  return [...text.matchAll(KEY_OF_TEMPLATE)].filter(({ index }) => {
    const line = textOf(lineOf(index));
    return NAMES_KEY.test(line) && !NAMES_OTHER.test(line);
  });
}

/** Whether a collection of Postman has an address as a text, too, or the address takes public keys: only where its host is a list. */
function isWrittenTwice(text: string, index: number): boolean {
  if (!/["']/.test(text[index] ?? '')) return false;
  const begin = text.lastIndexOf('{', index);
  const end = text.indexOf('}', index);
  const around = text.slice(
    Math.max(begin, index - LONGEST_TAG),
    Math.min(end < 0 ? text.length : end, index + LONGEST_TAG),
  );
  return /"raw"\s*:\s*"[^"]*\.(?:com|io)\b|"path"\s*:\s*\[\s*"(?:client|oauth|media|onsite)"/.test(around);
}

function everywhere(pattern: RegExp): RegExp {
  return new RegExp(pattern, `${pattern.flags}g`);
}

/** Outside of tags and scripts, markup is prose. */
function usedInMarkup(text: string, address: RegExp): RegExpExecArray[] {
  let isInScript = false;
  return [...text.matchAll(new RegExp(`<(?<slash>/?)script\\b|${address.source}`, address.flags))].filter(match => {
    const slash = match.groups?.['slash'];
    if (slash !== undefined) {
      isInScript = slash === '';
      return false;
    }
    return isInScript || TAG.test(text.slice(Math.max(0, match.index - LONGEST_TAG), match.index));
  });
}

/** Many may stand in one line, which may be very long. */
function memoized(test: (line: number) => boolean): (line: number) => boolean {
  const known = new Map<number, boolean>();
  return line => {
    const answer = known.get(line) ?? test(line);
    known.set(line, answer);
    return answer;
  };
}
