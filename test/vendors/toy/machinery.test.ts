import { expect, test } from 'vitest';
import { layerOf } from '../../../eslint-plugin/vendor/layers/layer-of.ts';
import { deliveryAspect } from '../../../src/checklist/webhook-aspects.ts';
import { kindOfReply } from '../../../src/preflight/answer-kind.ts';
import { DEFAULT_THRESHOLDS } from '../../../src/model/thresholds.ts';
import type { Answer } from '../../../src/preflight/reply.ts';

const TOYMAIL = { name: 'Toymail', acceptsStatus: (status: number) => status === 204 };

test.each([
  ['src/toymail/send.ts', 'sdk'],
  ['src/services/toymail/send.ts', 'services'],
  ['src/klaviyo/send.ts', undefined],
])('the layer of %s is %s where the SDK is that of Toymail', (path, layer) => {
  expect(layerOf(path, {}, 'toymail')).toBe(layer);
});

test.each([
  ['204', 'met'],
  ['200', 'open'],
  ['401', 'violated'],
])('an endpoint that answers %s to what is signed: %s, as Toymail takes a status', (status, state) => {
  const probe = {
    id: 'toymail-webhook-endpoint',
    status: 'passed' as const,
    durationMs: 1,
    table: { columns: [], rows: [['signed', status, '12 ms']] },
  };
  expect(deliveryAspect(probe, 'secret', TOYMAIL, DEFAULT_THRESHOLDS).state).toBe(state);
  expect(deliveryAspect(probe, 'address', TOYMAIL, DEFAULT_THRESHOLDS).message).toBe(
    'The test deliveries went to an address that Toymail accepts.',
  );
});

test.each([
  [200, 'not-toymail'],
  [302, 'moved'],
  [418, 'teapot'],
  [503, 'vendor-error'],
])('an answer of %i is %s', (status, kind) => {
  const answer: Answer = { kind: 'answer', status, headers: {}, body: {}, durationMs: 1, throttled: 0, failed: 0 };
  const readers = { success: () => 'not-toymail', redirect: () => 'moved', refusal: () => 'teapot' };
  expect(kindOfReply(answer, readers)).toBe(kind);
});
