import { UsageError } from '../model/errors.ts';
import { API_URL, STATUS_URL } from '../vendors/klaviyo/hosts.ts';
import { ACCOUNTS_LIMIT } from '../vendors/klaviyo/limits.ts';
import type { PreflightReport, ProbeResult } from '../model/report.ts';
import { preflightVerdict } from '../model/verdict.ts';
import { CallLog } from './call-log.ts';
import type { CodeUse, Probe, ProbeContext, ProbeOutcome, ProjectSdk, Wishes } from './define-probe.ts';
import { createDomainNames } from './domain-names.ts';
import { parseLoopbackServer, parseLoopbackUrl } from './loopback-url.ts';
import { probes } from './probes/index.ts';
import { tellStories } from './stories.ts';
import { limitTime } from './time-limit.ts';
import { tellTransient } from './transient.ts';
import { VERSIONS } from './versions.ts';

export interface PreflightOptions extends Wishes {
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
  signal?: AbortSignal;
  /** Called as each probe ends, in the order in which they end. */
  onProgress?: (result: ProbeResult) => void;
  /** The longest the whole preflight may take, in milliseconds; 60,000 by default. */
  budgetMs?: number;
  /** Smallest distance between two reads of the account, in milliseconds; by default what the endpoint's burst limit allows. */
  paceMs?: number;
  /** Certificates that are trusted besides, for servers on this machine only. */
  authorities?: string;
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
  const door = await import('./client.ts');
  const { key, asOf, sdk, code, authorities, paceMs = PACE_MS, budgetMs = PREFLIGHT_TIME_MS } = options;
  const limit = limitTime(budgetMs, options.signal);
  const [log, now, startedAt] = [new CallLog(), new Date(), performance.now()];
  const { signal } = limit;
  const sockets = door.createSockets(authorities);
  try {
    const klaviyo = door.createKlaviyoClient({
      ...addresses,
      key,
      paceMs,
      signal,
      deadline: startedAt + budgetMs,
      log,
      sockets,
    });
    const endpoints = door.createEndpointClient({ log, signal, sockets }, `klaviyo-lint/${VERSIONS.tool}`);
    const names = createDomainNames({ log, signal, server: options.dnsServer });
    const context: ProbeContext = {
      klaviyo,
      endpoints,
      names,
      asOf,
      now,
      ...(sdk && { sdk }),
      ...(code && { code }),
      wishes: options,
    };
    const results = await runProbes(context, options.onProgress);
    return {
      schemaVersion: 1,
      startedAt: now.toISOString(),
      durationMs: Math.round(performance.now() - startedAt),
      versions: VERSIONS,
      stories: tellStories(results),
      probes: results,
      notAsked: inOrder().flatMap(probe => notAsked(probe, context)),
      transient: tellTransient(log.calls),
      calls: log.calls,
      verdict: preflightVerdict(results),
    };
  } finally {
    limit.end();
    sockets.close();
  }
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

function inOrder(): Probe[] {
  return [...probes].sort((left, right) => left.order - right.order);
}

function notAsked({ id, notAsked: why }: Probe, context: ProbeContext): PreflightReport['notAsked'] {
  const reason = why?.(context);
  return reason === undefined ? [] : [{ id, reason }];
}

function runProbes(context: ProbeContext, onProgress: PreflightOptions['onProgress']): Promise<ProbeResult[]> {
  const asked = inOrder().filter(probe => notAsked(probe, context).length === 0);
  return Promise.all(asked.map(probe => runProbe(probe, context, onProgress)));
}

async function runProbe(
  probe: Probe,
  context: ProbeContext,
  onProgress: PreflightOptions['onProgress'],
): Promise<ProbeResult> {
  const startedAt = performance.now();
  const outcome = await outcomeOf(probe, context);
  const result: ProbeResult = { id: probe.id, ...outcome, durationMs: Math.round(performance.now() - startedAt) };
  onProgress?.(result);
  return result;
}

/** A defect of a probe leaves open what it would have seen, and the others count. Its message may repeat an answer, so only its kind is told. */
async function outcomeOf(probe: Probe, context: ProbeContext): Promise<ProbeOutcome> {
  try {
    return await probe.run(context);
  } catch (error) {
    return {
      status: 'skipped',
      reason: `the probe itself failed (${error instanceof Error ? error.name : typeof error})`,
    };
  }
}
