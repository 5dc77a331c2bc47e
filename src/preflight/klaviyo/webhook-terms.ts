import { ACCEPTED_STATUSES, WEBHOOK_TIMEOUT_MS } from '../../vendors/klaviyo/webhook-signature.ts';
import type { WebhookTerms } from '../webhook-outcome.ts';
import { testDeliveries } from './webhook-deliveries.ts';

/** How Klaviyo's webhooks work. Source of the shortest secret: the vendor's documentation of webhooks; read 2026-11-20. */
export const WEBHOOK_TERMS: WebhookTerms = {
  name: 'Klaviyo',
  timeoutMs: WEBHOOK_TIMEOUT_MS,
  accepts: status => ACCEPTED_STATUSES.includes(status),
  wanted: '200, 201 or 202',
  shortestSecret: 16,
  secret: {
    name: 'webhook secret',
    setIt: "Set 'KLAVIYO_WEBHOOK_SECRET' or 'KLAVIYO_WEBHOOK_SIGNING_SECRET', or 'webhook-secret' in the Action.",
    storeAgain: 'Store the secret again, exactly as it was given to the webhook in Klaviyo.',
  },
  checkSecret:
    'Compare the secret of the endpoint with the one given here, and verify over the raw body with the timestamp appended.',
  verify:
    "Refuse what is not signed with the secret: HMAC-SHA256 over the raw body and 'Klaviyo-Timestamp', compared in constant time.",
  refuseOld: "Refuse what is older than the retries of Klaviyo's, two days, and remember the ids that were handled.",
  whenSilent: 'Look at the app and its network: Klaviyo switches off a webhook that fails for 48 hours.',
  needsHttps: 'Give the endpoint an https address, which Klaviyo demands, without a password in it.',
  deliveries: testDeliveries,
};
