import { expect, test } from 'vitest';
import latency from '../../../../src/preflight/klaviyo/probes/latency.ts';
import { thresholdsOf } from '../../../../src/model/thresholds.ts';
import type { ProbeOutcome } from '../../../../src/preflight/define-probe.ts';
import type { Answer, Reply } from '../../../../src/preflight/reply.ts';
import { answer, errorAnswer, fakeClient, runProbe } from '../../../support/fake-client.ts';

/** The time of the account, and those of the reads besides it; all others take no time. */
function see(account: Reply, reads: readonly Reply[] = []): Promise<ProbeOutcome> {
  const left = [...reads];
  const read = async (): Promise<Reply> => left.shift() ?? took(0);
  return runProbe(latency, { klaviyo: fakeClient([account], undefined, { read }) });
}
const took = (durationMs: number): Answer => answer({ durationMs });

test('the answers that are there already are timed, and nothing is asked for it', async () => {
  expect(await see(took(300), [took(100), took(200.4)])).toEqual({
    status: 'passed',
    message: 'Klaviyo answered in time. 20 timed: P50 0 ms, P95 200 ms.',
  });
});

test('five seconds are not too slow yet', async () => {
  expect(await see(took(5_000), [took(5_000)])).toMatchObject({ status: 'passed' });
});

test('one slow answer of twenty is none yet', async () => {
  expect(await see(took(9_000))).toMatchObject({ status: 'passed' });
});

test('two of twenty are too slow', async () => {
  expect(await see(took(6_000), [took(5_001)])).toEqual({
    status: 'warned',
    priority: 'P2',
    faultDomain: 'vendor',
    message: 'Klaviyo took more than 5000 ms. 20 timed: P50 0 ms, P95 5001 ms.',
    nextAction: 'Check the status page, and move calls to Klaviyo out of the path of users.',
  });
});

test('what did not arrive is not timed', async () => {
  const lost = answer({ status: 503, durationMs: 9_000, body: undefined });

  expect(await see(took(10), [lost, lost])).toMatchObject({
    status: 'passed',
    message: expect.stringContaining('18 timed'),
  });
});

test('a refusal for a missing scope has gone all the way', async () => {
  const refused = errorAnswer(403, 'permission_denied', 'accounts:read', { durationMs: 9_000 });

  expect(await see(refused, [refused])).toMatchObject({
    status: 'warned',
    message: expect.stringContaining('20 timed'),
  });
});

test.each([
  ['a refused key', errorAnswer(401, 'authentication_failed', 'x')],
  ['an error of the vendor', errorAnswer(500, 'error', 'x')],
  ['no answer', { kind: 'no-answer', cause: 'dns' }],
] satisfies [string, Reply][])('nothing to time: %s', async (_, reply) => {
  const everything = { read: async () => reply, accountAgain: async () => reply };

  expect(await runProbe(latency, { klaviyo: fakeClient([reply], undefined, everything) })).toEqual({
    status: 'skipped',
    reason: 'Klaviyo gave no answer to look at',
  });
});

test.each([
  [2, 'warned', 'Klaviyo took more than 2000 ms. 20 timed: P50 0 ms, P95 3000 ms.'],
  [3, 'passed', 'Klaviyo answered in time. 20 timed: P50 0 ms, P95 3000 ms.'],
])('a limit of %i seconds that a team sets', async (latencySeconds, status, message) => {
  const reads = [took(3_000)];
  const klaviyo = fakeClient([took(3_000)], undefined, { read: async () => reads.shift() ?? took(0) });
  expect(await runProbe(latency, { klaviyo, thresholds: thresholdsOf({ latencySeconds }) })).toMatchObject({
    status,
    message,
  });
});
