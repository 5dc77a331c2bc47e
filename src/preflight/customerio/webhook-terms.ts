import { randomUUID } from 'node:crypto';
import { WEBHOOK_HEADERS } from '../../vendors/customerio/webhook-headers.ts';
import { WEBHOOK_TIMEOUT_MS, webhookHeaders } from '../../vendors/customerio/webhook-signature.ts';
import type { Delivery, DeliveryKind, WebhookTerms } from '../webhook-outcome.ts';

const WEEK_SECONDS = 7 * 24 * 60 * 60;

/** How Customer.io's reporting webhooks work. Which statuses it takes as received is not published, so that any 2xx passes. */
export const WEBHOOK_TERMS: WebhookTerms = {
  name: 'Customer.io',
  timeoutMs: WEBHOOK_TIMEOUT_MS,
  accepts: status => status >= 200 && status < 300,
  wanted: 'a status of 2xx',
  shortestSecret: 16,
  secret: {
    name: 'webhook signing key',
    setIt: "Set 'CUSTOMERIO_WEBHOOK_SIGNING_KEY', or 'customerio-webhook-signing-key' in the Action.",
    storeAgain: 'Store the signing key again, exactly as Customer.io shows it for the reporting webhook.',
  },
  checkSecret:
    "Compare the signing key of the endpoint with the one given here, and verify over 'v0:', the timestamp, a colon and the raw body.",
  verify:
    "Refuse what is not signed with the signing key: HMAC-SHA256 over 'v0:<X-CIO-Timestamp>:<raw body>', compared in constant time.",
  refuseOld: 'Refuse what is older than a few minutes, and remember the ids that were handled.',
  whenSilent: 'Look at the app and its network: what it does not take, Customer.io has to send again.',
  needsHttps: 'Give the endpoint an https address, without a password in it.',
  deliveries,
};

/** Each is marked as a test in a header, in its id and in its metric, which no message has, and carries no person. */
function deliveries(secret: string, now: Date): Delivery[] {
  const seconds = Math.floor(now.getTime() / 1000);
  const signed = sampleBody(seconds);
  const [wrong, old, unsigned] = [sampleBody(seconds), sampleBody(seconds - WEEK_SECONDS), sampleBody(seconds)];
  return [
    delivery('signed', webhookHeaders(signed, secret, seconds), signed),
    delivery('repeated', webhookHeaders(signed, secret, seconds), signed),
    // The right length and form, so that only the comparison can tell.
    delivery('wrong signature', webhookHeaders(wrong, `not ${secret}`, seconds), wrong),
    delivery('old timestamp', webhookHeaders(old, secret, seconds - WEEK_SECONDS), old),
    delivery('unsigned', { [WEBHOOK_HEADERS.timestamp]: String(seconds) }, unsigned),
  ];
}

function delivery(kind: DeliveryKind, headers: Record<string, string>, body: string): Delivery {
  return { kind, headers: { 'content-type': 'application/json', 'X-Klaviyo-Lint-Test': '1', ...headers }, body };
}

/** In the form of a reporting webhook. Source: docs.customer.io on reporting webhooks; read 2026-11-22. */
function sampleBody(timestamp: number): string {
  return JSON.stringify({
    event_id: `klaviyo-lint-test-${randomUUID()}`,
    object_type: 'email',
    metric: 'klaviyo_lint_test',
    timestamp,
    data: { klaviyo_lint_test: true },
  });
}
