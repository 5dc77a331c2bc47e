import type { Edit } from '../../model/finding.ts';

/**
 * Makes edits that do not touch each other; one that reaches into an earlier one waits for the next round.
 *
 * @returns the new text, and which of the edits were made
 */
export function applyEdits<T extends Edit>(text: string, edits: readonly T[]): { text: string; applied: T[] } {
  const applied: T[] = [];
  for (const edit of edits.toSorted((left, right) => left.start - right.start)) {
    if (edit.start >= (applied.at(-1)?.end ?? 0)) applied.push(edit);
  }
  const edited = applied.reduceRight(
    (so, { start, end, text: replacement }) => so.slice(0, start) + replacement + so.slice(end),
    text,
  );
  return { text: edited, applied };
}
