import { at, textAt } from '../../json.ts';
import { BULK_EFFECTS } from './bulk.ts';
import * as campaigns from './campaigns.ts';
import { createCouponCode } from './coupons.ts';
import type { Change, Effect, Write } from './effect.ts';
import { createEvent, createEvents } from './events.ts';
import * as people from './people.ts';
import { plainEffect } from './plain.ts';
import * as subscriptions from './subscriptions.ts';
import { cloneTemplate, renderTemplate } from './templates.ts';
import { createCatalogResource, createCoupon, createNamed, createTag, deleteTagGroup } from './unique.ts';
import { createWebhook } from './webhooks.ts';
import type { Refusal } from '../refusal.ts';
import { queryForms } from '../reports/form-reports.ts';
import { queryCampaigns, queryFlows } from '../reports/message-reports.ts';
import { queryMetricAggregates } from '../reports/metric-aggregates.ts';
import { querySegments } from '../reports/segment-reports.ts';

/** Operations that do more than to make, change or delete one resource. */
const EFFECTS: Readonly<Record<string, Effect>> = {
  ...BULK_EFFECTS,
  'POST /api/back-in-stock-subscriptions': people.createBackInStock,
  'POST /api/campaign-clone': campaigns.cloneCampaign,
  'POST /api/campaign-message-assign-template': campaigns.assignTemplate,
  'POST /api/campaign-recipient-estimation-jobs': campaigns.estimateRecipients,
  'POST /api/campaign-send-jobs': campaigns.sendCampaign,
  'PATCH /api/campaign-send-jobs/{id}': campaigns.cancelSending,
  'POST /api/campaign-values-reports': queryCampaigns,
  'POST /api/campaigns': campaigns.createCampaign,
  'POST /api/catalog-categories': createCatalogResource,
  'POST /api/catalog-items': createCatalogResource,
  'POST /api/catalog-variants': createCatalogResource,
  'POST /api/coupon-codes': createCouponCode,
  'POST /api/coupons': createCoupon,
  'POST /api/custom-metrics': createNamed(),
  'POST /api/data-privacy-deletion-jobs': people.deleteProfileData,
  'POST /api/event-bulk-create-jobs': createEvents,
  'POST /api/events': createEvent,
  'POST /api/flow-series-reports': queryFlows,
  'POST /api/flow-values-reports': queryFlows,
  'POST /api/form-series-reports': queryForms,
  'POST /api/form-values-reports': queryForms,
  'POST /api/images': ({ account, body }) => {
    const { import_from_url: image_url, ...attributes } = (at(body, 'data', 'attributes') ?? {}) as Record<
      string,
      unknown
    >;
    const name = textAt(attributes, 'name') ?? String(image_url).split('/').at(-1);
    return { id: account.create('image', { ...attributes, name, image_url }) };
  },
  'POST /api/metric-aggregates': queryMetricAggregates,
  'POST /api/profile-bulk-import-jobs': people.importProfiles,
  'POST /api/profile-import': people.importProfile,
  'POST /api/profile-merge': people.mergeProfiles,
  'POST /api/profile-subscription-bulk-create-jobs': subscriptions.subscribe,
  'POST /api/profile-subscription-bulk-delete-jobs': subscriptions.unsubscribe,
  'POST /api/profile-suppression-bulk-create-jobs': subscriptions.suppress,
  'POST /api/profile-suppression-bulk-delete-jobs': subscriptions.unsuppress,
  'POST /api/profiles': people.createProfile,
  'PATCH /api/profiles/{id}': people.updateProfile,
  'POST /api/push-tokens': people.createPushToken,
  'POST /api/segment-series-reports': querySegments,
  'POST /api/segment-values-reports': querySegments,
  'POST /api/tag-groups': createNamed(50),
  'DELETE /api/tag-groups/{id}': deleteTagGroup,
  'POST /api/tags': createTag,
  'POST /api/template-clone': cloneTemplate,
  'POST /api/template-render': renderTemplate,
  'POST /api/webhooks': createWebhook,
};

/** Does what an operation does. @param path as the vendor writes it */
export function applyEffect(verb: string, path: string, write: Write): Change | Refusal {
  const key = `${verb} ${path}`;
  return Object.hasOwn(EFFECTS, key) ? EFFECTS[key]!(write) : plainEffect(verb, write);
}
