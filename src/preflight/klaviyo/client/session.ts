import { setTimeout as delay } from 'node:timers/promises';
import { ApiKeySession, RetryWithExponentialBackoff } from 'klaviyo-api';
import type { Attempts } from '../../attempts.ts';
import { guards } from '../../client/guards.ts';
import type { Sockets } from '../../client/sockets.ts';

/** 500 and 502 are added to the SDK's own list: all requests here are reads and may be repeated. */
const RETRIED = { retryCodes: [429, 500, 502, 503, 504, 524], numRetries: 3 };

/** What the SDK gives its HTTP client, which is axios too. */
type SdkRequest = Parameters<ApiKeySession['applyToRequest']>[0];

export interface SessionOptions {
  key: string;
  apiUrl: string;
  /** Ends whatever is under way, waiting included. */
  signal: AbortSignal;
  /** When the time budget ends, in the milliseconds of `performance.now()`. */
  deadline: number;
  sockets: Sockets;
  /** How many attempts may still be repeated by all who share this; without it, as many as the SDK wants. */
  retries?: { left: number };
}

/** @returns whether one more attempt may be repeated, which is counted then */
export function takeRetry(retries: SessionOptions['retries']): boolean {
  if (retries === undefined) return true;
  retries.left -= 1;
  return retries.left >= 0;
}

/** The SDK composed something else than a read of the one host. */
export class ForbiddenRequest extends Error {
  override name = 'ForbiddenRequest';
}

/** The SDK's own retries, but their waits end with the time budget, and a wait that cannot fit is not begun. */
class BoundedRetry extends RetryWithExponentialBackoff {
  readonly #attempts: Attempts;
  readonly #signal: AbortSignal;
  readonly #deadline: number;
  readonly #retries: SessionOptions['retries'];

  constructor(attempts: Attempts, { signal, deadline, retries }: SessionOptions) {
    super(RETRIED);
    this.#attempts = attempts;
    this.#signal = signal;
    this.#deadline = deadline;
    this.#retries = retries;
  }

  override async sleep(seconds: number): Promise<void> {
    const needed = Math.max(seconds, this.#attempts.retryAfter) * 1000;
    if (performance.now() + needed > this.#deadline) throw new Error('the wait does not fit into the time budget');
    if (!takeRetry(this.#retries)) throw new Error('the reads were repeated often enough');
    await delay(seconds * 1000, undefined, { signal: this.#signal });
  }
}

/** Adds what the SDK leaves open: the guards of every request, one host, reads only. */
export class GuardedSession extends ApiKeySession {
  readonly #options: SessionOptions;
  readonly #attempts: Attempts;
  readonly #headers: Readonly<Record<string, string>>;

  /** @param headers in place of what the SDK sends under the same names */
  constructor(options: SessionOptions, attempts: Attempts, headers: Readonly<Record<string, string>> = {}) {
    super(options.key, new BoundedRetry(attempts, options));
    this.#options = options;
    this.#attempts = attempts;
    this.#headers = headers;
  }

  override applyToRequest(request: SdkRequest): void {
    const { apiUrl, signal, sockets } = this.#options;
    if (request.method !== 'GET' || new URL(request.url ?? '').origin !== new URL(apiUrl).origin) {
      throw new ForbiddenRequest('The SDK composed a request that the preflight does not allow.');
    }
    super.applyToRequest(request);
    Object.assign(request.headers ?? {}, this.#headers);
    this.#attempts.target = targetOf(request);
    Object.assign(request, guards(apiUrl, signal, sockets), this.#hooks());
  }

  #hooks(): SdkRequest {
    const attempts = this.#attempts;
    return {
      transformRequest: (data: unknown) => (attempts.start(), data),
      transformResponse: (text, headers, status = 0) =>
        attempts.finish(status, name => headers.get(name), text).body ?? {},
    };
  }
}

/** The address with its query, which the preflight itself writes and nobody else. */
function targetOf({ url = '', params }: SdkRequest): string {
  const query = Object.entries((params ?? {}) as Record<string, unknown>).map(
    ([name, value]) => `${name}=${String(value)}`,
  );
  return query.length === 0 ? url : `${url}?${query.join('&')}`;
}
