import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

const OLDEST_MS = 48 * 60 * 60 * 1000;

export interface DeliveryStore {
  /** Resolves to false for an id that was inserted before. */
  insertOnce(id: string): Promise<boolean>;
}

export interface Delivery {
  headers: IncomingHttpHeaders;
  /** The bytes as they arrived. */
  rawBody: Buffer;
}

/** Answers a delivery of Klaviyo with a status. */
export async function receiveDelivery(delivery: Delivery, store: DeliveryStore): Promise<number> {
  const secret = process.env.KLAVIYO_WEBHOOK_SECRET ?? '';
  if (!isSigned(delivery, secret)) return 401;
  const { data } = JSON.parse(delivery.rawBody.toString('utf8')) as { data: { external_id: string; topic: string }[] };
  for (const { external_id: id, topic } of data) {
    const alreadyHandled = !(await store.insertOnce(id));
    if (!alreadyHandled) console.info('handled', topic, id);
  }
  return 202;
}

function isSigned({ headers, rawBody }: Delivery, secret: string): boolean {
  const signature = String(headers['klaviyo-signature'] ?? '');
  const timestamp = String(headers['klaviyo-timestamp'] ?? '');
  const age = Date.now() - Date.parse(timestamp);
  if (secret === '' || !(Math.abs(age) < OLDEST_MS)) return false;
  const expected = createHmac('sha256', secret).update(rawBody).update(timestamp).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
