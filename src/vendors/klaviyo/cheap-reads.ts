import { findMethod, type SdkOperation } from './operations.ts';
import { scopesOf } from './scopes.ts';

/**
 * By read scope: the operation whose answer tells whether a key has it, and returns no people. Chosen among the operations that
 * need the fewest scopes; only ids are requested, one per page where the endpoint has pages. Of webhooks the preflight also reads
 * whether they are enabled and where they point.
 *
 * `conversations:read`, `push-tokens:read` and `reviews:read` are missing, because every operation under them returns people.
 * An event is requested by an id that does not exist, so that none is returned.
 *
 * Source: klaviyo/openapi, `x-klaviyo-scopes` of revision 2026-07-15; read 2026-11-20.
 */
const READS = {
  'campaigns:read': ['CampaignsApi', 'getCampaigns'],
  'catalogs:read': ['CatalogsApi', 'getBulkCreateCategoriesJobs'],
  'coupon-codes:read': ['CouponsApi', 'getBulkCreateCouponCodeJobs'],
  'coupons:read': ['CouponsApi', 'getCoupons'],
  'custom-objects:read': ['CustomObjectsApi', 'getDataSources'],
  'events:read': ['EventsApi', 'getMetricIdForEvent'],
  'flows:read': ['FlowsApi', 'getFlows'],
  'forms:read': ['FormsApi', 'getForms'],
  'images:read': ['ImagesApi', 'getImages'],
  'lists:read': ['ListsApi', 'getLists'],
  'metrics:read': ['MetricsApi', 'getMetrics'],
  'profiles:read': ['ProfilesApi', 'getBulkImportProfilesJobs'],
  'segments:read': ['SegmentsApi', 'getSegments'],
  'subscriptions:read': ['ProfilesApi', 'getBulkSuppressProfilesJobs'],
  'tags:read': ['TagsApi', 'getTags'],
  'templates:read': ['TemplatesApi', 'getTemplates'],
  'tracking-settings:read': ['TrackingSettingsApi', 'getTrackingSettings'],
  'web-feeds:read': ['WebFeedsApi', 'getWebFeeds'],
  'webhooks:read': ['WebhooksApi', 'getWebhooks'],
} as const satisfies Record<string, readonly [apiClass: string, method: string]>;

/** A scope that a read can prove. `accounts:read` is proved by the read of the account, which is sent anyway. */
export type ReadScope = keyof typeof READS;

export const READ_SCOPES = Object.keys(READS) as ReadScope[];

export interface CheapRead {
  operation: SdkOperation;
  /** All scopes that the operation needs, the one that it stands for included. */
  scopes: readonly string[];
}

/** The read that stands for a scope. */
export function cheapRead(scope: ReadScope): CheapRead {
  const [apiClass, method] = READS[scope];
  const operation = findMethod(apiClass, method);
  if (operation === undefined) throw new Error(`'${apiClass}.${method}' is no operation of the SDK.`);
  return { operation, scopes: scopesOf(apiClass, method) };
}
