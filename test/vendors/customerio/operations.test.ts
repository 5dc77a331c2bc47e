import { expect, it, describe } from 'vitest';
import {
  findMethod,
  findOperation,
  OPERATIONS,
  operationsForPath,
  removedMethod,
} from '../../../src/vendors/customerio/operations.ts';

describe('findOperation', () => {
  it.each([
    ['a person', 'track', 'PUT', '/api/v1/customers/42', 'identify'],
    ['a verb in small letters', 'track', 'put', '/api/v1/customers/42', 'identify'],
    ['a query and a trailing slash', 'track', 'DELETE', '/api/v1/customers/42/?a=b', 'destroy'],
    ['an unknown id', 'track', 'POST', '/api/v1/customers/*/events', 'track'],
    ['an event of nobody', 'track', 'POST', '/api/v1/events', 'trackAnonymous'],
    ['version 2', 'track', 'POST', '/api/v2/batch', 'batch'],
    ['what is below no version', 'track', 'POST', '/unsubscribe/abc', 'unsubscribe'],
    ['a send', 'app', 'POST', '/v1/send/email', 'sendEmail'],
    ['a name before an id', 'app', 'POST', '/v1/customers/attributes', 'getCustomersAttributes'],
    ['an id where a name would fit', 'app', 'GET', '/v1/exports/customers', 'getExport'],
    ['a broadcast', 'app', 'POST', '/v1/campaigns/7/triggers', 'triggerBroadcast'],
    ['an encoded id', 'app', 'GET', '/v1/customers/a%2Fb/attributes', 'getAttributes'],
    ['an event of a pipeline', 'pipelines', 'POST', '/v1/track', 'track'],
    ['no verb on a path with one operation', 'app', undefined, '/v1/send/push', 'sendPush'],
  ] as const)('%s', (_situation, api, verb, path, method) => {
    expect(findOperation(api, verb, path)?.method).toBe(method);
  });

  it.each([
    ['another API', 'pipelines', 'POST', '/v1/send/email'],
    ['another verb', 'app', 'GET', '/v1/send/email'],
    ['a longer path', 'track', 'PUT', '/api/v1/customers/42/more'],
    ['an unknown segment for a name', 'app', 'POST', '/v1/*/email'],
    ['no verb on a path with several operations', 'track', undefined, '/api/v1/customers/42'],
    ['an empty id', 'track', 'PUT', '/api/v1/customers/'],
  ] as const)('nothing: %s', (_situation, api, verb, path) => {
    expect(findOperation(api, verb, path)).toBeUndefined();
  });
});

it('knows every operation of a path once', () => {
  expect(operationsForPath('track', '/api/v1/customers/42/events').map(({ method }) => method)).toEqual(['track']);
  expect(operationsForPath('app', '/v1/segments').map(({ verb }) => verb)).toEqual(['GET', 'POST']);
});

it('finds each operation by its own path, but for the special case of another one', () => {
  const lost = OPERATIONS.filter(
    ({ api, verb, path, method }) => findOperation(api, verb, path.replaceAll(/\{\w+\}/g, 'x1'))?.method !== method,
  );
  expect(lost.map(({ method }) => method)).toEqual(['trackPageView']);
});

it('returns since when the SDK has a method', () => {
  expect(findMethod('TrackClient', 'identify')?.since).toBe('1.0.1');
  expect(findMethod('TrackClient', 'getAccountRegion')?.since).toBe('5.2.0');
  expect(findMethod('PipelinesClient', 'track')?.since).toBe('5.0.1');
  expect(findMethod('TrackClient', 'triggerBroadcast')).toBeUndefined();
});

it('returns which methods were removed', () => {
  expect(removedMethod('TrackClient', 'triggerBroadcast')).toEqual({ since: '1.0.1', until: '1.1.0' });
  expect(removedMethod('TrackClient', 'toString')).toBeUndefined();
  expect(removedMethod('toString', 'identify')).toBeUndefined();
});
