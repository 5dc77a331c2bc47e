import type { Skipped } from '../model/report.ts';
import type { Change } from '../project/git/change.ts';
import { byPath } from './order.ts';

/** As many files that were left out for one reason are entries of their own; the ledger has the places of the others. */
const MOST_ENTRIES = 50;

/**
 * Makes the list of what was not analyzed: each file once, with the first of its reasons, and many files of one reason as one more
 * entry.
 *
 * @param change marks what it touches or may have caused
 */
export function listUnseen(skipped: readonly Skipped[], change: Change | undefined): Skipped[] {
  const marked = oncePerFile(skipped).map(({ isChanged, ...entry }) => ({
    ...entry,
    ...(isOfChange({ ...entry, ...(isChanged && { isChanged }) }, change) && { isChanged: true as const }),
  }));
  return foldRepeated(marked.sort(byPath));
}

function isOfChange({ id, path, isChanged }: Skipped, change: Change | undefined): boolean {
  if (change === undefined) return false;
  return isChanged ?? (path === undefined ? id === 'imports' : change.touches(path));
}

function oncePerFile(skipped: readonly Skipped[]): Skipped[] {
  const known = new Set<string>();
  return skipped.filter(({ id, path }) => {
    if (id !== 'file' || path === undefined) return true;
    const isNew = !known.has(path);
    known.add(path);
    return isNew;
  });
}

function foldRepeated(skipped: readonly Skipped[]): Skipped[] {
  const files = skipped.filter(({ id, path }) => id === 'file' && path !== undefined);
  const reasons = new Set(files.map(({ reason }) => reason));
  const folded = [...reasons].flatMap(
    reason =>
      foldReason(
        reason,
        files.filter(entry => entry.reason === reason),
      ) ?? [],
  );
  const left = new Set(folded.flatMap(({ entries }) => entries));
  return left.size === 0
    ? [...skipped]
    : [...folded.map(({ summary }) => summary), ...skipped.filter(entry => !left.has(entry))];
}

/** What the change touches is kept first. */
function foldReason(reason: string, entries: Skipped[]): { summary: Skipped; entries: Skipped[] } | undefined {
  if (entries.length <= MOST_ENTRIES) return undefined;
  const changedFirst = entries.toSorted(
    (left, right) => Number(right.isChanged ?? false) - Number(left.isChanged ?? false),
  );
  const rest = changedFirst.slice(MOST_ENTRIES);
  const isChanged = rest.some(entry => entry.isChanged);
  const summary = {
    id: 'file',
    reason: `${rest.length} more: ${reason}`,
    ...(isChanged && { isChanged: true as const }),
  };
  return { summary, entries: rest };
}
