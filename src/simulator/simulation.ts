import { Clock } from './clock.ts';
import { answerControl, isControl } from './control.ts';
import type { Answer, Responder, SimulatedRequest } from './exchange.ts';
import { Faults } from './faults.ts';
import type { FaultVocabulary } from './faults.ts';
import { recordOf } from './record.ts';
import type { RecordedRequest, RequestPlace } from './record.ts';
import type { StateResource } from './state.ts';
import { send } from './webhook-sending.ts';
import type { Delivery, SentDelivery } from './webhook-sending.ts';

/** What a vendor and its status page are like. @typeParam Changes what it has in another way than the healthy API */
export interface Scenario<Changes> {
  api: Responder<Changes>;
  status: Responder<Changes>;
  /** Whether the account has nothing but what is created in it. */
  isEmpty?: boolean;
}

/** Which server was asked. */
export interface Place {
  server: 'api' | 'status';
  /** The vendor's host, where it has several for its API. */
  host?: string;
  elsewhereUrl: string;
}

/** A vendor's API in good health. It remembers what requests did. */
export interface Vendor<Changes, At extends Place> {
  answer(request: SimulatedRequest, now: number, place: At, changes?: Changes): Answer;
  /** What requests made of the account. */
  state(): StateResource[];
}

export interface VendorContext<At extends Place> {
  /** Where the first request of its life arrived. */
  place: At;
  isEmpty: boolean;
  /** Returns the day that counts as today, `YYYY-MM-DD`. */
  asOf: () => string;
  /** Takes a delivery of a webhook that is to be sent. */
  deliver: (delivery: Delivery) => void;
}

/** A vendor for the simulation: what it can be like, how it is made, and how its operations are named. */
export interface SimulationOptions<Name extends string, Changes, At extends Place> {
  scenario: Name;
  scenarios: readonly Name[];
  /** Made anew for each simulation, because some answers remember what came before. */
  makeScenario: (name: Name) => Scenario<Changes>;
  createVendor: (context: VendorContext<At>) => Vendor<Changes, At>;
  vocabulary: FaultVocabulary;
  /** The key that scenarios repeat. */
  key: string;
  /** Every key, in every form in which it travels. */
  secrets: readonly string[];
  seed: number;
  slowMs: number;
  asOf: string;
  tickMs: number | undefined;
}

/** Requests that are kept at most. */
const MAX_REQUESTS = 2_000;

/** A simulated vendor and its status page, as they are now: everything that a control can see and change. */
export class Simulation<Name extends string, Changes, At extends Place> {
  /** The latest, in the order of arrival. */
  readonly requests: RecordedRequest[] = [];
  /** Deliveries of webhooks. */
  readonly deliveries: SentDelivery[] = [];
  readonly faults: Faults;
  readonly clock: Clock;
  readonly #options: SimulationOptions<Name, Changes, At>;
  #scenario: Name;
  #answers: Scenario<Changes>;
  #vendor: Vendor<Changes, At> | undefined;
  #asked = { api: 0, status: 0 };

  constructor(options: SimulationOptions<Name, Changes, At>) {
    this.#options = options;
    this.#scenario = options.scenario;
    this.#answers = options.makeScenario(options.scenario);
    this.faults = new Faults(options.vocabulary);
    this.clock = new Clock(options.asOf, options.tickMs);
  }

  get scenario(): Name {
    return this.#scenario;
  }

  get scenarios(): readonly Name[] {
    return this.#options.scenarios;
  }

  /** Makes the vendor another one. What was written stays, unless an empty account takes the place of a full one, or the other way round. */
  setScenario(name: Name): void {
    const wasEmpty = this.#answers.isEmpty;
    this.#scenario = name;
    this.#answers = this.#options.makeScenario(name);
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

  record(place: RequestPlace, request: SimulatedRequest): void {
    this.requests.push(recordOf(place, request, this.#options.secrets));
    if (this.requests.length > MAX_REQUESTS) this.requests.shift();
  }

  answer(request: SimulatedRequest, place: At): Answer {
    const { server, host } = place;
    if (server === 'api' && isControl(request)) return answerControl(this, request);
    this.record({ server, ...(host !== undefined && { host }) }, request);
    const now = this.clock.tick();
    this.#asked[server] += 1;
    const give = (): Answer => this.#answerAs(this.#answers, request, place, now);
    return server === 'api' ? this.faults.apply(request, host ?? '', give) : give();
  }

  #answerAs(answers: Scenario<Changes>, request: SimulatedRequest, place: At, now: number): Answer {
    const { key, seed, slowMs } = this.#options;
    const { server, elsewhereUrl } = place;
    const vendor = this.#vendorAt(place);
    return answers[server]({
      request,
      nth: this.#asked[server],
      key,
      seed,
      elsewhereUrl,
      slowMs,
      now,
      vendor: changes => vendor.answer(request, now, place, changes),
    });
  }

  #vendorAt(place: At): Vendor<Changes, At> {
    return (this.#vendor ??= this.#options.createVendor({
      place,
      isEmpty: this.#answers.isEmpty === true,
      asOf: () => dayAfter(this.#options.asOf, this.clock.ahead),
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
