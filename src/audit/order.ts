import type { Finding, Location } from '../model/finding.ts';
import type { Skipped } from '../model/report.ts';

type Placed = Pick<Finding, 'path' | 'line' | 'column' | 'ruleId' | 'message'>;

/** Orders findings by path, line, column, rule. */
export function byPlace(left: Placed, right: Placed): number {
  return compare(
    [left.path, left.line, left.column, left.ruleId, left.message],
    [right.path, right.line, right.column, right.ruleId, right.message],
  );
}

/** Orders places by path, line, column. */
export function byLocation(left: Location, right: Location): number {
  return compare([left.path, left.line, left.column], [right.path, right.line, right.column]);
}

/** Orders what was skipped by path. */
export function byPath(left: Skipped, right: Skipped): number {
  return compare([left.path ?? '', left.id, left.reason], [right.path ?? '', right.id, right.reason]);
}

/** Compares by the first part that differs; texts by their code units, so that no locale changes the order. */
function compare(left: readonly (string | number)[], right: readonly (string | number)[]): number {
  const at = left.findIndex((part, index) => part !== right[index]);
  const [first, second] = [left[at] ?? 0, right[at] ?? 0];
  return first < second ? -1 : Number(first > second);
}
