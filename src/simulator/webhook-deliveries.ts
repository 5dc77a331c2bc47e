import { webhookHeaders, WEBHOOK_TIMEOUT_MS } from '../vendors/klaviyo/webhook-signature.ts';
import { ACCOUNT_ID } from './account.ts';
import type { Account } from './account.ts';
import { textAt } from './json.ts';
import type { JsonObject } from './json.ts';
import { isLoopback } from './loopback.ts';
import type { RecordedEvent } from './recorded-events.ts';
import { uuid } from './seeded.ts';
import { topicOf } from './webhook-topics.ts';

/** A delivery of a webhook, before it is sent. */
export interface Delivery {
  webhookId: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** A delivery that was sent. */
export interface SentDelivery {
  webhookId: string;
  url: string;
  topic: string;
  /** Of the answer; absent where there was none in time. */
  status?: number;
}

/**
 * The deliveries for an event: one for each webhook that is enabled, asks for its topic and is on this machine. The vendor puts up to
 * 1,000 events into one; here each has its own.
 *
 * Source of the form: the vendor's page on system webhooks; read 2026-11-20.
 *
 * @param payloadOf the event as `getEvent` answers it
 */
export function deliveriesOf(account: Account, { id, metric }: RecordedEvent, payloadOf: () => JsonObject): Delivery[] {
  const topic = topicOf(metric);
  if (topic === undefined) return [];
  return account.store.createdIds('webhook').flatMap(webhookId => {
    const { enabled, endpoint_url: url, secret_key: secret } = account.attributesOf('webhook', webhookId);
    const isWanted = account.linked({ type: 'webhook', id: webhookId }, 'webhook-topic').includes(topic);
    if (enabled !== true || !isWanted || typeof url !== 'string' || typeof secret !== 'string') return [];
    if (!URL.canParse(url) || !isLoopback(new URL(url).hostname)) return [];
    const at = new Date(account.now);
    const body = JSON.stringify({
      data: [{ external_id: uuid(webhookId, id), topic, payload: payloadOf() }],
      meta: {
        klaviyo_account_id: ACCOUNT_ID,
        klaviyo_webhook_id: webhookId,
        timestamp: at.toISOString(),
        version: '1.0',
      },
    });
    return [{ webhookId, url, headers: webhookHeaders(body, secret, webhookId, at), body }];
  });
}

/** Sends a delivery. Whatever becomes of it is reported, not thrown. */
export async function send({ webhookId, url, headers, body }: Delivery): Promise<SentDelivery> {
  const sent = { webhookId, url, topic: textAt((JSON.parse(body) as { data: [unknown] }).data[0], 'topic') ?? '' };
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(WEBHOOK_TIMEOUT_MS),
    });
    return { ...sent, status };
  } catch {
    return sent;
  }
}
