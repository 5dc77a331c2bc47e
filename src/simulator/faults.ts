import type { Answer, SimulatedRequest } from './exchange.ts';

/** What goes wrong with the next calls of an operation. */
export interface FaultOrder {
  /** Verb and path such as `POST /api/profiles`, the method of the SDK such as `createProfile`, or `*` for every call. */
  operation: string;
  /** How many calls it concerns; 1 by default. */
  times?: number;
  /** Status of the answer, with an error document; the call has no effect. 503 where nothing else is said. */
  status?: number;
  /** Seconds to wait, as `Retry-After`. */
  retryAfter?: number;
  /** Breaks the connection: never answers, cuts it, never ends the answer, or ends it in the middle. */
  connection?: 'hang' | 'reset' | 'drip' | 'cut';
  /** How late the answer is, in milliseconds; the call is done where no status is given. */
  delayMs?: number;
}

/** How a vendor's operations are named, and how it refuses. */
export interface FaultVocabulary {
  /** Every name of the operation that a request is of; none where it is of none. @param host which of the vendor's hosts was asked; empty where it has one */
  namesOf: (request: SimulatedRequest, host: string) => readonly string[];
  isName: (name: string) => boolean;
  /** Names to choose from, for a message: `POST /api/profiles, createProfile`. */
  examples: string;
  /** A failure as the vendor words it. @param retryAfter seconds to wait */
  failed: (request: SimulatedRequest, status: number, retryAfter: number | undefined, host: string) => Answer;
}

/** Faults that were ordered and did not come yet. */
export class Faults {
  readonly #vocabulary: FaultVocabulary;
  #orders: (FaultOrder & { times: number })[] = [];

  constructor(vocabulary: FaultVocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** @throws RangeError for an operation that there is not */
  order(fault: FaultOrder): void {
    const { isName, examples } = this.#vocabulary;
    if (fault.operation !== '*' && !isName(fault.operation))
      throw new RangeError(`There is no such operation. Name it as ${examples} or *.`);
    this.#orders.push({ ...fault, times: fault.times ?? 1 });
  }

  get pending(): readonly FaultOrder[] {
    return this.#orders;
  }

  clear(): void {
    this.#orders = [];
  }

  /** Does what was ordered for a request, if anything was. @param give the answer without it */
  apply(request: SimulatedRequest, host: string, give: () => Answer): Answer {
    if (this.#orders.length === 0) return give();
    const names = this.#vocabulary.namesOf(request, host);
    const order = this.#orders.find(({ operation }) => operation === '*' || names.includes(operation));
    if (order === undefined) return give();
    order.times -= 1;
    this.#orders = this.#orders.filter(({ times }) => times > 0);
    const isDone =
      order.status === undefined &&
      (order.delayMs !== undefined || order.connection === 'cut' || order.connection === 'drip');
    const { status = 503, retryAfter, connection, delayMs } = order;
    const given = isDone ? give() : this.#vocabulary.failed(request, status, retryAfter, host);
    return { ...given, ...(connection && { fault: connection }), ...(delayMs !== undefined && { delayMs }) };
  }
}
