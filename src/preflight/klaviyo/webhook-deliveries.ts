import { randomUUID } from 'node:crypto';
import { webhookHeaders } from '../../vendors/klaviyo/webhook-signature.ts';

export const DELIVERIES = ['signed', 'repeated', 'wrong signature', 'old timestamp', 'unsigned'] as const;
export type DeliveryKind = (typeof DELIVERIES)[number];

export interface Delivery {
  kind: DeliveryKind;
  headers: Record<string, string>;
  body: string;
}

const WEBHOOK_ID = 'klaviyo-lint-test';
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * The deliveries of one test, in the order of sending. Each is marked as a test in a header, in the id of the webhook and in its
 * topic, which no account has, and carries no person.
 */
export function testDeliveries(secret: string, now: Date): Delivery[] {
  const [body, wrongBody, oldBody, unsignedBody] = Array.from({ length: 4 }, () => sampleBody(now)) as [
    string,
    string,
    string,
    string,
  ];
  const sign = (text: string, at = now, key = secret): Record<string, string> =>
    webhookHeaders(text, key, WEBHOOK_ID, at);
  return [
    delivery('signed', sign(body), body),
    delivery('repeated', sign(body), body),
    // The right length and form, so that only the comparison can tell.
    delivery('wrong signature', sign(wrongBody, now, `not ${secret}`), wrongBody),
    delivery('old timestamp', sign(oldBody, new Date(now.getTime() - WEEK_MS)), oldBody),
    delivery('unsigned', { 'Klaviyo-Webhook-Id': WEBHOOK_ID, 'Klaviyo-Timestamp': now.toUTCString() }, unsignedBody),
  ];
}

function delivery(kind: DeliveryKind, headers: Record<string, string>, body: string): Delivery {
  return { kind, headers: { 'content-type': 'application/json', 'X-Klaviyo-Lint-Test': '1', ...headers }, body };
}

/** In the form of a system webhook, with one event of a topic that does not exist. */
function sampleBody(now: Date): string {
  const id = `klaviyo-lint-test-${randomUUID()}`;
  const payload = {
    data: {
      type: 'event',
      id,
      attributes: { event_properties: { klaviyo_lint_test: true }, datetime: now.toISOString() },
    },
  };
  return JSON.stringify({
    data: [{ external_id: id, topic: 'event:klaviyo.klaviyo_lint_test', payload }],
    meta: {
      klaviyo_account_id: 'klaviyo-lint-test',
      klaviyo_webhook_id: WEBHOOK_ID,
      timestamp: now.toISOString(),
      version: 'test',
    },
  });
}
