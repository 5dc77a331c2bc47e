import type { Location, RelatedLocation, Severity } from './finding.ts';
import type { RepositoryFacts } from './project/facts.ts';

export interface CheckProblem {
  message: string;
  at: Location;
  /** Overrides the check's own severity. */
  severity?: Severity;
  related?: RelatedLocation[];
}

export interface Check {
  /** The fault itself, kebab-case; it reads well after "allow …". Also the file name. */
  id: string;
  /** A plural noun phrase without a full stop. */
  description: string;
  severity: Severity;
  /** Facts in, problems out; it never sees a syntax tree, a file or the network. */
  run(facts: RepositoryFacts, context: CheckContext): Iterable<CheckProblem>;
}

export interface CheckContext {
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
}

/** Declares a repository-level check; the default export of a file in `checks/`. */
export function defineCheck(check: Check): Check {
  return check;
}
