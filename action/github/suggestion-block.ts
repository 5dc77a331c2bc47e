import type { Edit, Finding } from '../../src/model/finding.ts';
import { safeLine } from '../../src/reporters/safe-line.ts';
import { maskSecrets } from '../../src/vendors/secrets.ts';

/** An edit that GitHub can apply with a click. */
export interface SuggestionBlock {
  title: string;
  /** Markdown: a fenced block with the lines that replace those under the comment. */
  markdown: string;
}

const MOST_CHARACTERS = 10_000;

/**
 * The first suggestion of a finding that changes nothing but its own lines, as GitHub's suggestion block. A block replaces whole lines,
 * so it is only made where every character of them can be shown as it is: no key, nothing invisible, no other line ends.
 *
 * @param text the file
 */
export function suggestionBlock(
  text: string,
  { line, endLine, suggestions = [] }: Pick<Finding, 'line' | 'endLine' | 'suggestions'>,
): SuggestionBlock | undefined {
  const span = spanOf(text, line, endLine);
  for (const { title, edits } of suggestions) {
    const replaced = edited(text, span, edits);
    if (replaced !== undefined && isShownAsItIs(replaced)) return { title, markdown: fenced(replaced) };
  }
  return undefined;
}

interface Span {
  start: number;
  end: number;
}

/** From the first character of one line to the last of another, without the line feed. */
function spanOf(text: string, line: number, endLine: number): Span {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1), text.length + 1];
  return { start: starts[line - 1] ?? text.length, end: (starts[endLine] ?? text.length + 1) - 1 };
}

/** The text of the span after the edits; undefined if they reach out of it, overlap or change nothing. */
function edited(text: string, span: Span, edits: readonly Edit[]): string | undefined {
  const before = text.slice(span.start, span.end);
  let after = '';
  let at = span.start;
  for (const edit of edits.toSorted((left, right) => left.start - right.start)) {
    if (edit.start < at || edit.end > span.end) return undefined;
    after += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  after += text.slice(at, span.end);
  return after === before ? undefined : after;
}

function isShownAsItIs(text: string): boolean {
  const line = text.replaceAll(/[\n\t]/g, ' ');
  return (
    text.length <= MOST_CHARACTERS && !text.includes('\ufffd') && maskSecrets(text) === text && safeLine(line) === line
  );
}

function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}suggestion\n${text}\n${fence}`;
}
