import type { Finding } from './finding.ts';
import type { ProbeResult, Skipped } from './report.ts';

/** `not verified`: no violation was found, but something could not be analyzed. */
export type Verdict = 'verified' | 'violated' | 'not verified';

export const FAIL_ON = ['error', 'warning', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** What a live preflight of `not verified` does: it passes or it fails. */
export const NOT_VERIFIED = ['pass', 'fail'] as const;
export type PreflightNotVerified = (typeof NOT_VERIFIED)[number];

/** What code that is `not verified` does; `changed` fails for what the change since the base made so. */
export const CODE_NOT_VERIFIED = ['changed', ...NOT_VERIFIED] as const;
export type CodeNotVerified = (typeof CODE_NOT_VERIFIED)[number];

/** Which new comments that silence a finding pass: all, those that give a reason, or none. */
export const SUPPRESSIONS = ['allow', 'reason', 'block'] as const;
export type Suppressions = (typeof SUPPRESSIONS)[number];

/** Returns whether a finding is new and at or above the level that fails the job. */
export function isViolation(finding: Pick<Finding, 'severity' | 'state'>, failOn: FailOn): boolean {
  if (finding.state !== 'new') return false;
  return failOn === 'warning' || (failOn === 'error' && finding.severity === 'error');
}

/** The verdict of the static run, in which only new findings count. With `fail-on: never` findings are reported but violate nothing. */
export function checkVerdict(findings: readonly Finding[], skipped: readonly Skipped[], failOn: FailOn): Verdict {
  if (findings.some(finding => isViolation(finding, failOn))) return 'violated';
  return skipped.length > 0 ? 'not verified' : 'verified';
}

/** Returns whether what was skipped fails. */
export function failsUnverified(skipped: readonly Skipped[], notVerified: CodeNotVerified): boolean {
  return notVerified === 'changed'
    ? skipped.some(({ isChanged }) => isChanged)
    : notVerified === 'fail' && skipped.length > 0;
}

/** The verdict of the live run: any failed probe violates, any skipped one leaves it open, and so does none at all. */
export function preflightVerdict(probes: readonly Pick<ProbeResult, 'status'>[]): Verdict {
  if (probes.some(({ status }) => status === 'failed')) return 'violated';
  return probes.length === 0 || probes.some(({ status }) => status === 'skipped') ? 'not verified' : 'verified';
}

/** One verdict for several: a violation anywhere wins, then anything not verified. */
export function combineVerdicts(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('violated')) return 'violated';
  return verdicts.includes('not verified') ? 'not verified' : 'verified';
}
