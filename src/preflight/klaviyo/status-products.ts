import type { Products } from '../status-rating.ts';

/**
 * Which resources of the API a component is about, by its name; the first that matches counts. Without any it does not stop an API
 * integration. A name that matches nothing concerns everybody.
 *
 * Source: components seen on status.klaviyo.com, and Klaviyo's names of its products; read 2026-11-20.
 */
const RESOURCES: Products['resources'] = [
  [/shopify|woocommerce|magento|bigcommerce|facebook|meta ads|google ads|salesforce|zapier/i, []],
  [/\bAPIs?\b|authenticat|authori[sz]|api keys?|\b40[13]s?\b|oauth|log-?\s?ins?\b/i, 'all'],
  [/sign-?\s?up|\bforms?\b|pop-?ups?/i, ['forms']],
  [/\b(?:sms|mms|rcs)\b|whatsapp|text messag|carrier/i, []],
  [/webhook/i, ['webhooks']],
  [/e-?mail|deliverab|inbox/i, []],
  [/\bevents?\b|track|ingest/i, ['events']],
  [/segment/i, ['segments']],
  [/\blists?\b|subscri|consent/i, ['lists', 'subscriptions', 'profiles']],
  [/profile/i, ['profiles']],
  [/catalog/i, ['catalogs']],
  [/coupon/i, ['coupons', 'coupon-codes']],
  [/campaign/i, ['campaigns']],
  [/\bflows?\b|automation/i, ['flows']],
  [/template|image/i, ['templates', 'images']],
  [/review/i, ['reviews']],
  [/metric|analytic|report/i, ['metrics']],
  [/push|mobile/i, ['push-tokens']],
  [/customer hub|help ?desk|conversation/i, ['conversations']],
  [/\bweb ?(?:app|site)|dashboard|\bUI\b/i, []],
];
/** What a webhook endpoint or an integration whose code is not known may use. */
const UNCOMMON = new Set(['forms', 'conversations']);

export const PRODUCTS: Products = { resources: RESOURCES, uncommon: UNCOMMON };
