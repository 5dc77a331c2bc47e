import type { Finding } from './finding.ts';
import type { Verdict } from './verdict.ts';

/** Something that was not looked at. `id` is the rule, check or probe family that would have looked, or `file`. */
export interface Skipped {
  id: string;
  reason: string;
  path?: string;
}

/** Something that a reviewer should look at and that is no finding: a change of what decides over the findings. */
export interface Notice {
  path: string;
  message: string;
}

export interface Summary {
  verdict: Verdict;
  errors: number;
  warnings: number;
  /** Files in the checked tree, as git or the walk lists them. */
  filesFound: number;
  /** Files that hold a Klaviyo sign and were linted. */
  filesLinted: number;
}

/** What `klaviyo-lint check --format json` prints. A breaking change raises `schemaVersion`. */
export interface Report {
  schemaVersion: 1;
  /** The day that counts as today for the life cycle of revisions, `YYYY-MM-DD`. */
  asOf: string;
  /** Sorted by path, line, column, rule. */
  findings: Finding[];
  skipped: Skipped[];
  /** Only where there are any. */
  notices?: Notice[];
  summary: Summary;
}

export type Priority = 'P1' | 'P2' | 'P3' | 'P4';

export interface ProbeResult {
  id: string;
  status: 'passed' | 'warned' | 'failed' | 'skipped';
  priority?: Priority;
  /** What the probe saw. */
  message?: string;
  /** Why it was skipped. */
  reason?: string;
  nextAction?: string;
  durationMs: number;
}

/** What `klaviyo-lint preflight --format json` prints. */
export interface PreflightReport {
  schemaVersion: 1;
  probes: ProbeResult[];
  verdict: Verdict;
}
