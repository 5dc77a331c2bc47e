import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exitCodeOf } from '../../src/cli/preflight-command.ts';
import type { PreflightReport, ProbeResult } from '../../src/model/report.ts';
import type { CustomerioTargets } from '../../src/preflight/customerio/options.ts';
import { runCustomerio } from '../../src/preflight/customerio/run-customerio.ts';
import type { RunOptions } from '../../src/preflight/run-vendor.ts';
import type { FaultOrder } from '../../src/simulator/faults.ts';
import {
  startCustomerio,
  type CustomerioSimulator,
  type CustomerioSimulatorOptions,
} from '../../src/simulator/customerio/start-customerio.ts';

/** A request to the app, and what it answers. */
export interface AppRequest {
  method: string;
  headers: IncomingHttpHeaders;
  body: string;
}
export interface AppAnswer {
  status: number;
  body?: unknown;
}

/** What is different from a world in which everything works; each server is a real one on loopback. */
export interface CustomerioState {
  simulated?: CustomerioSimulatorOptions;
  /** Which keys are given; the simulator's own by default. */
  keys?: (own: CustomerioSimulator['keys']) => { siteId?: string; trackKey?: string; appKey?: string };
  targets?: CustomerioTargets;
  faults?: readonly FaultOrder[];
  /** The health endpoint and the webhook endpoint of the app. */
  health?: (request: AppRequest) => AppAnswer;
  webhook?: (request: AppRequest) => AppAnswer;
  options?: Partial<RunOptions>;
  /** Nothing listens where the APIs should be. */
  isUnreachable?: boolean;
}

export interface CustomerioSeen {
  report: PreflightReport;
  exitCode: number;
  simulator: CustomerioSimulator;
  /** Verb and path of what reached the APIs. */
  asked: string[];
  steps: string[];
}

/** Runs the preflight of Customer.io in a state of the world, over real sockets. */
export async function customerioIn(state: CustomerioState): Promise<CustomerioSeen> {
  const simulator = await startCustomerio(state.simulated ?? {});
  const health = await serveApp(state.health);
  const webhook = await serveApp(state.webhook);
  const steps: string[] = [];
  try {
    for (const fault of state.faults ?? []) simulator.failNext(fault);
    const keys = state.keys?.(simulator.keys) ?? simulator.keys;
    const report = await runCustomerio(
      {
        ...(keys.siteId !== undefined &&
          keys.trackKey !== undefined && { track: { siteId: keys.siteId, trackKey: keys.trackKey } }),
        ...(keys.appKey !== undefined && { appKey: keys.appKey }),
        ...(state.health && { appHealthUrl: `${health.url}/health` }),
        ...(state.webhook && {
          webhookUrl: `${webhook.url}/hook`,
          webhookSecret: simulator.keys.signingKey,
          sendTestWebhook: true,
        }),
        ...state.targets,
        addresses: state.isUnreachable ? NOWHERE : addressesOf(simulator),
      },
      { asOf: '2026-11-22', budgetMs: 30_000, onStep: sentence => steps.push(sentence), ...state.options },
    );
    const asked = simulator.requests
      .filter(({ server }) => server === 'api')
      .map(({ method, path }) => `${method} ${path}`);
    return { report, exitCode: exitCodeOf(report, 'fail'), simulator, asked, steps };
  } finally {
    await Promise.all([simulator.close(), health.close(), webhook.close()]);
  }
}

/** The result of one probe, without how long it took. */
export function resultOf({ report }: CustomerioSeen, id: string): Omit<ProbeResult, 'durationMs'> | undefined {
  const found = report.probes.find(probe => probe.id === `customerio-${id}`);
  if (found === undefined) return undefined;
  const { durationMs: _, ...result } = found;
  return result;
}

/** Port 9 is that of a service that nobody runs. */
const CLOSED = { track: 'http://127.0.0.1:9', app: 'http://127.0.0.1:9' };
const NOWHERE = { us: CLOSED, eu: CLOSED, status: 'http://127.0.0.1:9' };

function addressesOf({
  urls,
  statusUrl,
}: CustomerioSimulator): NonNullable<Parameters<typeof runCustomerio>[0]['addresses']> {
  const originsOf = (region: 'us' | 'eu'): { track: string; app: string } => ({
    track: new URL(urls[region].track).origin,
    app: new URL(urls[region].app).origin,
  });
  return { us: originsOf('us'), eu: originsOf('eu'), status: statusUrl };
}

async function serveApp(
  answer: ((request: AppRequest) => AppAnswer) | undefined,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      give(response, answer?.({ method: request.method ?? '', headers: request.headers, body }) ?? { status: 404 });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const ended = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await ended;
    },
  };
}

function give(response: ServerResponse, { status, body = {} }: AppAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
