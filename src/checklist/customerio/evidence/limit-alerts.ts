import type { CustomerioThresholdName } from '../../../model/thresholds.ts';
import { judgeLimits, type LimitDemand } from '../../alerts/judge-limits.ts';
import { type Collector, defineCollector } from '../../define-collector.ts';

const ERROR = /error|fail|5xx/i;
const BOUNCE = /bounce/i;
const COMPLAINT = /complain|spam/i;
const WEBHOOK = /webhook/i;
const LATENCY = /latency|duration|response[-_ ]?time/i;
const P99 = /\bp99|(?<!\d)0?\.99|99th|percentile[^\n]{0,20}99/i;
const QUEUE = /queue|backlog|pending[-_ ]?(?:jobs|messages)/i;

/** The collector of alerts on one value. */
function limitAlert<Id extends string>(
  id: Id,
  { limit, ...demand }: Omit<LimitDemand, 'limit'> & { limit: CustomerioThresholdName },
): Collector & { id: Id } {
  return defineCollector({
    id,
    description: `an alert rule for ${demand.what}`,
    collect: (facts, thresholds, vendor) =>
      judgeLimits(facts, vendor, { ...demand, limit: thresholds[limit] }, thresholds),
  });
}

export const errorRate = limitAlert('alert-on-error-rate', {
  what: 'failed calls',
  direction: 'above',
  limit: 'errorPercent',
  unit: 'percent',
  isMeant: ({ text }) => ERROR.test(text) && ![WEBHOOK, BOUNCE, COMPLAINT, QUEUE].some(other => other.test(text)),
});

export const slowCalls = limitAlert('alert-on-p99', {
  what: 'the P99 of calls',
  direction: 'above',
  limit: 'p99Seconds',
  unit: 'seconds',
  isMeant: ({ text }) => LATENCY.test(text) && P99.test(text),
});

export const bounces = limitAlert('alert-on-bounces', {
  what: 'bounces',
  direction: 'above',
  limit: 'bouncePercent',
  unit: 'percent',
  isMeant: ({ text }) => BOUNCE.test(text),
});

export const complaints = limitAlert('alert-on-complaints', {
  what: 'complaints',
  direction: 'above',
  limit: 'complaintPercent',
  unit: 'percent',
  isMeant: ({ text }) => COMPLAINT.test(text),
});

export const deliveries = limitAlert('alert-on-delivery', {
  what: 'deliveries',
  direction: 'below',
  limit: 'deliveryPercent',
  unit: 'percent',
  isMeant: ({ text }) =>
    /deliver(?:y|ed|ies|ability)/i.test(text) && ![WEBHOOK, BOUNCE].some(other => other.test(text)),
});

export const queueDepth = limitAlert('alert-on-queue', {
  what: 'the queue',
  direction: 'above',
  limit: 'queueDepth',
  unit: 'count',
  isMeant: ({ text }) => QUEUE.test(text),
});

export const webhookErrors = limitAlert('alert-on-webhook-errors', {
  what: 'failed webhooks',
  direction: 'above',
  limit: 'webhookErrorPercent',
  unit: 'percent',
  isMeant: ({ text }) => WEBHOOK.test(text) && ERROR.test(text),
});
