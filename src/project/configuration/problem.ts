import { indexLines } from '../discovery/line-index.ts';
import { findPrivateKeys } from '../../vendors/klaviyo/keys.ts';
import { maskSecrets } from '../../vendors/secrets.ts';

/** What is wrong in a text: the stretch, in UTF-16 offsets, and two sentences. */
export interface Fault {
  start: number;
  end: number;
  message: string;
}

/** A fault of a configuration as it may be shown: no key is in it. */
export interface Problem {
  path: string;
  line: number;
  column: number;
  message: string;
  /** The line with a caret below what is meant; none where it holds a key that cannot be masked. */
  frame: string[];
}

export interface PlacedText {
  path: string;
  text: string;
}

export function describeProblem({ path, text }: PlacedText, { start, end, message }: Fault): Problem {
  const lines = indexLines(text);
  const { line, column, endLine, endColumn } = lines.locate(start, Math.max(end, start + 1));
  const whole = lines.textOf(line);
  const stretch = { from: column - 1, to: endLine === line ? endColumn - 1 : whole.length };
  return { path, line, column, message: maskSecrets(message), frame: frameOf(whole, line, stretch) };
}

/** One line that says where and what. */
export function problemLine({ path, line, column, message }: Problem): string {
  return `${maskSecrets(path)}:${line}:${column}: ${message}`;
}

/** As much of a long line is shown on each side. */
const SHOWN_BEFORE = 60;
const SHOWN_AFTER = 100;

/** Each piece is masked before it is cut, and the caret stands below the piece as it is shown. */
function frameOf(whole: string, line: number, { from, to }: { from: number; to: number }): string[] {
  const [before, marked, after] = [whole.slice(0, from), whole.slice(from, to), whole.slice(to)].map(maskSecrets) as [
    string,
    string,
    string,
  ];
  const masked = maskSecrets(whole);
  if (before + marked + after !== masked || findPrivateKeys(masked).length > 0) return [];
  const shownBefore = visible(before.length > SHOWN_BEFORE ? `…${before.slice(-SHOWN_BEFORE)}` : before);
  const rest = visible(marked + after);
  const shownRest = rest.length > SHOWN_AFTER ? `${rest.slice(0, SHOWN_AFTER)}…` : rest;
  const caret = '^'.repeat(Math.max(1, Math.min(marked.length, SHOWN_AFTER)));
  const margin = String(line);
  const gap = ' '.repeat(margin.length);
  return [`  ${margin} | ${shownBefore}${shownRest}`, `  ${gap} | ${' '.repeat(shownBefore.length)}${caret}`];
}

/** So that a caret stands below what it means. */
function visible(text: string): string {
  return text.replaceAll(/\s/g, ' ');
}
