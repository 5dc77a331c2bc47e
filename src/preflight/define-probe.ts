import type { Priority, ProbeResult, FaultDomain, Table } from '../model/report.ts';
import type { Thresholds } from '../model/thresholds.ts';
import type { EndpointClient } from './client/endpoint-client.ts';
import type { DomainNames } from './domain-names.ts';

/** What every vendor's probes know: the app and the name servers, the day, and what is compared with. */
export interface CommonContext {
  endpoints: EndpointClient;
  names: DomainNames;
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  now: Date;
  /** What is compared with. */
  thresholds: Thresholds;
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

/** A probe that asks others than the vendor, so that it needs to wait for nobody. @typeParam Live what it is asked with */
export type EarlyProbeOf<Live> = ProbeOf<Live> & { isEarly: true };
/** A probe that judges what the vendor answered. @typeParam Late what is known then */
export type LateProbeOf<Late> = ProbeOf<Late> & { isEarly?: never };
