import type { SuppressedFinding } from '../model/finding.ts';
import type { SuppressionFact } from '../model/facts.ts';
import type { Change } from '../project/git/change.ts';
import type { Base } from './base-findings.ts';

/**
 * Returns for each finding that a comment silences whether the change brings it: it does if the same finding was not silenced before.
 *
 * @param change without one nothing is said
 * @param base judged only if the change touches a file with such a finding
 */
export async function markNew(
  suppressed: readonly SuppressedFinding[],
  change: Change | undefined,
  base: Base | undefined,
): Promise<SuppressedFinding[]> {
  if (change === undefined || suppressed.length === 0) return [...suppressed];
  const isTouched = ({ path }: SuppressedFinding): boolean => change.has(path);
  const before = suppressed.some(isTouched) ? await base?.lint() : undefined;
  const { matchKnown } = await import('./standing-parts.ts');
  const known = matchKnown(suppressed, before && 'suppressed' in before ? before.suppressed : []);
  return suppressed.map((finding, index) => ({
    ...finding,
    suppression: { ...finding.suppression, isNew: isTouched(finding) && !known.has(index) },
  }));
}

/** What a check may know about a finding that a comment silences. */
export function suppressionFact({
  ruleId,
  path,
  line,
  column,
  endLine,
  endColumn,
  suppression,
}: SuppressedFinding): SuppressionFact {
  const { reason, isNew = false } = suppression;
  return { ruleId, at: { path, line, column, endLine, endColumn }, reason, isNew };
}
