import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Whether a delivery of Klaviyo's webhook is genuine. */
export function isGenuine({ headers }: IncomingMessage, body: string): boolean {
  const timestamp = String(headers['klaviyo-timestamp']);
  if (Date.now() - Date.parse(timestamp) > 48 * 60 * 60 * 1000) return false;
  const expected = createHmac('sha256', process.env.KLAVIYO_WEBHOOK_SECRET ?? '')
    .update(body + timestamp)
    .digest('hex');
  return expected === headers['klaviyo-signature'];
}
