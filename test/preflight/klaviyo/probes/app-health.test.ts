import { describe, expect, test } from 'vitest';
import appHealth from '../../../../src/preflight/klaviyo/probes/app-health.ts';
import { thresholdsOf } from '../../../../src/model/thresholds.ts';
import type { Answer, NoAnswerReply } from '../../../../src/preflight/reply.ts';
import { answer, contextWith, fakeEndpoints, runProbe } from '../../../support/fake-client.ts';

const URL = 'https://shop.example/health?token=secret';
const WELL = { status: 'ok', klaviyo: { status: 'up' } };

async function see(reply: Answer | NoAnswerReply, appHealthUrl = URL) {
  const asked: string[][] = [];
  const outcome = await runProbe(appHealth, {
    endpoints: fakeEndpoints({ get: async ({ url, shownUrl }) => (asked.push([url, shownUrl]), reply) }),
    targets: { appHealthUrl },
  });
  return { outcome, asked };
}

test('an app that reports Klaviyo', async () => {
  const { outcome, asked } = await see(answer({ body: WELL, durationMs: 120.4 }));

  expect(outcome).toEqual({
    status: 'passed',
    message: 'The app answered 200 in 120 ms and reports that Klaviyo works for it.',
  });
  expect(asked).toEqual([[URL, 'https://shop.example/health?…']]);
});

describe('what is wrong', () => {
  test.each([
    ['no answer', { kind: 'no-answer', cause: 'refused' }, 'failed', 'P1', /did not answer \(refused\)/],
    ['no trust', { kind: 'no-answer', cause: 'tls' }, 'failed', 'P1', /did not answer \(tls\)/],
    ['a failure of the app', answer({ status: 500, body: undefined }), 'failed', 'P1', /answered 500/],
    [
      'a failure that reports Klaviyo',
      answer({ status: 503, body: { klaviyo: 'down' } }),
      'failed',
      'P2',
      /answered 503 .* Klaviyo does not work/,
    ],
    [
      'a report that Klaviyo is down',
      answer({ body: { checks: [{ name: 'Klaviyo', status: 'fail' }] } }),
      'failed',
      'P2',
      /Klaviyo does not work/,
    ],
    ['an address that is not there', answer({ status: 404, body: { error: 'x' } }), 'failed', 'P3', /answered 404/],
    ['a redirect', answer({ status: 302, body: undefined }), 'failed', 'P3', /no redirect is followed/],
    ['a page', answer({ body: undefined }), 'warned', 'P3', /without JSON/],
    [
      'a report without Klaviyo',
      answer({ body: { status: 'ok', database: 'up' } }),
      'warned',
      'P3',
      /says nothing of how Klaviyo is/,
    ],
    ['a mere mention', answer({ body: { klaviyo: { url: 'x' } } }), 'warned', 'P3', /says nothing of how Klaviyo is/],
    ['a slow answer', answer({ body: WELL, durationMs: 5_001 }), 'warned', 'P2', /took longer than 5000 ms/],
  ] satisfies [string, Answer | NoAnswerReply, string, string, RegExp][])(
    '%s',
    async (_, reply, status, priority, message) => {
      expect((await see(reply)).outcome).toMatchObject({
        status,
        priority,
        faultDomain: 'app',
        message: expect.stringMatching(message),
        nextAction: expect.stringMatching(/\.$/),
      });
    },
  );

  test.each(['http://shop.example/health', 'ftp://shop.example', 'shop.example', 'https://user:secret@shop.example/'])(
    'an address that is not asked: %s',
    async url => {
      const { outcome, asked } = await see(answer({ body: WELL }), url);

      expect(asked).toEqual([]);
      expect(outcome).toMatchObject({ status: 'failed', priority: 'P3' });
      expect(JSON.stringify(outcome)).not.toContain('secret');
    },
  );
});

test('nothing of the report is repeated', async () => {
  const { outcome } = await see(answer({ body: { klaviyo: { status: 'down', error: 'a@shop.example' } } }));

  expect(JSON.stringify(outcome)).not.toContain('a@shop.example');
});

test('a preflight that ended before leaves it open', async () => {
  expect((await see({ kind: 'no-answer', cause: 'cancelled' })).outcome).toMatchObject({ status: 'skipped' });
});

test('it is not asked without an address', async () => {
  expect(appHealth.notAsked(await contextWith({}))).toBe("no 'app-health-url' was given");
  expect(appHealth.notAsked(await contextWith({ targets: { appHealthUrl: URL } }))).toBeUndefined();
});

test('a limit that a team sets counts for the app and for what it reports', async () => {
  const body = { ...WELL, latencyMs: 1_500 };
  const outcome = async (latencySeconds: number): Promise<unknown> =>
    runProbe(appHealth, {
      endpoints: fakeEndpoints({ get: async () => answer({ body, durationMs: 1_200 }) }),
      targets: { appHealthUrl: URL },
      thresholds: thresholdsOf({ latencySeconds }),
    });
  expect(await outcome(2)).toMatchObject({ status: 'passed' });
  expect(await outcome(1.4)).toMatchObject({
    status: 'warned',
    message: 'The app reports that Klaviyo takes 1500 ms for it (latencyMs), which is more than 1400.',
  });
  expect(await outcome(1)).toMatchObject({ status: 'warned', message: expect.stringContaining('more than 1000') });
});
