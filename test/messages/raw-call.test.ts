import { expect, test } from 'vitest';
import { describeRawCall, type RawCall, type RawCallMessage } from '../../src/messages/raw-call.ts';
import { NEWEST_KNOWN_REVISION } from '../../src/vendors/klaviyo/revisions.ts';

function rawCall(verb: string | undefined, path: string, revision?: string): RawCall {
  return { audience: 'private', verb, path, revision };
}

test('the method for the endpoint', () => {
  expect(describeRawCall(rawCall('GET', '/api/lists/*'))).toEqual({
    messageId: 'rawCallOf',
    data: { endpoint: 'GET /api/lists/*', method: 'ListsApi.getList' },
  });
});

test('creating a profile fails where it exists, so the method that updates it is named', () => {
  expect(describeRawCall(rawCall('POST', '/api/profiles'))).toEqual({
    messageId: 'rawCallOf',
    data: { endpoint: 'POST /api/profiles', method: 'ProfilesApi.createOrUpdateProfile' },
  });
});

test.each([
  ['an unknown verb', undefined, '/api/profiles'],
  ['an unknown rest', 'GET', '/api/**'],
  ['an unknown segment', 'GET', '/api/*/surprise'],
  ['the root', 'GET', '/api'],
])('%s: no method is named', (_situation, verb, path) => {
  expect(describeRawCall(rawCall(verb, path))).toEqual({ messageId: 'rawCall' });
});

test.each([
  [
    'one',
    [rawCall('GET', '/api/lists')],
    { sdk: 'klaviyo-api', callers: 'its caller needs', methods: "'ListsApi.getLists'" },
  ],
  [
    'two of the same, and one that is not published',
    [rawCall('GET', '/api/lists'), rawCall('GET', '/api/surprises'), rawCall('GET', '/api/lists')],
    { sdk: 'klaviyo-api', callers: 'its 2 callers need', methods: "'ListsApi.getLists'" },
  ],
  [
    'five',
    ['/api/lists', '/api/tags', '/api/forms', '/api/events', '/api/flows'].map(path => rawCall('GET', path)),
    {
      sdk: 'klaviyo-api',
      callers: 'its 5 callers need',
      methods: "'EventsApi.getEvents', 'FlowsApi.getFlows', 'FormsApi.getForms' and 2 more",
    },
  ],
])('a wrapper names what its callers need: %s', (_number, callers, data) => {
  expect(describeRawCall(rawCall(undefined, '/api/**'), () => callers)).toEqual({
    messageId: 'rawCallOfWrapper',
    data,
  });
});

test('a wrapper with a path of its own asks no caller', () => {
  expect(describeRawCall(rawCall('GET', '/api/lists'), () => [rawCall('GET', '/api/tags')])).toMatchObject({
    messageId: 'rawCallOf',
  });
});

test('an endpoint that is not published', () => {
  expect(describeRawCall(rawCall('GET', '/api/surprises'))).toEqual({
    messageId: 'noSuchEndpoint',
    data: { endpoint: 'GET /api/surprises', revision: NEWEST_KNOWN_REVISION },
  });
});

test('an endpoint of a beta may exist', () => {
  expect(describeRawCall(rawCall('GET', '/api/surprises', '2026-07-15.pre'))).toEqual({
    messageId: 'rawCallWithoutMethod',
    data: { endpoint: 'GET /api/surprises' },
  });
});

test.each<[Partial<RawCall>, RawCallMessage]>([
  [
    { verb: 'GET', path: '/api/lists', place: 'deno' },
    { messageId: 'rawCallOfInDeno', data: { endpoint: 'GET /api/lists', method: 'ListsApi.getLists' } },
  ],
  [{ path: '/api/**', place: 'deno' }, { messageId: 'rawCallInDeno' }],
  [
    { verb: 'POST', path: '/api/profiles', place: 'nowhere' },
    {
      messageId: 'rawCallOfWithoutSdk',
      data: {
        endpoint: 'POST /api/profiles',
        successor: 'POST /api/profile-import',
        revision: NEWEST_KNOWN_REVISION,
      },
    },
  ],
  [
    { verb: 'GET', path: '/api/lists', place: 'nowhere' },
    {
      messageId: 'rawCallOfWithoutSdk',
      data: { endpoint: 'GET /api/lists', successor: 'GET /api/lists', revision: NEWEST_KNOWN_REVISION },
    },
  ],
  [
    { path: '/api/**', place: 'nowhere' },
    { messageId: 'rawCallWithoutSdk', data: { revision: NEWEST_KNOWN_REVISION } },
  ],
  [
    { verb: 'GET', path: '/api/surprise', place: 'nowhere' },
    {
      messageId: 'noSuchEndpointWithoutSdk',
      data: { endpoint: 'GET /api/surprise', revision: NEWEST_KNOWN_REVISION },
    },
  ],
])('the advice fits the place: %o', (call, expected) => {
  expect(describeRawCall({ ...rawCall(undefined, ''), ...call })).toEqual(expected);
});
