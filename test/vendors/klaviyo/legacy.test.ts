import { describe, expect, it, test } from 'vitest';
import { legacySuccessor } from '../../../src/vendors/klaviyo/legacy.ts';
import { locateEndpoint } from '../../../src/vendors/klaviyo/endpoints.ts';
import { findMethod, findOperation } from '../../../src/vendors/klaviyo/operations.ts';

/** Verb and path, and the successor by hand from the vendor's chart. */
const CHART = [
  ['GET', '/api/track', 'EventsApi.createEvent'],
  ['POST', '/api/track-once', 'EventsApi.createEvent'],
  ['POST', '/api/identify', 'ProfilesApi.createOrUpdateProfile'],
  ['GET', '/api/v1/metrics', 'MetricsApi.getMetrics'],
  ['GET', '/api/v1/metrics/timeline', 'EventsApi.getEvents'],
  ['GET', '/api/v1/metric/abc/timeline', 'EventsApi.getEvents'],
  ['GET', '/api/v1/metric/abc/export', 'MetricsApi.queryMetricAggregates'],
  ['GET', '/api/v1/person/*', 'ProfilesApi.getProfile'],
  ['PUT', '/api/v1/person/*', 'ProfilesApi.updateProfile'],
  ['POST', '/api/v2/lists', 'ListsApi.createList'],
  ['GET', '/api/v2/lists', 'ListsApi.getLists'],
  ['POST', '/api/v2/list/*/subscribe', 'ProfilesApi.bulkSubscribeProfiles'],
  ['DELETE', '/api/v2/list/*/subscribe', 'ProfilesApi.bulkUnsubscribeProfiles'],
  ['POST', '/api/v2/list/*/members', 'ListsApi.addProfilesToList'],
  ['GET', '/api/v2/group/*/members/all', 'ListsApi.getProfilesForList'],
  ['POST', '/api/v1/email-template/*/render', 'TemplatesApi.renderTemplate'],
  ['POST', '/api/v1/campaign/*/send', 'CampaignsApi.sendCampaign'],
  ['POST', '/api/v2/data-privacy/deletion-request', 'DataPrivacyApi.requestProfileDeletion'],
] as const;

describe('legacySuccessor', () => {
  it.each(CHART)('%s %s', (verb, path, method) => {
    expect(legacySuccessor(verb, path)?.method).toBe(method);
  });

  it.each(CHART)('%s %s: the endpoint is that of the method', (verb, path) => {
    const { method = '', endpoint } = legacySuccessor(verb, path) ?? {};
    const [apiClass = '', name = ''] = method.split('.');
    const operation = findMethod(apiClass, name);
    expect(`${operation?.verb} ${operation?.path}`).toBe(endpoint);
    expect(operation?.sdk.method).toBe(name);
  });

  test('what browsers send instead is an operation', () => {
    const paths = CHART.map(([verb, path]) => legacySuccessor(verb, path)?.forBrowsers).filter(
      path => path !== undefined,
    );
    expect(paths.length).toBeGreaterThan(2);
    for (const path of paths) expect(findOperation(...(path.split(' ') as [string, string]))).toBeDefined();
  });

  test.each([
    ['a path that never was', 'GET', '/api/v1/settings'],
    ['a verb that it never took', 'PATCH', '/api/v2/lists'],
    ['an unknown rest', 'GET', '/api/v2/list/**'],
    ['an unknown verb that decides', undefined, '/api/v2/lists'],
  ])('%s has none', (_situation, verb, path) => {
    expect(legacySuccessor(verb, path)).toBeUndefined();
  });
});

test('every legacy path of the chart is known as one', () => {
  for (const [, path] of CHART) {
    const url = `https://a.klaviyo.com${path.replaceAll('*', 'Ab12')}`;
    expect(locateEndpoint(url, { hasKlaviyoScheme: false, isPathOwn: false })?.audience).toBe('legacy');
  }
});
