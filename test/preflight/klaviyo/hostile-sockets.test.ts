import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PreflightReport } from '../../../src/model/report.ts';
import { type PreflightOptions, runPreflight } from '../../../src/preflight/run-preflight.ts';
import { fakeKey } from '../../fake-keys.ts';
import { startHttpsServer } from '../../support/https-server.ts';

const opened: (() => unknown)[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(opened.splice(0).map(close => close()));
});

interface HostileServer {
  port: number;
  /** Resolves when every connection that was made is gone. */
  allGone(): Promise<unknown>;
}

/** Starts a server that does with each connection what a hostile one would. */
async function hostile(handle: (socket: Socket) => void): Promise<HostileServer> {
  const connections: Promise<unknown>[] = [];
  const server = createTcpServer(socket => {
    connections.push(new Promise(resolve => socket.once('close', resolve)));
    handle(socket.on('error', () => undefined));
    socket.resume();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, allGone: () => Promise.all(connections) };
}

/** Writes a head, and then the same again and again, as long as the connection lasts. */
const dripping =
  (head: string | Buffer, more: string | Buffer) =>
  (socket: Socket): void => {
    socket.write(head);
    const timer = setInterval(() => socket.write(more), 20);
    socket.once('close', () => clearInterval(timer));
  };

/** Writes a head, and then as much as the other side takes. */
const flooding =
  (head: string) =>
  (socket: Socket): void => {
    const megabyte = Buffer.alloc(1024 * 1024, ' ');
    const pour = (): void => {
      while (!socket.destroyed && socket.write(megabyte));
    };
    socket.write(head);
    socket.on('drain', pour);
    pour();
  };

const JSON_HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

const run = (options: Partial<PreflightOptions>): Promise<PreflightReport> =>
  runPreflight({ key: fakeKey(), asOf: '2026-11-20', budgetMs: 1_500, paceMs: 0, ...options });

describe('a preflight ends, and so does each of its connections, behind', () => {
  test.each<[string, (socket: Socket) => void]>([
    ['silence', () => undefined],
    ['a head that drips', dripping('HTTP/1.1 200 OK\r\n', 'x-a: 1\r\n')],
    ['a head without an end', flooding('HTTP/1.1 200 OK\r\nx-a: ')],
    ['endless interim answers', dripping('', 'HTTP/1.1 102 Processing\r\n\r\n')],
    ['a body that drips', dripping(`${JSON_HEAD}content-length: 100000\r\n\r\n`, ' ')],
    ['chunks that drip', dripping(`${JSON_HEAD}transfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n')],
    ['a gigabyte', flooding(`${JSON_HEAD}content-length: 1073741824\r\n\r\n`)],
    ['a body without an end', flooding(`${JSON_HEAD}\r\n`)],
    ['a half-closed connection', socket => socket.end()],
    ['a reset', socket => socket.resetAndDestroy()],
  ])('%s', async (_, handle) => {
    const server = await hostile(handle);
    const url = `http://127.0.0.1:${server.port}`;
    const { verdict } = await run({ apiUrl: url, statusUrl: url, appHealthUrl: `${url}/health` });
    expect(verdict).not.toBe('verified');
    await server.allGone();
  });

  test('a TLS handshake without an answer', async () => {
    const server = await hostile(() => undefined);
    const url = `https://127.0.0.1:${server.port}`;
    expect((await run({ apiUrl: url, statusUrl: url })).verdict).toBe('not verified');
    await server.allGone();
  });

  test('a TLS record that drips', async () => {
    const server = await hostile(dripping(Buffer.from([0x16, 3, 3, 0x3f, 0xff]), Buffer.from([2])));
    const url = `https://127.0.0.1:${server.port}`;
    expect((await run({ apiUrl: url, statusUrl: url })).verdict).toBe('not verified');
    await server.allGone();
  });

  test('a body that drips over TLS', async () => {
    const server = await startHttpsServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    });
    opened.push(() => server.close());
    const { url, authorities } = server;
    expect((await run({ apiUrl: url, statusUrl: url, authorities })).verdict).toBe('not verified');
  });

  test.each<[string, (socket: Socket) => void]>([
    ['a proxy that never answers', () => undefined],
    ['a proxy whose answer drips', dripping('HTTP/1.1 200 OK\r\n', 'x-a: 1\r\n')],
    [
      'a proxy behind which no TLS handshake ends',
      socket => socket.once('data', () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n')),
    ],
  ])('%s', async (_, handle) => {
    const server = await hostile(handle);
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${server.port}`);
    vi.stubEnv('NO_PROXY', '');
    expect((await run({})).verdict).toBe('not verified');
    await server.allGone();
  });

  test('a name server that never answers', async () => {
    const silent = createSocket('udp4');
    silent.bind(0, '127.0.0.1');
    await once(silent, 'listening');
    opened.push(() => silent.close());
    const server = await hostile(() => undefined);
    const url = `http://127.0.0.1:${server.port}`;
    const dnsServer = `127.0.0.1:${silent.address().port}`;
    const { verdict } = await run({ apiUrl: url, statusUrl: url, sendingDomain: 'send.shop.example', dnsServer });
    expect(verdict).toBe('not verified');
    await server.allGone();
  });
});
