import type { Skipped } from '../model/report.ts';

/** Where a change is to be seen. Lines and columns are 1-based; `path` is relative to the folder, with `/`. */
export interface Place {
  path: string;
  line: number;
  column: number;
}

/** A release of the SDK, and what it sends. */
export interface UpgradeEnd {
  version: string;
  /** The API revision it sends. */
  revision: string;
  /** Such as `retired on 2026-10-15`. */
  state: string;
}

/** One change, with all the places of this code that it concerns. */
export interface UpgradeChange {
  /** What found it: a rule, `breaking-change` or `manifest`. */
  id: string;
  /** Whether `--write` makes it, or it is to be made by hand. */
  by: 'tool' | 'hand';
  message: string;
  /** Empty for a change that concerns every use of the SDK. */
  places: Place[];
}

/** What `klaviyo-lint upgrade --format json` prints. A breaking change raises `schemaVersion`. */
export interface UpgradeReport {
  schemaVersion: 1;
  /** `YYYY-MM-DD`. */
  asOf: string;
  from: UpgradeEnd;
  to: UpgradeEnd;
  /** Whether what the tool can change was changed. */
  isWritten: boolean;
  /** What the tool changes first. */
  changes: UpgradeChange[];
  /** How many breaking changes of these releases concern nothing that this code uses. */
  unconcerned: number;
  skipped: Skipped[];
}
