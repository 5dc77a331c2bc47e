import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fakeKey } from '../../fake-keys.ts';
import { startSimulator } from '../../support/simulator.ts';
import type { Simulator } from '../../support/simulator.ts';

const KEY = fakeKey();
const GOOD = { authorization: `Klaviyo-API-Key ${KEY}`, revision: '2026-07-15' };
let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ scenario: 'healthy', key: KEY });
});
afterEach(() => simulator.close());

describe('the simulated API is as strict as the vendor', () => {
  test.each([
    ['the right call', '/api/accounts', GOOD, 200],
    ['a slash at the end', '/api/accounts/', GOOD, 200],
    ['no key', '/api/accounts', { revision: GOOD.revision }, 401],
    ['another key', '/api/accounts', { ...GOOD, authorization: `Klaviyo-API-Key ${fakeKey(2)}` }, 401],
    ['another scheme', '/api/accounts', { ...GOOD, authorization: `Bearer ${KEY}` }, 401],
    ['no revision', '/api/accounts', { authorization: GOOD.authorization }, 400],
    ['a path of nothing', '/api/people', GOOD, 404],
  ] as const)('%s', async (_, path, headers, status) => {
    expect((await fetch(`${simulator.apiUrl}${path}`, { headers })).status).toBe(status);
  });

  test('all fields come unless some are asked for', async () => {
    const all = (await (await fetch(`${simulator.apiUrl}/api/accounts`, { headers: GOOD })).json()) as Accounts;
    const url = `${simulator.apiUrl}/api/accounts?fields[account]=timezone,locale`;
    const some = (await (await fetch(url, { headers: GOOD })).json()) as Accounts;

    expect(Object.keys(all.data[0].attributes)).toContain('contact_information');
    expect(some.data[0].attributes).toEqual({ timezone: 'Europe/Berlin', locale: 'en-US' });
  });

  test('the rate limit counts down', async () => {
    const ask = async (): Promise<string | null> =>
      (await fetch(`${simulator.apiUrl}/api/accounts`, { headers: GOOD })).headers.get('ratelimit-remaining');

    expect([await ask(), await ask()]).toEqual(['14', '13']);
  });
});

interface Accounts {
  data: [{ attributes: Record<string, unknown> }];
}

describe('the record', () => {
  test('reports that a key came, and never which', async () => {
    await fetch(`${simulator.apiUrl}/api/accounts?api_key=${KEY}`, { headers: { 'x-key': `a ${KEY} b` } });

    expect(simulator.requests).toMatchObject([
      { server: 'api', path: '/api/accounts?api_key=…', headers: { 'x-key': true }, hasKey: true },
    ]);
    expect(JSON.stringify(simulator.requests)).not.toContain(KEY);
  });

  test('distinguishes the servers', async () => {
    await fetch(`${simulator.statusUrl}/api/v2/status.json`);

    expect(simulator.requests).toMatchObject([{ server: 'status', method: 'GET', hasKey: false }]);
  });
});

test('a redirect leads to a server that records its callers', async () => {
  const redirecting = await startSimulator({ scenario: 'redirecting', key: KEY });
  await fetch(`${redirecting.apiUrl}/api/accounts`);
  await redirecting.close();

  expect(redirecting.requests.map(({ server }) => server)).toEqual(['api', 'elsewhere']);
});
