import { ENV_FILE_CHECKS, HARDCODED_KEY_RULES } from '../messages/about-keys.ts';
import type { Finding } from '../model/finding.ts';
import { matchKnown } from '../model/match-known.ts';
import type { UnreadBase } from '../project/git/base-tree.ts';
import type { BaselineEntry } from '../model/baseline.ts';
import type { Base } from './base-findings.ts';

/** Findings with their states. */
export interface Judged {
  findings: Finding[];
  /** The entries of the baseline that no finding needs. */
  stale: BaselineEntry[];
  /** Why nothing was compared with the base, as the end of a sentence. */
  notCompared?: string;
}

export interface StateOptions {
  /** What is accepted. */
  baseline: readonly BaselineEntry[] | undefined;
  /** What the findings are compared with; without it, all that the baseline does not accept are new. */
  base: Base | undefined;
  /** Returns whether a finding is reported. */
  isCounted(finding: Finding): boolean;
  /** Returns for which of the others the state matters too; those that are left stay as they are. */
  isOfInterest?(finding: Finding): boolean;
}

/** A key is no debt: anyone who reads the repository can use it, so it is revoked, and then allowed with a reason. */
export function isBaselinable({ ruleId }: Pick<Finding, 'ruleId'>): boolean {
  return !HARDCODED_KEY_RULES.has(ruleId) && !ENV_FILE_CHECKS.has(ruleId);
}

/**
 * Returns for each finding whether it is new. The base is judged only if the baseline does not accept all.
 *
 * @param findings as `new`
 */
export async function judgeStates(
  findings: readonly Finding[],
  { baseline = [], base, isCounted, isOfInterest = () => false }: StateOptions,
): Promise<Judged> {
  const counted = findings.filter(finding => isCounted(finding) || isOfInterest(finding));
  const able = counted.filter(isBaselinable);
  const matched = matchKnown(able, baseline);
  const accepted = new Set([...matched.keys()].map(index => able[index]!));
  const used = new Set([...matched].filter(([index]) => isCounted(able[index]!)).map(([, entry]) => entry));
  const stale = baseline.filter(entry => !used.has(entry));
  const rest = counted.filter(finding => !accepted.has(finding));
  const before = base && rest.length > 0 ? await findingsOf(base, rest) : [];
  const known = 'reason' in before ? [] : before;
  const old = oldAmong(rest, [...accepted], known);
  for (const finding of rest)
    if (base && finding.history && (await base.holds(finding.history.commit))) old.add(finding);
  return {
    findings: findings.map(finding => ({
      ...finding,
      state: accepted.has(finding) ? 'baselined' : old.has(finding) ? 'old' : 'new',
    })),
    stale,
    ...('reason' in before && { notCompared: before.reason }),
  };
}

/** What a rule and what a check found is asked for only where there is such a finding now. */
async function findingsOf(base: Base, now: readonly Finding[]): Promise<Finding[] | UnreadBase> {
  const isOfCheck = ({ ruleId }: Finding): boolean => ruleId.startsWith('check/');
  const checked = now.some(isOfCheck) ? await base.check() : { findings: [] };
  if ('reason' in checked) return checked;
  const linted = now.every(isOfCheck) ? { findings: [] } : await base.lint();
  return 'reason' in linted ? linted : [...checked.findings, ...linted.findings];
}

/** What the baseline accepts has its counterpart in the base too, which then counts for no other finding. */
function oldAmong(rest: readonly Finding[], accepted: readonly Finding[], known: readonly Finding[]): Set<Finding> {
  const taken = new Set(matchKnown(accepted, known).values());
  const matched = matchKnown(
    rest,
    known.filter(finding => !taken.has(finding)),
  );
  return new Set([...matched.keys()].map(index => rest[index]!));
}
