import * as sdk from 'klaviyo-api';
import type { Simulator } from '../../../src/simulator/klaviyo/start-simulator.ts';

/** The API classes of the real SDK, pointed at a simulator and never asking twice. */
export function clientOf({ apiUrl, key }: Pick<Simulator, 'apiUrl' | 'key'>) {
  const session = new sdk.ApiKeySession(key, new sdk.RetryWithExponentialBackoff({ numRetries: 0 }));
  const at = <T extends { basePath: string }>(api: T): T => Object.assign(api, { basePath: apiUrl });
  return {
    campaigns: at(new sdk.CampaignsApi(session)),
    catalogs: at(new sdk.CatalogsApi(session)),
    coupons: at(new sdk.CouponsApi(session)),
    dataPrivacy: at(new sdk.DataPrivacyApi(session)),
    events: at(new sdk.EventsApi(session)),
    images: at(new sdk.ImagesApi(session)),
    lists: at(new sdk.ListsApi(session)),
    metrics: at(new sdk.MetricsApi(session)),
    profiles: at(new sdk.ProfilesApi(session)),
    reporting: at(new sdk.ReportingApi(session)),
    segments: at(new sdk.SegmentsApi(session)),
    tags: at(new sdk.TagsApi(session)),
    templates: at(new sdk.TemplatesApi(session)),
    webFeeds: at(new sdk.WebFeedsApi(session)),
    webhooks: at(new sdk.WebhooksApi(session)),
  };
}

export type Client = ReturnType<typeof clientOf>;
