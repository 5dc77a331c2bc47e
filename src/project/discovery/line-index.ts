import type { Location } from '../../model/finding.ts';

/** The lines of a text, counted from 1. */
export interface Lines {
  lineOf(offset: number): number;
  /** The text of a line without its break; empty for one that is not there. */
  textOf(line: number): string;
  /** Translates a stretch of the text, in UTF-16 offsets, to lines and columns from 1. */
  locate(start: number, end: number): Omit<Location, 'path'>;
}

/** Indexes a text once, so that each look-up is quick. */
export function indexLines(text: string): Lines {
  const starts = [
    0,
    ...Array.from(text.matchAll(new RegExp(LINE_BREAK, 'g')), ({ 0: lineBreak, index }) => index + lineBreak.length),
  ];
  const lineOf = (offset: number): number => lastAtOrBefore(starts, offset) + 1;
  // Many may be asked for the same line, which may be very long.
  const texts = new Map<number, string>();
  const columnOf = (offset: number): number => offset - (starts[lineOf(offset) - 1] ?? 0) + 1;
  return {
    lineOf,
    textOf(line) {
      const known = texts.get(line);
      if (known !== undefined) return known;
      const found = text.slice(starts[line - 1] ?? text.length, starts[line] ?? text.length).replace(LINE_BREAK, '');
      texts.set(line, found);
      return found;
    },
    locate: (start, end) => ({
      line: lineOf(start),
      column: columnOf(start),
      endLine: lineOf(end),
      endColumn: columnOf(end),
    }),
  };
}

/** @returns the index of the last of rising numbers that is not above one */
function lastAtOrBefore(numbers: readonly number[], wanted: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (numbers[middle]! <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Translates a stretch of a text, in UTF-16 offsets, to lines and columns from 1. */
export function locate(path: string, text: string, start: number, end: number): Location {
  const from = position(text, start);
  const to = position(text, end);
  return { path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** The line of a UTF-16 offset, counted from 1. */
export function lineOf(text: string, offset: number): number {
  return position(text, offset).line;
}

/** The text that was last asked about: what is found in a file is found together, and there may be very much. */
let latest: { text: string; lines: readonly string[] } = { text: '', lines: [''] };

/** The text of one line, counted from 1, without its break. */
export function lineAt(text: string, line: number): string {
  if (latest.text !== text) latest = { text, lines: text.split(LINE_BREAK) };
  return latest.lines[line - 1] ?? '';
}

const LINE_BREAK = /\r\n|[\r\n\u2028\u2029]/;

function position(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(LINE_BREAK);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
