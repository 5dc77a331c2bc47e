/**
 * Why a request brought nothing.
 * `refused`: the token may not. `limited`: too many requests, and this one was not carried out. `unclear`: it may have been carried out
 * or not. `rejected`: it was wrong. `late`: the time for all requests is over. `cancelled`: the job is being cancelled.
 */
export interface Failure {
  kind: 'refused' | 'limited' | 'unclear' | 'rejected' | 'late' | 'cancelled';
  status?: number;
  /** How long the answer asks to wait. */
  waitMs?: number;
}

/** An answer that is not what its status promises, such as one that was cut. */
export class UnclearAnswer extends Error {
  override name = 'UnclearAnswer';
}

/** A request that was not sent, because the time would be over before. */
export class OutOfTime extends Error {
  override name = 'OutOfTime';
}

/** Why all requests end when the job is cancelled. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

/** What octokit throws, as far as it is looked at: its message holds the text of the answer, which is never shown. */
interface RequestFailure {
  name?: string;
  status?: number;
  response?: { headers: Record<string, string | undefined>; data: unknown };
}

/**
 * Returns what went wrong with a request; undefined for a fault of our own. GitHub answers 404 where a token may not see that something
 * is there, and 403 or 429 over a limit.
 *
 * Source: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api; read 2026-11-20.
 *
 * @param deadline the signal of all requests
 */
export function failureOf(error: unknown, deadline: AbortSignal): Failure | undefined {
  if (deadline.reason instanceof Interrupted) return { kind: 'cancelled' };
  if (deadline.aborted || error instanceof OutOfTime) return { kind: 'late' };
  if (!(error instanceof Error)) return undefined;
  if (error instanceof UnclearAnswer) return { kind: 'unclear' };
  const { name, status, response } = error as RequestFailure;
  if (name === 'GraphqlResponseError') return { kind: 'rejected' };
  if (status === undefined) return undefined;
  // Without an answer octokit says 500.
  if (response === undefined) return { kind: 'unclear' };
  if (status >= 500) return { kind: 'unclear', status };
  if (isLimit(status, response)) return { kind: 'limited', status, ...waitOf(response.headers) };
  return { kind: [401, 403, 404].includes(status) ? 'refused' : 'rejected', status };
}

function isLimit(status: number, { headers, data }: NonNullable<RequestFailure['response']>): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  if (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0') return true;
  const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : undefined;
  return typeof message === 'string' && /rate limit/i.test(message);
}

function waitOf(headers: Record<string, string | undefined>): Pick<Failure, 'waitMs'> {
  const seconds = Number(headers['retry-after'] ?? NaN);
  if (seconds >= 0) return { waitMs: seconds * 1000 };
  const reset = Number(headers['x-ratelimit-reset'] ?? NaN);
  return reset > 0 ? { waitMs: Math.max(0, reset * 1000 - Date.now()) } : {};
}
