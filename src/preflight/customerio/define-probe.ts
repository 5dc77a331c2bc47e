import type { CommonContext, EarlyProbeOf, LateProbeOf } from '../define-probe.ts';
import type { PageRating } from '../status-rating.ts';
import type { CustomerioAnswers } from './answers.ts';
import type { CustomerioClient } from './client.ts';
import type { Branch, Seen } from './decision-tree.ts';
import type { Addresses, CustomerioOptions } from './options.ts';

/** What the app and the name servers are asked with; Customer.io is asked at the same time. */
export interface LiveContext extends CommonContext {
  customerio: CustomerioClient;
  addresses: Addresses;
  targets: CustomerioOptions;
  /** Says what is about to be written. */
  announce: (sentence: string) => void;
}

/** What the answers about one credential come to. */
export interface Judged {
  seen: Seen;
  branch: Branch;
}

/** Everything that is known when Customer.io has answered. */
export interface ProbeContext extends LiveContext {
  answers: CustomerioAnswers;
  /** Absent where the status page could not be read. */
  page?: PageRating;
  /** Absent without the credential. */
  track?: Judged;
  app?: Judged;
}

export type EarlyProbe = EarlyProbeOf<LiveContext>;
export type LateProbe = LateProbeOf<ProbeContext>;
export type Probe = EarlyProbe | LateProbe;

/** Declares a live probe; the default export of a file in `preflight/customerio/probes/`. */
export function defineProbe<Kind extends Probe>(probe: Kind): Kind {
  return probe;
}
