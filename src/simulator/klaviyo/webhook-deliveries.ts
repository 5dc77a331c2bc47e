import { webhookHeaders, WEBHOOK_TIMEOUT_MS } from '../../vendors/klaviyo/webhook-signature.ts';
import { ACCOUNT_ID } from './account.ts';
import type { Account } from './account.ts';
import type { JsonObject } from '../json.ts';
import { isLoopback } from '../loopback.ts';
import type { Delivery } from '../webhook-sending.ts';
import type { RecordedEvent } from './recorded-events.ts';
import { uuid } from '../seeded.ts';
import { topicOf } from './webhook-topics.ts';

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
    const headers = webhookHeaders(body, secret, webhookId, at);
    return [{ webhookId, url, topic, headers, body, timeoutMs: WEBHOOK_TIMEOUT_MS }];
  });
}
