import { expect, test } from 'vitest';
import { customerioIn, resultOf } from '../../../support/customerio-state.ts';

test('fingerprints of the keys are reported, and of no other', async () => {
  const seen = await customerioIn({ targets: { otherFingerprints: ['0123456789abcdef'] } });
  expect(resultOf(seen, 'key-separation')).toMatchObject({
    status: 'passed',
    message: expect.stringMatching(
      /^No other environment uses these keys, by their fingerprints: site id [0-9a-f]{16}, Track key [0-9a-f]{16}, App key [0-9a-f]{16}\.$/,
    ) as string,
  });
});

test('a fingerprint that was reported elsewhere', async () => {
  const elsewhere =
    resultOf(await customerioIn({ targets: { otherFingerprints: ['0'] } }), 'key-separation')?.message ?? '';
  const [, fingerprint = ''] = /App key ([0-9a-f]{16})/.exec(elsewhere) ?? [];
  const seen = await customerioIn({ targets: { otherFingerprints: [fingerprint] } });
  expect(resultOf(seen, 'key-separation')).toMatchObject({
    status: 'failed',
    message: 'Another environment uses the same App key, so that its tests reach people.',
  });
});

test('not asked without keys of another environment, which are never sent', async () => {
  const { report } = await customerioIn({});
  expect(report.notAsked).toContainEqual({
    id: 'customerio-key-separation',
    reason: 'no keys of another environment were given',
  });
});
