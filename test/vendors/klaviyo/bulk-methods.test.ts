import { expect, test } from 'vitest';
import { bulkMethodFor, takesMany } from '../../../src/vendors/klaviyo/bulk-methods.ts';
import { API_CLASSES, allOperations, findMethod } from '../../../src/vendors/klaviyo/operations.ts';

const METHODS = allOperations().flatMap(({ sdk }) => (sdk ? [sdk] : []));

test('a bulk method is one of the SDK, by its name of today', () => {
  const bulk = METHODS.flatMap(({ apiClass, method }) => bulkMethodFor(apiClass, method) ?? []);
  expect(bulk.length).toBe(21);
  for (const { name } of bulk) {
    const [apiClass = '', method = ''] = name.split('.');
    expect(API_CLASSES).toContain(apiClass);
    expect(findMethod(apiClass, method)?.sdk.method, name).toBe(method);
  }
});

test.each([
  ['EventsApi', 'createEvent', { name: 'EventsApi.bulkCreateEvents', most: 1000 }],
  ['ProfilesApi', 'bulkSubscribeProfiles', { name: 'ProfilesApi.bulkSubscribeProfiles', most: 1000 }],
  ['ProfilesApi', 'getProfile', undefined],
])('%s.%s', (apiClass, method, bulk) => {
  expect(bulkMethodFor(apiClass, method)).toEqual(bulk);
});

test('only what takes a list takes many', () => {
  expect(takesMany('EventsApi', 'bulkCreateEvents')).toBe(true);
  expect(takesMany('EventsApi', 'createEvent')).toBe(false);
});
