import {
  APIClient,
  CustomerIORequestError,
  IdentifierType,
  PipelinesClient,
  RegionEU,
  RegionUS,
  SendEmailRequest,
  SendPushRequest,
  TrackClient,
  verifyRequestSignature,
} from 'customerio-node';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it, test, vi } from 'vitest';
import { CUSTOMERIO_DESCRIPTIONS } from '../../../src/simulator/customerio/scenario-descriptions.ts';
import { CUSTOMERIO_SCENARIOS } from '../../../src/simulator/customerio/scenarios.ts';
import {
  startCustomerio,
  type CustomerioSimulatorOptions,
} from '../../../src/simulator/customerio/start-customerio.ts';
import { startSdk, type SimulatedSdk } from './sdk-clients.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllGlobals();
  for (const close of closing.splice(0)) await close();
});

async function started(options?: CustomerioSimulatorOptions): Promise<SimulatedSdk> {
  const sdk = await startSdk(options);
  closing.push(() => sdk.simulator.close());
  return sdk;
}

async function refusalOf(call: Promise<unknown>): Promise<{ status: number; body: unknown; message: string }> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CustomerIORequestError)) throw new Error('It was not refused.');
  return { status: error.statusCode, body: JSON.parse(error.body), message: error.message };
}

const welcome = { to: 'ada@example.com', identifiers: { id: 'ada' }, transactional_message_id: 'welcome' };

describe('keys', () => {
  const wrong = ['not', 'a', 'key'].join('-');

  it('refuses another one in the envelope of each API', async () => {
    const { simulator } = await started();
    const { us } = simulator.urls;
    const track = new TrackClient(simulator.keys.siteId, wrong, { url: us.track });
    const api = new APIClient(wrong, { url: us.app });
    const pipelines = new PipelinesClient(wrong, { url: us.pipelines });
    const reason = 'The credentials are not valid.';

    expect(await refusalOf(track.identify('ada'))).toEqual({
      status: 401,
      body: { meta: { error: reason } },
      message: reason,
    });
    expect((await refusalOf(track.batch([{}]))).body).toEqual({
      errors: [{ reason: 'invalid', field: '', message: reason }],
    });
    expect(await refusalOf(api.listSegments())).toMatchObject({
      status: 401,
      body: { errors: [{ detail: reason, status: 401 }] },
    });
    expect((await refusalOf(api.sendEmail(new SendEmailRequest(welcome)))).body).toEqual({ meta: { error: reason } });
    expect((await refusalOf(pipelines.track({ userId: 'ada', event: 'x' }))).status).toBe(401);
  });

  it('takes the key of one API for no other', async () => {
    const { simulator } = await started();
    const api = new APIClient(simulator.keys.trackKey, { url: simulator.urls.us.app });
    expect((await refusalOf(api.listSegments())).status).toBe(401);
  });

  it('takes the token of a service account for messages, with a workspace', async () => {
    const { simulator } = await started();
    const { serviceAccountToken } = simulator.keys;
    const url = simulator.urls.us.app;
    const bare = new APIClient(serviceAccountToken, { url });
    const full = new APIClient(serviceAccountToken, { url, headers: { 'X-Workspace-Id': '3' } });

    expect((await refusalOf(bare.sendEmail(new SendEmailRequest(welcome)))).status).toBe(401);
    expect(await full.sendEmail(new SendEmailRequest(welcome))).toHaveProperty('delivery_id');
    expect((await refusalOf(full.listSegments())).status).toBe(401);
  });

  it('lets whoever has the link unsubscribe', async () => {
    const { simulator, api, track } = await started();
    await track.identify('ada', { email: 'ada@example.com' });
    const { delivery_id: id } = await api.sendEmail(new SendEmailRequest(welcome));
    const { origin } = new URL(simulator.urls.us.track);

    expect((await fetch(`${origin}/unsubscribe/${id}`, { method: 'POST', body: '{"unsubscribe":true}' })).status).toBe(
      200,
    );
    expect(await api.getAttributes('ada')).toMatchObject({ customer: { unsubscribed: true } });
  });

  it('are never recorded or sent back', async () => {
    const { simulator, track, api } = await started({ scenario: 'healthy' });
    const { keys } = simulator;
    await track.identify('ada', { note: keys.appKey });
    const read = JSON.stringify(await api.getAttributes('ada'));
    const seen = JSON.stringify(simulator.requests);

    expect(read).not.toContain(keys.appKey);
    for (const key of [keys.trackKey, keys.appKey, btoa(`${keys.siteId}:${keys.trackKey}`)])
      expect(seen).not.toContain(key);
    expect(simulator.requests.map(({ hasKey, host }) => ({ hasKey, host }))).toEqual([
      { hasKey: true, host: 'track.customer.io' },
      { hasKey: true, host: 'api.customer.io' },
    ]);
  });

  it('can be given, and must be sendable', async () => {
    const appKey = ['my', 'own', 'app', 'key', '1'].join('-');
    const { api } = await started({ keys: { appKey } });
    expect(await api.listSegments()).toHaveProperty('segments');
    await expect(startCustomerio({ keys: { appKey: 'short' } })).rejects.toThrow(RangeError);
  });
});

describe('regions', () => {
  it('returns where the account is', async () => {
    const { simulator } = await started({ region: 'eu' });
    const { keys, urls } = simulator;
    const track = new TrackClient(keys.siteId, keys.trackKey, { url: urls.eu.track });
    expect(await track.getAccountRegion()).toEqual({
      url: 'https://track-eu.customer.io',
      region: 'eu',
      environment_id: 3,
    });
  });

  it('redirects to the other one, and the SDK drops the key because that is no host of the vendor', async () => {
    const { simulator, track } = await started({ region: 'eu' });
    expect((await refusalOf(track.identify('ada'))).status).toBe(401);
    expect(simulator.requests.map(({ host, hasKey }) => [host, hasKey])).toEqual([
      ['track.customer.io', true],
      ['track-eu.customer.io', false],
    ]);
  });

  it.each([
    ['us', RegionUS, ['track-eu.customer.io', 'track.customer.io', 'api.customer.io', 'cdp.customer.io']],
    ['eu', RegionEU, ['track.customer.io', 'track-eu.customer.io', 'api-eu.customer.io', 'cdp-eu.customer.io']],
  ] as const)(
    'serves code with the hosts of %s in it, and follows its redirect with the key',
    async (region, right, hosts) => {
      const { simulator } = await started({ region });
      const { keys } = simulator;
      vi.stubGlobal('fetch', simulator.fetch);

      const wrong = region === 'us' ? RegionEU : RegionUS;
      await new TrackClient(keys.siteId, keys.trackKey, { region: wrong }).identify('ada', { plan: 'pro' });
      expect(await new APIClient(keys.appKey, { region: right }).getAttributes('ada')).toMatchObject({
        customer: { attributes: { plan: 'pro' } },
      });
      await new PipelinesClient(keys.writeKey, { region: right }).track({ userId: 'ada', event: 'bought' });

      expect(simulator.requests.map(({ host }) => host)).toEqual(hosts);
    },
  );

  it('lets no request pass to any other host', async () => {
    const { simulator } = await started();
    await expect(simulator.fetch('https://example.com/')).rejects.toThrow('fetch failed');
    expect((await simulator.fetch('https://status.customerio.com/api/v2/status.json')).status).toBe(200);
    expect((await simulator.fetch(simulator.statusUrl + '/api/v2/status.json')).status).toBe(200);
  });
});

describe('people and events', () => {
  test('what is written is read again', async () => {
    const { api, track } = await started();
    await track.identify('ada', { email: 'ada@example.com', plan: 'pro' });
    await track.identify('ada', { plan: '', city: 'London' });
    await track.track('ada', { name: 'bought', data: { price: 5 } });

    expect(await api.getCustomersByEmail('ADA@example.com')).toMatchObject({ results: [{ id: 'ada' }] });
    const { customer } = await api.getAttributes('ada@example.com', IdentifierType.Email);
    expect(customer.attributes).toMatchObject({ city: 'London', id: 'ada' });
    expect(customer.attributes).not.toHaveProperty('plan');
    expect((await api.getCustomerActivities('ada'))['activities']).toMatchObject([
      { name: 'bought', data: { price: 5 } },
    ]);
  });

  test('the vendor’s own id changes an identifier, and creates nobody', async () => {
    const { api, track } = await started();
    await track.identify('ada', { email: 'ada@example.com' });
    const cioId: string = (await api.getCustomersByEmail('ada@example.com'))['results'][0].cio_id;
    await track.identify(`cio_${cioId}`, { email: 'lovelace@example.com' });
    await track.identify('cio_0000', { email: 'nobody@example.com' });

    expect((await api.getCustomersByEmail('ada@example.com'))['results']).toEqual([]);
    expect((await api.getCustomersByEmail('lovelace@example.com'))['results']).toMatchObject([{ id: 'ada' }]);
    expect((await api.getCustomersByEmail('nobody@example.com'))['results']).toEqual([]);
  });

  test('whoever is suppressed does not come back until unsuppressed', async () => {
    const { api, track } = await started();
    await track.identify('ada');
    await track.suppress('ada');
    await track.identify('ada');
    expect((await refusalOf(api.getAttributes('ada'))).status).toBe(404);
    await track.unsuppress('ada');
    await track.identify('ada');
    expect(await api.getAttributes('ada')).toHaveProperty('customer');
  });

  test('merging keeps the first person', async () => {
    const { api, track } = await started();
    await track.identify('ada', { plan: 'pro' });
    await track.identify('bob', { plan: 'free', city: 'Rome' });
    await track.mergeCustomers(IdentifierType.Id, 'ada', IdentifierType.Id, 'bob');
    expect((await api.getAttributes('ada'))['customer'].attributes).toMatchObject({ plan: 'pro', city: 'Rome' });
    expect((await refusalOf(api.getAttributes('bob'))).status).toBe(404);
  });

  test('people join and leave a segment', async () => {
    const { api, track } = await started({ resources: 2 });
    await track.identify('ada');
    await track.addCustomersToSegment(2, ['ada', 'nobody']);
    expect(await api.getSegmentMembership(2)).toMatchObject({ ids: ['ada'] });
    expect(await api.searchCustomers({ and: [{ segment: { id: 2 } }] })).toMatchObject({ ids: ['ada'] });
    await track.removeCustomersFromSegment(2, ['ada']);
    expect(await api.getSegmentCustomerCount(2)).toEqual({ count: 0 });
  });

  test('a batch does what is right and reports what is not', async () => {
    const { api, track, simulator } = await started();
    const good = { type: 'person', action: 'identify', identifiers: { id: 'ada' }, attributes: { plan: 'pro' } };
    const { url } = { url: simulator.urls.us.track.replace('v1', 'v2') };
    const authorization = `Basic ${btoa(`${simulator.keys.siteId}:${simulator.keys.trackKey}`)}`;
    const answer = await fetch(`${url}/batch`, {
      method: 'POST',
      headers: { authorization },
      body: JSON.stringify({ batch: [good, { ...good, identifiers: {} }] }),
    });

    expect(answer.status).toBe(207);
    expect(await answer.json()).toEqual({
      errors: [
        { batch_index: 1, reason: 'required', field: 'identifiers', message: 'must have one of id, email and cio_id' },
      ],
    });
    expect(await api.getAttributes('ada')).toHaveProperty('customer');
    expect((await refusalOf(track.entity({ type: 'person', action: 'fly', identifiers: { id: 'a' } }))).status).toBe(
      400,
    );
  });

  test.each([
    [
      'too many attributes',
      Object.fromEntries(Array.from({ length: 301 }, (_, index) => [`a${index}`, 1])),
      'cannot identify more than 300 attributes in one request',
    ],
    ['a long name', { ['a'.repeat(151)]: 1 }, 'attribute name cannot be longer than 150 bytes'],
    ['a long value', { a: 'ä'.repeat(501) }, 'value for an attribute cannot be longer than 1000 bytes'],
  ])('%s: 400', async (_situation, attributes, message) => {
    const { track } = await started();
    expect(await refusalOf(track.identify('ada', attributes))).toMatchObject({ status: 400, message });
  });

  test('an event without a name is refused where the SDK is not in front', async () => {
    const { simulator } = await started();
    const authorization = `Basic ${btoa(`${simulator.keys.siteId}:${simulator.keys.trackKey}`)}`;
    const answer = await fetch(`${simulator.urls.us.track}/customers/ada/events`, {
      method: 'POST',
      headers: { authorization },
      body: '{}',
    });
    expect([answer.status, await answer.json()]).toEqual([400, { meta: { error: 'event name must not be blank' } }]);
  });
});

describe('pipelines', () => {
  test('an event makes a person, and strict mode refuses what is silently dropped without it', async () => {
    const { simulator, api, pipelines } = await started();
    const { writeKey } = simulator.keys;
    const send = async (headers: Record<string, string>): Promise<number> => {
      const authorization = `Basic ${btoa(`${writeKey}:`)}`;
      return (
        await fetch(`${simulator.urls.us.pipelines}/track`, {
          method: 'POST',
          headers: { authorization, ...headers },
          body: '{"userId":"bob"}',
        })
      ).status;
    };
    await pipelines.identify({ userId: 'ada', traits: { plan: 'pro' } });

    expect(await api.getAttributes('ada')).toMatchObject({ customer: { attributes: { plan: 'pro' } } });
    expect([await send({}), await send({ 'X-Strict-Mode': '1' })]).toEqual([200, 400]);
    expect((await refusalOf(api.getAttributes('bob'))).status).toBe(404);
  });

  test('a body has a limit', async () => {
    const { pipelines } = await started();
    const traits = { text: 'x'.repeat(64 * 1024) };
    expect((await refusalOf(pipelines.identify({ userId: 'ada', traits }))).status).toBe(413);
    await pipelines.batch([{ type: 'identify', userId: 'ada', traits }]);
  });
});

describe('messages', () => {
  test('one is kept, and needs a person and a template or its parts', async () => {
    const { api } = await started();
    const { delivery_id: id } = await api.sendEmail(
      new SendEmailRequest({ ...welcome, message_data: { name: 'Ada' } }),
    );
    expect(await api.getMessage(id)).toMatchObject({ message: { recipient: 'ada@example.com', type: 'email' } });

    const refused = new SendEmailRequest({ to: 'a@example.com', identifiers: { id: 'a' }, body: 'b' } as never);
    expect(await refusalOf(api.sendEmail(refused))).toMatchObject({
      status: 400,
      message: 'transactional_message_id or body, subject, from is required',
    });
    const both = { id: 'a', email: 'a@example.com' } as never;
    expect(
      (await refusalOf(api.sendPush(new SendPushRequest({ identifiers: both, transactional_message_id: 1 })))).message,
    ).toBe('identifiers must have exactly one of id, email and cio_id');
  });

  test('a broadcast needs to be there, and recipients if any are named', async () => {
    const { api, simulator } = await started({ rateLimits: 'counted' });
    expect(await api.triggerBroadcast(1)).toEqual({ id: expect.any(Number) });
    expect((await refusalOf(api.triggerBroadcast(99))).status).toBe(404);
    const answer = await fetch(`${simulator.urls.us.app}/campaigns/1/triggers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${simulator.keys.appKey}` },
      body: '{"recipients":{}}',
    });
    expect([answer.status, await answer.json()]).toEqual([
      422,
      {
        errors: [
          {
            detail: 'empty recipients filter is not valid',
            status: 422,
            source: { pointer: '/data/attributes/recipients' },
          },
        ],
      },
    ]);
  });
});

describe('limits', () => {
  test.each([
    ['Track', 100, 1_000, ({ track }: SimulatedSdk) => track.getAccountRegion()],
    ['App', 10, 1_000, ({ api }: SimulatedSdk) => api.listSegments()],
    ['broadcasts', 1, 10_000, ({ api }: SimulatedSdk) => api.triggerBroadcast(1)],
    ['transactional', 100, 1_000, ({ api }: SimulatedSdk) => api.sendEmail(new SendEmailRequest(welcome))],
  ] as const)('%s: %d', async (_name, most, window, call) => {
    const sdk = await started({ tickMs: 1 });
    for (let count = 0; count < most; count += 1) await call(sdk);
    expect((await refusalOf(call(sdk))).status).toBe(429);
    sdk.simulator.advanceClock(window);
    await call(sdk);
  });
});

describe('webhooks', () => {
  test('are delivered to this machine with a signature that the SDK accepts', async () => {
    const received: { headers: IncomingHttpHeaders; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => (body += String(chunk)));
      request.on('end', () => (received.push({ headers: request.headers, body }), response.end()));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => server.close());
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const { api, simulator } = await started();
    await api.createReportingWebhook({ endpoint, events: ['email_sent'] });
    await api.createReportingWebhook({ endpoint, events: ['sent'], disabled: true });
    await api.createReportingWebhook({ endpoint: 'https://example.com/', events: ['sent'] });

    await api.sendEmail(new SendEmailRequest(welcome));
    await vi.waitFor(() => expect(simulator.deliveries).toHaveLength(1));

    expect(simulator.deliveries).toEqual([
      { webhookId: expect.any(String), url: endpoint, topic: 'email_sent', status: 200 },
    ]);
    const { headers, body } = received[0]!;
    const signed = { signingSecret: simulator.keys.signingKey, timestamp: String(headers['x-cio-timestamp']), body };
    expect(verifyRequestSignature({ ...signed, signature: String(headers['x-cio-signature']) })).toBe(true);
    expect(JSON.parse(body)).toMatchObject({
      object_type: 'email',
      metric: 'sent',
      data: { recipient: 'ada@example.com' },
    });
  });
});

describe('scenarios', () => {
  test('each is described', () => {
    expect(Object.keys(CUSTOMERIO_DESCRIPTIONS).sort()).toEqual([...CUSTOMERIO_SCENARIOS].sort());
  });

  test.each([
    ['access-refused', 403],
    ['throttled', 429],
    ['server-error', 500],
    ['revoked-key', 401],
  ] as const)('%s: %d for every API', async (scenario, status) => {
    const { track, api, pipelines } = await started({ scenario });
    expect((await refusalOf(track.getAccountRegion())).status).toBe(status);
    expect((await refusalOf(api.listWorkspaces())).status).toBe(status);
    expect((await refusalOf(pipelines.track({ userId: 'a', event: 'b' }))).status).toBe(status);
  });

  test('no messages but everything else', async () => {
    const { api } = await started({ scenario: 'no-transactional' });
    expect((await refusalOf(api.sendEmail(new SendEmailRequest(welcome)))).status).toBe(403);
    expect(await api.listSegments()).toHaveProperty('segments');
  });

  test('the SDK gets over one failure', async () => {
    const { simulator } = await started({ scenario: 'unavailable-once' });
    const { keys, urls } = simulator;
    const track = new TrackClient(keys.siteId, keys.trackKey, { url: urls.us.track, retry: { minTimeoutMs: 1 } });
    await track.identify('ada');
    expect(simulator.requests.map(({ headers }) => headers['x-retry-count'])).toEqual([undefined, '1']);
  });

  test('an account that is empty', async () => {
    const { api } = await started({ scenario: 'empty-account' });
    expect(await api.listSegments()).toEqual({ segments: [] });
    expect((await refusalOf(api.getCampaign(1))).status).toBe(404);
  });

  test('the status page is of this vendor', async () => {
    const { simulator } = await started({ scenario: 'status-component' });
    const page = await (await fetch(`${simulator.statusUrl}/api/v2/summary.json`)).json();
    expect(page).toMatchObject({
      page: { name: 'Customer.io' },
      components: [{ name: 'Data collection', status: 'degraded_performance' }, {}],
    });
  });

  test('every one starts', async () => {
    const { simulator } = await started();
    for (const name of CUSTOMERIO_SCENARIOS) simulator.setScenario(name);
  });
});

describe('control', () => {
  test.each(['POST /v1/send/email', 'sendEmail', 'APIClient.sendEmail', '*'])(
    'the next call of %s fails',
    async operation => {
      const { api, simulator } = await started();
      simulator.failNext({ operation, status: 503, retryAfter: 1 });
      if (operation !== '*') expect(await api.listSegments()).toHaveProperty('segments');
      expect(await refusalOf(api.sendEmail(new SendEmailRequest(welcome)))).toMatchObject({
        status: 503,
        message: 'This failure was ordered.',
      });
      expect(await api.sendEmail(new SendEmailRequest(welcome))).toHaveProperty('delivery_id');
    },
  );

  test('an operation that there is not', async () => {
    const { simulator } = await started();
    expect(() => simulator.failNext({ operation: 'createProfile' })).toThrow(
      'There is no such operation. Name it as POST /v1/send/email, sendEmail, TrackClient.identify or *.',
    );
  });

  test('is asked over HTTP, too', async () => {
    const { simulator, track } = await started();
    await track.identify('ada', { plan: 'pro' });
    const { scenarios: _, ...state } = {
      scenarios: 0,
      state: await (await fetch(`${simulator.controlUrl}/state`)).json(),
    };
    expect(state.state).toMatchObject([{ type: 'person', state: 'created', attributes: { id: 'ada', plan: 'pro' } }]);
    expect(simulator.state()).toEqual(state.state);
    await fetch(`${simulator.controlUrl}/scenario`, { method: 'PUT', body: '{"name":"revoked-key"}' });
    expect((await refusalOf(track.identify('ada'))).status).toBe(401);
    simulator.reset();
    expect([simulator.state(), simulator.requests]).toEqual([[], []]);
  });

  test('the same seed and requests give the same answers', async () => {
    const answers = await Promise.all(
      [1, 2].map(async () => {
        const { api, track } = await started({ seed: 7, tickMs: 10, asOf: '2026-11-20' });
        await track.identify('ada');
        return [await api.sendEmail(new SendEmailRequest(welcome)), await api.getAttributes('ada')];
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });
});
