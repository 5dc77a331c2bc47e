import type { Finding, FindingState, SuppressedFinding } from '../../src/model/finding.ts';
import type { Ledger } from '../../src/model/ledger.ts';
import type { PreflightReport, ProbeResult, Report } from '../../src/model/report.ts';
import { checkVerdict, preflightVerdict } from '../../src/model/verdict.ts';

/** A finding of `klaviyo/no-raw-http` in `src/profiles.ts`, changed where a test cares. */
export function sampleFinding(changes: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'klaviyo/no-raw-http',
    severity: 'error',
    message: "The call bypasses the SDK. Use 'ProfilesApi.getProfiles'.",
    path: 'src/profiles.ts',
    line: 3,
    column: 7,
    endLine: 3,
    endColumn: 20,
    helpUrl: 'https://github.com/klaviyo-lint/klaviyo-lint/blob/main/docs/rules/no-raw-http.md',
    state: 'new',
    fingerprint: '0123456789abcdef0123456789abcdef',
    identity: 'fedcba9876543210fedcba9876543210',
    ...changes,
  };
}

/** The same, silenced by a comment. */
export function sampleSuppressed(reason: string, changes: Partial<Finding> = {}): SuppressedFinding {
  return { ...sampleFinding(changes), state: 'suppressed', suppression: { reason } };
}

/** All 120 files were looked at. */
const LEDGER: Ledger = {
  files: 120,
  analyzed: 100,
  keysOnly: 15,
  otherKinds: 5,
  leftOut: [],
  unseen: 'Every file was looked at.',
};

/** A report of these findings and skips, with the counts and the verdict that belong to them. */
export function sampleReport({
  findings = [],
  suppressed = [],
  skipped = [],
  notices,
  ledger = LEDGER,
}: Partial<Report> = {}): Report {
  const count = (wanted: FindingState): number => findings.filter(({ state }) => state === wanted).length;
  const errors = findings.filter(({ severity, state }) => severity === 'error' && state === 'new').length;
  const verdict = checkVerdict(findings, skipped, 'error');
  const summary = {
    verdict,
    errors,
    warnings: count('new') - errors,
    ...(count('old') > 0 && { old: count('old') }),
    ...(count('baselined') > 0 && { baselined: count('baselined') }),
    suppressed: suppressed.length,
    filesFound: 120,
    filesLinted: 3,
  };
  return {
    schemaVersion: 1,
    asOf: '2026-11-20',
    findings,
    suppressed,
    skipped,
    ...(notices && { notices }),
    ledger,
    summary,
  };
}

/** A preflight report of these probes, with nothing else to say unless a test cares. */
export function samplePreflight(probes: ProbeResult[], changes: Partial<PreflightReport> = {}): PreflightReport {
  const versions = { tool: '0.1.0', sdk: '23.0.0', revision: '2026-07-15' };
  const reported = { incidents: [], notAsked: [], transient: [], calls: [] };
  return {
    schemaVersion: 1,
    startedAt: '2026-11-20T23:00:00.000Z',
    durationMs: 1234,
    versions,
    probes,
    ...reported,
    verdict: preflightVerdict(probes),
    ...changes,
  };
}

export const PASSED: ProbeResult = {
  id: 'status-page',
  status: 'passed',
  message: 'All systems are operational.',
  durationMs: 120.4,
};

export const FAILED: ProbeResult = {
  id: 'authentication',
  status: 'failed',
  priority: 'P1',
  message: 'Klaviyo refused the key with 401.',
  nextAction: 'Create a new key and replace the stored one.',
  durationMs: 80,
};

export const SKIPPED: ProbeResult = { id: 'account', status: 'skipped', reason: 'the key was refused', durationMs: 0 };
