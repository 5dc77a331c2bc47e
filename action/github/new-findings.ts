import type { Finding } from '../../src/model/finding.ts';

/** The findings that are sent: those of this change, which are all where no base is known. */
export function newFindings(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ state }) => state === 'new');
}
