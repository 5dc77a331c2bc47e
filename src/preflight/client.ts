import { Agent } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import { AccountsApi, ApiKeySession, RetryWithExponentialBackoff } from 'klaviyo-api';
import { API_URL } from '../klaviyo/hosts.ts';
import { Attempts } from './attempts.ts';
import { findKeyProblem } from './key-problem.ts';
import { noAnswerCause } from './no-answer.ts';
import { keepHeaders, parseJson } from './reply.ts';
import type { Reply } from './reply.ts';
import { limitTime } from './time-limit.ts';

/** For one attempt. It is above the 5 s that count as slow, so that slowness is seen and not mistaken for silence. */
const API_TIMEOUT_MS = 15_000;
const STATUS_TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 256 * 1024;
/** 500 and 502 are added to the SDK's own list: all requests here are reads and may be repeated. */
const RETRIED = { retryCodes: [429, 500, 502, 503, 504, 524], numRetries: 3 };
/** No sender name, e-mail or postal address is asked for, so none travels. */
const ACCOUNT_FIELDS = ['test_account', 'timezone', 'preferred_currency'] satisfies AccountField[];

type AccountField = NonNullable<NonNullable<Parameters<AccountsApi['getAccounts']>[0]>['fieldsAccount']>[number];

export interface ClientOptions {
  key: string;
  apiUrl: string;
  statusUrl: string;
  /** Smallest distance between two reads of the account, in milliseconds. */
  paceMs: number;
  /** Ends whatever is under way, waiting included. */
  signal: AbortSignal;
  /** When the time budget ends, in the milliseconds of `performance.now()`. */
  deadline: number;
}

/** All that the preflight asks of the vendor. No call throws for what the vendor or the network does. */
export interface KlaviyoClient {
  /** `GET /api/accounts`, asked once for all who want to know. */
  account(): Promise<Reply>;
  /** The same read once more, for another sample. */
  accountAgain(): Promise<Reply>;
  /** `GET /api/v2/status.json` of the status page, without a key. */
  status(): Promise<Reply>;
}

export function createKlaviyoClient(options: ClientOptions): KlaviyoClient {
  const problem = findKeyProblem(options.key);
  const read = problem ? async (): Promise<Reply> => ({ kind: 'not-sent', problem }) : accountReader(options);
  let first: Promise<Reply> | undefined;
  return {
    account: () => (first ??= read()),
    accountAgain: read,
    status: () => readStatus(options),
  };
}

/** One read after the other, each at least `paceMs` after the one before: the endpoint allows one call a second. */
function accountReader({ key, apiUrl, paceMs, signal, deadline }: ClientOptions): () => Promise<Reply> {
  const attempts = new Attempts();
  const retry = new BoundedRetry(attempts, signal, deadline);
  const api = new AccountsApi(new GuardedSession({ key, retry, attempts, apiUrl, signal }));
  api.basePath = apiUrl;
  let turn: Promise<unknown> = Promise.resolve();
  let free = 0;

  async function read(): Promise<Reply> {
    attempts.reset();
    try {
      await delay(Math.max(0, free - performance.now()), undefined, { signal });
      await api.getAccounts({ fieldsAccount: ACCOUNT_FIELDS });
    } catch (error) {
      if (error instanceof ForbiddenRequest) throw error;
      return attempts.answer ?? { kind: 'no-answer', cause: noAnswerCause(error, signal) };
    } finally {
      free = performance.now() + paceMs;
    }
    return attempts.answer ?? { kind: 'no-answer', cause: 'unknown' };
  }

  return () => {
    const mine = turn.then(read);
    turn = mine;
    return mine;
  };
}

/** The SDK's own retries, but their waits end with the time budget, and a wait that cannot fit is not begun. */
class BoundedRetry extends RetryWithExponentialBackoff {
  readonly #attempts: Attempts;
  readonly #signal: AbortSignal;
  readonly #deadline: number;

  constructor(attempts: Attempts, signal: AbortSignal, deadline: number) {
    super(RETRIED);
    this.#attempts = attempts;
    this.#signal = signal;
    this.#deadline = deadline;
  }

  override async sleep(seconds: number): Promise<void> {
    const needed = Math.max(seconds, this.#attempts.retryAfter) * 1000;
    if (performance.now() + needed > this.#deadline) throw new Error('the wait does not fit into the time budget');
    await delay(seconds * 1000, undefined, { signal: this.#signal });
  }
}

class ForbiddenRequest extends Error {
  override name = 'ForbiddenRequest';
}

type SdkRequest = Parameters<ApiKeySession['applyToRequest']>[0];

interface GuardedSessionOptions {
  key: string;
  retry: BoundedRetry;
  attempts: Attempts;
  apiUrl: string;
  signal: AbortSignal;
}

/** Adds what the SDK leaves open: time and size limits, no redirects, one host, reads only, certificates that are checked. */
class GuardedSession extends ApiKeySession {
  readonly #origin: string;
  readonly #guards: SdkRequest;

  constructor({ key, retry, attempts, apiUrl, signal }: GuardedSessionOptions) {
    super(key, retry);
    this.#origin = new URL(apiUrl).origin;
    this.#guards = {
      signal,
      timeout: API_TIMEOUT_MS,
      maxContentLength: MAX_ANSWER_BYTES,
      maxRedirects: 0,
      // Stated, it holds against NODE_TLS_REJECT_UNAUTHORIZED=0 too.
      httpsAgent: new Agent({ keepAlive: true, rejectUnauthorized: true }),
      // A simulator on this machine is never asked through a proxy.
      ...(this.#origin === API_URL ? {} : { proxy: false }),
      transformRequest: (data: unknown) => (attempts.start(), data),
      transformResponse: (text, headers, status = 0) => attempts.finish(status, name => headers.get(name), text).body ?? {},
    };
  }

  override applyToRequest(request: SdkRequest): void {
    if (request.method !== 'GET' || new URL(request.url ?? '').origin !== this.#origin) {
      throw new ForbiddenRequest('The SDK composed a request that the preflight does not allow.');
    }
    super.applyToRequest(request);
    Object.assign(request, this.#guards);
  }
}

async function readStatus({ statusUrl, signal }: ClientOptions): Promise<Reply> {
  const limit = limitTime(STATUS_TIMEOUT_MS, signal);
  const startedAt = performance.now();
  try {
    const response = await fetch(`${statusUrl}/api/v2/status.json`, { redirect: 'error', signal: limit.signal });
    const body = parseJson(await readText(response));
    const headers = keepHeaders(name => response.headers.get(name));
    return { kind: 'answer', status: response.status, headers, body, durationMs: performance.now() - startedAt, throttled: 0 };
  } catch (error) {
    return { kind: 'no-answer', cause: noAnswerCause(error, limit.signal) };
  } finally {
    limit.end();
  }
}

/** The body as text, or nothing if it is larger than an answer may be. */
async function readText(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
