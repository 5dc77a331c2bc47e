import type { Location, RelatedLocation, Severity } from './finding.ts';
import type { RepositoryFacts } from './facts.ts';
import type { Suppressions } from './verdict.ts';

export interface CheckProblem {
  message: string;
  at: Location;
  /** Overrides the check's own severity. */
  severity?: Severity;
  related?: RelatedLocation[];
}

/** Something that a check cannot judge. */
export interface CheckNote {
  /** The end of a sentence. */
  reason: string;
  path?: string;
}

export interface Check {
  /** The fault itself, kebab-case; it reads well after "allow …". Also the file name. */
  id: string;
  /** A plural noun phrase without a full stop. */
  description: string;
  severity: Severity;
  /** It reports some problems as warnings only. */
  alsoWarns?: true;
  /** What it finds is missing: an item of the checklist, which no run of `check` reports, because no change caused it. */
  isOfChecklist?: true;
  /** What a team can set in `klaviyo-lint.json`, with the values that count without it: whole numbers, not negative. */
  options?: Readonly<Record<string, number>>;
  /** Facts in, problems out; it never accesses a syntax tree, a file or the network. */
  run(facts: RepositoryFacts, context: CheckContext): Iterable<CheckProblem>;
  /** What it cannot judge, which ends up in `skipped`. */
  notes?(facts: RepositoryFacts, context: CheckContext): Iterable<CheckNote>;
}

export interface CheckContext {
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  /** The check's own options as the team set them. */
  options?: Readonly<Record<string, number>>;
  /** The ids of all checks that run, for one that leaves a finding to another; none if absent. */
  running?: ReadonlySet<string>;
  /** Which new comments that silence a finding pass; all if absent. */
  suppressions?: Suppressions;
}

/** Declares a repository-level check; the default export of a file in `checks/`. */
export function defineCheck(check: Check): Check {
  return check;
}
