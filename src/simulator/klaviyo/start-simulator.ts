import { CONTROL } from '../control.ts';
import type { FaultOrder } from '../faults.ts';
import type { RecordedRequest } from '../record.ts';
import { Servers } from '../servers.ts';
import { Simulation } from '../simulation.ts';
import type { Place, SimulationOptions } from '../simulation.ts';
import type { StateResource } from '../state.ts';
import type { SentDelivery } from '../webhook-sending.ts';
import { answer } from './answer.ts';
import type { VendorChanges } from './answer.ts';
import { FAULT_VOCABULARY } from './fault-vocabulary.ts';
import { makeScenario, SCENARIOS } from './scenarios.ts';
import type { ScenarioName } from './scenarios.ts';
import { simulatedKey } from './simulated-key.ts';
import { createVendor } from './vendor.ts';

export { SCENARIOS } from './scenarios.ts';
export type { ScenarioName } from './scenarios.ts';
export type { RecordedRequest } from '../record.ts';

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
  /** Where the simulator itself is asked: requests, state, scenario, faults, clock. */
  controlUrl: string;
  /** The private key that is accepted. */
  key: string;
  /** The latest, in the order of arrival. */
  requests: RecordedRequest[];
  /** Deliveries of webhooks that were sent to this machine, in the order of their answers. */
  deliveries: SentDelivery[];
  /** Makes the vendor another one while it runs. */
  setScenario(name: ScenarioName): void;
  /** Lets the next calls of an operation fail. @throws RangeError for an operation that there is not */
  failNext(fault: FaultOrder): void;
  /** Lets time pass: windows of rate limits end, revisions retire. */
  advanceClock(milliseconds: number): void;
  /** What requests made of the account, the oldest first. */
  state(): StateResource[];
  /** Forgets what was written, seen and ordered. */
  reset(): void;
  close(): Promise<void>;
}

/** What a header can hold, and long enough to be hidden wherever it comes back. */
const KEY = /^[\x21-\x7e]{16,200}$/;

interface KlaviyoPlace extends Place {
  apiUrl: string;
}

type KlaviyoOptions = SimulationOptions<ScenarioName, VendorChanges, KlaviyoPlace>;

/**
 * Starts Klaviyo's API and its status page on loopback, as one scenario has them.
 *
 * @throws RangeError for a key that cannot be one, the system's error for a port that is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const key = options.key ?? simulatedKey(options.seed ?? 1);
  const simulation = new Simulation(simulationOptions(options, key));
  const servers = new Servers();
  try {
    const elsewhereUrl = await servers.open(
      request => (simulation.record({ server: 'elsewhere' }, request), answer(200, '')),
    );
    const apiUrl = await servers.open(
      (request, url) => simulation.answer(request, { server: 'api', apiUrl: url, elsewhereUrl }),
      options.port,
    );
    const statusUrl = await servers.open(
      request => simulation.answer(request, { server: 'status', apiUrl, elsewhereUrl }),
      options.statusPort,
    );
    return {
      apiUrl,
      statusUrl,
      controlUrl: `${apiUrl}${CONTROL}`,
      key,
      requests: simulation.requests,
      deliveries: simulation.deliveries,
      setScenario: name => simulation.setScenario(name),
      failNext: fault => simulation.faults.order(fault),
      advanceClock: milliseconds => simulation.clock.advance(milliseconds),
      state: () => simulation.state(),
      reset: () => simulation.reset(),
      close: () => servers.close(),
    };
  } catch (error) {
    await servers.close();
    throw error;
  }
}

function simulationOptions(options: SimulatorOptions, key: string): KlaviyoOptions {
  const { scenario = 'healthy', seed = 1, slowMs = 5_500, asOf = new Date().toISOString().slice(0, 10) } = options;
  const { tickMs, keyScopes, resources = 25, rateLimits = 'enforced' } = options;
  if (!KEY.test(key)) throw new RangeError('The key is not one of 16 to 200 visible ASCII characters.');
  return {
    scenario,
    scenarios: SCENARIOS,
    makeScenario,
    createVendor: ({ place, isEmpty, asOf: today, deliver }) =>
      createVendor({
        key,
        seed,
        apiUrl: place.apiUrl,
        asOf: today,
        isGranted: scope => keyScopes === undefined || keyScopes.includes(scope),
        resources: isEmpty ? 0 : resources,
        enforcesLimits: rateLimits === 'enforced',
        deliver,
      }),
    vocabulary: FAULT_VOCABULARY,
    key,
    secrets: [key],
    seed,
    slowMs,
    asOf,
    tickMs,
  };
}
