import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { webhookHeaders } from '../../../src/vendors/klaviyo/webhook-signature.ts';
import { event, profile, simulate } from './asked-simulator.ts';
import type { AskedSimulator } from './asked-simulator.ts';
import { clientOf } from './sdk-client.ts';

/** Asks the simulator itself, as a test in any language does. */
async function control(
  { apiUrl }: AskedSimulator,
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${apiUrl}/__simulator${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

describe('requests', () => {
  test('are reported with what was sent, and forgotten', async () => {
    const simulator = await simulate();
    await simulator.ask('/api/profiles', {
      method: 'POST',
      body: profile({ email: 'a@example.com', title: simulator.key }),
    });
    const { body } = await control(simulator, 'GET', '/requests');

    expect(body).toMatchObject([
      { method: 'POST', path: '/api/profiles', hasKey: true, body: expect.stringContaining('a@example.com') },
    ]);
    expect(JSON.stringify(body)).not.toContain(simulator.key);
    await control(simulator, 'DELETE', '/requests');
    expect((await control(simulator, 'GET', '/requests')).body).toEqual([]);
  });
});

describe('the state', () => {
  test('is what requests made, changed and deleted, and ends with a reset', async () => {
    const simulator = await simulate();
    const { body } = await simulator.ask('/api/profiles', {
      method: 'POST',
      body: profile({ email: 'a@example.com' }),
    });
    const [example] = (await simulator.ask('/api/lists')).body.data;
    await simulator.ask(`/api/lists/${example.id}`, { method: 'DELETE' });

    expect((await control(simulator, 'GET', '/state')).body).toMatchObject([
      { type: 'profile', id: body.data.id, state: 'created', attributes: { email: 'a@example.com' } },
      { type: 'list', id: example.id, state: 'deleted' },
    ]);
    expect(await control(simulator, 'DELETE', '/state')).toEqual({ status: 204, body: undefined });
    expect((await control(simulator, 'GET', '/state')).body).toEqual([]);
    expect((await simulator.ask(`/api/lists/${example.id}`)).status).toBe(200);
  });
});

describe('the scenario', () => {
  test('changes while it runs, and what was written stays', async () => {
    const simulator = await simulate();
    await simulator.ask('/api/profiles', { method: 'POST', body: profile({ email: 'a@example.com' }) });
    expect((await control(simulator, 'PUT', '/scenario', { name: 'unavailable' })).body).toEqual({
      name: 'unavailable',
    });
    expect((await simulator.ask('/api/lists')).status).toBe(503);
    await control(simulator, 'PUT', '/scenario', { name: 'healthy' });
    expect((await simulator.ask('/api/profiles?filter=equals(email,"a@example.com")')).body.data).toHaveLength(1);
  });

  test('is one that there is', async () => {
    const simulator = await simulate();
    expect((await control(simulator, 'PUT', '/scenario', { name: 'sunny' })).status).toBe(400);
    expect((await control(simulator, 'GET', '/scenario')).body).toEqual({ name: 'healthy' });
  });
});

describe('faults', () => {
  test.each(['POST /api/profiles', 'createProfile', 'ProfilesApi.createProfile'])(
    'the next two calls of %s fail',
    async operation => {
      const simulator = await simulate();
      await control(simulator, 'POST', '/faults', { operation, times: 2, status: 429, retryAfter: 7 });
      const call = (n: number) =>
        simulator.ask('/api/profiles', { method: 'POST', body: profile({ email: `${n}@example.com` }) });
      const [first, other, second, third] = [
        await call(1),
        await simulator.ask('/api/profiles'),
        await call(2),
        await call(3),
      ];

      expect([first, other, second, third].map(({ status }) => status)).toEqual([429, 200, 429, 201]);
      expect(first.headers.get('retry-after')).toBe('7');
      expect(first.body.errors).toMatchObject([{ code: 'throttled' }]);
      expect(simulator.state()).toHaveLength(1);
    },
  );

  test('a call that is done, whose answer is cut', async () => {
    const simulator = await simulate();
    simulator.failNext({ operation: '*', connection: 'cut' });
    await expect(
      simulator.ask('/api/profiles', { method: 'POST', body: profile({ email: 'a@example.com' }) }),
    ).rejects.toThrow('terminated');
    expect(simulator.state()).toHaveLength(1);
  });

  test('a connection that ends before anything is done', async () => {
    const simulator = await simulate();
    simulator.failNext({ operation: '*', connection: 'reset' });
    await expect(simulator.ask('/api/lists')).rejects.toThrow('fetch failed');
    expect((await simulator.ask('/api/lists')).status).toBe(200);
  });

  test('can be taken back', async () => {
    const simulator = await simulate();
    await control(simulator, 'POST', '/faults', { operation: '*', status: 500 });
    await control(simulator, 'DELETE', '/faults');
    expect((await simulator.ask('/api/lists')).status).toBe(200);
  });

  test.each([
    [{}, "'operation' is needed."],
    [{ operation: 'GET /api/people' }, 'There is no such operation.'],
    [{ operation: '*', times: 'many' }, 'are whole numbers.'],
    [{ operation: '*', connection: 'slow' }, "'connection' is one of"],
    [{ operation: '*', status: 99 }, "'status' is from 200 to 599."],
    [{ operation: '*', state: 500 }, 'A fault has'],
  ])('%j is none', async (fault, message) => {
    const { status, body } = await control(await simulate(), 'POST', '/faults', fault);
    expect([status, body]).toEqual([400, { error: expect.stringContaining(message) }]);
  });
});

describe('the clock', () => {
  test('is set, and what is written has its time', async () => {
    const simulator = await simulate();
    await control(simulator, 'PUT', '/clock', { now: '2030-01-02T03:04:05Z' });
    const { body } = await control(simulator, 'GET', '/clock');
    expect((body as { now: string }).now).toMatch(/^2030-01-02T03:0/);
  });

  test('lets the window of a limit end', async () => {
    const simulator = await simulate({ rateLimits: 'enforced', tickMs: 1 });
    await simulator.ask('/api/accounts');
    expect((await simulator.ask('/api/accounts')).status).toBe(429);
    await control(simulator, 'PUT', '/clock', { advanceMs: 1_000 });
    expect((await simulator.ask('/api/accounts')).status).toBe(200);
  });

  test('lets a revision retire', async () => {
    const simulator = await simulate({ asOf: '2026-11-20' });
    const headers = { revision: '2025-01-15', 'x-klaviyo-revision-fall-forward-opt-out': '1' };
    expect((await simulator.ask('/api/lists', { headers })).status).toBe(200);
    simulator.advanceClock(90 * 86_400_000);
    expect((await simulator.ask('/api/lists', { headers })).status).toBe(410);
  });

  test.each([{}, { now: 'soon' }, { advanceMs: '5' }])('%j moves nothing', async body => {
    expect((await control(await simulate(), 'PUT', '/clock', body)).status).toBe(400);
  });
});

describe('who may control it', () => {
  test.each([
    ['another host', 'example.com', undefined],
    ['a page of another host', undefined, 'https://example.com'],
    ['a page without an address', undefined, 'null'],
  ])('%s is refused', async (_, host, origin) => {
    const { apiUrl } = await simulate();
    const socket = connect(Number(new URL(apiUrl).port), '127.0.0.1');
    socket.write(
      `GET /__simulator/state HTTP/1.1\r\nHost: ${host ?? new URL(apiUrl).host}\r\n${origin ? `Origin: ${origin}\r\n` : ''}\r\n`,
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(answer.toString('latin1')).toMatch(/^HTTP\/1.1 403 /);
  });

  test('paths and verbs that there are not', async () => {
    const simulator = await simulate();
    expect((await control(simulator, 'GET', '/keys')).status).toBe(404);
    expect((await control(simulator, 'GET', '/__proto__')).status).toBe(404);
    expect((await control(simulator, 'POST', '/state')).status).toBe(405);
  });

  test('the status page has no control', async () => {
    const { statusUrl } = await simulate();
    expect((await fetch(`${statusUrl}/__simulator/state`)).status).toBe(404);
  });
});

describe('webhooks', () => {
  const SECRET = 'a secret for the tests';

  async function receiver(): Promise<{
    url: string;
    next: Promise<{ headers: IncomingMessage['headers']; body: string }>;
  }> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const next = once(server, 'request').then(async ([request, response]) => {
      let body = '';
      for await (const chunk of request as AsyncIterable<Buffer>) body += chunk.toString();
      response.writeHead(202).end();
      return { headers: (request as IncomingMessage).headers, body };
    });
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, next };
  }

  async function webhook(simulator: AskedSimulator, endpointUrl: string): Promise<string> {
    const topic = { type: 'webhook-topic' as const, id: 'event:klaviyo.subscribed_to_email_marketing' };
    const attributes = { name: 'Hook', endpointUrl, secretKey: SECRET };
    const relationships = { webhookTopics: { data: [topic] } };
    const { body } = await clientOf(simulator).webhooks.createWebhook({
      data: { type: 'webhook', attributes, relationships },
    });
    return body.data.id;
  }

  const subscription = {
    data: {
      type: 'profile-subscription-bulk-create-job',
      attributes: {
        profiles: {
          data: [
            {
              type: 'profile',
              attributes: {
                email: 'a@example.com',
                subscriptions: { email: { marketing: { consent: 'SUBSCRIBED' } } },
              },
            },
          ],
        },
      },
    },
  };

  test('are delivered with their signature', async () => {
    const simulator = await simulate();
    const { url, next } = await receiver();
    const id = await webhook(simulator, url);
    await simulator.ask('/api/profile-subscription-bulk-create-jobs', { method: 'POST', body: subscription });
    const { headers, body } = await next;
    const expected = webhookHeaders(body, SECRET, id, new Date(String(headers['klaviyo-timestamp'])));

    expect([headers['klaviyo-webhook-id'], headers['klaviyo-signature']]).toEqual([id, expected['Klaviyo-Signature']]);
    expect(JSON.parse(body)).toMatchObject({
      data: [{ topic: 'event:klaviyo.subscribed_to_email_marketing', payload: { data: { type: 'event' } } }],
      meta: { klaviyo_account_id: 'AbC123', klaviyo_webhook_id: id },
    });
    await expect
      .poll(() => simulator.deliveries)
      .toEqual([{ webhookId: id, url, topic: 'event:klaviyo.subscribed_to_email_marketing', status: 202 }]);
  });

  test('of other topics, and to other machines, are not', async () => {
    const simulator = await simulate();
    const { url } = await receiver();
    await webhook(simulator, 'https://example.com/hook');
    await webhook(simulator, url);
    await simulator.ask('/api/events', { method: 'POST', body: event({}) });
    expect(simulator.deliveries).toEqual([]);
  });

  test.each([
    ['http elsewhere', 'http://example.com/hook', '/data/attributes/endpoint_url'],
    ['no address', 'hook', '/data/attributes/endpoint_url'],
  ])('an endpoint with %s is refused', async (_, endpoint_url, pointer) => {
    const { ask } = await simulate();
    const attributes = { name: 'Hook', endpoint_url, secret_key: SECRET };
    const relationships = { 'webhook-topics': { data: [] } };
    const { status, body } = await ask('/api/webhooks', {
      method: 'POST',
      body: { data: { type: 'webhook', attributes, relationships } },
    });
    expect([status, body.errors?.[0].source]).toEqual([400, { pointer }]);
  });
});
