import { describe, expect, it, test } from 'vitest';
import { CLIENT_OPERATIONS } from '../../../src/vendors/klaviyo/client-operations.ts';
import {
  allOperations,
  API_CLASSES,
  findMethod,
  findOperation,
  operationsForPath,
} from '../../../src/vendors/klaviyo/operations.ts';
import { scopesOf } from '../../../src/vendors/klaviyo/scopes.ts';

describe('findOperation', () => {
  it.each([
    ['a resource', 'GET', '/api/profiles', 'getProfiles'],
    ['a trailing slash', 'GET', '/api/profiles/', 'getProfiles'],
    ['a query', 'GET', '/api/profiles/?filter=equals(email,"a/b?c")', 'getProfiles'],
    ['a fragment', 'GET', '/api/profiles#top', 'getProfiles'],
    ['no leading slash', 'GET', 'api/profiles', 'getProfiles'],
    ['a base that ends in a slash', 'GET', '//api/profiles', 'getProfiles'],
    ['a verb in small letters', 'post', '/api/profiles', 'createProfile'],
    ['an id', 'GET', '/api/profiles/01ABC', 'getProfile'],
    ['an id in the middle and a trailing slash', 'GET', '/api/profiles/abc/lists/', 'getListsForProfile'],
    ['empty braces for the id', 'GET', '/api/profiles/{}/lists', 'getListsForProfile'],
    ['named braces for the id', 'GET', '/api/profiles/{profile_id}/lists', 'getListsForProfile'],
    ['a route parameter for the id', 'GET', '/api/profiles/:id/lists', 'getListsForProfile'],
    ['an unknown id', 'GET', '/api/profiles/*/lists', 'getListsForProfile'],
    ['an unknown id at the end', 'PATCH', '/api/profiles/*', 'updateProfile'],
    ['an id that is partly unknown', 'GET', '/api/profiles/user-*', 'getProfile'],
    ['an id that looks like a name', 'GET', '/api/profiles/lists', 'getProfile'],
    ['an id that is a property of every object', 'GET', '/api/profiles/constructor', 'getProfile'],
    ['an encoded id', 'GET', '/api/catalog-items/$custom:::$default:::A%2F1', 'getCatalogItem'],
    ['a relationship', 'POST', '/api/lists/XyZ/relationships/profiles', 'addProfilesToList'],
    ['an upsert', 'POST', '/api/profile-import/', 'createOrUpdateProfile'],
    ['the client operation of the SDK', 'GET', '/client/ip-allowlists/integration-egress', 'getClientIpAllowlist'],
    ['no verb on a path with one operation', undefined, '/api/event-bulk-create-jobs', 'bulkCreateEvents'],
  ])('%s', (_situation, verb, path, method) => {
    expect(findOperation(verb, path)?.sdk?.method).toBe(method);
  });

  it.each([
    ['no verb on a path with several operations', undefined, '/api/profiles'],
    ['a verb that the path does not have', 'DELETE', '/api/profiles'],
    ['an unknown name', 'GET', '/api/*'],
    ['an unknown name after an id', 'GET', '/api/profiles/abc/*'],
    ['an unknown product part', 'GET', '/*/profiles'],
    ['an empty id', 'GET', '/api/profiles//lists'],
    ['two trailing slashes', 'GET', '/api/profiles//'],
    ['a longer path', 'GET', '/api/profiles/abc/lists/def'],
    ['the start of a path', 'GET', '/api/profiles/abc/relationships'],
    ['the product part alone', 'GET', '/api'],
    ['nothing', 'GET', ''],
    ['a slash', 'GET', '/'],
    ['a legacy path', 'POST', '/api/track'],
    ['a numbered legacy path', 'GET', '/api/v2/lists'],
    ['another spelling', 'GET', '/api/Profiles'],
    ['a property of every object', 'GET', '/api/constructor'],
    ['another product', 'GET', '/oauth/token'],
  ])('finds nothing for %s', (_situation, verb, path) => {
    expect(findOperation(verb, path)).toBeUndefined();
  });

  it('returns what is known of an operation', () => {
    expect(findOperation('GET', '/api/profiles/abc')).toEqual({
      verb: 'GET',
      path: '/api/profiles/{id}',
      limit: { burstPerSecond: 75, steadyPerMinute: 750 },
      sdk: { apiClass: 'ProfilesApi', method: 'getProfile', aliases: [] },
    });
  });

  it('returns a daily limit', () => {
    expect(findOperation('POST', '/api/segments')?.limit).toEqual({
      burstPerSecond: 1,
      steadyPerMinute: 15,
      perDay: 100,
    });
  });

  it('finds a client operation that the SDK lacks', () => {
    expect(findOperation('POST', '/client/events/?company_id=AbC123')).toEqual({
      verb: 'POST',
      path: '/client/events',
      limit: { burstPerSecond: 350, steadyPerMinute: 3500 },
    });
  });
});

describe('operationsForPath', () => {
  it('lists the verbs of a path', () => {
    const operations = operationsForPath('/api/lists/*/relationships/profiles/');
    expect(operations.map(({ verb, sdk }) => `${verb} ${sdk?.method}`)).toEqual([
      'DELETE removeProfilesFromList',
      'GET getProfileIdsForList',
      'POST addProfilesToList',
    ]);
  });

  it('is empty for a path that is not known', () => {
    expect(operationsForPath('/api/track')).toEqual([]);
  });
});

describe('findMethod', () => {
  it('finds a method by its name', () => {
    expect(findMethod('ProfilesApi', 'bulkSubscribeProfiles')).toMatchObject({
      verb: 'POST',
      path: '/api/profile-subscription-bulk-create-jobs',
      sdk: {
        method: 'bulkSubscribeProfiles',
        aliases: ['createProfileSubscriptionBulkCreateJob', 'subscribeProfiles'],
      },
    });
  });

  it('finds the successor by a deprecated alias', () => {
    expect(findMethod('ProfilesApi', 'subscribeProfiles')).toBe(findMethod('ProfilesApi', 'bulkSubscribeProfiles'));
  });

  it.each([
    ['ProfilesApi', 'getLists'],
    ['ProfilesApi', 'constructor'],
    ['ProfilesApi', ''],
    ['Profiles', 'getProfiles'],
    ['Object', 'keys'],
  ])('finds nothing for %s.%s', (apiClass, method) => {
    expect(findMethod(apiClass, method)).toBeUndefined();
  });
});

describe('every operation', () => {
  it('is found by its own path, whatever stands for its ids', () => {
    const paths = allOperations().flatMap(operation =>
      ['{}', 'abc', '*', ':id'].map(id => ({ operation, path: operation.path.replaceAll(/\{\w+\}/g, id) })),
    );
    const lost = paths.filter(({ operation, path }) => findOperation(operation.verb, `${path}/?page=2`) !== operation);
    expect(lost).toEqual([]);
    expect(paths).toHaveLength(345 * 4);
  });

  it('has a limit', () => {
    const limits = allOperations().flatMap(({ limit }) => [
      limit.burstPerSecond,
      limit.steadyPerMinute,
      limit.perDay ?? 1,
    ]);
    expect(limits.filter(limit => !Number.isInteger(limit) || limit < 1)).toEqual([]);
  });

  it('has no equal', () => {
    const ids = allOperations().map(({ verb, path }) => `${verb} ${path}`);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

describe('the SDK 23.0.0', () => {
  const ofSdk = allOperations().flatMap(({ sdk }) => sdk ?? []);

  it('has 23 classes, 334 methods and 297 deprecated aliases', () => {
    expect(API_CLASSES).toHaveLength(23);
    expect(ofSdk).toHaveLength(334);
    expect(ofSdk.flatMap(({ aliases }) => aliases)).toHaveLength(297);
  });

  it('lacks the client operations that are written by hand', () => {
    const client = allOperations().filter(({ path }) => path.startsWith('/client/'));
    expect(client.filter(({ sdk }) => sdk === undefined)).toHaveLength(CLIENT_OPERATIONS.length);
    expect(client.flatMap(({ sdk }) => sdk?.method ?? [])).toEqual(['getClientIpAllowlist']);
  });
});

describe('scopesOf', () => {
  it.each([
    ['AccountsApi', 'getAccounts', ['accounts:read']],
    ['ProfilesApi', 'bulkSubscribeProfiles', ['lists:write', 'profiles:write', 'subscriptions:write']],
    ['ClientApi', 'getClientIpAllowlist', []],
    ['ProfilesApi', 'subscribeProfiles', []],
    ['ProfilesApi', 'toString', []],
    ['toString', 'name', []],
  ])('%s.%s', (apiClass, method, scopes) => {
    expect(scopesOf(apiClass, method)).toEqual(scopes);
  });

  test('every operation under /api needs one', () => {
    const without = allOperations().filter(
      ({ path, sdk }) => path.startsWith('/api/') && scopesOf(sdk!.apiClass, sdk!.method).length === 0,
    );
    expect(without).toEqual([]);
  });
});
