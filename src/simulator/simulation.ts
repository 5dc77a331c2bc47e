import { Clock } from './clock.ts';
import { answerControl, isControl } from './control.ts';
import type { Answer, SimulatedRequest } from './exchange.ts';
import { Faults } from './faults.ts';
import { recordOf } from './record.ts';
import type { RecordedRequest } from './record.ts';
import { makeScenario } from './scenarios.ts';
import type { Scenario, ScenarioName } from './scenarios.ts';
import type { StateResource } from './state.ts';
import { createVendor } from './vendor.ts';
import type { Vendor, VendorOptions } from './vendor.ts';
import { send } from './webhook-deliveries.ts';
import type { Delivery, SentDelivery } from './webhook-deliveries.ts';

export interface SimulationOptions extends Omit<VendorOptions, 'apiUrl' | 'asOf' | 'deliver'> {
  scenario: ScenarioName;
  slowMs: number;
  asOf: string;
  tickMs: number | undefined;
}

/** Which of the two servers was asked, and where they are. */
export interface Place {
  server: 'api' | 'status';
  apiUrl: string;
  elsewhereUrl: string;
}

/** Requests that are kept at most. */
const MAX_REQUESTS = 2_000;

/** The simulated vendor and its status page, as they are now: everything that a control can see and change. */
export class Simulation {
  /** The latest, in the order of arrival. */
  readonly requests: RecordedRequest[] = [];
  /** Deliveries of webhooks. */
  readonly deliveries: SentDelivery[] = [];
  readonly faults = new Faults();
  readonly clock: Clock;
  readonly #options: SimulationOptions;
  #scenario: ScenarioName;
  #answers: Scenario;
  #vendor: Vendor | undefined;
  #asked = { api: 0, status: 0 };

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#scenario = options.scenario;
    this.#answers = makeScenario(options.scenario);
    this.clock = new Clock(options.asOf, options.tickMs);
  }

  get scenario(): ScenarioName {
    return this.#scenario;
  }

  /** Makes the vendor another one. What was written stays, unless an empty account takes the place of a full one, or the other way round. */
  setScenario(name: ScenarioName): void {
    const wasEmpty = this.#answers.isEmpty;
    this.#scenario = name;
    this.#answers = makeScenario(name);
    this.#asked = { api: 0, status: 0 };
    if (this.#answers.isEmpty !== wasEmpty) this.#vendor = undefined;
  }

  /** Forgets everything that was written, seen or ordered. */
  reset(): void {
    this.#vendor = undefined;
    this.requests.length = 0;
    this.deliveries.length = 0;
    this.faults.clear();
  }

  /** What requests did to the account. */
  state(): StateResource[] {
    return this.#vendor?.state() ?? [];
  }

  record(server: RecordedRequest['server'], request: SimulatedRequest): void {
    this.requests.push(recordOf(server, request, this.#options.key));
    if (this.requests.length > MAX_REQUESTS) this.requests.shift();
  }

  answer(request: SimulatedRequest, place: Place): Answer {
    if (place.server === 'api' && isControl(request)) return answerControl(this, request);
    this.record(place.server, request);
    const now = this.clock.tick();
    this.#asked[place.server] += 1;
    const give = (): Answer => this.#answerAs(this.#answers, request, place, now);
    return place.server === 'api' ? this.faults.apply(request.method, pathOf(request), give) : give();
  }

  #answerAs(
    answers: Scenario,
    request: SimulatedRequest,
    { server, apiUrl, elsewhereUrl }: Place,
    now: number,
  ): Answer {
    const { key, seed, slowMs } = this.#options;
    const vendor = this.#vendorAt(apiUrl);
    return answers[server]({
      request,
      nth: this.#asked[server],
      key,
      seed,
      elsewhereUrl,
      slowMs,
      now,
      vendor: changes => vendor.answer(request, now, changes),
    });
  }

  #vendorAt(apiUrl: string): Vendor {
    const { asOf, resources } = this.#options;
    return (this.#vendor ??= createVendor({
      ...this.#options,
      apiUrl,
      resources: this.#answers.isEmpty === true ? 0 : resources,
      asOf: () => dayAfter(asOf, this.clock.ahead),
      deliver: delivery => void this.#deliver(delivery),
    }));
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const sent = await send(delivery);
    this.deliveries.push(sent);
    if (this.deliveries.length > MAX_REQUESTS) this.deliveries.shift();
  }
}

/** The day goes with the clock. */
function dayAfter(day: string, milliseconds: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + milliseconds).toISOString().slice(0, 10);
}

function pathOf({ url }: SimulatedRequest): string {
  return url.replace(/[?#][^]*/, '');
}
