import type { Thresholds } from '../model/thresholds.ts';

/** The moments of a rollout, in their order; T is when the first people are let in. */
export const MOMENTS = ['T-24 h', 'T-2 h', 'T', 'T+1 h', 'T+4 h', 'T+12 h', 'T+24 h'] as const;
export type Moment = (typeof MOMENTS)[number];

/** One thing to do. */
export interface PlannedStep {
  /** One sentence. */
  text: string;
  /** The item of the checklist whose owner does it. */
  item?: string;
}

/** What a vendor adds to the plan of a rollout. */
export interface VendorRollout {
  steps: Partial<Record<Moment, readonly PlannedStep[]>>;
  /** What takes the rollout back, as a phrase, with the item that demands an alert on it. */
  triggers(thresholds: Thresholds): { what: string; item: string }[];
  rollback: readonly PlannedStep[];
}
