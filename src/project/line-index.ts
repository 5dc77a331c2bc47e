import type { Location } from '../finding.ts';

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

/** The text of one line, counted from 1, without its break. */
export function lineAt(text: string, line: number): string {
  return text.split(LINE_BREAK)[line - 1] ?? '';
}

const LINE_BREAK = /\r\n|[\r\n\u2028\u2029]/;

function position(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split(LINE_BREAK);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
