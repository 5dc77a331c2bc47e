import { expect, test } from 'vitest';
import { describeLegacyCall } from '../../src/messages/legacy-call.ts';

test('a successor that browsers have too', () => {
  expect(describeLegacyCall({ verb: 'POST', path: '/api/track' })).toEqual({
    messageId: 'legacyCallOrBrowser',
    data: {
      endpoint: 'POST /api/track',
      on: '2024-06-30',
      method: 'EventsApi.createEvent',
      replacement: 'POST /api/events',
      forBrowsers: 'POST /client/events',
    },
  });
});

test('a successor for servers only', () => {
  expect(describeLegacyCall({ verb: 'GET', path: '/api/v2/lists' })).toEqual({
    messageId: 'legacyCallOf',
    data: {
      endpoint: 'GET /api/v2/lists',
      on: '2024-06-30',
      method: 'ListsApi.getLists',
      replacement: 'GET /api/lists',
    },
  });
});

test.each([
  ['a path that never was', 'GET', '/api/v1/settings', 'GET /api/v1/settings'],
  ['a verb that it never took', 'PATCH', '/api/v2/lists', 'PATCH /api/v2/lists'],
  ['an unknown rest', 'GET', '/api/v2/list/**', 'GET /api/v2/list/**'],
  ['an unknown verb that decides', undefined, '/api/v2/lists', '/api/v2/lists'],
])('%s: no successor is named', (_situation, verb, path, endpoint) => {
  expect(describeLegacyCall({ verb, path })).toEqual({
    messageId: 'legacyCall',
    data: { endpoint, on: '2024-06-30' },
  });
});

test.each([
  ['deno', '/api/track', 'legacyCallOfInDeno', { method: 'EventsApi.createEvent', replacement: 'POST /api/events' }],
  ['deno', '/api/v1/settings', 'legacyCallInDeno', {}],
  ['nowhere', '/api/track', 'legacyCallOfWithoutSdk', { replacement: 'POST /api/events', revision: '2026-07-15' }],
  ['nowhere', '/api/v1/settings', 'legacyCallWithoutSdk', { revision: '2026-07-15' }],
] as const)('the advice fits the place: %s, %s', (place, path, messageId, data) => {
  expect(describeLegacyCall({ verb: 'POST', path, place })).toEqual({
    messageId,
    data: { endpoint: `POST ${path}`, on: '2024-06-30', ...data },
  });
});
