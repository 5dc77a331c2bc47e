import { allOperations, operationsForPath } from '../vendors/klaviyo/operations.ts';
import type { Operation } from '../vendors/klaviyo/operations.ts';
import { answer } from './exchange.ts';
import type { Answer } from './exchange.ts';
import { refused } from './refusal.ts';

/** What goes wrong with the next calls of an operation. */
export interface FaultOrder {
  /** `POST /api/profiles`, the SDK's `createProfile`, or `*` for every call of the API. */
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

const CODES: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'not_authenticated',
  403: 'permission_denied',
  404: 'not_found',
  409: 'conflict',
  429: 'throttled',
};

/** Faults that were ordered and did not come yet. */
export class Faults {
  #orders: (FaultOrder & { times: number })[] = [];

  /** @throws RangeError for an operation that there is not */
  order(fault: FaultOrder): void {
    if (fault.operation !== '*' && !isOperation(fault.operation))
      throw new RangeError('There is no such operation. Name it as POST /api/profiles, createProfile or *.');
    this.#orders.push({ ...fault, times: fault.times ?? 1 });
  }

  get pending(): readonly FaultOrder[] {
    return this.#orders;
  }

  clear(): void {
    this.#orders = [];
  }

  /** Does what was ordered for a request, if anything was. @param give the answer without it */
  apply(verb: string, path: string, give: () => Answer): Answer {
    const operation = operationsForPath(path).find(each => each.verb === verb);
    const order = this.#orders.find(
      ({ operation: name }) => name === '*' || (operation && namesOf(operation).includes(name)),
    );
    if (order === undefined) return give();
    order.times -= 1;
    this.#orders = this.#orders.filter(({ times }) => times > 0);
    return faulty(order, give);
  }
}

function faulty({ status, retryAfter, connection, delayMs }: FaultOrder, give: () => Answer): Answer {
  const isDone = status === undefined && (delayMs !== undefined || connection === 'cut' || connection === 'drip');
  const given = isDone ? give() : failed(status ?? 503, retryAfter);
  return { ...given, ...(connection && { fault: connection }), ...(delayMs !== undefined && { delayMs }) };
}

function failed(status: number, retryAfter: number | undefined): Answer {
  if (status < 400) return answer(status, '');
  const detail = 'This failure was ordered.';
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return refused({ status, code: CODES[status] ?? 'error', title: detail, detail, headers }, 'fault', status);
}

function isOperation(name: string): boolean {
  const [verb = '', path] = name.split(' ');
  if (path !== undefined) return operationsForPath(path).some(operation => operation.verb === verb);
  return allNames().has(name);
}

let names: ReadonlySet<string> | undefined;

function allNames(): ReadonlySet<string> {
  return (names ??= new Set(allOperations().flatMap(namesOf)));
}

function namesOf({ verb, path, sdk }: Operation): string[] {
  return [
    `${verb} ${path}`,
    ...(sdk === undefined ? [] : [sdk.method, ...sdk.aliases, `${sdk.apiClass}.${sdk.method}`]),
  ];
}
