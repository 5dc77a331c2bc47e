import { expect, test } from 'vitest';
import { tellTransient } from '../../src/preflight/transient.ts';
import type { Call } from '../../src/model/report.ts';

const call = (changes: Partial<Call>): Call => ({
  at: '2026-11-20T12:00:00.000Z',
  method: 'GET',
  url: 'https://a.klaviyo.com/api/lists?page[size]=1',
  durationMs: 1,
  ...changes,
});

test('what failed and then succeeded, each kind once', () => {
  expect(
    tellTransient([
      call({ status: 503 }),
      call({ status: 503 }),
      call({ status: 429, retryAfterSeconds: 2 }),
      call({ status: 200 }),
    ]),
  ).toEqual([
    'GET https://a.klaviyo.com/api/lists was answered with 503, and succeeded when it was tried again.',
    'GET https://a.klaviyo.com/api/lists was answered with 429 and asked to wait 2 s, and succeeded when it was tried again.',
  ]);
});

test.each([
  ['what never succeeded', [call({ status: 503 }), call({ status: 503 })]],
  ['what succeeded first', [call({ status: 200 }), call({ status: 503 })]],
  ['another address', [call({ status: 503 }), call({ status: 200, url: 'https://a.klaviyo.com/api/tags' })]],
  ['a refusal, which is no trouble on the way', [call({ status: 403 }), call({ status: 200 })]],
  [
    'deliveries, which differ from each other',
    [call({ method: 'POST', status: 500 }), call({ method: 'POST', status: 202 })],
  ],
])('not %s', (_, calls) => {
  expect(tellTransient(calls)).toEqual([]);
});
