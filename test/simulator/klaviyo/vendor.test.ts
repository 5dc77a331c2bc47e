import { once } from 'node:events';
import { connect } from 'node:net';
import { ApiKeySession, ListsApi } from 'klaviyo-api';
import { describe, expect, test } from 'vitest';
import { startSimulator as start } from '../../../src/simulator/klaviyo/start-simulator.ts';
import { fakeKey } from '../../fake-keys.ts';
import { event, exampleId, profile, simulate } from './asked-simulator.ts';
import type { Outcome, Sent } from './asked-simulator.ts';

describe('the header revision', () => {
  test.each([
    ['the newest', '2026-07-15', 200],
    ['a deprecated one', '2025-10-15', 200],
    ['a retired one, which falls forward', '2023-02-22', 200],
    ['a beta', '2026-07-15.pre', 200],
    ['a day without a release', '2025-02-01', 200],
    ['none', '', 400],
    ['no date', 'latest', 400],
    ['no day of the calendar', '2026-02-30', 400],
    ['a day to come', '2027-01-15', 404],
  ])('%s', async (_, revision, status) => {
    const { ask } = await simulate();
    expect((await ask('/api/lists', { headers: { revision } })).status).toBe(status);
  });

  test.each([
    ['2023-02-22', 410],
    ['2026-07-15', 200],
  ])('%s with the opt-out of falling forward', async (revision, status) => {
    const { ask } = await simulate();
    expect(
      (await ask('/api/lists', { headers: { revision, 'x-klaviyo-revision-fall-forward-opt-out': '1' } })).status,
    ).toBe(status);
  });

  test('is not asked for where the vendor does not', async () => {
    const { ask } = await simulate();
    expect(
      (await ask('/client/ip-allowlists/tracking?company_id=AbC123', { headers: { revision: '', authorization: '' } }))
        .status,
    ).toBe(200);
  });
});

describe('paths', () => {
  test.each(['/api/v1/people', '/api/v2/lists', '/api/track', '/api/identify'])(
    '%s is gone, and says so in a message',
    async path => {
      const { ask } = await simulate();
      expect(await ask(path)).toMatchObject({ status: 410, body: { message: expect.stringContaining('retired') } });
    },
  );

  test('a verb that a path does not have is 405', async () => {
    const { ask } = await simulate();
    const { status, headers } = await ask('/api/accounts', { method: 'DELETE' });
    expect([status, headers.get('allow')]).toEqual([405, 'GET']);
  });

  test('a browser needs a company id and no key', async () => {
    const { ask } = await simulate();
    const sent = { method: 'POST', headers: { authorization: '' }, body: { data: { type: 'event', attributes: {} } } };
    expect((await ask('/client/events?company_id=AbC123', sent)).status).toBe(202);
    expect((await ask('/client/events', sent)).status).toBe(400);
    expect((await ask('/client/events?company_id=AbC123', { ...sent, body: 'no JSON' })).status).toBe(400);
  });

  test.each(['geofences', 'reviews', 'review-values-reports'])('/client/%s answers a list', async name => {
    const { ask } = await simulate();
    expect(await ask(`/client/${name}?company_id=AbC123`)).toMatchObject({
      status: 200,
      body: { data: [{ attributes: expect.anything() }] },
    });
  });
});

describe('scopes', () => {
  test('a refusal names what is missing, and only that', async () => {
    const { ask } = await simulate({ keyScopes: ['lists:write'] });
    const { status, body } = await ask(`/api/lists/${exampleId('list')}/relationships/profiles`, {
      method: 'POST',
      body: { data: [{ type: 'profile', id: 'Ex2222' }] },
    });
    expect(status).toBe(403);
    expect(body.errors).toMatchObject([
      { code: 'permission_denied', detail: 'Your API key is missing required scopes: profiles:write.' },
    ]);
  });

  test('what is included has to be readable', async () => {
    const { ask } = await simulate({ keyScopes: ['profiles:read'] });
    expect((await ask(`/api/profiles/${exampleId('profile')}`)).status).toBe(200);
    expect((await ask(`/api/profiles/${exampleId('profile')}?include=lists`)).body.errors).toMatchObject([
      { code: 'permission_denied', detail: expect.stringContaining('lists:read') },
    ]);
  });
});

describe('rate limits', () => {
  test('a burst is refused with the time to wait, and states no limit', async () => {
    const { ask } = await simulate({ rateLimits: 'enforced', tickMs: 100 });
    const first = await ask('/api/accounts');
    const second = await ask('/api/accounts');

    expect([
      first.status,
      first.headers.get('ratelimit-limit'),
      first.headers.get('ratelimit-remaining'),
      first.headers.get('ratelimit-reset'),
    ]).toEqual([200, '15', '14', '60']);
    expect([second.status, second.headers.get('retry-after'), second.headers.get('ratelimit-limit')]).toEqual([
      429,
      '1',
      null,
    ]);
    expect(second.body.errors).toMatchObject([{ code: 'throttled' }]);
  });

  test('a window ends', async () => {
    const { ask } = await simulate({ rateLimits: 'enforced', tickMs: 1_000 });
    const statuses = [];
    for (let count = 0; count < 16; count++) statuses.push((await ask('/api/accounts')).status);

    expect(statuses).toEqual([...Array(15).fill(200), 429]);
  });

  test('the steady window says how long it still is', async () => {
    const { ask } = await simulate({ rateLimits: 'enforced', tickMs: 2_000 });
    for (let count = 0; count < 15; count++) await ask('/api/accounts');
    expect((await ask('/api/accounts')).headers.get('retry-after')).toBe('30');
  });

  test('each operation has its own', async () => {
    const { ask } = await simulate({ rateLimits: 'enforced', tickMs: 1 });
    await ask('/api/accounts');
    expect((await ask('/api/lists')).headers.get('ratelimit-limit')).toBe('750');
  });
});

describe('pages', () => {
  test('links lead through all of them, and back', async () => {
    const { ask, apiUrl } = await simulate({ resources: 25 });
    const ids = [];
    let path: string | undefined = '/api/profiles?page[size]=10';
    let latest: Outcome | undefined;
    while (path !== undefined) {
      latest = await ask(path);
      ids.push(...latest.body.data.map(({ id }: { id: string }) => id));
      path = latest.body.links?.['next']?.replace(apiUrl, '');
    }

    expect(new Set(ids).size).toBe(25);
    expect(ids).toHaveLength(25);
    expect(latest?.body.data).toHaveLength(5);
    expect(new URL(latest!.body.links!['prev']!).searchParams.get('page[size]')).toBe('10');
  });

  test('the SDK takes the cursor, and the whole link too', async () => {
    const { apiUrl, key } = await simulate();
    const api = new ListsApi(new ApiKeySession(key));
    api.basePath = apiUrl;
    const { body: first } = await api.getLists({});
    const next = first.links!.next!;
    const byLink = await api.getLists({ pageCursor: next });
    const byCursor = await api.getLists({ pageCursor: new URL(next).searchParams.get('page[cursor]')! });

    expect(byLink.body.data.map(({ id }) => id)).toEqual(byCursor.body.data.map(({ id }) => id));
    expect(byLink.body.data[0]!.id).not.toBe(first.data[0]!.id);
  });
});

describe('links', () => {
  test('are URIs, with the brackets of the query escaped', async () => {
    const { ask } = await simulate();
    const { body } = await ask('/api/lists?page[size]=2&fields[list]=name');
    expect(new URL(body.links!['self']!).search).toBe('?page%5Bsize%5D=2&fields%5Blist%5D=name');
  });

  test('of a relationship are those that its type has', async () => {
    const { ask } = await simulate();
    const { body } = await ask('/api/profile-bulk-import-jobs');
    const { relationships } = body.data[0];
    expect(Object.keys(relationships['import-errors'].links)).toEqual(['related']);
    expect(Object.keys(relationships.lists.links)).toEqual(['self', 'related']);
  });

  test('a relationship with something unknown is refused at its id', async () => {
    const { ask } = await simulate();
    const { status, body } = await ask(`/api/campaign-messages/${exampleId('campaign-message')}/relationships/image`, {
      method: 'PATCH',
      body: { data: { type: 'image', id: 'nobody' } },
    });
    expect([status, body.errors![0].source]).toEqual([404, { pointer: '/data/id' }]);
  });
});

describe('the query', () => {
  test.each([
    [
      'a page size where there is none',
      '/api/metrics?page[size]=5',
      "'page_size' is not a valid field for the resource 'metric'.",
    ],
    ['a page that is too large', '/api/profiles?page[size]=101', "'page[size]' is a whole number from 1 to 100."],
    ['a page of nothing', '/api/profiles?page[size]=0', "'page[size]' is a whole number from 1 to 100."],
    ['a cursor that was never given', '/api/profiles?page[cursor]=abc', 'The cursor is not one that this API gave.'],
    ['an unknown relationship', '/api/profiles?include=friends', "'friends' is not a valid value of 'include'."],
    ['an unknown order', '/api/profiles?sort=-age', "'-age' is not a valid value of 'sort'."],
    [
      'a filter without an operator',
      '/api/profiles?filter=email="a"',
      'A filter has the form operator(field,value), and texts stand in quotes.',
    ],
    [
      'a filter that does not end',
      '/api/profiles?filter=equals(email,"a"',
      'A filter has the form operator(field,value), and texts stand in quotes.',
    ],
    ['no filter where one is needed', '/api/campaigns', "The parameter 'filter' is required."],
    [
      'a name that no answer may repeat',
      '/api/profiles?%3Cscript%3E=1',
      "'…' is not a valid field for the resource 'profile'.",
    ],
  ])('%s is refused', async (_, path, detail) => {
    const { ask } = await simulate();
    const { status, body } = await ask(path);
    expect([status, body.errors?.[0].code]).toEqual([400, 'invalid']);
    expect(body.errors?.[0].detail).toContain(detail);
  });

  test.each([
    'equals(email,"a@example.com")',
    'and(less-than(created,2026-01-01T00:00:00Z),any(id,["a","b"]))',
    'equals(email,"a)b\'"),greater-than(updated,2025-01-01)',
  ])('the filter %s is one', async filter => {
    const { ask } = await simulate();
    expect((await ask(`/api/profiles?filter=${encodeURIComponent(filter)}`)).status).toBe(200);
  });

  test('a filter finds the profile of an address', async () => {
    const { ask } = await simulate();
    const { body } = await ask('/api/profiles', { method: 'POST', body: profile({ email: 'one@example.com' }) });
    const found = await ask('/api/profiles?filter=equals(email,"one@example.com")');
    expect(found.body.data).toMatchObject([{ id: body.data.id, attributes: { email: 'one@example.com' } }]);
  });

  test('a filter for a stranger finds nobody, not even who has no such attribute', async () => {
    const { ask } = await simulate();
    await ask('/api/profiles', { method: 'POST', body: profile({ phone_number: '+15005550006' }) });
    for (const filter of ['equals(email,"stranger@example.com")', 'equals(external_id,"nobody")']) {
      expect((await ask(`/api/profiles?filter=${filter}`)).body.data).toEqual([]);
    }
  });

  test.each([
    ['email', true],
    ['sms', false],
  ])('campaigns are listed by their channel: %s', async (channel, isAny) => {
    const { ask } = await simulate();
    const { body } = await ask(`/api/campaigns?filter=equals(messages.channel,"${channel}")`);
    expect(body.data.length > 0).toBe(isAny);
  });

  test('only the attributes that are asked for come', async () => {
    const { ask } = await simulate();
    const { body } = await ask('/api/profiles?fields[profile]=email,location.city&page[size]=1');
    expect(Object.keys(body.data[0].attributes)).toEqual(['email', 'location']);
  });

  test('additional attributes come when they are asked for', async () => {
    const { ask } = await simulate();
    expect((await ask(`/api/profiles/${exampleId('profile')}`)).body.data.attributes).not.toHaveProperty(
      'subscriptions',
    );
    expect(
      (await ask(`/api/profiles/${exampleId('profile')}?additional-fields[profile]=subscriptions`)).body.data
        .attributes,
    ).toHaveProperty('subscriptions.email');
  });

  test('what is included is what the relationship names', async () => {
    const { ask } = await simulate();
    const { body } = await ask(`/api/profiles/${exampleId('profile')}?include=lists`);
    expect(body.included?.map(({ type, id }) => ({ type, id }))).toEqual(body.data.relationships.lists.data);
  });
});

describe('bodies', () => {
  test.each([
    ['no JSON', 'POST', 'oops', 'The payload provided in the request is invalid.', '/data'],
    [
      'an unknown attribute',
      'POST',
      profile({ firstName: 'A' }),
      "'firstName' is not a valid field for the resource 'profile'.",
      '/data/attributes/firstName',
    ],
    [
      'a missing part',
      'POST',
      { data: { type: 'profile' } },
      "'attributes' is a required field for the resource 'profile'.",
      '/data/attributes',
    ],
    [
      'a wrong kind',
      'POST',
      profile({ email: 5 }),
      "Invalid input for 'email' of the resource 'profile'.",
      '/data/attributes/email',
    ],
    [
      'another type',
      'POST',
      { data: { type: 'list', attributes: {} } },
      "Invalid input for 'type' of the resource 'profile'.",
      '/data/type',
    ],
    [
      'a telephone number that is none',
      'POST',
      profile({ phone_number: '0123' }),
      'Invalid phone number format',
      '/data/attributes/phone_number',
    ],
  ])('%s is refused with its place', async (_, method, body, detail, pointer) => {
    const { ask } = await simulate();
    const answer = await ask('/api/profiles', { method, body });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ detail: expect.stringContaining(detail), source: { pointer } }]);
  });

  test('one that is too large is refused unread', async () => {
    const { ask } = await simulate();
    const sending = ask('/api/profiles', { method: 'POST', body: `"${'x'.repeat(9_000_000)}"` });
    expect(
      await sending.then(
        ({ status }) => status,
        () => 413,
      ),
    ).toBe(413);
  });
});

describe('other resources', () => {
  test('are remembered, changed and deleted', async () => {
    const { ask } = await simulate();
    const { body } = await ask('/api/lists', {
      method: 'POST',
      body: { data: { type: 'list', attributes: { name: 'Mine' } } },
    });
    const path = `/api/lists/${body.data.id}`;
    expect((await ask('/api/lists')).body.data[0]).toMatchObject({ id: body.data.id, attributes: { name: 'Mine' } });
    await ask(path, {
      method: 'PATCH',
      body: { data: { type: 'list', id: body.data.id, attributes: { name: 'Ours' } } },
    });
    expect((await ask(path)).body.data.attributes.name).toBe('Ours');
    expect((await ask(path, { method: 'DELETE' })).status).toBe(204);
    expect((await ask(path)).status).toBe(404);
  });

  test('of an empty account are not there', async () => {
    const { ask } = await simulate({ scenario: 'empty-account' });
    expect((await ask('/api/lists')).body.data).toEqual([]);
    expect((await ask('/api/lists/Ex1111')).body.errors).toMatchObject([
      { code: 'not_found', detail: 'A list with id Ex1111 does not exist.' },
    ]);
    expect((await ask('/api/accounts')).body.data).toHaveLength(1);
  });

  test('hold nobody real', async () => {
    const { ask } = await simulate();
    const { text } = await ask('/api/profiles?page[size]=100&additional-fields[profile]=subscriptions');
    expect(text.match(/[\w.+-]+@[\w.-]+/g)?.every(address => address.endsWith('@example.com'))).toBe(true);
    expect(text.match(/"phone_number":"[^"]+"/g)?.every(number => /"\+1\d{3}55501\d{2}"/.test(number))).toBe(true);
  });
});

describe('faults', () => {
  test('every other request fails', async () => {
    const { ask } = await simulate({ scenario: 'flapping' });
    expect([
      (await ask('/api/lists')).status,
      (await ask('/api/lists')).status,
      (await ask('/api/lists')).status,
    ]).toEqual([200, 503, 200]);
  });

  test('a body ends in the middle', async () => {
    const { ask } = await simulate({ scenario: 'cut-short' });
    await expect(ask('/api/lists')).rejects.toThrow('terminated');
  });

  test('a key that may only read', async () => {
    const { ask } = await simulate({ scenario: 'read-only-key' });
    expect((await ask('/api/lists')).status).toBe(200);
    expect((await ask(`/api/lists/${exampleId('list')}`, { method: 'DELETE' })).status).toBe(403);
  });
});

describe('seeds', () => {
  async function story(seed: number): Promise<string> {
    const { ask, apiUrl } = await simulate({ seed, tickMs: 250, rateLimits: 'enforced' });
    const asked: [string, Sent?][] = [
      ['/api/profiles?include=lists'],
      ['/api/profiles', { method: 'POST', body: profile({ email: 'a@example.com' }) }],
      ['/api/events', { method: 'POST', body: event({}) }],
      ['/api/events'],
      ['/api/accounts'],
      ['/api/accounts'],
      ['/api/nothing'],
    ];
    const reported = [];
    for (const [path, sent] of asked) {
      const { status, headers, text } = await ask(path, sent);
      reported.push(status, JSON.stringify([...headers]), text);
    }
    return reported.join('\n').replaceAll(apiUrl, '');
  }

  test('the same one gives the same bytes, dates and headers included', async () => {
    expect(await story(7)).toBe(await story(7));
  });

  test('another one gives others', async () => {
    expect(await story(7)).not.toBe(await story(8));
  });
});

describe('safety', () => {
  test('the key never comes back', async () => {
    const key = fakeKey();
    const { ask } = await simulate({ key });
    const { body } = await ask('/api/profile-import', {
      method: 'POST',
      body: profile({ email: 'k@example.com', title: key }),
    });
    expect((await ask(`/api/profiles/${body.data.id}`)).text).not.toContain(key);
    expect((await ask(`/api/lists?${key}=1`)).text).not.toContain(key);
  });

  test.each([
    ['a target of a proxy', 'GET http://[ HTTP/1.1\r\nHost: a\r\n\r\n', 401],
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n', 401],
    ['another host', 'GET //example.com/api/lists HTTP/1.1\r\nHost: a\r\n\r\n', 401],
    ['a broken escape', 'GET /api/lists/%E0%A4%A HTTP/1.1\r\nHost: a\r\n\r\n', 401],
  ])('%s does not end it', async (_, raw, status) => {
    const { apiUrl, ask } = await simulate();
    const socket = connect(Number(new URL(apiUrl).port), '127.0.0.1');
    socket.write(raw);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();

    expect(answer.toString('latin1')).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect((await ask('/api/lists/%E0%A4%A')).status).toBe(404);
  });

  test('a document that is too deep does not end it', async () => {
    const { ask } = await simulate();
    const deep = `${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}`;
    const { status } = await ask('/api/profiles', {
      method: 'POST',
      body: `{"data":{"type":"profile","attributes":{"email":"d@example.com","properties":${deep}}}}`,
    });
    expect([201, 500]).toContain(status);
    expect((await ask('/api/lists')).status).toBe(200);
  });

  test('only this machine is listened to', async () => {
    const { apiUrl, statusUrl } = await simulate();
    expect([apiUrl, statusUrl].map(url => new URL(url).hostname)).toEqual(['127.0.0.1', '127.0.0.1']);
  });

  test.each(['', 'short', 'with a space in between'])('the key %j is none', async key => {
    await expect(start({ key })).rejects.toThrow(RangeError);
  });

  test('a port that is taken is reported, and nothing stays open', async () => {
    const { apiUrl } = await simulate();
    await expect(start({ statusPort: Number(new URL(apiUrl).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
