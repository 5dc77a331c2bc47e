import type { CodeUse, ProjectSdk } from './project-use.ts';
import type { CommonContext, EarlyProbeOf, LateProbeOf } from '../define-probe.ts';
import type { Targets } from './targets.ts';
import type { PageRating } from '../status-rating.ts';
import type { KlaviyoClient } from './client.ts';
import type { Branch } from './decision-tree.ts';
import type { Observation } from './observation.ts';
import type { VendorAnswers } from './vendor-answers.ts';

/** What the app and the name servers are asked with; the vendor is asked at the same time. */
export interface LiveContext extends CommonContext {
  klaviyo: KlaviyoClient;
  targets: Targets;
}

/** Everything that is known when the vendor has answered and the code was read. */
export interface ProbeContext extends LiveContext {
  answers: VendorAnswers;
  /** Absent where the status page could not be read. */
  page?: PageRating;
  seen: Observation;
  /** What the answers of the vendor come to. */
  branch: Branch;
  /** Absent outside of a project. */
  sdk?: ProjectSdk;
  /** Absent outside of a project. */
  code?: CodeUse;
}

export type EarlyProbe = EarlyProbeOf<LiveContext>;
export type LateProbe = LateProbeOf<ProbeContext>;
export type Probe = EarlyProbe | LateProbe;

/** Declares a live probe; the default export of a file in `preflight/klaviyo/probes/`. */
export function defineProbe<Kind extends Probe>(probe: Kind): Kind {
  return probe;
}
