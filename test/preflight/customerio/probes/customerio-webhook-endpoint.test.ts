import { expect, test } from 'vitest';
import { customerioIn, resultOf } from '../../../support/customerio-state.ts';

const TABLE = ['signed', 'repeated', 'wrong signature', 'old timestamp', 'unsigned'];

test('five deliveries, each marked and without a person', async () => {
  const bodies: unknown[] = [];
  const seen = await customerioIn({
    webhook: ({ headers, body }) => {
      expect(headers['x-klaviyo-lint-test']).toBe('1');
      bodies.push(JSON.parse(body));
      return { status: 200 };
    },
  });
  expect(resultOf(seen, 'webhook-endpoint')?.table?.rows.map(([kind]) => kind)).toEqual(TABLE);
  expect(bodies).toHaveLength(5);
  for (const body of bodies)
    expect(body).toMatchObject({ metric: 'klaviyo_lint_test', data: { klaviyo_lint_test: true } });
  expect(JSON.stringify(bodies)).not.toMatch(/@|customer_id/);
});

test('nothing is sent without consent, and it says which setting is missing', async () => {
  const seen = await customerioIn({
    webhook: () => ({ status: 200 }),
    targets: { webhookSecret: '', sendTestWebhook: true },
  });
  expect(resultOf(seen, 'webhook-endpoint')).toMatchObject({
    status: 'skipped',
    reason: 'there is no webhook signing key to sign a test delivery with',
    nextAction: "Set 'CUSTOMERIO_WEBHOOK_SIGNING_KEY', or 'customerio-webhook-signing-key' in the Action.",
  });
});
