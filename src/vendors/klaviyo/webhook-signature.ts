import { createHmac } from 'node:crypto';
import { WEBHOOK_HEADERS } from './webhook-headers.ts';

/**
 * The headers of a delivery of a system webhook. The signature is the lower-case hexadecimal HMAC-SHA256 under the webhook's secret
 * over the raw body with the text of the timestamp header appended.
 *
 * Source: developers.klaviyo.com/en/docs/working_with_system_webhooks; public receivers for the form of the timestamp, that of an
 * HTTP date; read 2026-11-20.
 *
 * @param at when the delivery says that it was sent
 */
export function webhookHeaders(body: string, secret: string, webhookId: string, at: Date): Record<string, string> {
  const timestamp = at.toUTCString();
  const signature = createHmac('sha256', secret)
    .update(body + timestamp)
    .digest('hex');
  const { id, signature: signed, timestamp: sentAt } = WEBHOOK_HEADERS;
  return { [id]: webhookId, [signed]: signature, [sentAt]: timestamp };
}

/** How long the vendor waits for an answer, in milliseconds. Source: the vendor's webhook documentation; read 2026-11-20. */
export const WEBHOOK_TIMEOUT_MS = 5_000;

/** What the vendor takes for an accepted delivery. Source: the vendor's webhook documentation; read 2026-11-20. */
export const ACCEPTED_STATUSES: readonly number[] = [200, 201, 202];
