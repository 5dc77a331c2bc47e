/** Where a team keeps the findings that it accepts for now. */
export const BASELINE_FILE = '.klaviyo-lint/baseline.json';

/** A finding that is accepted. */
export interface BaselineEntry {
  identity: string;
  ruleId: string;
  /** Where it was when it was written, for people; it decides only between findings that are equal. */
  path: string;
}

/** What `.klaviyo-lint/baseline.json` holds, in the form of `docs/schema/baseline.schema.json`. */
export interface Baseline {
  $schema?: string;
  schemaVersion: 1;
  /** Sorted by path, then by rule and identity. */
  findings: BaselineEntry[];
}
