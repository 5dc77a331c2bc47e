import type { Priority, ProbeResult, FaultDomain, Table } from '../model/report.ts';
import type { Thresholds } from '../model/thresholds.ts';
import type { EndpointClient, KlaviyoClient } from './klaviyo/client.ts';
import type { Branch } from './klaviyo/decision-tree.ts';
import type { Observation } from './klaviyo/observation.ts';
import type { DomainNames } from './domain-names.ts';
import type { PageRating } from './status-rating.ts';
import type { VendorAnswers } from './klaviyo/vendor-answers.ts';

/** The SDK of the project that goes live, as its manifest and lock file name it. */
export interface ProjectSdk {
  /** The version that `node_modules` holds. */
  installed?: string;
  /** The version that the lock file holds. */
  locked?: string;
  /** The range that the manifest declares. */
  declared?: string;
}

/** A place in the code of the project. */
export interface CodePlace {
  /** Relative to the project, with `/`. */
  path: string;
  /** 1-based. */
  line: number;
}

/** One call of the vendor's API in the code, through the SDK or raw. */
export interface OperationUse extends CodePlace {
  /** The SDK's method, `ProfilesApi.getProfile`, or the raw call, `GET /api/profiles/{id}`. */
  operation: string;
  /** Empty when the operation is not known. */
  scopes: readonly string[];
  /** Calls a second and a minute, when the operation is known. */
  limit?: { burstPerSecond: number; steadyPerMinute: number };
}

/** A revision that a raw call in the code sends. */
export interface RevisionUse extends CodePlace {
  revision: string;
}

/** What the static analysis found in the project. */
export interface CodeUse {
  /** By path and line. */
  operations: readonly OperationUse[];
  revisions: readonly RevisionUse[];
  /** How many files could not be looked at. */
  unread: number;
}

/** What the preflight was asked to look at besides the account. */
export interface Targets {
  /** The id of the account that goes live, which is its public key. */
  expectAccount?: string;
  /** A test account is what is meant. */
  allowTestAccount?: boolean;
  appHealthUrl?: string;
  webhookUrl?: string;
  /** The secret with which Klaviyo signs what it sends to the endpoint. */
  webhookSecret?: string;
  /** Consent to deliveries that the endpoint has to take for real ones. */
  sendTestWebhook?: boolean;
  sendingDomain?: string;
  /** Where the keys of the sending domain are, if not where Klaviyo has them published. */
  dkimSelectors?: readonly string[];
}

/** What the app and the name servers are asked with; the vendor is asked at the same time. */
export interface LiveContext {
  klaviyo: KlaviyoClient;
  endpoints: EndpointClient;
  names: DomainNames;
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  now: Date;
  targets: Targets;
  /** What is compared with. */
  thresholds: Thresholds;
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

export type ProbeOutcome = (
  | { status: 'passed'; message: string }
  | {
      status: 'warned' | 'failed';
      priority: Priority;
      faultDomain: FaultDomain;
      message: string;
      nextAction: string;
      /** It is going on and will end, so that a watch waits for the end. */
      isOngoing?: boolean;
    }
  | { status: 'skipped'; reason: string; priority?: Priority; faultDomain?: FaultDomain; nextAction?: string }
) & { table?: Table };

interface ProbeOf<Context> {
  /** Kebab-case, also the file name. */
  id: ProbeResult['id'];
  /** A plural noun phrase without a full stop. */
  description: string;
  /** Its place among the runbook's questions, which is its place in the report. */
  order: number;
  /** Why nobody asked for it, as a clause; it runs when this says nothing. */
  notAsked?(context: Context): string | undefined;
  run(context: Context): Promise<ProbeOutcome>;
}

/** A probe that asks others than the vendor, so that it needs to wait for nobody. */
export type EarlyProbe = ProbeOf<LiveContext> & { isEarly: true };
/** A probe that judges what the vendor answered, in the light of the code. */
export type LateProbe = ProbeOf<ProbeContext> & { isEarly?: never };
export type Probe = EarlyProbe | LateProbe;

/** Declares a live probe; the default export of a file in `preflight/probes/`. */
export function defineProbe<Kind extends Probe>(probe: Kind): Kind {
  return probe;
}
