import { setTimeout as delay } from 'node:timers/promises';
import { CustomerIORequestError, type APIClient, type TrackClient } from 'customerio-node';
import { ATTEMPT_TIMEOUT_MS } from '../../client/guards.ts';
import { send, type PlainRequest, type Sending } from '../../client/send.ts';
import type { Answer, NoAnswerReply, Reply } from '../../reply.ts';

/** What one question to the vendor is asked with. */
export interface Guard extends Sending {
  /** The only place that may be asked, such as `https://track.customer.io`. */
  origin: string;
  /** The verbs that may be used: `GET` for a read. */
  verbs: readonly PlainRequest['method'][];
  /** When waiting ends, in the milliseconds of `performance.now()`. */
  deadline: number;
  /** How many requests are left to others that matter more. */
  reserve: number;
}

/** The SDK composed something else than it was asked for. */
export class ForbiddenRequest extends Error {
  override name = 'ForbiddenRequest';
}

/** What the SDK passes to its transport. */
interface Composed {
  uri: string;
  method: string;
  headers: Readonly<Record<string, unknown>>;
  body: unknown;
}

/** The parts of the SDK's own request object that are replaced. It composes and repeats requests, and this sends them. */
interface Transport {
  execute(composed: Composed): Promise<unknown>;
  sleep(milliseconds: number): Promise<void>;
}

/**
 * Asks through a client of the SDK, which composes the request and decides what is repeated. How it is sent is not left to it: the SDK
 * of release 5.2 follows redirects to any host, reads answers of any size, and uses neither a proxy nor our check of certificates.
 *
 * @returns the last answer; it never throws for what the vendor or the network does
 */
export async function askThrough<Client extends TrackClient | APIClient>(
  client: Client,
  guard: Guard,
  ask: (client: Client) => Promise<unknown>,
): Promise<Reply> {
  let last: Answer | NoAnswerReply = { kind: 'no-answer', cause: 'unknown' };
  let [throttled, failed] = [0, 0];
  const transport: Transport = {
    async execute(composed) {
      if (last.kind === 'answer' && last.status === 429) throttled += 1;
      if (last.kind === 'answer' && last.status >= 500) failed += 1;
      last = await send(requestOf(composed, guard), guard);
      return resultOf(last);
    },
    async sleep(milliseconds) {
      if (performance.now() + milliseconds > guard.deadline)
        throw new Error('the wait does not fit into the time budget');
      await delay(milliseconds, undefined, { signal: guard.signal });
    },
  };
  Object.assign(client.request, transport);
  try {
    await ask(client);
  } catch (error) {
    if (error instanceof ForbiddenRequest) throw error;
  }
  const seen = last as Answer | NoAnswerReply;
  return seen.kind === 'answer' ? { ...seen, throttled, failed } : seen;
}

function requestOf({ uri, method, headers, body }: Composed, { origin, verbs, reserve }: Guard): PlainRequest {
  const verb = verbs.find(each => each === method);
  if (verb === undefined || new URL(uri).origin !== origin || !(body === null || typeof body === 'string'))
    throw new ForbiddenRequest('The SDK composed a request that the preflight does not allow.');
  return {
    method: verb,
    url: uri,
    shownUrl: uri,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    timeoutMs: ATTEMPT_TIMEOUT_MS,
    reserve,
    ...(body !== null && { body }),
  };
}

/** In the SDK's own terms, by which it decides whether to try again: its errors, and a `TypeError` for a lost connection. */
function resultOf(reply: Answer | NoAnswerReply): unknown {
  if (reply.kind === 'no-answer')
    throw reply.cause === 'reset' ? new TypeError('fetch failed') : new Error(reply.cause);
  const { status, headers, body } = reply;
  if (status >= 200 && status < 300) return body ?? {};
  throw new CustomerIORequestError({}, status, { statusCode: status, headers, ok: false }, '');
}
