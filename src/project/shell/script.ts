import type { Span, Value } from './text.ts';

/** Stands in a script for what is filled in before a shell sees it: a character of the private use area. */
export const FILLED_IN = '\uE000';

/** Commands of a shell that share their variables. */
export interface Script {
  text: string;
  /** Where a stretch of the text, in UTF-16 offsets, stands in the file. */
  place(from: number, to: number): Span;
  /** Those that are there at the beginning. */
  variables: ReadonlyMap<string, Value>;
}
