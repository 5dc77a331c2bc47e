import { maskSecrets } from '../vendors/secrets.ts';
import { safeLine } from './safe-line.ts';

/** What means something in Markdown or in a chat, and what stands in its place. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  '<': '‹',
  '>': '›',
  '`': "'",
  '[': '(',
  ']': ')',
  '*': '·',
  '|': '/',
  '~': '-',
  $: '＄',
  '@': '＠',
};
const MARKS = /[<>`[\]*|~$@]/g;
/** An underscore that is no part of a name. */
const EMPHASIS = /(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g;

/**
 * Makes untrusted text mean only itself wherever it is pasted, in Markdown, a chat or a status page: no entity, no markup, no link and
 * nobody who is mentioned. Keys are masked.
 */
export function plainText(text: string): string {
  return safeLine(maskSecrets(text))
    .replaceAll(MARKS, mark => REPLACEMENTS[mark] ?? '')
    .replaceAll(EMPHASIS, '-')
    .replaceAll('://', ': //')
    .replaceAll(/\bwww\./gi, 'www ');
}
