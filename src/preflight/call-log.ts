import type { Call } from '../model/report.ts';
import type { NoAnswerCause } from './reply.ts';

/** The most requests of one preflight, whatever it is asked to look at. Questions to the DNS have a limit of their own. */
export const MAX_REQUESTS = 40;

/** A call that is under way. */
export interface OpenCall {
  /** Without a status for the DNS. */
  answered(status?: number, retryAfterSeconds?: number): void;
  failed(cause: NoAnswerCause | 'not found'): void;
}

/** Thrown in place of a request beyond the limit. */
export class BudgetSpent extends Error {
  override name = 'BudgetSpent';
}

/** Remembers everything that is sent, and refuses more than the limit. */
export class CallLog {
  readonly calls: Call[] = [];
  #requests = 0;

  /**
   * @param reserve how many requests are left to others that matter more
   * @throws BudgetSpent for a request beyond the limit
   */
  begin(method: string, url: string, reserve = 0): OpenCall {
    if (method !== 'DNS') this.#count(reserve);
    const startedAt = performance.now();
    const call: Call = { at: new Date().toISOString(), method, url, durationMs: 0 };
    this.calls.push(call);
    const end = (outcome: Partial<Call>): void =>
      void Object.assign(call, outcome, { durationMs: Math.round(performance.now() - startedAt) });
    return {
      answered: (status, retryAfterSeconds) =>
        end({ ...(status !== undefined && { status }), ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) }),
      failed: failure => end({ failure }),
    };
  }

  #count(reserve: number): void {
    if (this.#requests + reserve >= MAX_REQUESTS)
      throw new BudgetSpent('The preflight has sent as many requests as it may.');
    this.#requests += 1;
  }
}

/** An address as it may be shown: without a user, a password, a fragment and the values of its query, any of which may be secret. */
export function shownAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url === undefined ? '…' : `${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`;
}
