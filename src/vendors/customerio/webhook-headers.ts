/** The headers of a delivery of a reporting webhook. Source: docs.customer.io on reporting webhooks; read 2026-11-20. */
export const WEBHOOK_HEADERS = { timestamp: 'X-CIO-Timestamp', signature: 'X-CIO-Signature' } as const;

/** What the signed text begins with, followed by a colon, the timestamp, a colon and the raw body. Source: the same. */
export const WEBHOOK_VERSION = 'v0';

/** The function of the SDK that compares a signature in constant time, since 5.2.0. Source: customerio-node 5.2.0; read 2026-11-20. */
export const VERIFY_FUNCTION = 'verifyRequestSignature';
