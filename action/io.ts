import type * as actionsCore from '@actions/core';
import type { CheckedForChecklist } from '../src/audit/checklist.ts';
import type { Targets } from '../src/preflight/define-probe.ts';
import type { ConfigurationSource } from '../src/project/discovery/configuration.ts';
import type { PreflightReport } from '../src/model/report.ts';
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
  /** Checks the code once, for its report and for the checklist. */
  check(options: {
    root: string;
    asOf: string;
    failOn: FailOn;
    configuration: ConfigurationSource;
    searchPath: string;
    suppressions: Suppressions;
    timeBudgetMs: number;
    /** Findings get the code around them, for SARIF. */
    snippets: true;
  }): Promise<Pick<CheckedForChecklist, 'report' | 'concernsVendor' | 'judge'>>;
  /** `root` is the checked folder, for what its manifests and its code use of the SDK. */
  runPreflight(options: LiveOptions): Promise<PreflightReport>;
}

export interface LiveOptions extends Targets {
  root: string;
  key: string;
  asOf: string;
  apiUrl?: string;
  statusUrl?: string;
  dnsServer?: string;
  configuration: ConfigurationSource;
  searchPath: string;
}
