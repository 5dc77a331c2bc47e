import type { Priority, ProbeResult } from '../report.ts';
import type { KlaviyoClient } from './client.ts';

/** The SDK of the project that goes live, as its manifest and lock file name it. */
export interface ProjectSdk {
  /** The version that the lock file or `node_modules` holds. */
  installed?: string;
  /** The range that the manifest declares. */
  declared?: string;
}

export interface ProbeContext {
  klaviyo: KlaviyoClient;
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  sdk: ProjectSdk;
}

export type ProbeOutcome =
  | { status: 'passed'; message: string }
  | { status: 'warned' | 'failed'; priority: Priority; message: string; nextAction: string }
  | { status: 'skipped'; reason: string; priority?: Priority; nextAction?: string };

export interface Probe {
  /** Kebab-case, also the file name. */
  id: ProbeResult['id'];
  /** A plural noun phrase without a full stop. */
  description: string;
  /** Its place among the runbook's questions, which is its place in the report. */
  order: number;
  run(context: ProbeContext): Promise<ProbeOutcome>;
}

/** Declares a live probe; the default export of a file in `preflight/probes/`. */
export function defineProbe(probe: Probe): Probe {
  return probe;
}
