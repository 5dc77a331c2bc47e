import { BASE_PATHS, type Api } from '../../vendors/customerio/hosts.ts';
import { CONTROL } from '../control.ts';
import { emptyAnswer } from '../exchange.ts';
import type { FaultOrder } from '../faults.ts';
import type { RecordedRequest } from '../record.ts';
import { Servers } from '../servers.ts';
import { Simulation } from '../simulation.ts';
import type { SimulationOptions } from '../simulation.ts';
import type { StateResource } from '../state.ts';
import type { SentDelivery } from '../webhook-sending.ts';
import { FAULT_VOCABULARY } from './fault-vocabulary.ts';
import { secretForms, simulatedKeys } from './keys.ts';
import type { CustomerioKeys } from './keys.ts';
import { CUSTOMERIO_SCENARIOS, makeScenario } from './scenarios.ts';
import type { CustomerioScenarioName } from './scenarios.ts';
import { simulatedFetch } from './simulated-fetch.ts';
import { createCustomerio, SIMULATED_HOSTS } from './vendor.ts';
import type { CustomerioChanges, CustomerioPlace } from './vendor.ts';

export interface CustomerioSimulatorOptions {
  /** What the vendor is like; `healthy` by default. */
  scenario?: CustomerioScenarioName;
  /** Where the account is; requests to the other region are redirected. `us` by default. */
  region?: 'us' | 'eu';
  /** Credentials that the simulated workspace knows; any other is refused with 401. Made up from the seed by default. */
  keys?: Partial<CustomerioKeys>;
  /** Same seed, same requests: same answers. 1 by default. */
  seed?: number;
  /** How many people, segments, campaigns and so on there are to begin with; 25 by default. */
  resources?: number;
  /** Whether requests beyond the limits are refused with 429, which is the default, or only counted. */
  rateLimits?: 'enforced' | 'counted';
  /** How long the API of the scenario `slow` takes, in milliseconds; 5,500 by default. */
  slowMs?: number;
  /** Lets time pass by this many milliseconds with each request, and not otherwise. */
  tickMs?: number;
  /** The day on which such a clock begins, `YYYY-MM-DD`; today by default. */
  asOf?: string;
  /** The first of seven ports in a row: the Track, App and Pipelines API of the US, the same of the EU, the status page. Free ones by default. */
  port?: number;
}

/** What the option `url` of the client of each API is, for a region. */
export interface CustomerioUrls {
  track: string;
  app: string;
  pipelines: string;
}

export interface CustomerioSimulator {
  /** What the option `url` of the SDK's clients is, by region. */
  urls: { us: CustomerioUrls; eu: CustomerioUrls };
  statusUrl: string;
  /** Where the simulator itself is asked: requests, state, scenario, faults, clock. */
  controlUrl: string;
  /** The credentials that are accepted. */
  keys: CustomerioKeys;
  /** The latest, in the order of arrival. */
  requests: RecordedRequest[];
  /** Deliveries of reporting webhooks that were sent to this machine, in the order of their answers. */
  deliveries: SentDelivery[];
  /** A `fetch` that leads from the vendor's hosts to the simulator and to nowhere else, for code that has them written into it. */
  fetch: typeof fetch;
  /** Makes the vendor another one while it runs. */
  setScenario(name: CustomerioScenarioName): void;
  /** Lets the next calls of an operation fail. @throws RangeError for an operation that there is not */
  failNext(fault: FaultOrder): void;
  /** Lets time pass: windows of rate limits end. */
  advanceClock(milliseconds: number): void;
  /** What requests made of the workspace, the oldest first. */
  state(): StateResource[];
  /** Forgets what was written, seen and ordered. */
  reset(): void;
  close(): Promise<void>;
}

/** What a header can hold, and long enough to be hidden wherever it comes back. */
const KEY = /^[\x21-\x7e]{16,200}$/;

/**
 * Starts Customer.io's Track, App and Pipelines APIs in both regions and its status page on loopback, as one scenario has them.
 *
 * @throws RangeError for a key that cannot be one, the system's error for a port that is taken
 */
export async function startCustomerio(options: CustomerioSimulatorOptions = {}): Promise<CustomerioSimulator> {
  const keys = { ...simulatedKeys(options.seed ?? 1), ...options.keys };
  if (!Object.values(keys).every(key => KEY.test(key)))
    throw new RangeError('A key is not one of 16 to 200 visible ASCII characters.');
  const simulation = new Simulation(simulationOptions(options, keys));
  const servers = new Servers();
  const origins = { us: noOrigins(), eu: noOrigins() };
  const portOf = (index: number): number =>
    options.port === undefined || options.port === 0 ? 0 : options.port + index;
  try {
    const elsewhereUrl = await servers.open(
      request => (simulation.record({ server: 'elsewhere' }, request), emptyAnswer(200)),
    );
    for (const [index, { region, api, host }] of SIMULATED_HOSTS.entries()) {
      const place: CustomerioPlace = { server: 'api', api, region, host, origins, elsewhereUrl };
      origins[region][api] = await servers.open(request => simulation.answer(request, place), portOf(index));
    }
    const statusUrl = await servers.open(
      request => simulation.answer(request, { server: 'status', api: 'track', region: 'us', origins, elsewhereUrl }),
      portOf(SIMULATED_HOSTS.length),
    );
    return {
      urls: { us: urlsOf(origins.us), eu: urlsOf(origins.eu) },
      statusUrl,
      controlUrl: `${origins.us.track}${CONTROL}`,
      keys,
      requests: simulation.requests,
      deliveries: simulation.deliveries,
      fetch: simulatedFetch(origins, statusUrl),
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

function simulationOptions(
  options: CustomerioSimulatorOptions,
  keys: CustomerioKeys,
): SimulationOptions<CustomerioScenarioName, CustomerioChanges, CustomerioPlace> {
  const { scenario = 'healthy', seed = 1, slowMs = 5_500, asOf = new Date().toISOString().slice(0, 10) } = options;
  const { region = 'us', tickMs, resources = 25, rateLimits = 'enforced' } = options;
  return {
    scenario,
    scenarios: CUSTOMERIO_SCENARIOS,
    makeScenario,
    createVendor: ({ isEmpty, deliver }) =>
      createCustomerio({
        keys,
        seed,
        region,
        resources: isEmpty ? 0 : resources,
        enforcesLimits: rateLimits === 'enforced',
        deliver,
      }),
    vocabulary: FAULT_VOCABULARY,
    key: keys.appKey,
    secrets: secretForms(keys),
    seed,
    slowMs,
    asOf,
    tickMs,
  };
}

function noOrigins(): Record<Api, string> {
  return { track: '', app: '', pipelines: '' };
}

function urlsOf(origins: Readonly<Record<Api, string>>): CustomerioUrls {
  return {
    track: origins.track + BASE_PATHS.track,
    app: origins.app + BASE_PATHS.app,
    pipelines: origins.pipelines + BASE_PATHS.pipelines,
  };
}
