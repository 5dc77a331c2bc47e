/** The headers of a delivery of a reporting webhook. Source: docs.customer.io on reporting webhooks; read 2026-11-20. */
export const WEBHOOK_HEADERS = { timestamp: 'X-CIO-Timestamp', signature: 'X-CIO-Signature' } as const;

/** What the signed text begins with, followed by a colon, the timestamp, a colon and the raw body. Source: the same. */
export const WEBHOOK_VERSION = 'v0';

/** The function of the SDK that compares a signature in constant time, since 5.2.0. Source: customerio-node 5.2.0; read 2026-11-20. */
export const VERIFY_FUNCTION = 'verifyRequestSignature';

/**
 * Reads a header's name as one of a delivery, in any case.
 *
 * @returns what it tells, and its right name where it is one that Customer.io does not send: `X-CustomerIO-Signature`
 */
export function readWebhookHeader(
  name: string,
): { header: keyof typeof WEBHOOK_HEADERS; rightName?: string } | undefined {
  const lower = name.toLowerCase();
  const header = /signature|hmac/.test(lower) ? 'signature' : /timestamp/.test(lower) ? 'timestamp' : undefined;
  if (!header || !/^[a-z-]*\b(?:customer-?io|cio)-[a-z\d-]*$/.test(lower)) return undefined;
  const rightName = WEBHOOK_HEADERS[header];
  return rightName.toLowerCase() === lower ? { header } : { header, rightName };
}

/** Whether a text is an event as reporting webhooks named them at first: `email_bounced`. Source: receivers in public code; read 2026-11-22. */
export function isWebhookEvent(text: string): boolean {
  return /^(?:customer|email|push|sms|slack|webhook)_(?:attempted|bounced|clicked|converted|delivered|drafted|dropped|failed|opened|sent|spammed|(?:un)?subscribed)$/.test(
    text,
  );
}
