import type { Finding, FindingState } from '../model/finding.ts';
import type { Summary } from '../model/report.ts';
import { keysFirst } from './keys-first.ts';

/** The findings of one state, those about keys first. */
export function ofState(findings: readonly Finding[], wanted: FindingState): Finding[] {
  return keysFirst(findings.filter(({ state }) => state === wanted));
}

/** What is shown apart from the new findings, and under which heading. */
export const STANDING = [
  { state: 'old', heading: 'Old, which this change did not bring and which block nothing', column: 'Old' },
  { state: 'baselined', heading: 'Accepted by the baseline, which block nothing', column: 'In the baseline' },
] as const satisfies readonly { state: FindingState; heading: string; column: string }[];

/** How many findings block nothing, as the rest of a sentence: `, 12 old, 3 baselined`. */
export function standingCount({ old = 0, baselined = 0 }: Pick<Summary, 'old' | 'baselined'>): string {
  return [...(old > 0 ? [`, ${old} old`] : []), ...(baselined > 0 ? [`, ${baselined} baselined`] : [])].join('');
}
