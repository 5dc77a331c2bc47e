import { describe, expect, test } from 'vitest';
import latency from '../../../src/preflight/probes/latency.ts';
import type { Reply } from '../../../src/preflight/reply.ts';
import { answer, errorAnswer, fakeClient, runProbe } from '../../support/fake-client.ts';

const see = (...replies: Reply[]) => runProbe(latency, { klaviyo: fakeClient(replies) });
const took = (durationMs: number): Reply => answer({ durationMs });
const left = (remaining: string): Reply =>
  answer({ headers: { 'ratelimit-limit': '15', 'ratelimit-remaining': remaining } });

test('five quick answers', async () => {
  expect(await see(took(300), took(100), took(200.4), took(50), took(250))).toEqual({
    status: 'passed',
    message: 'Klaviyo answered in time. 5 timed: P50 200 ms, P95 300 ms.',
  });
});

test('five seconds are not too slow yet', async () => {
  expect(await see(took(5_000), took(1), took(1))).toMatchObject({ status: 'passed' });
});

test('one of five is too slow', async () => {
  expect(await see(took(100), took(100), took(5_001), took(100), took(100))).toEqual({
    status: 'warned',
    priority: 'P2',
    faultDomain: 'vendor',
    message: 'Klaviyo took more than 5000 ms. 5 timed: P50 100 ms, P95 5001 ms.',
    nextAction: 'Check the status page, and move calls to Klaviyo out of the path of users.',
  });
});

describe('fewer samples', () => {
  test('a later call without an answer ends the series', async () => {
    expect(await see(took(100), { kind: 'no-answer', cause: 'timeout' }, took(100))).toMatchObject({
      status: 'warned',
      priority: 'P2',
      message: 'Klaviyo left a call without a usable answer. 1 timed: P50 100 ms, P95 100 ms.',
    });
  });

  test('the last calls of the minute are left to the integration', async () => {
    expect(await see(left('4'))).toMatchObject({ status: 'passed', message: expect.stringContaining('1 timed') });
  });

  test('five left are enough', async () => {
    expect(await see(left('5'))).toMatchObject({ message: expect.stringContaining('5 timed') });
  });

  test('two slow ones settle it', async () => {
    expect(await see(took(6_000), took(7_000), took(100))).toMatchObject({
      status: 'warned',
      message: expect.stringContaining('2 timed: P50 6000 ms, P95 7000 ms'),
    });
  });
});

test('a refusal for a missing scope has gone all the way', async () => {
  expect(await see(errorAnswer(403, 'permission_denied', 'accounts:read'))).toMatchObject({
    status: 'passed',
    message: expect.stringContaining('5 timed'),
  });
});

test.each([
  ['a refused key', errorAnswer(401, 'authentication_failed', 'x')],
  ['an error of the vendor', errorAnswer(500, 'error', 'x')],
  ['no answer', { kind: 'no-answer', cause: 'dns' }],
] satisfies [string, Reply][])('nothing to time: %s', async (_, reply) => {
  expect(await see(reply)).toEqual({ status: 'skipped', reason: 'Klaviyo gave no answer to look at' });
});
