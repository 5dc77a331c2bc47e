import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer, SimulatedRequest } from './exchange.ts';

/** A server on loopback that is already listening. */
export interface Listener {
  url: string;
  close(): Promise<void>;
}

/** More than the vendor takes: its events and its bulk imports may have 5 MB. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;
const DRIP_MS = 20;
const FAILED: Answer = { status: 500, headers: { connection: 'close' }, body: '' };
const TOO_LARGE: Answer = { status: 413, headers: { connection: 'close' }, body: '' };

/**
 * Listens on 127.0.0.1 and nowhere else.
 *
 * @param handle called once for each request that came whole
 * @param port 0 for a free one
 * @throws the system's error when the port is taken
 */
export async function listen(handle: (request: SimulatedRequest) => Answer, port = 0): Promise<Listener> {
  const server = createServer((request, response) => {
    readBody(request)
      .then(body => give(response, body === undefined ? TOO_LARGE : handle(simulated(request, body))))
      .catch(() => fail(response));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => close(server) };
}

/** @returns undefined for a body that is too large, of which nothing more is kept */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function simulated({ method = 'GET', url = '/', headers }: IncomingMessage, body: string): SimulatedRequest {
  const texts = Object.entries(headers).map(([name, value]) => [name, value === undefined ? undefined : String(value)]);
  return { method, url, headers: Object.fromEntries(texts) as SimulatedRequest['headers'], body };
}

function give(response: ServerResponse, answer: Answer): void {
  if (answer.delayMs === undefined) write(response, answer);
  else setTimeout(() => write(response, answer), answer.delayMs).unref();
}

function write(response: ServerResponse, { status, headers, body, fault }: Answer): void {
  // The clock of the answers is simulated, so that of the server must not show.
  response.sendDate = false;
  if (fault === 'hang') return;
  if (fault === 'reset') return void response.socket?.resetAndDestroy();
  if (fault === 'drip') return drip(response.writeHead(status, headers));
  if (fault === 'cut')
    return cut(
      response,
      body.slice(0, body.length / 2),
      { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      status,
    );
  response.writeHead(status, headers).end(body);
}

/** Nothing that a client sends may end the simulator. */
function fail(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else write(response, FAILED);
}

/** Keeps the connection busy without ever ending the answer. */
function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), DRIP_MS).unref();
  response.on('close', () => clearInterval(timer));
}

function cut(response: ServerResponse, beginning: string, headers: Record<string, string>, status: number): void {
  response.writeHead(status, headers).write(beginning, () => response.destroy());
}

/** Clients keep connections open, and some scenarios never answer, so nothing is waited for. */
async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
