import { UsageError } from '../model/errors.ts';
import { API_URL, STATUS_URL } from '../vendors/klaviyo/hosts.ts';
import { ACCOUNTS_LIMIT } from '../vendors/klaviyo/limits.ts';
import { DEFAULT_THRESHOLDS, type Thresholds } from '../model/thresholds.ts';
import type { PreflightReport, ProbeResult } from '../model/report.ts';
import { preflightVerdict } from '../model/verdict.ts';
import { CallLog } from './call-log.ts';
import type {
  CodeUse,
  EarlyProbe,
  LateProbe,
  LiveContext,
  Probe,
  ProbeContext,
  ProbeOutcome,
  ProjectSdk,
  Targets,
} from './define-probe.ts';
import { createDomainNames } from './domain-names.ts';
import { parseLoopbackServer, parseLoopbackUrl } from './loopback-url.ts';
import { probes } from './klaviyo/probes/index.ts';
import { groupIncidents, withImpact } from './incidents.ts';
import { judgeVendor } from './klaviyo/judge-vendor.ts';
import { limitTime } from './time-limit.ts';
import { tellTransient } from './transient.ts';
import { askVendor } from './klaviyo/vendor-answers.ts';
import { VERSIONS } from './klaviyo/versions.ts';

export interface PreflightOptions extends Targets {
  /** The private key, as it was stored. */
  key: string;
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  /** A simulator on this machine in place of the vendor's API. */
  apiUrl?: string;
  /** A simulator on this machine in place of the status page. */
  statusUrl?: string;
  /** A name server on this machine in place of the system's, `127.0.0.1:5353`. */
  dnsServer?: string;
  /** What the project declares and has installed; absent outside of a project. */
  sdk?: ProjectSdk;
  /** What the code of the project asks of the vendor; absent outside of a project. */
  code?: CodeUse;
  /**
   * Reads the project after the live questions, in place of `sdk` and `code`; no file is begun after the deadline, in the milliseconds
   * of `performance.now()`.
   */
  readProject?: (deadline: number) => Promise<ProjectUse | undefined>;
  /** What answers are compared with; the checklist's by default. */
  thresholds?: Thresholds;
  signal?: AbortSignal;
  /** Called with a sentence as each part of the preflight begins. */
  onStep?: (sentence: string) => void;
  /** Called as each probe ends, in the order in which they end. */
  onProgress?: (result: ProbeResult) => void;
  /** The longest the whole preflight may take, in milliseconds; 60,000 by default. */
  budgetMs?: number;
  /** Smallest distance between two reads of the account, in milliseconds; by default what the endpoint's burst limit allows. */
  paceMs?: number;
  /** Certificates that are trusted besides, for servers on this machine only. */
  authorities?: string;
}

/** What the project declares, and what its code asks of the vendor. */
export interface ProjectUse {
  sdk?: ProjectSdk;
  code?: CodeUse;
}

/** The longest the whole preflight may take, the reading of code included. */
export const PREFLIGHT_TIME_MS = 60_000;
/** Half a tenth of a second more than the window, because timers and the vendor's clock are not exact. */
export const PACE_MS = 1000 / ACCOUNTS_LIMIT.burstPerSecond + 50;

/**
 * Asks the vendor all that the probes want to know: few requests, all of them reads.
 *
 * @returns the probes in the order of the incident runbook
 * @throws UsageError without a key, or with an address that is not on this machine
 */
export async function runPreflight(options: PreflightOptions): Promise<PreflightReport> {
  const addresses = checkedAddresses(options);
  // The SDK takes a third of a second to load, and most runs never need it.
  const door = await import('./klaviyo/client.ts');
  const {
    key,
    asOf,
    authorities,
    thresholds = DEFAULT_THRESHOLDS,
    paceMs = PACE_MS,
    budgetMs = PREFLIGHT_TIME_MS,
  } = options;
  const limit = limitTime(budgetMs, options.signal);
  const [log, now, startedAt] = [new CallLog(), new Date(), performance.now()];
  const { signal } = limit;
  const deadline = startedAt + budgetMs;
  const sockets = door.createSockets(authorities);
  try {
    const klaviyo = door.createKlaviyoClient({ ...addresses, key, paceMs, signal, deadline, log, sockets });
    const endpoints = door.createEndpointClient({ log, signal, sockets }, `klaviyo-lint/${VERSIONS.tool}`);
    const names = createDomainNames({ log, signal, server: options.dnsServer });
    const live: LiveContext = { klaviyo, endpoints, names, asOf, now, targets: options, thresholds };
    const [early, late] = [
      probes.filter(isEarly),
      probes.filter((probe: Probe): probe is LateProbe => !isEarly(probe)),
    ];
    options.onStep?.('Asking Klaviyo, and what else was given.');
    const [answers, earlyRun] = await Promise.all([
      askVendor(klaviyo, options.readProject !== undefined || options.code !== undefined),
      runProbes(early, live, options.onProgress),
    ]);
    const project = await projectOf(options, deadline);
    const context: ProbeContext = { ...live, ...judgeVendor(answers, project.code, now), ...project };
    const lateRun = await runProbes(late, context, options.onProgress);
    const results = inOrder([...earlyRun.results, ...lateRun.results]);
    return {
      schemaVersion: 1,
      startedAt: now.toISOString(),
      durationMs: Math.round(performance.now() - startedAt),
      versions: VERSIONS,
      incidents: groupIncidents(results).map(incident => withImpact(incident, context)),
      probes: results,
      notAsked: inOrder([...earlyRun.notAsked, ...lateRun.notAsked]),
      transient: tellTransient(log.calls),
      calls: log.calls,
      verdict: preflightVerdict(results),
    };
  } finally {
    limit.end();
    sockets.close();
  }
}

/** Reading blocks this process, so that it would slow down what is measured: it comes after the live questions. */
async function projectOf({ readProject, sdk, code, onStep }: PreflightOptions, deadline: number): Promise<ProjectUse> {
  if (readProject === undefined) return { ...(sdk && { sdk }), ...(code && { code }) };
  onStep?.('Reading the code.');
  return (await readProject(deadline)) ?? {};
}

function checkedAddresses({ key, apiUrl, statusUrl, dnsServer }: PreflightOptions): {
  apiUrl: string;
  statusUrl: string;
} {
  if (key.trim() === '')
    throw new UsageError('No private key was given. Set it in the environment or as an input of the Action.');
  if (dnsServer !== undefined) parseLoopbackServer(dnsServer, 'dnsServer');
  return {
    apiUrl: apiUrl === undefined ? API_URL : parseLoopbackUrl(apiUrl, 'apiUrl'),
    statusUrl: statusUrl === undefined ? STATUS_URL : parseLoopbackUrl(statusUrl, 'statusUrl'),
  };
}

/** By the order of the runbook's questions. */
function inOrder<Item extends { id: string }>(items: readonly Item[]): Item[] {
  const orderOf = ({ id }: Item): number => probes.find(probe => probe.id === id)?.order ?? 0;
  return [...items].sort((left, right) => orderOf(left) - orderOf(right));
}

function isEarly(probe: Probe): probe is EarlyProbe {
  return probe.isEarly === true;
}

type RunnableProbe<Context> = Pick<Probe, 'id'> & {
  notAsked?(context: Context): string | undefined;
  run(context: Context): Promise<ProbeOutcome>;
};

interface Run {
  results: ProbeResult[];
  notAsked: PreflightReport['notAsked'];
}

async function runProbes<Context>(
  all: readonly RunnableProbe<Context>[],
  context: Context,
  onProgress: PreflightOptions['onProgress'],
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
  onProgress: PreflightOptions['onProgress'],
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
