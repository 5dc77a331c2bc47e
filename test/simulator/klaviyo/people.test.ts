import { ApiKeySession, EventsApi, ProfilesApi, RetryWithExponentialBackoff } from 'klaviyo-api';
import { describe, expect, test } from 'vitest';
import { event, profile, simulate } from './asked-simulator.ts';
import type { AskedSimulator } from './asked-simulator.ts';

describe('profiles', () => {
  test('creating one that exists is 409 with its id', async () => {
    const { apiUrl, key } = await simulate();
    const api = new ProfilesApi(new ApiKeySession(key, new RetryWithExponentialBackoff({ numRetries: 0 })));
    api.basePath = apiUrl;
    const wish = { data: { type: 'profile' as const, attributes: { email: 'twin@example.com' } } };
    const { response, body } = await api.createProfile(wish);

    expect(response.status).toBe(201);
    await expect(
      api.createProfile({ data: { type: 'profile', attributes: { email: 'Twin@Example.com' } } }),
    ).rejects.toMatchObject({
      response: {
        status: 409,
        data: { errors: [{ code: 'duplicate_profile', meta: { duplicate_profile_id: body.data.id } }] },
      },
    });
  });

  test('an example of the account exists, too', async () => {
    const { ask } = await simulate();
    const { data } = (await ask('/api/profiles?page[size]=1')).body;
    const again = await ask('/api/profiles', { method: 'POST', body: profile({ email: data[0].attributes.email }) });
    expect(again.body.errors).toMatchObject([{ meta: { duplicate_profile_id: data[0].id } }]);
  });

  test('what one was not given is nothing', async () => {
    const { ask } = await simulate({ tickMs: 1_000 });
    const { body } = await ask('/api/profiles', { method: 'POST', body: profile({ email: 'bare@example.com' }) });
    expect(body.data.attributes).toMatchObject({
      email: 'bare@example.com',
      phone_number: null,
      title: null,
      created: '2026-11-20T12:00:01+00:00',
    });
  });

  test('an example that is changed keeps the rest', async () => {
    const { ask } = await simulate({ tickMs: 1_000 });
    const { id, attributes } = (await ask('/api/profiles?page[size]=1')).body.data[0];
    await ask(`/api/profiles/${id}`, {
      method: 'PATCH',
      body: { data: { type: 'profile', id, attributes: { title: 'Dr' } } },
    });
    expect((await ask(`/api/profiles/${id}`)).body.data.attributes).toEqual({
      ...attributes,
      title: 'Dr',
      updated: '2026-11-20T12:00:02+00:00',
    });
  });

  test('custom properties can be unset, which the SDK cannot send', async () => {
    const { ask } = await simulate();
    const { data } = (
      await ask('/api/profiles', {
        method: 'POST',
        body: profile({ email: 'u@example.com', properties: { a: 1, b: 2, c: 3 } }),
      })
    ).body;
    const meta = { patch_properties: { unset: ['a', 'b'] } };
    const body = { data: { type: 'profile', id: data.id, attributes: {}, meta } };
    const changed = await ask(`/api/profiles/${data.id}`, { method: 'PATCH', body });
    expect(changed.body.data.attributes.properties).toEqual({ c: 3 });
  });

  test('importing one creates it, then updates it', async () => {
    const { ask } = await simulate();
    const first = await ask('/api/profile-import', {
      method: 'POST',
      body: profile({ email: 'new@example.com', title: 'A' }),
    });
    const second = await ask('/api/profile-import', {
      method: 'POST',
      body: profile({ email: 'new@example.com', title: null }),
    });
    const read = await ask(`/api/profiles/${first.body.data.id}`);

    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.data.id).toBe(first.body.data.id);
    expect(read.body.data.attributes).toMatchObject({ email: 'new@example.com', title: null });
  });
});

describe('events', () => {
  const count = async ({ ask }: AskedSimulator): Promise<number> => (await ask('/api/events')).body.data.length;

  test.each([
    ['the same unique id', [{ unique_id: 'a' }, { unique_id: 'a' }], 1],
    ['different ones', [{ unique_id: 'a' }, { unique_id: 'b' }], 2],
    ['none, in the same second', [{ time: '2026-11-20T10:00:00.100Z' }, { time: '2026-11-20T10:00:00.900Z' }], 1],
    ['none, in different seconds', [{ time: '2026-11-20T10:00:00Z' }, { time: '2026-11-20T10:00:01Z' }], 2],
  ])('two of one profile and metric with %s', async (_, attributes, kept) => {
    const simulator = await simulate({ scenario: 'empty-account' });
    for (const each of attributes)
      expect((await simulator.ask('/api/events', { method: 'POST', body: event(each) })).status).toBe(202);
    expect(await count(simulator)).toBe(kept);
  });

  test('the SDK sends one, and its profile is there', async () => {
    const simulator = await simulate({ scenario: 'empty-account' });
    const api = new EventsApi(new ApiKeySession(simulator.key));
    api.basePath = simulator.apiUrl;
    const { response } = await api.createEvent({
      data: {
        type: 'event',
        attributes: {
          uniqueId: 'order-1',
          time: new Date('2026-11-20T10:00:00Z'),
          properties: { Total: 5 },
          metric: { data: { type: 'metric', attributes: { name: 'Order' } } },
          profile: { data: { type: 'profile', attributes: { email: 'sdk@example.com' } } },
        },
      },
    });

    expect(response.status).toBe(202);
    expect((await simulator.ask('/api/events')).body.data).toMatchObject([
      { attributes: { event_properties: { Total: 5 }, datetime: '2026-11-20T10:00:00+00:00' } },
    ]);
    expect((await simulator.ask('/api/profiles')).body.data).toMatchObject([
      { attributes: { email: 'sdk@example.com' } },
    ]);
  });

  test('one of nobody is refused', async () => {
    const { ask } = await simulate();
    const body = {
      data: {
        type: 'event',
        attributes: {
          properties: {},
          metric: { data: { type: 'metric', attributes: { name: 'Order' } } },
          profile: { data: { type: 'profile', attributes: {} } },
        },
      },
    };
    expect((await ask('/api/events', { method: 'POST', body })).body.errors).toMatchObject([
      { source: { pointer: '/data/attributes/profile' } },
    ]);
  });

  test('many fail as a whole when two have one id', async () => {
    const simulator = await simulate({ scenario: 'empty-account' });
    const one = (unique_id: string): object => ({
      type: 'event',
      attributes: { unique_id, properties: {}, metric: { data: { type: 'metric', attributes: { name: 'Order' } } } },
    });
    const bulk = (...ids: string[]): object => ({
      data: {
        type: 'event-bulk-create-job',
        attributes: {
          'events-bulk-create': {
            data: [
              {
                type: 'event-bulk-create',
                attributes: {
                  profile: { data: { type: 'profile', attributes: { email: 'bulk@example.com' } } },
                  events: { data: ids.map(one) },
                },
              },
            ],
          },
        },
      },
    });

    expect((await simulator.ask('/api/event-bulk-create-jobs', { method: 'POST', body: bulk('a', 'a') })).status).toBe(
      400,
    );
    expect(await count(simulator)).toBe(0);
    expect((await simulator.ask('/api/event-bulk-create-jobs', { method: 'POST', body: bulk('a', 'b') })).status).toBe(
      202,
    );
    expect(await count(simulator)).toBe(2);
  });
});
