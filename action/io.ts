import type * as actionsCore from '@actions/core';
import type { LivePreflightOptions } from '../src/audit/live-preflight.ts';
import type { CheckedForChecklist } from '../src/audit/checklist.ts';
import type { Targets } from '../src/preflight/klaviyo/targets.ts';
import type { ConfigurationSource } from '../src/project/discovery/configuration.ts';
import type { PreflightReport, Report, Scope } from '../src/model/report.ts';
import type { FailOn, Suppressions } from '../src/model/verdict.ts';
import type { Environment } from './event.ts';

/** The functions of `@actions/core` that the Action uses. */
export type Core = Pick<
  typeof actionsCore,
  'error' | 'getInput' | 'info' | 'notice' | 'setFailed' | 'setOutput' | 'setSecret' | 'warning'
> & {
  summary: { addRaw(text: string): { write(): Promise<unknown> } };
};

/** All that the Action touches. */
export interface ActionIo {
  core: Core;
  env: Environment;
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  /**
   * Calls back when the job is cancelled, instead of ending the process. @returns how to stop that
   *
   * The runner interrupts, terminates after 7.5 seconds, and kills after 2.5 more. Source: GitHub's documentation of workflow
   * cancellation; read 2026-11-22.
   */
  onInterrupt?(listener: () => void): () => void;
  /** Checks the code once, for its report and for the checklist. */
  check(options: CheckOptions): Promise<Pick<CheckedForChecklist, 'report' | 'concernsVendor' | 'run' | 'judge'>>;
  /** Makes a unified diff of all safe fixes. */
  makePatch(options: PatchOptions): Promise<string>;
  /** `root` is the checked folder, for what its manifests and its code use of the SDK. */
  runPreflight(options: LiveOptions): Promise<PreflightReport>;
}

export interface CheckOptions {
  root: string;
  /** The folders of it that are kept; everything if there are none. */
  paths: readonly string[];
  asOf: string;
  failOn: FailOn | undefined;
  configuration: ConfigurationSource;
  /** A commit that findings are compared with, where it is not that of the configuration. */
  since?: string;
  searchPath: string;
  suppressions: Suppressions;
  scope: Scope;
  timeBudgetMs: number;
  /** Whether items of the checklist are required. */
  isChecklistRequired: boolean;
  /** Findings get the code around them, for SARIF. */
  snippets: true;
}

export interface PatchOptions extends CheckOptions {
  /** What the check found, with paths relative to the checked folder. */
  found: Report;
  /** From the workspace to the checked folder. */
  prefix: string;
}

export interface LiveOptions extends Targets {
  root: string;
  /** The folders of it that are kept; everything if there are none. */
  paths: readonly string[];
  /** Klaviyo's private key; absent where only Customer.io is asked. */
  key?: string;
  /** Absent without keys of Customer.io. */
  customerio?: NonNullable<LivePreflightOptions['customerio']>;
  asOf: string;
  apiUrl?: string;
  statusUrl?: string;
  dnsServer?: string;
  configuration: ConfigurationSource;
  searchPath: string;
}
