import { createHmac } from 'node:crypto';
import { WEBHOOK_HEADERS, WEBHOOK_VERSION } from './webhook-headers.ts';

/**
 * The headers of a delivery of a reporting webhook. The signature is the lower-case hexadecimal HMAC-SHA256 under the signing key of
 * `v0:<timestamp>:<raw body>`.
 *
 * Source: the vendor's page on reporting webhooks; `verifyRequestSignature` in customerio-node 5.2.0; read 2026-11-20.
 *
 * @param timestamp seconds since 1970
 */
export function webhookHeaders(body: string, signingKey: string, timestamp: number): Record<string, string> {
  const signature = createHmac('sha256', signingKey).update(`${WEBHOOK_VERSION}:${timestamp}:${body}`).digest('hex');
  return { [WEBHOOK_HEADERS.timestamp]: String(timestamp), [WEBHOOK_HEADERS.signature]: signature };
}

/** How long the vendor waits for an answer, in milliseconds. Source: its page on reporting webhooks; read 2026-11-22. */
export const WEBHOOK_TIMEOUT_MS = 4_000;
