import type { Priority, ProbeResult } from '../report.ts';
import type { KlaviyoClient } from './client.ts';

export interface ProbeContext {
  klaviyo: KlaviyoClient;
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
}

export type ProbeOutcome =
  | { status: 'passed'; message: string }
  | { status: 'warned' | 'failed'; priority: Priority; message: string; nextAction: string }
  | { status: 'skipped'; reason: string };

export interface Probe {
  /** Kebab-case, also the file name. */
  id: ProbeResult['id'];
  /** A plural noun phrase without a full stop. */
  description: string;
  run(context: ProbeContext): Promise<ProbeOutcome>;
}

/** Declares a live probe; the default export of a file in `preflight/probes/`. */
export function defineProbe(probe: Probe): Probe {
  return probe;
}
