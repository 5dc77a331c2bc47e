import { webhookHeaders, WEBHOOK_TIMEOUT_MS } from '../../vendors/customerio/webhook-signature.ts';
import type { JsonObject } from '../json.ts';
import { isLoopback } from '../loopback.ts';
import type { Workspace } from './workspace.ts';

/**
 * Delivers an event to each reporting webhook that is enabled, asks for it and is on this machine. Nothing is repeated.
 *
 * Source of the form: the vendor's OpenAPI document of reporting webhooks; read 2026-11-22.
 *
 * @param objectType such as `email`
 * @param metric such as `sent`; a webhook asks for it by that name, or as `email_sent`
 */
export function deliverWebhooks(workspace: Workspace, objectType: string, metric: string, data: JsonObject): void {
  const { seconds, store, options } = workspace;
  const eventId = workspace.nextId('webhook-event');
  for (const webhook of workspace.kept('reporting_webhooks')) {
    const { id, endpoint, events, disabled } = webhook;
    const names: unknown[] = Array.isArray(events) ? (events as unknown[]) : [];
    const isWanted = names.includes(metric) || names.includes(`${objectType}_${metric}`);
    if (disabled === true || !isWanted || typeof endpoint !== 'string' || !isHere(endpoint)) continue;
    const body = JSON.stringify({ event_id: eventId, object_type: objectType, metric, timestamp: seconds, data });
    options.deliver({
      webhookId: String(id),
      url: endpoint,
      topic: `${objectType}_${metric}`,
      headers: webhookHeaders(body, options.signingKey, seconds),
      body,
      timeoutMs: WEBHOOK_TIMEOUT_MS,
    });
  }
  store.create('webhook-event', eventId, { object_type: objectType, metric, data });
}

function isHere(url: string): boolean {
  return URL.canParse(url) && isLoopback(new URL(url).hostname);
}
