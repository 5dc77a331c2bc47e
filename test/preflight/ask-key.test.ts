import { afterEach, describe, expect, test } from 'vitest';
import { createKeyAsker } from '../../src/preflight/ask-key.ts';
import { fakeKey } from '../fake-keys.ts';
import { startSimulator, type ScenarioName, type Simulator } from '../support/simulator.ts';

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

describe('one read tells', () => {
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
    expect(await createKeyAsker({ apiUrl })(key)).toEqual(state);
    expect(requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`)).toEqual(['GET /api/accounts']);
  });
});

test('no more than fifty keys are asked about', async () => {
  const { apiUrl, requests } = await simulate('healthy');
  const ask = createKeyAsker({ apiUrl, paceMs: 0 });
  const states = [];
  for (let seed = 0; seed < 52; seed += 1) states.push(await ask(fakeKey(seed + 100)));
  expect(requests).toHaveLength(50);
  expect(states.slice(49)).toEqual(['dead', 'unknown', 'unknown']);
});

test('an address elsewhere is refused', () => {
  expect(() => createKeyAsker({ apiUrl: 'https://example.com' })).toThrow(/not an address of this machine/);
});
