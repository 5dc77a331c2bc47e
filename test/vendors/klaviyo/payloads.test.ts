import { describe, expect, it, test } from 'vitest';
import { SDK_OPERATIONS } from '../../../src/vendors/klaviyo/generated/operations.ts';
import { METHOD_PAYLOADS, PAYLOAD_TYPES } from '../../../src/vendors/klaviyo/generated/payloads.ts';
import {
  attributeMeantBy,
  isInAnotherCase,
  payloadOf,
  payloadType,
  writesSnakeCaseAttribute,
} from '../../../src/vendors/klaviyo/payloads.ts';

/** The type of what is at a path below the payload of a method. */
function typeAt(apiClass: string, method: string, ...path: string[]): string | undefined {
  let type: string | undefined = payloadOf(apiClass, method)?.type;
  for (const name of path) type = type && payloadType(type).attributes.get(name)?.type;
  return type;
}

describe('payloadOf', () => {
  test('returns which argument is serialised', () => {
    expect(payloadOf('EventsApi', 'createEvent')?.argument).toBe(0);
    expect(payloadOf('CampaignsApi', 'updateCampaign')?.argument).toBe(1);
  });

  test('knows an alias by its successor', () => {
    expect(payloadOf('ProfilesApi', 'subscribeProfiles')).toEqual(payloadOf('ProfilesApi', 'bulkSubscribeProfiles'));
  });

  it.each([
    ['sends nothing', 'ProfilesApi', 'getProfile'],
    ['has no name of several words', 'ListsApi', 'addProfilesToList'],
    ['is of no class that is known', 'PeopleApi', 'createPerson'],
    ['is none', 'ProfilesApi', 'toString'],
  ])('gives nothing for a method that %s', (_why, apiClass, method) => {
    expect(payloadOf(apiClass, method)).toBeUndefined();
  });
});

describe('the types of payloads', () => {
  it.each([
    ['an event', typeAt('EventsApi', 'createEvent', 'data', 'attributes'), 'uniqueId'],
    [
      'the profile of an event',
      typeAt('EventsApi', 'createEvent', 'data', 'attributes', 'profile', 'data', 'attributes'),
      'phoneNumber',
    ],
    [
      'consent',
      typeAt(
        'ProfilesApi',
        'bulkSubscribeProfiles',
        'data',
        'attributes',
        'profiles',
        'data',
        'attributes',
        'subscriptions',
        'email',
        'marketing',
      ),
      'consentedAt',
    ],
    ['the meta data of a profile', typeAt('ProfilesApi', 'createOrUpdateProfile', 'data', 'meta'), 'patchProperties'],
    ['a place', typeAt('ProfilesApi', 'createProfile', 'data', 'attributes', 'location'), 'address1'],
  ])('%s has its attributes', (_what, type, attribute) => {
    expect(type && payloadType(type).attributes.has(attribute)).toBe(true);
  });

  it.each([
    ['properties of an event', ['EventsApi', 'createEvent', 'data', 'attributes', 'properties']],
    ['properties of a profile', ['ProfilesApi', 'createProfile', 'data', 'attributes', 'properties']],
    [
      'a way of sending, which can be of several types',
      ['CampaignsApi', 'createCampaign', 'data', 'attributes', 'sendStrategy'],
    ],
  ] as const)('%s are sent as they are', (_what, [apiClass, method, ...path]) => {
    expect(typeAt(apiClass, method, ...path)).toBeUndefined();
  });

  test('every type that is named is there, and every method is one of the SDK', () => {
    const named = Object.values(PAYLOAD_TYPES).flatMap(text => [...text.matchAll(/:(\w+)/g)].map(([, type]) => type));
    const ofMethods = Object.values(METHOD_PAYLOADS).flatMap(methods => Object.values(methods).map(([type]) => type));
    expect([...named, ...ofMethods].filter(type => type === undefined || !Object.hasOwn(PAYLOAD_TYPES, type))).toEqual(
      [],
    );
    const unknown = Object.entries(METHOD_PAYLOADS).flatMap(([apiClass, methods]) =>
      Object.keys(methods).filter(name => !SDK_OPERATIONS[apiClass]?.some(([method]) => method === name)),
    );
    expect(unknown).toEqual([]);
  });
});

describe('attributeMeantBy', () => {
  const profile = payloadType('ProfileUpsertQueryResourceObjectAttributes');

  it.each([
    ['first_name', 'firstName'],
    ['$first_name', 'firstName'],
    ['first-name', 'firstName'],
    ['_kx', 'kx'],
    ['firstname', undefined],
    ['loyalty_tier', undefined],
  ])('%s means %s', (key, attribute) => {
    expect(attributeMeantBy(key, profile)).toBe(attribute);
  });

  test('a name in camelCase is in no other case', () => {
    expect(isInAnotherCase('firstName')).toBe(false);
  });
});

describe('writesSnakeCaseAttribute', () => {
  it.each([
    ['a key', '{ first_name: name }', true],
    ['a quoted key', "{ 'unique_id': id }", true],
    ['a shorthand', '({ email, phone_number })', true],
    ['a member that is assigned', 'attributes.external_id = id', true],
    ['a name with a number', '{ address_1: street }', true],
    ['a name with a dash', "{ 'campaign-messages': [] }", true],
    ['camelCase', '{ firstName: name }', false],
    ['another name', '{ loyalty_tier: tier }', false],
    ['a longer name', '{ my_first_name_field: 1 }', false],
    ['a sentence', 'the first_name is dropped', false],
  ])('%s', (_what, text, expected) => {
    expect(writesSnakeCaseAttribute(text)).toBe(expected);
  });
});
