import { describe, expect, it, test } from 'vitest';
import { METHOD_HISTORY } from '../../../src/vendors/klaviyo/generated/method-history.ts';
import {
  compareReleases,
  deprecationIn,
  hasHistory,
  historyOf,
  lastReleaseBefore,
  successorIn,
} from '../../../src/vendors/klaviyo/method-history.ts';

describe('successorIn', () => {
  it.each([
    ['before it was renamed', '11.0.0', 'ProfilesApi', 'createProfileSubscriptionBulkCreateJob', undefined],
    [
      'after the first renaming',
      '12.0.1',
      'ProfilesApi',
      'createProfileSubscriptionBulkCreateJob',
      'subscribeProfiles',
    ],
    [
      'after the second renaming',
      '13.0.0',
      'ProfilesApi',
      'createProfileSubscriptionBulkCreateJob',
      'bulkSubscribeProfiles',
    ],
    ['in a release between two known ones', '12.2.0', 'ProfilesApi', 'subscribeProfiles', undefined],
    ['in a release that the registry lacks', '22.0.0', 'ProfilesApi', 'subscribeProfiles', 'bulkSubscribeProfiles'],
    ['in a release to come', '31.0.0', 'ListsApi', 'getListProfiles', 'getProfilesForList'],
    ['in a pre-release', '13.0.0-beta.1', 'ProfilesApi', 'subscribeProfiles', 'bulkSubscribeProfiles'],
    ['while the names were swapped', '14.0.0', 'ProfilesApi', 'bulkImportProfiles', 'spawnBulkProfileImportJob'],
    ['after the names were swapped back', '15.0.0', 'ProfilesApi', 'bulkImportProfiles', undefined],
    ['for a removed method', '23.0.0', 'EventsApi', 'getEventMetrics', undefined],
    ['for a method that is as it always was', '23.0.0', 'ListsApi', 'getList', undefined],
    ['for a method that never existed', '23.0.0', 'ListsApi', 'toString', undefined],
    ['for a class that never existed', '23.0.0', 'toString', 'getList', undefined],
  ])('%s', (_situation, version, apiClass, method, successor) => {
    expect(successorIn(version, apiClass, method)).toBe(successor);
  });
});

test('a deprecation says since when its successor is there', () => {
  expect(deprecationIn('23.0.0', 'ProfilesApi', 'createProfileSubscriptionBulkCreateJob')).toEqual({
    successor: 'bulkSubscribeProfiles',
    since: '13.0.0',
  });
});

describe('lastReleaseBefore', () => {
  it.each([
    ['after its removal', '5.1.0', 'getEventMetrics', '3.0.0'],
    ['in the last release that has it', '3.0.0', 'getEventMetrics', undefined],
    ['for a method that is there', '23.0.0', 'getEvents', undefined],
  ])('%s', (_situation, version, method, expected) => {
    expect(lastReleaseBefore(version, 'EventsApi', method)).toBe(expected);
  });
});

test('a name has a history if a method of any class has', () => {
  expect(['subscribeProfiles', 'getEventMetrics', 'getEvents', 'toString'].map(hasHistory)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test.each([
  ['9.0.0', '10.0.0', -1],
  ['10.1.0', '10.0.2', 1],
  ['13.0.0-beta.1', '13.0.0', 0],
  ['13', '13.0.0', 0],
  ['13', '13.0.1', -1],
])('%s compared with %s', (left, right, sign) => {
  expect(Math.sign(compareReleases(left, right))).toBe(sign);
});

describe('historyOf', () => {
  it('returns the first release and each successor', () => {
    expect(historyOf('ProfilesApi', 'createProfileBulkImportJob')).toEqual({
      since: '12.0.1',
      successors: { '12.0.1': 'spawnBulkProfileImportJob', '15.0.0': 'bulkImportProfiles' },
    });
  });

  it('returns the last release of a removed method', () => {
    expect(historyOf('ClientApi', 'createClientEvent')).toEqual({ since: '1.0.1', until: '3.0.0', successors: {} });
  });

  it('knows nothing of a method that is as it always was', () => {
    expect(historyOf('ListsApi', 'getList')).toBeUndefined();
  });
});

test('297 methods are deprecated in 23.0.0 and 27 are removed', () => {
  const histories = Object.entries(METHOD_HISTORY).flatMap(([apiClass, methods]) =>
    Object.entries(methods).map(([method, { until }]) => ({
      until,
      successor: successorIn('23.0.0', apiClass, method),
    })),
  );
  expect(histories.filter(({ successor }) => successor !== undefined)).toHaveLength(297);
  expect(histories.filter(({ until }) => until !== undefined)).toHaveLength(27);
});
