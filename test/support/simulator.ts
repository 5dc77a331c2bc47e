import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange } from './exchange.ts';
import { makeScenario } from './scenarios.ts';
import type { ScenarioName } from './scenarios.ts';

export { SCENARIOS } from './scenarios.ts';
export type { ScenarioName } from './scenarios.ts';

export interface RecordedRequest {
  /** `elsewhere` is a host that no client may follow a redirect to. */
  server: 'api' | 'status' | 'elsewhere';
  method: string;
  /** With the query. */
  path: string;
  /** A header that holds the key is `true`: the key itself is never kept. */
  headers: Record<string, string | true>;
  /** Whether the key came along in a header or in the address. */
  hasKey: boolean;
}

export interface SimulatorOptions {
  scenario: ScenarioName;
  /** The private key that the simulated account knows; any other is refused with 401. */
  key: string;
  /** How long the API of the scenario `slow` takes, in milliseconds; 5,500 by default. */
  slowMs?: number;
}

export interface Simulator {
  apiUrl: string;
  statusUrl: string;
  /** In the order of arrival. */
  requests: RecordedRequest[];
  close(): Promise<void>;
}

/** Starts Klaviyo's API and its status page on loopback, as one scenario has them. */
export async function startSimulator({ scenario, key, slowMs = 5_500 }: SimulatorOptions): Promise<Simulator> {
  const requests: RecordedRequest[] = [];
  const answers = makeScenario(scenario);
  const elsewhere = await listen((request, response) => {
    requests.push(record('elsewhere', request, key));
    response.end();
  });
  const elsewhereUrl = urlOf(elsewhere);

  function serve(server: 'api' | 'status'): RequestListener {
    return (request, response) => {
      requests.push(record(server, request, key));
      const nth = requests.filter(recorded => recorded.server === server).length;
      answers[server]({ request, response, nth, key, elsewhereUrl, slowMs } satisfies Exchange);
    };
  }

  const [api, status] = await Promise.all([listen(serve('api')), listen(serve('status'))]);
  return { apiUrl: urlOf(api), statusUrl: urlOf(status), requests, close: () => closeAll([api, status, elsewhere]) };
}

async function listen(listener: RequestListener): Promise<Server> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function record(server: RecordedRequest['server'], request: IncomingMessage, key: string): RecordedRequest {
  const path = request.url ?? '';
  const headers = Object.entries(request.headers).map(([name, value]) => withoutKey(name, String(value), key));
  const hasKey = path.includes(key) || headers.some(([, value]) => value === true);
  return { server, method: request.method ?? '', path: path.replaceAll(key, '…'), headers: Object.fromEntries(headers), hasKey };
}

function withoutKey(name: string, value: string, key: string): [name: string, value: string | true] {
  return [name, value.includes(key) || value];
}

/** Clients keep connections open, and some scenarios never answer, so nothing is waited for. */
async function closeAll(servers: Server[]): Promise<void> {
  await Promise.all(
    servers.map(async server => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }),
  );
}
