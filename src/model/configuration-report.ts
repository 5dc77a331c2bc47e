/** A value and where it comes from: the path of a file, relative to the checked folder, `default`, or the `preset`. */
export interface Sourced<Value> {
  value: Value;
  from: string;
}

/** How one rule or check runs for a file. */
export interface RuleExplanation {
  id: string;
  /** `default` runs it as it comes. */
  level: Sourced<'off' | 'warn' | 'error' | 'default'>;
  options?: Sourced<Readonly<Record<string, unknown>>>;
}

/** A setting that is about one vendor. */
export interface VendorSetting {
  /** The names that lead to it in the configuration, that of the vendor first. */
  path: readonly string[];
  /** Null where it has none. */
  default: unknown;
}

/** What `klaviyo-lint config` says; `--format json` prints it in the form of `docs/schema/config.schema.json`. */
export interface ConfigurationReport {
  schemaVersion: 1;
  /** Relative to the checked folder; `.` for the folder itself. */
  path: string;
  /** The files that count for it, outermost first. */
  files: readonly string[];
  ignored: Sourced<boolean>;
  preset: Sourced<string>;
  failOn: Sourced<string>;
  /** Relative to the checked folder; false for none, null where nothing is set. */
  baseline: Sourced<string | false | null>;
  /** The required items of the checklist. */
  requiredItems: Sourced<readonly string[]>;
  /** The numbers of the checklist by their names. */
  thresholds: Readonly<Record<string, Sourced<number>>>;
  /** The settings of single vendors by their names, divided by dots; null where nothing is set. */
  vendorSettings: Readonly<Record<string, Sourced<unknown>>>;
  rules: readonly RuleExplanation[];
  notices: readonly { path: string; message: string }[];
}
