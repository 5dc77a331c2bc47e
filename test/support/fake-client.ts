import type { EndpointClient, KlaviyoClient } from '../../src/preflight/client.ts';
import type { Probe, ProbeContext, ProbeOutcome } from '../../src/preflight/define-probe.ts';
import type { DomainNames } from '../../src/preflight/domain-names.ts';
import type { Answer, Reply } from '../../src/preflight/reply.ts';

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

/** A client that gives the account replies one after the other, and the last one again; every other read is as good as the first. */
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
    read: async () => answer({ body: { data: [] } }),
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

/** What a probe sees, with nothing but what the test names. */
export function contextWith(context: { [Name in keyof ProbeContext]?: ProbeContext[Name] | undefined }): ProbeContext {
  const given = Object.fromEntries(
    Object.entries(context as Record<string, unknown>).filter(([, value]) => value !== undefined),
  ) as Partial<ProbeContext>;
  return {
    klaviyo: fakeClient([]),
    endpoints: fakeEndpoints(),
    names: fakeNames({}),
    asOf: '2026-11-20',
    now: new Date('2026-11-20T12:00:00Z'),
    targets: {},
    ...given,
  };
}

/** Runs one probe with nothing but what the test names. */
export function runProbe(probe: Probe, context: Partial<ProbeContext>): Promise<ProbeOutcome> {
  return probe.run(contextWith(context));
}
