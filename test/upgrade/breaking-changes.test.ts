import { compare } from 'semver';
import { describe, expect, test } from 'vitest';
import { BREAKING_CHANGES } from '../../src/vendors/klaviyo/breaking-changes.ts';
import { findMethod } from '../../src/vendors/klaviyo/operations.ts';
import { breakingChangesBetween } from '../../src/upgrade/breaking-changes-between.ts';

const use = (apiClass: string, method: string, line: number) => ({
  apiClass,
  method,
  path: 'src/a.ts',
  line,
  column: 5,
  isPayloadSeen: true,
});

describe('BREAKING_CHANGES', () => {
  test('stand by release', () => {
    const releases = BREAKING_CHANGES.map(({ since }) => since);
    expect(releases).toEqual(releases.toSorted(compare));
  });

  test.each([...new Set(BREAKING_CHANGES.flatMap(({ methods = [] }) => methods))])(
    '%s is the newest name of a method',
    name => {
      const [apiClass = '', method = ''] = name.split('.');
      expect(findMethod(apiClass, method)?.sdk.method).toBe(method);
    },
  );

  test.each(BREAKING_CHANGES.map(({ since, change, action }) => [since, change, action]))(
    '%s is reported in whole sentences',
    (_since, change, action) => {
      expect(change).toMatch(/^[A-Z'].*\.$/);
      expect(action).toMatch(/^[A-Z].*\.$/);
    },
  );
});

describe('breakingChangesBetween', () => {
  test('reports those that concern a method in use, under its old name too', () => {
    const { changes, unconcerned } = breakingChangesBetween('15.0.0', '16.0.0', [
      use('ProfilesApi', 'subscribeProfiles', 3),
      use('ProfilesApi', 'getProfile', 4),
      use('ProfilesApi', 'bulkUnsubscribeProfiles', 9),
    ]);
    expect(changes).toEqual([
      {
        id: 'breaking-change',
        by: 'hand',
        message:
          "Since 16.0.0: Each profile needs 'subscriptions', which names the channels and the kinds of messages. Add 'subscriptions' to the attributes of each profile.",
        places: [
          { path: 'src/a.ts', line: 3, column: 5 },
          { path: 'src/a.ts', line: 9, column: 5 },
        ],
      },
    ]);
    expect(unconcerned).toBe(2);
  });

  test('points at the attribute, and at calls whose payload cannot be seen', () => {
    const { changes } = breakingChangesBetween('20.0.0', '21.0.1', [
      use('ProfilesApi', 'createProfile', 3),
      { ...use('ProfilesApi', 'createProfile', 4), attribute: 'anonymousId' },
      { ...use('ProfilesApi', 'updateProfile', 7), isPayloadSeen: false },
    ]);
    expect(changes.map(({ places }) => places.map(({ line }) => line))).toEqual([[4, 7]]);
  });

  test('reports those that concern every use, without places', () => {
    const { changes } = breakingChangesBetween('21.0.1', '22.0.1', []);
    expect(changes.map(({ message, places }) => [message.slice(0, 13), places])).toEqual([['Since 22.0.0:', []]]);
  });

  test('says nothing of what a release brought that the code already has', () => {
    expect(breakingChangesBetween('16.0.0', '20.0.0', [use('ProfilesApi', 'bulkSubscribeProfiles', 1)])).toEqual({
      changes: [],
      unconcerned: 0,
    });
  });

  test('says nothing between the same releases', () => {
    expect(breakingChangesBetween('23.0.0', '23.0.0', [use('EventsApi', 'getEvents', 1)])).toEqual({
      changes: [],
      unconcerned: 0,
    });
  });
});
