import { hasArrived, kindOf } from '../../src/preflight/klaviyo/answer-kind.ts';
import type { EndpointClient, KlaviyoClient } from '../../src/preflight/klaviyo/client.ts';
import { DEFAULT_THRESHOLDS } from '../../src/model/thresholds.ts';
import type { Probe, ProbeContext, ProbeOutcome } from '../../src/preflight/define-probe.ts';
import type { DomainNames } from '../../src/preflight/domain-names.ts';
import { judgeVendor } from '../../src/preflight/klaviyo/judge-vendor.ts';
import type { Answer, Reply } from '../../src/preflight/reply.ts';
import { askVendor } from '../../src/preflight/klaviyo/vendor-answers.ts';

/** An answer of the account endpoint, good unless told otherwise. */
export function answer(parts: Partial<Answer> = {}): Answer {
  const attributes = { test_account: false, timezone: 'Europe/Berlin', preferred_currency: 'EUR' };
  const headers = { 'ratelimit-limit': '15', 'ratelimit-remaining': '14', 'ratelimit-reset': '42' };
  const body = { data: [{ type: 'account', id: 'AbC123', attributes }] };
  return { kind: 'answer', status: 200, headers, body, durationMs: 100, throttled: 0, failed: 0, ...parts };
}

/** A JSON:API error as an answer. */
export function errorAnswer(status: number, code: string, detail: string, parts: Partial<Answer> = {}): Answer {
  return answer({ status, headers: {}, body: { errors: [{ id: '1', code, title: detail, detail }] }, ...parts });
}

/** A client that gives the account replies one after the other, and the last one again; other reads are good, or as bad as the first. */
export function fakeClient(
  account: Reply[],
  status: Reply = statusAnswer(),
  others: Partial<KlaviyoClient> = {},
): KlaviyoClient {
  const [first = answer(), ...more] = account;
  let latest = first;
  return {
    account: async () => first,
    accountAgain: async () => (latest = more.shift() ?? latest),
    accountAt: async () => first,
    read: async () => (hasArrived(kindOf(first)) ? answer({ body: { data: [] } }) : first),
    status: async () => status,
    ...others,
  };
}

/** The summary of a status page. */
export function statusAnswer(body: object = { status: { indicator: 'none' } }): Answer {
  return answer({ body: { components: [], incidents: [], scheduled_maintenances: [], ...body } });
}

/** What answers the preflight besides the vendor: nothing but what the test names. */
export function fakeEndpoints(endpoints: Partial<EndpointClient> = {}): EndpointClient {
  const silent = async (): Promise<Reply & { kind: 'no-answer' }> => ({ kind: 'no-answer', cause: 'refused' });
  return { get: silent, post: silent, ...endpoints };
}

/** A DNS that knows these texts, by name. */
export function fakeNames(texts: Readonly<Record<string, string[] | 'silent'>>): DomainNames {
  return {
    async texts(name) {
      const records = texts[name];
      if (records === 'silent') return { kind: 'unknown' };
      return records === undefined ? { kind: 'absent' } : { kind: 'found', records };
    },
  };
}

/** What a probe may be given: what it asks with, what the answers come to, or both. */
export type Given = { [Name in keyof ProbeContext]?: ProbeContext[Name] | undefined };

/** What a probe sees, with nothing but what the test names. The vendor is asked as the preflight asks it. */
export async function contextWith(given: Given): Promise<ProbeContext> {
  const present = Object.fromEntries(
    Object.entries(given as Record<string, unknown>).filter(([, value]) => value !== undefined),
  ) as Partial<ProbeContext>;
  const live = {
    klaviyo: fakeClient([]),
    endpoints: fakeEndpoints(),
    names: fakeNames({}),
    asOf: '2026-11-20',
    now: new Date('2026-11-20T12:00:00Z'),
    targets: {},
    thresholds: DEFAULT_THRESHOLDS,
    ...present,
  };
  const answers = present.answers ?? (await askVendor(live.klaviyo, true));
  return { ...judgeVendor(answers, live.code, live.now), ...live };
}

/** Runs one probe with nothing but what the test names. */
export async function runProbe(probe: Probe, given: Given): Promise<ProbeOutcome> {
  return probe.run(await contextWith(given));
}
