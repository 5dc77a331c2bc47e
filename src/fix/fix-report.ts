import type { Skipped } from '../model/report.ts';
import type { Verdict } from '../model/verdict.ts';

/** A finding that is no more. Line and column are those of the text in which it was fixed, 1-based. */
export interface FixedFinding {
  /** As in a finding. */
  ruleId: string;
  message: string;
  /** Relative to the checked folder, with `/`. */
  path: string;
  line: number;
  column: number;
  /** The suggestion that was accepted; absent for a safe fix. */
  suggestion?: string;
}

/** What `klaviyo-lint fix --format json` prints. A breaking change raises `schemaVersion`. */
export interface FixReport {
  schemaVersion: 1;
  /** `YYYY-MM-DD`. */
  asOf: string;
  /** Whether the files were changed, or only the diff was made. */
  isWritten: boolean;
  /** In the order in which they were fixed. */
  fixed: FixedFinding[];
  /** The changed files, sorted. */
  files: string[];
  /** All changes as a unified diff that `git apply` accepts in the checked folder; empty if there are none. */
  patch: string;
  /** What could be fixed and was not, or is not in the diff. */
  unfixed: Skipped[];
  /** What a check of the result finds. */
  left: {
    verdict: Verdict;
    errors: number;
    warnings: number;
    /** Findings among them with a suggestion, which a person has to choose. */
    withSuggestion: number;
  };
}
