/**
 * The headers of a delivery of a system webhook.
 *
 * Source: developers.klaviyo.com/en/docs/working_with_system_webhooks; read 2026-11-20.
 */
export const WEBHOOK_HEADERS = {
  id: 'Klaviyo-Webhook-Id',
  signature: 'Klaviyo-Signature',
  timestamp: 'Klaviyo-Timestamp',
} as const;

/** What a header of a delivery tells. */
export type WebhookHeader = keyof typeof WEBHOOK_HEADERS;

/**
 * Reads a header's name as one of a delivery, in any case.
 *
 * @returns what it tells, and its right name where it is one that Klaviyo does not send, as in invented guides: `X-Klaviyo-Signature`
 */
export function readWebhookHeader(name: string): { header: WebhookHeader; rightName?: string } | undefined {
  const lower = name.toLowerCase();
  const known = (Object.keys(WEBHOOK_HEADERS) as WebhookHeader[]).find(
    header => WEBHOOK_HEADERS[header].toLowerCase() === lower,
  );
  if (known) return { header: known };
  if (!/^[a-z-]*klaviyo[a-z\d-]*$/.test(lower)) return undefined;
  const header = /signature|hmac/.test(lower)
    ? 'signature'
    : /timestamp/.test(lower)
      ? 'timestamp'
      : /webhook-?id$/.test(lower)
        ? 'id'
        : undefined;
  return header && { header, rightName: WEBHOOK_HEADERS[header] };
}

/**
 * Whether a text is a topic of system webhooks: `event:klaviyo.opened_email`.
 *
 * Source: `GET /api/webhook-topics` in the vendor's documentation of webhooks; read 2026-11-20.
 */
export function isWebhookTopic(text: string): boolean {
  return text.startsWith('event:klaviyo.');
}

/** Whether a text is what invented guides take for a topic: `profile.subscribed`, `email.opened`. Klaviyo has none of that form. */
export function isInventedTopic(text: string): boolean {
  return /^(?:email|list|profile|push|sms)\.(?:bounced|clicked|created|deleted|delivered|dropped|failed|opened|received|sent|(?:un)?subscribed|updated)$/.test(
    text,
  );
}
