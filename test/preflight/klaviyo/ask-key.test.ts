import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { createKeyAsker } from '../../../src/preflight/klaviyo/ask-key.ts';
import { fakeKey } from '../../fake-keys.ts';
import { startSimulator, type ScenarioName, type Simulator } from '../../support/simulator.ts';

const KEY = fakeKey();
const opened: Simulator[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map(simulator => simulator.close()));
});

async function simulate(scenario: ScenarioName): Promise<Simulator> {
  const simulator = await startSimulator({ scenario, key: KEY });
  opened.push(simulator);
  return simulator;
}

describe('one read shows', () => {
  test.each([
    ['healthy', KEY, 'alive'],
    ['healthy', fakeKey(2), 'dead'],
    ['revoked-key', KEY, 'dead'],
    ['missing-scope', KEY, 'alive'],
    ['throttled', KEY, 'unknown'],
    ['unavailable', KEY, 'unknown'],
    ['redirecting', KEY, 'unknown'],
    ['connection-reset', KEY, 'unknown'],
    ['echoing-refusal', KEY, expect.stringMatching(/^(?:dead|unknown|alive)$/)],
  ] as const)('with %s', async (scenario, key, state) => {
    const { apiUrl, requests } = await simulate(scenario);
    expect(await createKeyAsker({ apiUrl })([key])).toEqual([state]);
    expect(requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual(['GET /api/accounts']);
  });
});

test('no more than forty keys are asked about, at once', async () => {
  const { apiUrl, requests } = await simulate('healthy');
  const keys = Array.from({ length: 42 }, (_, seed) => fakeKey(seed + 100));
  const states = await createKeyAsker({ apiUrl })(keys);
  expect(requests).toHaveLength(40);
  expect(states.slice(39)).toEqual(['dead', 'unknown', 'unknown']);
});

test('against a server that never answers, all keys share one limit', async () => {
  const waiting = new Set<Socket>();
  const server = createServer(socket => void waiting.add(socket.on('error', () => undefined).resume()));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const states = await createKeyAsker({ apiUrl: `http://127.0.0.1:${port}` })([KEY, fakeKey(2), fakeKey(3)], 300);
  expect(states).toEqual(['unknown', 'unknown', 'unknown']);
  // One after the other, the first would have used up the limit.
  expect(waiting.size).toBe(3);
  await new Promise(resolve => server.close(resolve));
});

test.each([
  [200, 'text/html', '<p>Sign in to this network</p>'],
  [200, 'application/json', '{"ok":true}'],
  [401, 'text/html', '<p>Proxy</p>'],
  [403, 'text/html', '<p>Blocked</p>'],
])('an answer of %i with %s that is no JSON:API proves nothing: %s', async (status, type, body) => {
  const server = createHttpServer((_, response) => response.writeHead(status, { 'content-type': type }).end(body));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await createKeyAsker({ apiUrl: `http://127.0.0.1:${port}` })([KEY])).toEqual(['unknown']);
  await new Promise(resolve => server.close(resolve));
});

test('an address elsewhere is refused', () => {
  expect(() => createKeyAsker({ apiUrl: 'https://example.com' })).toThrow(/not an address of this machine/);
});
