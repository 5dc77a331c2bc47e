import type { JsonObject } from '../json.ts';

const CONSENT = {
  consent: 'NEVER_SUBSCRIBED',
  consent_timestamp: null,
  last_updated: null,
  method: null,
  method_detail: null,
};

/** Nobody has consented to anything yet, and nobody is suppressed. */
export const WITHOUT_CONSENT: JsonObject = {
  email: {
    marketing: {
      can_receive_email_marketing: true,
      ...CONSENT,
      custom_method_detail: null,
      double_optin: null,
      suppression: [],
      list_suppressions: [],
    },
  },
  sms: {
    marketing: { can_receive_sms_marketing: false, ...CONSENT },
    transactional: { can_receive_sms_transactional: false, ...CONSENT },
  },
  mobile_push: {
    marketing: { can_receive_push_marketing: false, consent: 'NEVER_SUBSCRIBED', consent_timestamp: null },
  },
};

/** What a resource has that its request did not say. */
const USUAL: Readonly<Record<string, JsonObject>> = {
  campaign: { status: 'Draft', archived: false },
  'catalog-category': {},
  'catalog-item': { published: true, images: [], custom_metadata: {} },
  'catalog-variant': { published: true, images: [], custom_metadata: {} },
  'coupon-code': { status: 'UNASSIGNED' },
  flow: { status: 'draft', archived: false },
  form: { status: 'draft', ab_test: false },
  image: { format: 'png', size: 1024, hidden: false },
  list: { opt_in_process: 'double_opt_in' },
  profile: { properties: {}, location: {}, subscriptions: WITHOUT_CONSENT },
  'push-token': { enablement_status: 'AUTHORIZED', background: 'AVAILABLE' },
  segment: { is_active: true, is_processing: false, is_starred: false },
  'tag-group': { exclusive: false, default: false },
  'web-feed': { status: 'ok' },
  webhook: { enabled: true },
};

/** Names under which answers tell when a resource was made, and when it was changed last. */
const CREATED = ['created', 'created_at'];
const UPDATED = ['updated', 'updated_at'];

/** All attributes of a new resource of a type. @param now in milliseconds */
export function createdAttributes(type: string, given: JsonObject, now: number): JsonObject {
  return { ...USUAL[type], ...stamped([...CREATED, ...UPDATED], now), ...given };
}

/** What changes with every change. @param now in milliseconds */
export function updatedAttributes(now: number): JsonObject {
  return stamped(UPDATED, now);
}

function stamped(names: readonly string[], now: number): JsonObject {
  return Object.fromEntries(names.map(name => [name, vendorDate(now)]));
}

/** A moment as the vendor writes it, without a part of a second. */
export function vendorDate(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}+00:00`;
}
