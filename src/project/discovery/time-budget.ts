import type { FileReader } from './read-file.ts';

/** The most that a whole run takes by default. */
export const DEFAULT_TIME_BUDGET_MS = 5 * 60_000;

/** The most that anybody may ask for, in seconds. */
export const MOST_BUDGET_SECONDS = 6 * 60 * 60;

/** Why something was not begun any more, as the end of a sentence. */
export const TIME_REASON = 'the time budget was used up';

/** Returns whether nothing more may be begun. @param deadline in the milliseconds of `performance.now()` */
export function isOver(deadline: number): boolean {
  return performance.now() >= deadline;
}

/** Reads as the reader that was given until the time is over, and then nothing more, with that reason. */
export function timedReader(read: FileReader, deadline: number): FileReader {
  return path => (isOver(deadline) ? { reason: TIME_REASON } : read(path));
}
