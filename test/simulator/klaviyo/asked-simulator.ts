import { afterEach } from 'vitest';
import { Account } from '../../../src/simulator/klaviyo/account.ts';
import { startSimulator as start } from '../../../src/simulator/klaviyo/start-simulator.ts';
import type { Simulator, SimulatorOptions } from '../../../src/simulator/klaviyo/start-simulator.ts';

const opened: Simulator[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(simulator => simulator.close()));
});

/** Whatever an answer holds. */
type Json = ReturnType<typeof JSON.parse>;

export interface Outcome {
  status: number;
  headers: Headers;
  text: string;
  body: { data?: Json; links?: Record<string, string>; errors?: Json[]; included?: Json[] };
}
export interface Sent {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface AskedSimulator extends Simulator {
  /** Sends a request with the key and a revision; an empty header is left out. */
  ask: (path: string, sent?: Sent) => Promise<Outcome>;
}

/** A simulator that ends with the test. */
export async function simulate(options: SimulatorOptions = {}): Promise<AskedSimulator> {
  const simulator = await start({ rateLimits: 'counted', asOf: '2026-11-20', ...options });
  opened.push(simulator);
  const standard = { authorization: `Klaviyo-API-Key ${simulator.key}`, revision: '2026-07-15' };
  return {
    ...simulator,
    async ask(path, { method = 'GET', body, headers = {} } = {}) {
      const given = Object.fromEntries(Object.entries({ ...standard, ...headers }).filter(([, value]) => value !== ''));
      const response = await fetch(`${simulator.apiUrl}${path}`, {
        method,
        headers: given,
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: text.startsWith('{') ? JSON.parse(text) : {},
      };
    },
  };
}

/** The id of an example that every simulated account of the seed 1 has. */
export function exampleId(type: string, place = 0): string {
  const id = new Account(1, 25).exampleIdsOf(type)[place];
  if (id === undefined) throw new RangeError(`There is no such ${type}.`);
  return id;
}

/** A body with one profile. */
export const profile = (attributes: object): object => ({ data: { type: 'profile', attributes } });
/** A body with one event. */
export const event = (attributes: object, email = 'buyer@example.com'): object => ({
  data: {
    type: 'event',
    attributes: {
      properties: {},
      ...attributes,
      metric: { data: { type: 'metric', attributes: { name: 'Order' } } },
      profile: { data: { type: 'profile', attributes: { email } } },
    },
  },
});
