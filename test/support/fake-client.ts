import type { KlaviyoClient } from '../../src/preflight/client.ts';
import type { Probe, ProbeContext, ProbeOutcome } from '../../src/preflight/define-probe.ts';
import type { Answer, Reply } from '../../src/preflight/reply.ts';

/** An answer of the account endpoint, good unless told otherwise. */
export function answer(parts: Partial<Answer> = {}): Answer {
  const attributes = { test_account: false, timezone: 'Europe/Berlin', preferred_currency: 'EUR' };
  const headers = { 'ratelimit-limit': '15', 'ratelimit-remaining': '14', 'ratelimit-reset': '42' };
  const body = { data: [{ type: 'account', id: 'AbC123', attributes }] };
  return { kind: 'answer', status: 200, headers, body, durationMs: 100, throttled: 0, ...parts };
}

/** A JSON:API error as an answer. */
export function errorAnswer(status: number, code: string, detail: string, parts: Partial<Answer> = {}): Answer {
  return answer({ status, headers: {}, body: { errors: [{ id: '1', code, title: detail, detail }] }, ...parts });
}

/** A client that gives the account replies one after the other, and the last one again. */
export function fakeClient(account: Reply[], status: Reply = answer({ body: { status: { indicator: 'none' } } })): KlaviyoClient {
  const [first = answer(), ...more] = account;
  let latest = first;
  return {
    account: async () => first,
    accountAgain: async () => (latest = more.shift() ?? latest),
    status: async () => status,
  };
}

/** Runs one probe with nothing but what the test names. */
export function runProbe(probe: Probe, context: Partial<ProbeContext>): Promise<ProbeOutcome> {
  return probe.run({ klaviyo: fakeClient([]), asOf: '2026-11-20', sdk: {}, ...context });
}
