import { judgeWebhook } from '../../webhook-outcome.ts';
import { defineProbe } from '../define-probe.ts';
import { WEBHOOK_TERMS } from '../webhook-terms.ts';

export default defineProbe({
  id: 'webhook-endpoint',
  description: 'webhook endpoints that reject what Klaviyo signed, or accept what it did not',
  order: 11,
  isEarly: true,
  notAsked: ({ targets }) => (targets.webhookUrl === undefined ? "no 'webhook-url' was given" : undefined),
  async run({ endpoints, targets, now, thresholds }) {
    const { webhookUrl: url = '', webhookSecret: secret = '', sendTestWebhook: isAllowed = false } = targets;
    const mostMs = thresholds.webhookSeconds * 1000;
    return judgeWebhook({ url, secret, isAllowed }, endpoints, { now, mostMs, terms: WEBHOOK_TERMS });
  },
});
