/** What came after an endpoint of the retired v1 and v2. */
export interface LegacySuccessor {
  /** Of the SDK, such as `EventsApi.createEvent`. */
  method: string;
  /** The endpoint behind it. */
  endpoint: string;
  /** Where a browser sends the same with the public key. */
  forBrowsers?: string;
}

/** The day since which every call of v1 and v2 is answered 410. Source: the vendor's migration FAQ; read 2026-11-20. */
export const LEGACY_RETIRED_ON = '2024-06-30';

type Row = readonly [verbs: string, path: string, method: string, endpoint: string, forBrowsers?: string];

/**
 * Verbs, path below `/api`, and the successor. `{}` is one segment; the first row that fits counts.
 *
 * Source: the vendor's comparison chart of v1/v2 and new endpoints; read 2026-11-20.
 */
const SUCCESSORS: readonly Row[] = [
  ['GET POST', 'track', 'EventsApi.createEvent', 'POST /api/events', 'POST /client/events'],
  ['GET POST', 'track-once', 'EventsApi.createEvent', 'POST /api/events', 'POST /client/events'],
  ['GET POST', 'identify', 'ProfilesApi.createOrUpdateProfile', 'POST /api/profile-import', 'POST /client/profiles'],

  ['GET', 'v2/lists', 'ListsApi.getLists', 'GET /api/lists'],
  ['POST', 'v2/lists', 'ListsApi.createList', 'POST /api/lists'],
  ['GET', 'v2/list/{}', 'ListsApi.getList', 'GET /api/lists/{id}'],
  ['PUT', 'v2/list/{}', 'ListsApi.updateList', 'PATCH /api/lists/{id}'],
  ['DELETE', 'v2/list/{}', 'ListsApi.deleteList', 'DELETE /api/lists/{id}'],
  [
    'POST',
    'v2/list/{}/subscribe',
    'ProfilesApi.bulkSubscribeProfiles',
    'POST /api/profile-subscription-bulk-create-jobs',
    'POST /client/subscriptions',
  ],
  [
    'DELETE',
    'v2/list/{}/subscribe',
    'ProfilesApi.bulkUnsubscribeProfiles',
    'POST /api/profile-subscription-bulk-delete-jobs',
  ],
  ['POST', 'v2/list/{}/get-list-subscriptions', 'ListsApi.getProfilesForList', 'GET /api/lists/{id}/profiles'],
  ['GET', 'v2/list/{}/subscribe', 'ListsApi.getProfilesForList', 'GET /api/lists/{id}/profiles'],
  ['POST', 'v2/list/{}/members', 'ListsApi.addProfilesToList', 'POST /api/lists/{id}/relationships/profiles'],
  ['DELETE', 'v2/list/{}/members', 'ListsApi.removeProfilesFromList', 'DELETE /api/lists/{id}/relationships/profiles'],
  ['POST', 'v2/list/{}/get-members', 'ListsApi.getProfilesForList', 'GET /api/lists/{id}/profiles'],
  ['GET', 'v2/list/{}/members', 'ListsApi.getProfilesForList', 'GET /api/lists/{id}/profiles'],
  ['GET', 'v2/list/{}/exclusions/all', 'ListsApi.getProfilesForList', 'GET /api/lists/{id}/profiles'],
  ['POST', 'v2/group/{}/members', 'ListsApi.addProfilesToList', 'POST /api/lists/{id}/relationships/profiles'],
  ['GET', 'v2/group/{}/members/all', 'ListsApi.getProfilesForList', 'GET /api/lists/{id}/profiles'],
  ['GET', 'v2/people/search', 'ProfilesApi.getProfiles', 'GET /api/profiles'],
  [
    'POST',
    'v2/data-privacy/deletion-request',
    'DataPrivacyApi.requestProfileDeletion',
    'POST /api/data-privacy-deletion-jobs',
  ],

  ['GET', 'v1/person/{}', 'ProfilesApi.getProfile', 'GET /api/profiles/{id}'],
  ['PUT POST', 'v1/person/{}', 'ProfilesApi.updateProfile', 'PATCH /api/profiles/{id}'],
  ['GET', 'v1/person/{}/metrics/timeline', 'EventsApi.getEvents', 'GET /api/events'],
  ['GET', 'v1/person/{}/metric/{}/timeline', 'EventsApi.getEvents', 'GET /api/events'],
  ['GET', 'v1/people', 'ProfilesApi.getProfiles', 'GET /api/profiles'],
  ['GET', 'v1/people/exclusions', 'ProfilesApi.getProfiles', 'GET /api/profiles'],
  [
    'POST',
    'v1/people/exclusions',
    'ProfilesApi.bulkSuppressProfiles',
    'POST /api/profile-suppression-bulk-create-jobs',
  ],

  ['GET', 'v1/metrics', 'MetricsApi.getMetrics', 'GET /api/metrics'],
  ['GET', 'v1/metrics/timeline', 'EventsApi.getEvents', 'GET /api/events'],
  ['GET', 'v1/metric/{}/timeline', 'EventsApi.getEvents', 'GET /api/events'],
  ['GET', 'v1/metric/{}/export', 'MetricsApi.queryMetricAggregates', 'POST /api/metric-aggregates'],

  ['GET', 'v1/lists', 'ListsApi.getLists', 'GET /api/lists'],
  ['POST', 'v1/lists', 'ListsApi.createList', 'POST /api/lists'],
  ['GET', 'v1/list/{}', 'ListsApi.getList', 'GET /api/lists/{id}'],
  ['PUT', 'v1/list/{}', 'ListsApi.updateList', 'PATCH /api/lists/{id}'],
  ['DELETE', 'v1/list/{}', 'ListsApi.deleteList', 'DELETE /api/lists/{id}'],
  ['GET', 'v1/list/{}/members', 'ListsApi.getProfilesForList', 'GET /api/lists/{id}/profiles'],
  ['POST', 'v1/list/{}/members', 'ListsApi.addProfilesToList', 'POST /api/lists/{id}/relationships/profiles'],
  ['DELETE', 'v1/list/{}/members', 'ListsApi.removeProfilesFromList', 'DELETE /api/lists/{id}/relationships/profiles'],

  ['GET', 'v1/campaigns', 'CampaignsApi.getCampaigns', 'GET /api/campaigns'],
  ['POST', 'v1/campaigns', 'CampaignsApi.createCampaign', 'POST /api/campaigns'],
  ['GET', 'v1/campaign/{}', 'CampaignsApi.getCampaign', 'GET /api/campaigns/{id}'],
  ['PUT', 'v1/campaign/{}', 'CampaignsApi.updateCampaign', 'PATCH /api/campaigns/{id}'],
  ['POST', 'v1/campaign/{}/send', 'CampaignsApi.sendCampaign', 'POST /api/campaign-send-jobs'],
  ['POST', 'v1/campaign/{}/schedule', 'CampaignsApi.sendCampaign', 'POST /api/campaign-send-jobs'],
  ['POST', 'v1/campaign/{}/cancel', 'CampaignsApi.cancelCampaignSend', 'PATCH /api/campaign-send-jobs/{id}'],
  ['POST', 'v1/campaign/{}/clone', 'CampaignsApi.createCampaignClone', 'POST /api/campaign-clone'],

  ['GET', 'v1/email-templates', 'TemplatesApi.getTemplates', 'GET /api/templates'],
  ['POST', 'v1/email-templates', 'TemplatesApi.createTemplate', 'POST /api/templates'],
  ['PUT', 'v1/email-template/{}', 'TemplatesApi.updateTemplate', 'PATCH /api/templates/{id}'],
  ['DELETE', 'v1/email-template/{}', 'TemplatesApi.deleteTemplate', 'DELETE /api/templates/{id}'],
  ['POST', 'v1/email-template/{}/clone', 'TemplatesApi.cloneTemplate', 'POST /api/template-clone'],
  ['POST', 'v1/email-template/{}/render', 'TemplatesApi.renderTemplate', 'POST /api/template-render'],
  ['POST', 'v1/email-template/{}/send', 'EventsApi.createEvent', 'POST /api/events'],
];

/**
 * Finds what came after a legacy endpoint.
 *
 * @param verb in capitals; where it is not known, a successor is found only if all verbs of the path have the same
 * @param path as `locateEndpoint` gives it: `*` is one unknown segment, also the version, and with `**` nothing is known
 */
export function legacySuccessor(verb: string | undefined, path: string): LegacySuccessor | undefined {
  const rows = path.includes('**') ? [] : SUCCESSORS.filter(row => fits(row, verb, path));
  const [first] = rows;
  if (!first || rows.some(([, , method]) => method !== first[2])) return undefined;
  const [, , method, endpoint, forBrowsers] = first;
  return { method, endpoint, ...(forBrowsers !== undefined && { forBrowsers }) };
}

/** Tells whether a path of which the version is not known is one of v1 or v2. @param path `/api/*` and what follows the version */
export function isRetiredPath(path: string): boolean {
  return path.startsWith('/api/*/') && !path.includes('**') && SUCCESSORS.some(row => fits(row, undefined, path));
}

function fits([verbs, pattern]: Row, verb: string | undefined, path: string): boolean {
  const segments = path.replace(/^\/api\//, '').split('/');
  const expected = pattern.split('/');
  const isPath =
    segments.length === expected.length &&
    expected.every((name, index) => name === '{}' || name === segments[index] || isAnyVersion(name, segments[index]));
  return isPath && (verb === undefined || verbs.split(' ').includes(verb));
}

function isAnyVersion(expected: string, segment: string | undefined): boolean {
  return segment === '*' && /^v[12]$/.test(expected);
}
