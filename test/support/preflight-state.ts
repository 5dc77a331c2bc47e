import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exitCodeOf } from '../../src/cli/preflight-command.ts';
import type { PreflightReport } from '../../src/model/report.ts';
import type { CodeUse } from '../../src/preflight/klaviyo/project-use.ts';
import type { Targets } from '../../src/preflight/klaviyo/targets.ts';
import { runKlaviyo } from '../../src/preflight/klaviyo/run-klaviyo.ts';
import { startSimulator } from './simulator.ts';

/** What a server gives in place of the right answer. */
export interface Given {
  status: number;
  /** JSON, or a text as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  /** The connection is cut instead. */
  isCut?: boolean;
}

export interface Asked {
  method: string;
  /** Without the query. */
  path: string;
  /** 1 for the first request to this server, and the first of this path. */
  nth: number;
  nthOfPath: number;
  headers: IncomingMessage['headers'];
  body: string;
}

export type Answering = (asked: Asked) => Given | undefined;

/** What is different from a world in which everything works; each server is a real one on loopback. */
export interface State {
  api?: Answering;
  page?: Answering;
  /** The health endpoint and the webhook endpoint of the app. */
  app?: Answering;
  webhook?: Answering;
  targets?: Targets;
  code?: CodeUse;
  key?: string;
  /** Nothing listens where the API should be. */
  isUnreachable?: boolean;
}

export interface Seen {
  report: PreflightReport;
  exitCode: number;
  /** Method and path of what reached the API. */
  asked: string[];
}

const JSON_API = { 'content-type': 'application/vnd.api+json' };

/** Runs a preflight in a state of the world, over real sockets. What a state says nothing of is as in good health. */
export async function preflightIn(state: State): Promise<Seen> {
  const simulator = await startSimulator({ scenario: 'healthy' });
  const relay = async ({ headers }: Asked, url: string): Promise<Given> => relayed(simulator.apiUrl + url, headers);
  const asked: string[] = [];
  const api = await serve((request, url) => {
    asked.push(`${request.method} ${request.path}`);
    return state.api?.(request) ?? relay(request, url);
  });
  const page = await serve((request, url) => state.page?.(request) ?? relayed(simulator.statusUrl + url, {}));
  const app = await serve(request => state.app?.(request) ?? { status: 200, body: { klaviyo: { status: 'up' } } });
  const webhook = await serve(request => state.webhook?.(request) ?? { status: 202 });
  const servers = [api, page, app, webhook];
  try {
    if (state.isUnreachable) await api.close();
    const report = await runKlaviyo({
      key: state.key ?? simulator.key,
      asOf: '2026-11-20',
      apiUrl: api.url,
      statusUrl: page.url,
      paceMs: 0,
      budgetMs: 30_000,
      ...(state.code && { code: state.code }),
      ...(state.app && { appHealthUrl: `${app.url}/health` }),
      ...(state.webhook && {
        webhookUrl: `${webhook.url}/hook`,
        webhookSecret: 'a secret of sixteen or more',
        sendTestWebhook: true,
      }),
      ...state.targets,
    });
    return { report, exitCode: exitCodeOf(report, 'fail'), asked };
  } finally {
    await Promise.all([...servers.map(server => server.close()), simulator.close()]);
  }
}

async function relayed(
  url: string,
  { authorization, revision, ...headers }: IncomingMessage['headers'],
): Promise<Given> {
  const optOut = headers['x-klaviyo-revision-fall-forward-opt-out'];
  const response = await fetch(url, {
    headers: {
      ...(authorization && { authorization }),
      ...(revision && { revision: String(revision) }),
      ...(optOut && { 'x-klaviyo-revision-fall-forward-opt-out': String(optOut) }),
    },
  });
  const kept = ['content-type', 'ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'retry-after'];
  const sent = kept.flatMap(name => (response.headers.has(name) ? [[name, response.headers.get(name) ?? '']] : []));
  return {
    status: response.status,
    body: await response.text(),
    headers: Object.fromEntries(sent) as Record<string, string>,
  };
}

interface Listening {
  url: string;
  close(): Promise<void>;
}

async function serve(answering: (asked: Asked, url: string) => Given | Promise<Given>): Promise<Listening> {
  const paths = new Map<string, number>();
  let nth = 0;
  const server = createServer((request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    const [path = '/'] = url.split('?', 1);
    nth += 1;
    paths.set(path, (paths.get(path) ?? 0) + 1);
    const asked = { method, path, nth, nthOfPath: paths.get(path) ?? 1, headers };
    void textOf(request).then(async body => give(response, await answering({ ...asked, body }, url)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function give(response: ServerResponse, { status, body = '', headers, isCut = false }: Given): void {
  if (isCut) return void response.socket?.destroy();
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { ...JSON_API, ...headers }).end(text);
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  const ended = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await ended;
}
