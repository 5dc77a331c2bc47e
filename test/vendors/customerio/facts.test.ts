import * as sdk from 'customerio-node';
import { describe, expect, it, test } from 'vitest';
import { HOLE, locateEndpoint } from '../../../src/vendors/customerio/endpoints.ts';
import { envelopeOf, errorReasons } from '../../../src/vendors/customerio/errors.ts';
import { APIS, BASE_PATHS, CLIENTS, HOSTS, REGIONS } from '../../../src/vendors/customerio/hosts.ts';
import { isServiceAccountToken, PAIR_SHAPE } from '../../../src/vendors/customerio/keys.ts';
import { limitOf } from '../../../src/vendors/customerio/limits.ts';
import { findMethod, OPERATIONS } from '../../../src/vendors/customerio/operations.ts';
import { findRelease, isSdkModule } from '../../../src/vendors/customerio/sdk-release.ts';
import { findSendRequest, SEND_REQUEST_CLASSES } from '../../../src/vendors/customerio/send-requests.ts';
import { VERIFY_FUNCTION, WEBHOOK_HEADERS } from '../../../src/vendors/customerio/webhook-headers.ts';
import { webhookHeaders } from '../../../src/vendors/customerio/webhook-signature.ts';

describe('locateEndpoint', () => {
  it.each([
    ['https://track.customer.io/api/v1/customers/1', 'track', 'us', '/api/v1/customers/1'],
    ['https://track-eu.customer.io/api/v2/batch/', 'track', 'eu', '/api/v2/batch'],
    ['//API.customer.io:443/v1/send/email?x=1', 'app', 'us', '/v1/send/email'],
    ['api-eu.customer.io/v1/segments', 'app', 'eu', '/v1/segments'],
    ['https://cdp.customer.io/v1/track', 'pipelines', 'us', '/v1/track'],
    ['https://user:pass@cdp-eu.customer.io/v1', 'pipelines', 'eu', '/v1'],
    ['https://api.customer.io/v1/api/campaigns/7/triggers', 'app', 'us', '/v1/campaigns/7/triggers'],
    [`https://track.customer.io/api/v1/customers/${HOLE}/events`, 'track', 'us', '/api/v1/customers/*/events'],
    [`https://track.customer.io/api/v1/customers/user-${HOLE}`, 'track', 'us', '/api/v1/customers/user-**'],
    [`https://track.customer.io${HOLE}`, 'track', 'us', '/**'],
  ])('%s', (url, api, region, path) => {
    expect(locateEndpoint(url)).toEqual({ api, region, path, isFormerHost: false });
  });

  it('knows the earlier name of a host', () => {
    expect(locateEndpoint('https://beta-api-eu.customer.io/v1/api/campaigns')).toEqual({
      api: 'app',
      region: 'eu',
      path: '/v1/campaigns',
      isFormerHost: true,
    });
  });

  it.each([
    'https://docs.customer.io/api/track',
    'https://track.customer.io.example.com/api/v1',
    'https://example.com/track.customer.io/api/v1',
    `https://${HOLE}.customer.io/api/v1`,
    `https://track${HOLE}.customer.io/api/v1`,
    `${HOLE}/api/v1/customers/1`,
    '/api/v1/customers/1',
    '',
  ])('nothing: %j', url => {
    expect(locateEndpoint(url)).toBeUndefined();
  });
});

test('the hosts are those of the SDK', () => {
  for (const region of REGIONS) {
    const { trackUrl, apiUrl, pipelinesUrl } = region === 'us' ? sdk.RegionUS : sdk.RegionEU;
    const urls = { track: trackUrl, app: apiUrl, pipelines: pipelinesUrl };
    for (const api of APIS) expect(urls[api]).toBe(`https://${HOSTS[api][region]}${BASE_PATHS[api]}`);
  }
});

test('every method of the clients is known', () => {
  const clients = { TrackClient: sdk.TrackClient, APIClient: sdk.APIClient, PipelinesClient: sdk.PipelinesClient };
  const internal = ['constructor', 'resourceBase', 'envelope'];
  for (const [client, { prototype }] of Object.entries(clients)) {
    const methods = Object.getOwnPropertyNames(prototype).filter(name => !internal.includes(name));
    expect(methods.filter(name => findMethod(client, name) === undefined)).toEqual([]);
    expect(OPERATIONS.filter(operation => operation.client === client)).toHaveLength(methods.length);
  }
  expect(Object.keys(clients).sort()).toEqual(Object.values(CLIENTS).sort());
});

describe('releases', () => {
  test.each([
    ['3.4.0', undefined, 0, 'not-followed'],
    ['4.4.0', undefined, 0, 'keep-key-anywhere'],
    ['4.5.0', '>=22', 0, 'keep-key-anywhere'],
    ['4.5.1', '>=22', 0, 'keep-key-at-home'],
    ['5.2.0', '>=22', 3, 'keep-key-at-home'],
  ])('%s', (version, node, retries, redirects) => {
    expect(findRelease(version)).toEqual({ version, ...(node !== undefined && { node }), retries, redirects });
  });

  test('one that there is not', () => expect(findRelease('9.9.9')).toBeUndefined());

  test.each([
    ['customerio-node', true],
    ['customerio-node/api', true],
    ['customerio-node-extra', false],
    [undefined, false],
  ])('module %s', (specifier, expected) => expect(isSdkModule(specifier)).toBe(expected));
});

describe('transactional messages', () => {
  test('an e-mail has a template, or a body with its subject and sender', () => {
    const email = findSendRequest('sendEmail');
    expect(email?.requestClass).toBe('SendEmailRequest');
    expect(email?.required).toEqual(['to', 'identifiers']);
    expect(email?.oneOf).toEqual([['transactional_message_id'], ['body', 'subject', 'from']]);
    expect(email?.optional).toContain('send_to_unsubscribed');
  });

  test('every other one has a template', () => {
    const others = SEND_REQUEST_CLASSES.filter(({ method }) => method !== 'sendEmail');
    expect(others).toHaveLength(5);
    for (const { required, oneOf } of others)
      expect({ required, oneOf }).toEqual({ required: ['identifiers', 'transactional_message_id'], oneOf: [] });
  });

  test('an option that is not known is dropped by the SDK', () => {
    for (const { requestClass, required, optional, oneOf } of SEND_REQUEST_CLASSES) {
      const known = [...required, ...oneOf.flat(), ...optional];
      const options = Object.fromEntries([...known, 'not_an_option'].map(name => [name, name]));
      const request = new (sdk as unknown as Record<string, new (options: object) => { message: object }>)[
        requestClass
      ]!(options);
      const sent = Object.keys(request.message).map(name => (name === 'custom_device' ? 'device' : name));
      expect(sent.sort()).toEqual([...new Set(known)].sort());
    }
  });
});

describe('limits', () => {
  test.each([
    ['TrackClient', 'identify', 'track'],
    ['TrackClient', 'batch', 'track'],
    ['APIClient', 'listSegments', 'app'],
    ['APIClient', 'sendPush', 'transactional'],
    ['APIClient', 'triggerBroadcast', 'broadcast'],
    ['PipelinesClient', 'track', undefined],
  ])('%s.%s', (client, method, expected) => expect(limitOf(findMethod(client, method)!)).toBe(expected));
});

describe('refusals', () => {
  test.each([
    ['track', '/api/v1/customers/1', 'meta'],
    ['track', '/api/v2/entity', 'track-v2'],
    ['app', '/v1/segments', 'errors'],
    ['app', '/v1/send/email', 'meta'],
    ['pipelines', '/v1/track', 'meta'],
  ] as const)('%s %s', (api, path, expected) => expect(envelopeOf(api, path)).toBe(expected));

  test.each([
    [{ meta: { error: 'name cannot be blank' } }, ['name cannot be blank']],
    [{ meta: { errors: ['one', 'two'] } }, ['one', 'two']],
    [{ errors: [{ detail: 'not found', status: 404 }] }, ['not found']],
    [{ errors: [{ reason: 'required', field: 'identifiers', message: 'is missing' }] }, ['is missing']],
    [{ errors: [{ reason: 'required', field: 'identifiers' }] }, ['required']],
    [{ errors: 'none' }, []],
    [{ meta: 'none' }, []],
    ['not an object', []],
    [null, []],
  ])('%j', (body, expected) => expect(errorReasons(body)).toEqual(expected));
});

describe('keys', () => {
  test('a pair is of 20 letters and digits', () => {
    expect(PAIR_SHAPE.test('a1'.repeat(10))).toBe(true);
    expect(PAIR_SHAPE.test('a1'.repeat(11))).toBe(false);
    expect(PAIR_SHAPE.test(`${'a1'.repeat(9)}-1`)).toBe(false);
  });

  test('the token of a service account is recognized by itself', () => {
    expect(isServiceAccountToken(['sa', 'live', 'x'].join('_'))).toBe(true);
    expect(isServiceAccountToken(['sa', 'live', ''].join('_'))).toBe(false);
    expect(isServiceAccountToken(['sa', 'test', 'x'].join('_'))).toBe(false);
  });
});

test('the SDK accepts the signature of a delivery, and not that of another body or time', () => {
  const body = '{"metric":"sent"}';
  const signingSecret = ['signing', 'key'].join('-');
  const headers = webhookHeaders(body, signingSecret, 1_795_000_000);
  const timestamp = headers[WEBHOOK_HEADERS.timestamp]!;
  const signature = headers[WEBHOOK_HEADERS.signature]!;
  const verify = sdk[VERIFY_FUNCTION];

  expect(verify({ signingSecret, timestamp, signature, body })).toBe(true);
  expect(verify({ signingSecret, timestamp, signature, body: `${body} ` })).toBe(false);
  expect(verify({ signingSecret, timestamp: '1', signature, body })).toBe(false);
});
