import {
  AccountsApi,
  CampaignsApi,
  CatalogsApi,
  CouponsApi,
  CustomObjectsApi,
  EventsApi,
  FlowsApi,
  FormsApi,
  ImagesApi,
  ListsApi,
  MetricsApi,
  ProfilesApi,
  SegmentsApi,
  TagsApi,
  TemplatesApi,
  TrackingSettingsApi,
  WebFeedsApi,
  WebhooksApi,
} from 'klaviyo-api';
import type { ReadScope } from '../../../vendors/klaviyo/cheap-reads.ts';

/** Makes an API of the SDK that asks the right host with the right session. */
export type On = <Api>(api: new (session: never) => Api) => Api;

/** No sender name, e-mail or postal address is asked for, so none travels. */
const ACCOUNT_FIELDS: AccountField[] = ['test_account', 'timezone', 'preferred_currency'];

type AccountField = NonNullable<NonNullable<Parameters<AccountsApi['getAccounts']>[0]>['fieldsAccount']>[number];

/** An id of no event, so that the answer is about the key alone. */
const NO_EVENT = 'klaviyo-lint-no-event';
const ONE_ID = { pageSize: 1 };

export function readAccount(on: On): Promise<unknown> {
  return on(AccountsApi).getAccounts({ fieldsAccount: ACCOUNT_FIELDS });
}

/** How the read that stands for each scope is asked; see `klaviyo/cheap-reads.ts` for which and why. */
export const READS: Readonly<Record<ReadScope, (on: On) => Promise<unknown>>> = {
  'campaigns:read': on =>
    on(CampaignsApi).getCampaigns("equals(messages.channel,'email')", { fieldsCampaign: ['id'], ...ONE_ID }),
  'catalogs:read': on => on(CatalogsApi).getBulkCreateCategoriesJobs({ fieldsCatalogCategoryBulkCreateJob: ['id'] }),
  'coupon-codes:read': on => on(CouponsApi).getBulkCreateCouponCodeJobs({ fieldsCouponCodeBulkCreateJob: ['id'] }),
  'coupons:read': on => on(CouponsApi).getCoupons({ fieldsCoupon: ['id'], ...ONE_ID }),
  'custom-objects:read': on => on(CustomObjectsApi).getDataSources({ fieldsDataSource: ['id'], ...ONE_ID }),
  'events:read': on => on(EventsApi).getMetricIdForEvent(NO_EVENT),
  'flows:read': on => on(FlowsApi).getFlows({ fieldsFlow: ['id'], ...ONE_ID }),
  'forms:read': on => on(FormsApi).getForms({ fieldsForm: ['id'], ...ONE_ID }),
  'images:read': on => on(ImagesApi).getImages({ fieldsImage: ['id'], ...ONE_ID }),
  'lists:read': on => on(ListsApi).getLists({ fieldsList: ['id'], ...ONE_ID }),
  'metrics:read': on => on(MetricsApi).getMetrics({ fieldsMetric: ['id'] }),
  'profiles:read': on => on(ProfilesApi).getBulkImportProfilesJobs({ fieldsProfileBulkImportJob: ['id'], ...ONE_ID }),
  'segments:read': on => on(SegmentsApi).getSegments({ fieldsSegment: ['id'], ...ONE_ID }),
  'subscriptions:read': on =>
    on(ProfilesApi).getBulkSuppressProfilesJobs({ fieldsProfileSuppressionBulkCreateJob: ['id'] }),
  'tags:read': on => on(TagsApi).getTags({ fieldsTag: ['id'], ...ONE_ID }),
  'templates:read': on => on(TemplatesApi).getTemplates({ fieldsTemplate: ['id'], ...ONE_ID }),
  'tracking-settings:read': on =>
    on(TrackingSettingsApi).getTrackingSettings({ fieldsTrackingSetting: ['id'], ...ONE_ID }),
  'web-feeds:read': on => on(WebFeedsApi).getWebFeeds({ fieldsWebFeed: ['id'], ...ONE_ID }),
  'webhooks:read': on => on(WebhooksApi).getWebhooks({ fieldsWebhook: ['enabled', 'endpoint_url'] }),
};
