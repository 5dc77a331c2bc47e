import { DEFAULT_THRESHOLDS, type Thresholds } from '../model/thresholds.ts';
import type { Incident, PreflightReport, ProbeResult, Versions } from '../model/report.ts';
import { preflightVerdict } from '../model/verdict.ts';
import { CallLog } from './call-log.ts';
import type { EndpointClient } from './client/endpoint-client.ts';
import type { Sending } from './client/send.ts';
import type { Sockets } from './client/sockets.ts';
import type { CommonContext, EarlyProbeOf, LateProbeOf, ProbeOutcome } from './define-probe.ts';
import { createDomainNames } from './domain-names.ts';
import { groupIncidents } from './incidents.ts';
import { limitTime } from './time-limit.ts';
import { tellTransient } from './transient.ts';

/** What a preflight is run with, whichever the vendor is. */
export interface RunOptions {
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  /** A name server on this machine in place of the system's, `127.0.0.1:5353`. */
  dnsServer?: string;
  /** What answers are compared with; the checklist's by default. */
  thresholds?: Thresholds;
  signal?: AbortSignal;
  /** Called with a sentence as each part of the preflight begins. */
  onStep?: (sentence: string) => void;
  /** Called as each probe ends, in the order in which they end. */
  onProgress?: (result: ProbeResult) => void;
  /** The longest the whole preflight may take, in milliseconds; 60,000 by default. */
  budgetMs?: number;
  /** Certificates that are trusted besides, for servers on this machine only. */
  authorities?: string;
}

/** What the requests of one run share. */
export interface Opened extends Sending, CommonContext {
  /** When the time budget ends, in the milliseconds of `performance.now()`. */
  deadline: number;
}

/** What a vendor brings to a preflight. @typeParam Live what early probes are asked with @typeParam Late what is known when the vendor has answered */
export interface VendorTools<Live extends CommonContext, Late extends Live, Answers> {
  versions: Versions;
  probes: readonly (EarlyProbeOf<Live> | LateProbeOf<Late>)[];
  /** The probes that say why there was no answer to look at. */
  askedFirst: readonly string[];
  /** A sentence for the progress. */
  step: string;
  /** What is loaded only when something is sent. */
  door: {
    createSockets(authorities?: string): Sockets;
    createEndpointClient(sending: Sending, userAgent: string): EndpointClient;
  };
  open(opened: Opened): Live;
  /** Asks the vendor; never throws for what the vendor or the network does. */
  ask(live: Live): Promise<Answers>;
  /** Judges the answers, in the light of the code where that counts. @param deadline when the time budget ends */
  judge(answers: Answers, live: Live, deadline: number): Promise<Late>;
  withImpact?(incident: Incident, late: Late): Incident;
}

/** The longest the whole preflight may take, the reading of code included. */
export const PREFLIGHT_TIME_MS = 60_000;

/**
 * Asks one vendor all that its probes want to know.
 *
 * @returns the probes in the order of the incident runbook
 */
export async function runVendor<Live extends CommonContext, Late extends Live, Answers>(
  tools: VendorTools<Live, Late, Answers>,
  options: RunOptions,
): Promise<PreflightReport> {
  const { asOf, thresholds = DEFAULT_THRESHOLDS, budgetMs = PREFLIGHT_TIME_MS } = options;
  const { versions, door } = tools;
  const limit = limitTime(budgetMs, options.signal);
  const [log, now, startedAt] = [new CallLog(), new Date(), performance.now()];
  const { signal } = limit;
  const deadline = startedAt + budgetMs;
  const sockets = door.createSockets(options.authorities);
  try {
    const sending = { log, signal, sockets };
    const endpoints = door.createEndpointClient(sending, `klaviyo-lint/${versions.tool}`);
    const names = createDomainNames({ log, signal, server: options.dnsServer });
    const live = tools.open({ ...sending, endpoints, names, asOf, now, thresholds, deadline });
    const [early, late] = [tools.probes.filter(isEarly), tools.probes.filter(probe => !isEarly(probe))];
    options.onStep?.(tools.step);
    const [answers, earlyRun] = await Promise.all([tools.ask(live), runProbes(early, live, options.onProgress)]);
    const context = await tools.judge(answers, live, deadline);
    const lateRun = await runProbes(late, context, options.onProgress);
    const results = inOrder([...earlyRun.results, ...lateRun.results], tools.probes);
    const { withImpact } = tools;
    const incidents = groupIncidents(results, tools.askedFirst);
    return {
      schemaVersion: 1,
      startedAt: now.toISOString(),
      durationMs: Math.round(performance.now() - startedAt),
      versions,
      incidents: withImpact === undefined ? incidents : incidents.map(incident => withImpact(incident, context)),
      probes: results,
      notAsked: inOrder([...earlyRun.notAsked, ...lateRun.notAsked], tools.probes),
      transient: tellTransient(log.calls),
      calls: log.calls,
      verdict: preflightVerdict(results),
    };
  } finally {
    limit.end();
    sockets.close();
  }
}

/** By the order of the runbook's questions. */
function inOrder<Item extends { id: string }>(
  items: readonly Item[],
  probes: readonly { id: string; order: number }[],
): Item[] {
  const orderOf = ({ id }: Item): number => probes.find(probe => probe.id === id)?.order ?? 0;
  return [...items].sort((left, right) => orderOf(left) - orderOf(right));
}

function isEarly<Live, Late>(probe: EarlyProbeOf<Live> | LateProbeOf<Late>): probe is EarlyProbeOf<Live> {
  return probe.isEarly === true;
}

interface RunnableProbe<Context> {
  id: string;
  notAsked?(context: Context): string | undefined;
  run(context: Context): Promise<ProbeOutcome>;
}

interface Run {
  results: ProbeResult[];
  notAsked: PreflightReport['notAsked'];
}

async function runProbes<Context>(
  all: readonly RunnableProbe<Context>[],
  context: Context,
  onProgress: RunOptions['onProgress'],
): Promise<Run> {
  const notAsked = all.flatMap(({ id, notAsked: why }) => {
    const reason = why?.(context);
    return reason === undefined ? [] : [{ id, reason }];
  });
  const asked = all.filter(({ id }) => notAsked.every(other => other.id !== id));
  return { results: await Promise.all(asked.map(probe => runProbe(probe, context, onProgress))), notAsked };
}

async function runProbe<Context>(
  probe: RunnableProbe<Context>,
  context: Context,
  onProgress: RunOptions['onProgress'],
): Promise<ProbeResult> {
  const startedAt = performance.now();
  const outcome = await outcomeOf(probe, context);
  const result: ProbeResult = { id: probe.id, ...outcome, durationMs: Math.round(performance.now() - startedAt) };
  onProgress?.(result);
  return result;
}

/** A defect of a probe leaves open what it would have seen, and the others count. Its message may repeat an answer, so only its kind is reported. */
async function outcomeOf<Context>(probe: RunnableProbe<Context>, context: Context): Promise<ProbeOutcome> {
  try {
    return await probe.run(context);
  } catch (error) {
    return {
      status: 'skipped',
      reason: `the probe itself failed (${error instanceof Error ? error.name : typeof error})`,
    };
  }
}
