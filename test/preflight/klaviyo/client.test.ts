import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { Agent } from 'node:https';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { AccountsApi, type ApiKeySession } from 'klaviyo-api';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { API_URL } from '../../../src/vendors/klaviyo/hosts.ts';
import { NEWEST_KNOWN_REVISION } from '../../../src/vendors/klaviyo/revisions.ts';
import { CallLog } from '../../../src/preflight/call-log.ts';
import { createEndpointClient, createKlaviyoClient, createSockets } from '../../../src/preflight/klaviyo/client.ts';
import type { ClientOptions, KlaviyoClient } from '../../../src/preflight/klaviyo/client.ts';
import { kindOf } from '../../../src/preflight/klaviyo/answer-kind.ts';
import { fakeKey } from '../../fake-keys.ts';
import { startSimulator } from '../../support/simulator.ts';
import type { ScenarioName, Simulator } from '../../support/simulator.ts';

const KEY = fakeKey();
const opened: { close(): unknown }[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await Promise.all(opened.splice(0).map(server => server.close()));
});

async function simulate(scenario: ScenarioName): Promise<Simulator> {
  const simulator = await startSimulator({ scenario, key: KEY });
  opened.push(simulator);
  return simulator;
}

async function listen(server: Server): Promise<number> {
  opened.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function connect(options: Partial<ClientOptions>): KlaviyoClient {
  const nowhere = 'http://127.0.0.1:9';
  const { signal } = new AbortController();
  return createKlaviyoClient({
    key: KEY,
    apiUrl: nowhere,
    statusUrl: nowhere,
    paceMs: 0,
    signal,
    deadline: Infinity,
    log: new CallLog(),
    sockets: createSockets(),
    ...options,
  });
}

describe('the requests', () => {
  test('the account is asked for three fields, none of them about people', async () => {
    const { apiUrl, requests } = await simulate('healthy');
    await connect({ apiUrl }).account();

    expect(requests).toEqual([
      {
        server: 'api',
        method: 'GET',
        path: '/api/accounts?fields%5Baccount%5D=test_account,timezone,preferred_currency',
        headers: expect.objectContaining({
          authorization: true,
          revision: NEWEST_KNOWN_REVISION,
          accept: 'application/vnd.api+json',
        }),
        hasKey: true,
      },
    ]);
  });

  test('the status page is asked without a key', async () => {
    const { statusUrl, requests } = await simulate('healthy');
    await connect({ statusUrl }).status('/api/v2/summary.json');

    expect(requests.map(({ server, path, hasKey }) => ({ server, path, hasKey }))).toEqual([
      { server: 'status', path: '/api/v2/summary.json', hasKey: false },
    ]);
    expect(Object.keys(requests[0]?.headers ?? {})).not.toContain('authorization');
  });

  test('all who want to know the account share one answer', async () => {
    const { apiUrl, requests } = await simulate('healthy');
    const client = connect({ apiUrl });
    const [one, two] = await Promise.all([client.account(), client.account()]);

    expect(one).toBe(two);
    expect(requests).toHaveLength(1);
  });

  test('another sample is another request, and they never overlap', async () => {
    const { apiUrl, requests } = await simulate('slow');
    const client = connect({ apiUrl });
    void client.account();
    void client.accountAgain();
    await expect.poll(() => requests.length).toBe(1);
    await new Promise(resolve => setTimeout(resolve, 100));

    expect(requests).toHaveLength(1);
  });

  test('an unsound key is not sent', async () => {
    const { apiUrl, requests } = await simulate('healthy');
    const client = connect({ apiUrl, key: ` ${KEY}` });

    expect(await client.account()).toMatchObject({ kind: 'not-sent' });
    expect(await client.accountAgain()).toMatchObject({ kind: 'not-sent' });
    expect(requests).toEqual([]);
  });
});

describe('answers', () => {
  test('only known headers are kept', async () => {
    const { apiUrl } = await simulate('healthy');

    expect(await connect({ apiUrl }).account()).toMatchObject({
      headers: {
        'content-type': 'application/vnd.api+json',
        'ratelimit-limit': '15',
        'ratelimit-remaining': '14',
        'ratelimit-reset': '60',
      },
    });
  });

  test('attempts that were answered with 429 are counted', async () => {
    const { apiUrl } = await simulate('throttled-once');
    const client = connect({ apiUrl });

    expect(await client.account()).toMatchObject({ status: 200, throttled: 1 });
    expect(await client.accountAgain()).toMatchObject({ status: 200, throttled: 0 });
  });

  test('a redirect is an answer and is not followed', async () => {
    const { apiUrl, requests } = await simulate('redirecting');

    expect(await connect({ apiUrl }).account()).toMatchObject({ kind: 'answer', status: 302 });
    expect(requests.map(({ server }) => server)).toEqual(['api']);
  });
});

describe('the key goes nowhere else', () => {
  test.each([
    ['to another host', { method: 'GET', url: 'https://elsewhere.example/api/accounts' }],
    ['to another port', { method: 'GET', url: 'http://127.0.0.1:10/api/accounts' }],
    ['with a method that writes', { method: 'POST', url: 'http://127.0.0.1:9/api/accounts' }],
  ])('%s, whatever the SDK composes', async (_, request) => {
    const headers: Record<string, string> = {};
    vi.spyOn(AccountsApi.prototype, 'getAccounts').mockImplementation(function compose(this: AccountsApi) {
      const { session } = this as unknown as { session: ApiKeySession };
      session.applyToRequest({ ...request, headers } as never);
      throw new Error('it was let through');
    });
    await expect(connect({}).account()).rejects.toThrow(
      'The SDK composed a request that the preflight does not allow.',
    );
    expect(JSON.stringify(headers)).not.toContain(KEY);
  });

  test('certificates are checked, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const seen: unknown[] = [];
    const agent = Agent.prototype as unknown as { createConnection(options: { rejectUnauthorized?: boolean }): never };
    vi.spyOn(agent, 'createConnection').mockImplementation(options => {
      seen.push(options.rejectUnauthorized);
      throw new Error('no connection is made here');
    });
    await connect({ apiUrl: 'https://127.0.0.1:9' }).account();
    expect(seen).toEqual([true]);
  });
});

describe('no answer', () => {
  test('a closed port', async () => {
    const server = createServer();
    const apiUrl = `http://127.0.0.1:${await listen(server)}`;
    server.close();
    await once(server, 'close');
    const client = connect({ apiUrl, statusUrl: apiUrl });

    expect(await client.account()).toEqual({ kind: 'no-answer', cause: 'refused' });
    expect(await client.status('/api/v2/summary.json')).toEqual({ kind: 'no-answer', cause: 'refused' });
  });

  test('a server that does not speak TLS', async () => {
    const url = `https://127.0.0.1:${await listen(createHttpServer())}`;

    expect(await connect({ apiUrl: url }).account()).toEqual({ kind: 'no-answer', cause: 'tls' });
  });

  test('a server that does not speak HTTP', async () => {
    const url = `http://127.0.0.1:${await listen(createServer(socket => socket.end('220 mail.example ESMTP\r\n')))}`;

    expect(await connect({ apiUrl: url }).account()).toEqual({ kind: 'no-answer', cause: 'malformed' });
  });

  test('an answer that breaks off is not taken for a good one', async () => {
    const broken = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"data":[';
    const url = `http://127.0.0.1:${await listen(createServer(socket => socket.end(broken)))}`;

    expect(kindOf(await connect({ apiUrl: url }).account())).toBe('no-answer');
  });

  test.each([
    ['connection-reset', 'reset'],
    ['oversized', 'malformed'],
  ] as const)('the scenario %s', async (scenario, cause) => {
    const { apiUrl } = await simulate(scenario);

    expect(await connect({ apiUrl }).account()).toEqual({ kind: 'no-answer', cause });
  });

  test.each([
    ['status-reset', 'reset'],
    ['status-oversized', 'malformed'],
  ] as const)('the scenario %s', async (scenario, cause) => {
    const { statusUrl } = await simulate(scenario);

    expect(await connect({ statusUrl }).status('/api/v2/summary.json')).toEqual({ kind: 'no-answer', cause });
  });
});

describe('proxies', () => {
  test('a simulator is asked directly, whatever the environment says', async () => {
    const { apiUrl, requests } = await simulate('healthy');
    const proxied: string[] = [];
    const proxy = createHttpServer((request, response) => {
      proxied.push(request.url ?? '');
      response.end();
    });
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${await listen(proxy)}`);
    vi.stubEnv('http_proxy', process.env['HTTP_PROXY']);
    vi.stubEnv('NO_PROXY', '');
    vi.stubEnv('no_proxy', '');
    await connect({ apiUrl }).account();

    expect(proxied).toEqual([]);
    expect(requests).toHaveLength(1);
  });

  test('the status page and the app are reached through the proxy, too', async () => {
    let seen = '';
    const proxy = createServer(socket => {
      socket.on('data', data => {
        seen += data.toString('latin1');
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      });
    });
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${await listen(proxy)}`);
    vi.stubEnv('https_proxy', process.env['HTTPS_PROXY']);
    vi.stubEnv('NO_PROXY', '');
    vi.stubEnv('no_proxy', '');
    await connect({ statusUrl: 'https://status.klaviyo.com' }).status('/api/v2/summary.json');
    const app = createEndpointClient(
      { log: new CallLog(), signal: new AbortController().signal, sockets: createSockets() },
      'klaviyo-lint/test',
    );
    await app.get({ url: 'https://shop.example/health', shownUrl: 'x', timeoutMs: 5_000 });

    expect(seen.match(/^CONNECT \S+/gm)).toEqual(['CONNECT status.klaviyo.com:443', 'CONNECT shop.example:443']);
  });

  test('NO_PROXY names who is asked directly', async () => {
    let count = 0;
    const proxy = createServer(socket => void ((count += 1), socket.destroy()));
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${await listen(proxy)}`);
    vi.stubEnv('https_proxy', process.env['HTTPS_PROXY']);
    vi.stubEnv('NO_PROXY', 'app.invalid');
    vi.stubEnv('no_proxy', 'app.invalid');
    const app = createEndpointClient(
      { log: new CallLog(), signal: new AbortController().signal, sockets: createSockets() },
      'klaviyo-lint/test',
    );

    expect(await app.get({ url: 'https://app.invalid/health', shownUrl: 'x', timeoutMs: 5_000 })).toEqual({
      kind: 'no-answer',
      cause: 'dns',
    });
    expect(count).toBe(0);
  });

  test('a proxy that accepts and never answers holds nothing open when the run is over', async () => {
    const sockets = createSockets();
    const ended: Promise<unknown>[] = [];
    const proxy = createServer(socket => void ended.push(once(socket.resume(), 'close')));
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${await listen(proxy)}`);
    vi.stubEnv('https_proxy', process.env['HTTPS_PROXY']);
    vi.stubEnv('NO_PROXY', '');
    vi.stubEnv('no_proxy', '');
    const app = createEndpointClient(
      { log: new CallLog(), signal: new AbortController().signal, sockets },
      'klaviyo-lint/test',
    );
    const asked = app.get({ url: 'https://shop.example/health', shownUrl: 'x', timeoutMs: 200 });
    await once(proxy, 'connection');

    expect(await asked).toEqual({ kind: 'no-answer', cause: 'timeout' });
    sockets.close();
    await Promise.all(ended);
    expect(ended).toHaveLength(1);
  });

  test('the vendor is reached through a tunnel in which the proxy sees no key', async () => {
    let seen = '';
    const proxy = createServer(socket => {
      socket.on('data', data => {
        seen += data.toString('latin1');
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      });
    });
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${await listen(proxy)}`);
    vi.stubEnv('https_proxy', process.env['HTTPS_PROXY']);
    vi.stubEnv('NO_PROXY', '');
    vi.stubEnv('no_proxy', '');
    const reply = await connect({ apiUrl: API_URL }).account();

    expect(seen).toMatch(/^CONNECT a\.klaviyo\.com:443 HTTP/);
    expect(seen).not.toMatch(/authorization: klaviyo|pk_/i);
    expect(reply).toMatchObject({ kind: 'answer', status: 407 });
  });
});
