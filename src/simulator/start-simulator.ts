import { answer } from './exchange.ts';
import type { Answer, SimulatedRequest } from './exchange.ts';
import { listen } from './listener.ts';
import type { Listener } from './listener.ts';
import { recordOf } from './record.ts';
import type { RecordedRequest } from './record.ts';
import { makeScenario } from './scenarios.ts';
import type { ScenarioName } from './scenarios.ts';
import { simulatedKey } from './simulated-key.ts';
import { steppingClock } from './stepping-clock.ts';
import { createVendor } from './vendor.ts';

export { SCENARIOS } from './scenarios.ts';
export type { ScenarioName } from './scenarios.ts';
export type { RecordedRequest } from './record.ts';

export interface SimulatorOptions {
  /** What the vendor is like; `healthy` by default. */
  scenario?: ScenarioName;
  /** The private key that the simulated account knows; any other is refused with 401. Made up from the seed by default. */
  key?: string;
  /** Same seed, same requests: same answers. 1 by default. */
  seed?: number;
  /** What the key may do, such as `profiles:read`; everything by default. */
  keyScopes?: readonly string[];
  /** How many resources of each kind the account has to begin with; 25 by default. */
  resources?: number;
  /** Whether requests beyond the limits are refused with 429, which is the default, or only counted. */
  rateLimits?: RateLimits;
  /** The day that counts as today for the life of revisions, `YYYY-MM-DD`; today by default. */
  asOf?: string;
  /** How long the API of the scenario `slow` takes, in milliseconds; 5,500 by default. */
  slowMs?: number;
  /** Lets time pass by this many milliseconds with each request, and not otherwise, so that nothing of an answer depends on the machine. */
  tickMs?: number;
  /** Ports of the API and of the status page; free ones by default. */
  port?: number;
  statusPort?: number;
}

export type RateLimits = (typeof RATE_LIMITS)[number];

export const RATE_LIMITS = ['enforced', 'counted'] as const;

export interface Simulator {
  apiUrl: string;
  statusUrl: string;
  /** The private key that is accepted. */
  key: string;
  /** The latest, in the order of arrival. */
  requests: RecordedRequest[];
  close(): Promise<void>;
}

/** What a header can hold, and long enough to be hidden wherever it comes back. */
const KEY = /^[\x21-\x7e]{16,200}$/;
/** Requests that are kept at most. */
const MAX_REQUESTS = 2_000;

/**
 * Starts Klaviyo's API and its status page on loopback, as one scenario has them.
 *
 * @throws RangeError for a key that cannot be one, the system's error for a port that is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { scenario = 'healthy', seed = 1, slowMs = 5_500, asOf = new Date().toISOString().slice(0, 10) } = options;
  const { key = simulatedKey(seed), tickMs } = options;
  if (!KEY.test(key)) throw new RangeError('The key is not one of 16 to 200 visible ASCII characters.');
  const now = tickMs === undefined ? Date.now : steppingClock(asOf, tickMs);
  const answers = makeScenario(scenario);
  const requests: RecordedRequest[] = [];
  const listeners: Listener[] = [];

  function record(server: RecordedRequest['server'], request: SimulatedRequest): void {
    requests.push(recordOf(server, request, key));
    if (requests.length > MAX_REQUESTS) requests.shift();
  }

  async function open(handle: (request: SimulatedRequest, url: string) => Answer, port = 0): Promise<string> {
    const listener: Listener = await listen(request => handle(request, listener.url), port);
    listeners.push(listener);
    return listener.url;
  }

  function serve(server: 'api' | 'status', elsewhereUrl: string): (request: SimulatedRequest, url: string) => Answer {
    let nth = 0;
    let vendor: ReturnType<typeof createVendor> | undefined;
    return (request, apiUrl) => {
      record(server, request);
      nth += 1;
      vendor ??= createVendor(vendorOptions(options, { key, seed, apiUrl, asOf, isEmpty: answers.isEmpty === true }));
      const ask = vendor;
      const moment = now();
      return answers[server]({
        request,
        nth,
        key,
        seed,
        elsewhereUrl,
        slowMs,
        now: moment,
        vendor: changes => ask(request, moment, changes),
      });
    };
  }

  try {
    const elsewhereUrl = await open(request => (record('elsewhere', request), answer(200, '')));
    const apiUrl = await open(serve('api', elsewhereUrl), options.port);
    const statusUrl = await open(serve('status', elsewhereUrl), options.statusPort);
    return { apiUrl, statusUrl, key, requests, close: () => closeAll(listeners) };
  } catch (error) {
    await closeAll(listeners);
    throw error;
  }
}

interface Given {
  key: string;
  seed: number;
  apiUrl: string;
  asOf: string;
  isEmpty: boolean;
}

function vendorOptions(options: SimulatorOptions, { isEmpty, ...given }: Given): Parameters<typeof createVendor>[0] {
  const { keyScopes, resources = 25, rateLimits = 'enforced' } = options;
  const isGranted = (scope: string): boolean => keyScopes === undefined || keyScopes.includes(scope);
  return { ...given, isGranted, resources: isEmpty ? 0 : resources, enforcesLimits: rateLimits === 'enforced' };
}

async function closeAll(listeners: readonly Listener[]): Promise<void> {
  await Promise.all(listeners.map(listener => listener.close()));
}
