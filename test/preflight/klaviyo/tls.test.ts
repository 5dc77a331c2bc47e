import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CallLog } from '../../../src/preflight/call-log.ts';
import { createEndpointClient, createKlaviyoClient, createSockets } from '../../../src/preflight/klaviyo/client.ts';
import { fakeKey } from '../../fake-keys.ts';
import { startHttpsServer, type CertificateOptions, type HttpsServer } from '../../support/https-server.ts';

const opened: { close(): unknown }[] = [];
const ACCOUNTS = JSON.stringify({ data: [{ type: 'account', id: 'AbC123', attributes: {} }] });

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(opened.splice(0).map(server => server.close()));
});

async function serve(certificate: CertificateOptions = {}): Promise<HttpsServer> {
  const server = await startHttpsServer(
    (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(ACCOUNTS),
    certificate,
  );
  opened.push(server);
  return server;
}

/** Asks the same server as the vendor's API, as its status page and as the app. */
async function askAll(url: string, authorities?: string) {
  const { signal } = new AbortController();
  const log = new CallLog();
  const sockets = createSockets(authorities);
  opened.push(sockets);
  const klaviyo = createKlaviyoClient({
    key: fakeKey(),
    apiUrl: url,
    statusUrl: url,
    paceMs: 0,
    signal,
    deadline: Infinity,
    log,
    sockets,
  });
  const app = createEndpointClient({ log, signal, sockets }, 'klaviyo-lint/test');
  const replies = await Promise.all([
    klaviyo.account(),
    klaviyo.status('/api/v2/summary.json'),
    app.get({ url, shownUrl: url, timeoutMs: 5_000 }),
    app.post({ url, shownUrl: url, timeoutMs: 5_000 }, { headers: {}, body: '{}' }),
  ]);
  return replies.map(reply =>
    reply.kind === 'answer' ? reply.status : reply.kind === 'no-answer' ? reply.cause : reply.kind,
  );
}

describe('a certificate', () => {
  test('of an authority that is trusted', async () => {
    const { url, authorities } = await serve();

    expect(await askAll(url, authorities)).toEqual([200, 200, 200, 200]);
  });

  test.each([
    ['of nobody', {}, false],
    ['that is over', { endsInDays: -1 }, true],
    ['for another name', { for: ['a.klaviyo.example'] }, true],
  ] satisfies [string, CertificateOptions, boolean][])(
    '%s is refused, and nothing is sent',
    async (_, certificate, isTrusted) => {
      const { url, authorities, requests } = await serve(certificate);

      expect(await askAll(url, isTrusted ? authorities : undefined)).toEqual(['tls', 'tls', 'tls', 'tls']);
      expect(requests).toEqual([]);
    },
  );

  test('is checked though the environment says otherwise', async () => {
    const { url, requests } = await serve();
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');

    expect(await askAll(url)).toEqual(['tls', 'tls', 'tls', 'tls']);
    expect(requests).toEqual([]);
  });
});

test('a server that ends the handshake', async () => {
  const server = createServer(socket => socket.once('data', () => socket.destroy()));
  opened.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const replies = await askAll(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);

  expect(replies.every(reply => reply === 'reset' || reply === 'tls')).toBe(true);
});

test('a name that is in no DNS', async () => {
  const { signal } = new AbortController();
  const app = createEndpointClient({ log: new CallLog(), signal, sockets: createSockets() }, 'klaviyo-lint/test');
  vi.stubEnv('HTTPS_PROXY', '');
  vi.stubEnv('https_proxy', '');

  expect(await app.get({ url: 'https://app.invalid/health', shownUrl: 'x', timeoutMs: 5_000 })).toEqual({
    kind: 'no-answer',
    cause: 'dns',
  });
});
