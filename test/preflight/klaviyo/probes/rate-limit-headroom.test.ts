import { describe, expect, test } from 'vitest';
import { thresholdsOf } from '../../../../src/model/thresholds.ts';
import type { OperationUse } from '../../../../src/preflight/klaviyo/project-use.ts';
import rateLimitHeadroom from '../../../../src/preflight/klaviyo/probes/rate-limit-headroom.ts';
import type { Reply } from '../../../../src/preflight/reply.ts';
import { answer, errorAnswer, fakeClient, runProbe } from '../../../support/fake-client.ts';

const see = (reply: Reply) => runProbe(rateLimitHeadroom, { klaviyo: fakeClient([reply]) });
const left = (remaining: string, limit = '15'): Reply =>
  answer({ headers: { 'ratelimit-limit': limit, 'ratelimit-remaining': remaining, 'ratelimit-reset': '42' } });

test('plenty is left', async () => {
  expect(await see(left('14'))).toEqual({
    status: 'passed',
    message: '14 of 15 calls are left in the window of 60 s, renewed in 42 s.',
  });
});

test('a fifth is left', async () => {
  expect(await see(left('3'))).toMatchObject({ status: 'passed' });
});

test('less than a fifth is left', async () => {
  expect(await see(left('2'))).toEqual({
    status: 'warned',
    priority: 'P3',
    faultDomain: 'traffic',
    message: '2 of 15 calls are left in the window of 60 s, renewed in 42 s; other jobs of the account used 12.',
    nextAction: 'Lower concurrency, pause jobs that can wait, and look for a runaway loop.',
  });
});

test("the preflight's own call uses up the second, which is no sign", async () => {
  expect(await see(left('0', '1, 1;w=1, 15;w=60'))).toMatchObject({ status: 'passed' });
});

test('a minute that is used up in the form of a list', async () => {
  expect(await see(left('0', '15, 1;w=1, 15;w=60'))).toMatchObject({ status: 'warned', priority: 'P3' });
});

test('no headers', async () => {
  expect(await see(answer({ headers: {} }))).toEqual({
    status: 'skipped',
    reason: 'the answer had no RateLimit headers',
  });
});

test('throttled, then let through', async () => {
  expect(await see(answer({ throttled: 2 }))).toMatchObject({
    status: 'warned',
    priority: 'P2',
    message: 'Klaviyo answered 429 2 times before it let the preflight through.',
  });
});

test('throttled to the end', async () => {
  expect(await see(errorAnswer(429, 'throttled', 'x', { throttled: 2 }))).toMatchObject({
    status: 'failed',
    priority: 'P2',
    message: 'Klaviyo answered 429 to all 3 attempts.',
  });
});

test('the refusal for a missing scope also shows the limit', async () => {
  const headers = { 'ratelimit-limit': '15', 'ratelimit-remaining': '14' };

  expect(await see(errorAnswer(403, 'permission_denied', 'accounts:read', { headers }))).toEqual({
    status: 'passed',
    message: '14 of 15 calls are left in the window of 60 s.',
  });
});

test.each([
  ['a key that was refused', errorAnswer(401, 'authentication_failed', 'x')],
  ['no answer', { kind: 'no-answer', cause: 'dns' }],
] satisfies [string, Reply][])('%s', async (_, reply) => {
  expect(await see(reply)).toEqual({ status: 'skipped', reason: 'Klaviyo gave no answer to look at' });
});

describe('each tier that the code uses', () => {
  const operation = (steadyPerMinute: number): OperationUse => ({
    operation: 'X',
    scopes: [],
    limit: { burstPerSecond: 1, steadyPerMinute },
    path: 'a.ts',
    line: 1,
  });
  const code = (...limits: number[]) => ({ operations: limits.map(operation), revisions: [], unread: 0 });
  const limits = (limit: number, remaining: number): Reply =>
    answer({ headers: { 'ratelimit-limit': String(limit), 'ratelimit-remaining': String(remaining) } });

  test('is reported by one of the reads, besides that of the account', async () => {
    const klaviyo = fakeClient([left('14')], undefined, {
      read: async () => limits(750, 749),
    });
    const outcome = await runProbe(rateLimitHeadroom, { klaviyo, code: code(750, 3500, 750, 15) });

    expect(outcome).toMatchObject({
      status: 'passed',
      message: expect.stringContaining('The tightest of 3 tiers is XS: 14 of 15'),
    });
    expect(outcome.table?.rows.map(([tier, at]) => [tier, at])).toEqual([
      ['XS', '/api/accounts'],
      ['L', '/api/lists'],
      ['XL', '/api/events/{id}/relationships/metric'],
    ]);
  });

  test('that other jobs of the account nearly used up', async () => {
    const klaviyo = fakeClient([left('14')], undefined, { read: async () => limits(60, 5) });

    expect(await runProbe(rateLimitHeadroom, { klaviyo, code: code(60) })).toMatchObject({
      status: 'warned',
      priority: 'P3',
      faultDomain: 'traffic',
      message:
        'The tightest of 2 tiers is S: 5 of 60 calls are left in the window of 60 s; other jobs of the account used 54.',
    });
  });

  test('where even the read was throttled first', async () => {
    const klaviyo = fakeClient([left('14')], undefined, { read: async () => answer({ throttled: 1 }) });

    expect(await runProbe(rateLimitHeadroom, { klaviyo, code: code(60) })).toMatchObject({
      status: 'warned',
      priority: 'P2',
      message: 'Klaviyo answered 429 once before it let the preflight through.',
    });
  });
});

test.each([
  [50, 'warned'],
  [40, 'passed'],
  [0, 'passed'],
])('a share of %i percent that a team sets', async (rateLimitHeadroomPercent, status) => {
  const thresholds = thresholdsOf({ rateLimitHeadroomPercent });
  const klaviyo = fakeClient([left('6')]);
  expect(await runProbe(rateLimitHeadroom, { klaviyo, thresholds })).toMatchObject({ status });
});
