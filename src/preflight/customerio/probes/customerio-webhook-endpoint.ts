import { WEBHOOK_TIMEOUT_MS } from '../../../vendors/customerio/webhook-signature.ts';
import { judgeWebhook } from '../../webhook-outcome.ts';
import { defineProbe } from '../define-probe.ts';
import { WEBHOOK_TERMS } from '../webhook-terms.ts';

export default defineProbe({
  id: 'customerio-webhook-endpoint',
  description: 'webhook endpoints that reject what Customer.io signed, or accept what it did not',
  order: 9,
  isEarly: true,
  notAsked: ({ targets }) => (targets.webhookUrl === undefined ? "no 'customerio-webhook-url' was given" : undefined),
  async run({ endpoints, targets, now, thresholds }) {
    const { webhookUrl: url = '', webhookSecret: secret = '', sendTestWebhook: isAllowed = false } = targets;
    const mostMs = Math.min(thresholds.webhookSeconds * 1000, WEBHOOK_TIMEOUT_MS);
    return judgeWebhook({ url, secret, isAllowed }, endpoints, { now, mostMs, terms: WEBHOOK_TERMS });
  },
});
