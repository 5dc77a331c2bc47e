import type { Finding, SuppressedFinding } from './finding.ts';
import type { Ledger } from './ledger.ts';
import type { Verdict } from './verdict.ts';

/** Something that was not analyzed. `id` is the rule, check or probe family that would have analyzed it, or `file`. */
export interface Skipped {
  id: string;
  reason: string;
  path?: string;
  /** The change since the base made it so, or may have. */
  isChanged?: true;
}

/** Something that a reviewer should check and that is no finding: a change of what decides over the findings. */
export interface Notice {
  path: string;
  message: string;
}

export interface Summary {
  verdict: Verdict;
  /** New findings only, as in `warnings`. */
  errors: number;
  warnings: number;
  /** Findings that existed at the base already; absent where the run is about no change. */
  old?: number;
  /** Findings that the baseline accepts; absent where there is none. */
  baselined?: number;
  /** Findings that comments in the code silence. */
  suppressed: number;
  /** Those of them that the change since the base brings; absent where no base is known. */
  newlySuppressed?: number;
  /** Files in the checked tree, as git or the walk lists them. */
  filesFound: number;
  /** Files that hold a vendor's sign and were linted. */
  filesLinted: number;
}

/** Which findings count on a change: those that it brings, or all. */
export const SCOPES = ['changed', 'all'] as const;
export type Scope = (typeof SCOPES)[number];

/** The commit that the checked tree is compared with. */
export interface Base {
  commit: string;
  /** How many files are changed since; absent where the commit could not be read, so that everything counts as changed. */
  changedFiles?: number;
  /** Whether findings that existed there are `old`; `all` are new otherwise. */
  scope: Scope;
  /** Why no finding is `old` although that is the scope, as the end of a sentence. */
  notCompared?: string;
}

/** What `klaviyo-lint check --format json` prints. A breaking change raises `schemaVersion`. */
export interface Report {
  schemaVersion: 1;
  /** The day that counts as today for the life cycle of revisions, `YYYY-MM-DD`. */
  asOf: string;
  /** Sorted by path, line, column, rule. */
  findings: Finding[];
  /** What comments in the code silence, sorted as the findings. */
  suppressed: SuppressedFinding[];
  skipped: Skipped[];
  /** Only where there are any. */
  notices?: Notice[];
  ledger: Ledger;
  /** Only where the run is about a change. */
  base?: Base;
  summary: Summary;
}

export type Priority = 'P1' | 'P2' | 'P3' | 'P4';

/** Where a fault is, which decides who acts: `traffic` is too many calls, `code` what this repository sends. */
export type FaultDomain = 'vendor' | 'key' | 'network' | 'traffic' | 'account' | 'code' | 'app' | 'domain';

/** Rows of texts under columns, for what one sentence cannot hold. */
export interface Table {
  columns: string[];
  rows: string[][];
}

export interface ProbeResult {
  id: string;
  status: 'passed' | 'warned' | 'failed' | 'skipped';
  priority?: Priority;
  /** Absent when it passed, or when the reason is not known. */
  faultDomain?: FaultDomain;
  /** What the probe saw. */
  message?: string;
  /** Why it was skipped. */
  reason?: string;
  nextAction?: string;
  /** It is going on and will end, so that a watch waits for the end. */
  isOngoing?: boolean;
  table?: Table;
  durationMs: number;
}

/** One fault, however many probes saw it. */
export interface Incident {
  faultDomain: FaultDomain;
  /** The most urgent of its probes. */
  priority: Priority;
  /** What happened, in the words of the probe that is closest to the cause. */
  message: string;
  nextAction: string;
  /** Ids, in the order of the runbook. */
  probes: string[];
  /** What in the code does not work, one operation each; absent where that is not known. */
  impact?: string[];
}

/** One attempt of one request, or one DNS query. */
export interface Call {
  /** When it began, ISO 8601 in UTC. */
  at: string;
  /** `GET` or `POST`, for a smoke test also `PUT` and `DELETE`; `DNS` for a query of a name server. */
  method: string;
  /** Without credentials and, for an address of our own, without its query. */
  url: string;
  status?: number;
  /** Why no answer came, in one word. */
  failure?: string;
  /** The wait that the response asked for. */
  retryAfterSeconds?: number;
  durationMs: number;
}

/** What the requests were sent with: each vendor that was asked adds fields of its own, which `REPORT_TERMS` names. */
export interface Versions {
  /** Of klaviyo-lint. */
  tool: string;
  [field: string]: string;
}

/** The report of a live preflight; `klaviyo-lint preflight --format json` prints it in the form of `docs/schema/preflight.schema.json`. */
export interface PreflightReport {
  schemaVersion: 1;
  /** ISO 8601 in UTC. */
  startedAt: string;
  durationMs: number;
  versions: Versions;
  /** Most urgent first; none when every probe passed. */
  incidents: Incident[];
  probes: ProbeResult[];
  /** Probes that were not requested; they leave nothing open. */
  notAsked: { id: string; reason: string }[];
  /** Trouble that went away when it was tried again, one sentence each. */
  transient: string[];
  /** Everything that was sent, in the order of sending. */
  calls: Call[];
  verdict: Verdict;
}
