import { expect, test } from 'vitest';
import rateLimitHeadroom from '../../../src/preflight/probes/rate-limit-headroom.ts';
import type { Reply } from '../../../src/preflight/reply.ts';
import { answer, errorAnswer, fakeClient, runProbe } from '../../support/fake-client.ts';

const see = (reply: Reply) => runProbe(rateLimitHeadroom, { klaviyo: fakeClient([reply]) });
const left = (remaining: string, limit = '15'): Reply =>
  answer({ headers: { 'ratelimit-limit': limit, 'ratelimit-remaining': remaining, 'ratelimit-reset': '42' } });

test('plenty is left', async () => {
  expect(await see(left('14'))).toEqual({ status: 'passed', message: '14 of 15 calls are left in the window of 60 s, renewed in 42 s.' });
});

test('a fifth is left', async () => {
  expect(await see(left('3'))).toMatchObject({ status: 'passed' });
});

test('less than a fifth is left', async () => {
  expect(await see(left('2'))).toEqual({
    status: 'warned',
    priority: 'P3',
    message: '2 of 15 calls are left in the window of 60 s, renewed in 42 s.',
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
  expect(await see(answer({ headers: {} }))).toEqual({ status: 'skipped', reason: 'the answer had no RateLimit headers' });
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

test('the refusal of a missing scope tells the limit too', async () => {
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
