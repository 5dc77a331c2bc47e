import { describe, expect, test } from 'vitest';
import { exampleId, simulate } from './asked-simulator.ts';
import { clientOf } from './sdk-client.ts';
import type { Client } from './sdk-client.ts';

/** What is written, what is read of it, and what that has to be. The account is empty, and each request takes a second. */
type Flow = [name: string, run: (api: Client) => Promise<unknown>, expected: unknown];

const channel = { consent: 'SUBSCRIBED' as const };

async function person(api: Client, email: string, attributes: object = {}): Promise<string> {
  const { body } = await api.profiles.createProfile({
    data: { type: 'profile', attributes: { email, ...attributes } },
  });
  return body.data.id!;
}

async function people(api: Client, ...names: string[]): Promise<string[]> {
  const ids = [];
  for (const name of names) ids.push(await person(api, `${name}@example.com`, { firstName: name }));
  return ids;
}

async function list(api: Client, name = 'List'): Promise<string> {
  return (await api.lists.createList({ data: { type: 'list', attributes: { name } } })).body.data.id;
}

async function member(api: Client, listId: string, ...ids: string[]): Promise<void> {
  await api.lists.addProfilesToList(listId, { data: ids.map(id => ({ type: 'profile', id })) });
}

async function event(api: Client, email: string, metric = 'Order', attributes: object = {}): Promise<void> {
  await api.events.createEvent({
    data: {
      type: 'event',
      attributes: {
        properties: {},
        metric: { data: { type: 'metric', attributes: { name: metric } } },
        profile: { data: { type: 'profile', attributes: { email } } },
        ...attributes,
      },
    },
  });
}

async function tag(api: Client, name: string): Promise<string> {
  return (await api.tags.createTag({ data: { type: 'tag', attributes: { name } } })).body.data.id;
}

async function item(api: Client, externalId: string, attributes: object = {}): Promise<string> {
  const { body } = await api.catalogs.createCatalogItem({
    data: {
      type: 'catalog-item',
      attributes: {
        externalId,
        title: `Item ${externalId}`,
        description: 'It is.',
        url: 'https://example.com',
        ...attributes,
      },
    },
  });
  return body.data.id;
}

async function category(api: Client, externalId: string, name = externalId): Promise<string> {
  const data = { type: 'catalog-category' as const, attributes: { externalId, name } };
  return (await api.catalogs.createCatalogCategory({ data })).body.data.id;
}

async function variant(api: Client, itemId: string, externalId: string): Promise<string> {
  const { body } = await api.catalogs.createCatalogVariant({
    data: {
      type: 'catalog-variant',
      attributes: {
        externalId,
        title: `Variant ${externalId}`,
        description: 'It is.',
        sku: `SKU-${externalId}`,
        inventoryQuantity: 1,
        price: 2,
        url: 'https://example.com',
      },
      relationships: { item: { data: { type: 'catalog-item', id: itemId } } },
    },
  });
  return body.data.id;
}

async function coupon(api: Client, externalId: string): Promise<string> {
  return (await api.coupons.createCoupon({ data: { type: 'coupon', attributes: { externalId } } })).body.data.id;
}

async function code(api: Client, couponId: string, uniqueCode: string): Promise<string> {
  const relationships = { coupon: { data: { type: 'coupon' as const, id: couponId } } };
  const data = { type: 'coupon-code' as const, attributes: { uniqueCode }, relationships };
  return (await api.coupons.createCouponCode({ data })).body.data.id;
}

async function template(api: Client, name: string, html = '<p></p>'): Promise<string> {
  const data = { type: 'template' as const, attributes: { name, editorType: 'CODE', html } };
  return (await api.templates.createTemplate({ data })).body.data.id;
}

async function campaign(api: Client, name: string, included: string[] = ['Ab1234']): Promise<string> {
  const message = { channel: 'email' as const, label: 'First', content: { subject: 'Hello' } };
  const { body } = await api.campaigns.createCampaign({
    data: {
      type: 'campaign',
      attributes: {
        name,
        audiences: { included },
        campaignMessages: { data: [{ type: 'campaign-message', attributes: { definition: message } }] },
      },
    },
  });
  return body.data.id;
}

async function subscribe(api: Client, email: string, listId?: string): Promise<void> {
  await api.profiles.bulkSubscribeProfiles({
    data: {
      type: 'profile-subscription-bulk-create-job',
      attributes: {
        profiles: {
          data: [{ type: 'profile', attributes: { email, subscriptions: { email: { marketing: channel } } } }],
        },
      },
      ...(listId !== undefined && { relationships: { list: { data: { type: 'list', id: listId } } } }),
    },
  });
}

async function unsubscribe(api: Client, email: string, listId?: string): Promise<void> {
  const consent = { consent: 'UNSUBSCRIBED' as const };
  await api.profiles.bulkUnsubscribeProfiles({
    data: {
      type: 'profile-subscription-bulk-delete-job',
      attributes: {
        profiles: {
          data: [{ type: 'profile', attributes: { email, subscriptions: { email: { marketing: consent } } } }],
        },
      },
      ...(listId !== undefined && { relationships: { list: { data: { type: 'list', id: listId } } } }),
    },
  });
}

const propertyOf = ({ eventProperties }: { eventProperties?: object | null }, name: string): unknown =>
  (eventProperties as Record<string, unknown>)[name];

const emailOf = async (api: Client, id: string) =>
  (await api.profiles.getProfile(id, { additionalFieldsProfile: ['subscriptions'] })).body.data.attributes.subscriptions
    ?.email?.marketing;

const firstNames = async (api: Client, options: Parameters<Client['profiles']['getProfiles']>[0]) =>
  (await api.profiles.getProfiles(options)).body.data.map(({ attributes }) => attributes.firstName);

/** Status and place of a refusal. */
async function refusal(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'none',
    (error: unknown) => {
      const { status, data } = (error as { response: { status: number; data: { errors: { source: object }[] } } })
        .response;
      return [status, data.errors[0]!.source];
    },
  );
}

const PROFILES: Flow[] = [
  [
    'a profile by its address',
    async api => {
      await people(api, 'ada', 'bob');
      return firstNames(api, { filter: 'equals(email,"BOB@example.com")' });
    },
    ['bob'],
  ],
  [
    'profiles by any of their ids',
    async api => {
      const [ada, , eve] = await people(api, 'ada', 'bob', 'eve');
      return firstNames(api, { filter: `any(id,["${ada}","${eve}"])`, sort: 'email' });
    },
    ['ada', 'eve'],
  ],
  [
    'profiles that are younger than one',
    async api => {
      await people(api, 'ada', 'bob', 'eve');
      const bob = (await api.profiles.getProfiles({ filter: 'equals(email,"bob@example.com")' })).body.data[0]!;
      return firstNames(api, { filter: `greater-than(created,${bob.attributes.created!.toISOString()})` });
    },
    ['eve'],
  ],
  [
    'profiles between two moments',
    async api => {
      await people(api, 'ada', 'bob', 'eve');
      return firstNames(api, {
        filter: 'and(greater-than(created,2026-11-20T12:00:01Z),less-than(created,2026-11-20T12:00:03Z))',
      });
    },
    ['bob'],
  ],
  [
    'profiles of one or the other kind',
    async api => {
      await people(api, 'ada', 'bob', 'eve');
      return firstNames(api, {
        filter: 'or(equals(email,"ada@example.com"),equals(email,"eve@example.com"))',
        sort: '-email',
      });
    },
    ['eve', 'ada'],
  ],
  [
    'profiles that are not somebody',
    async api => {
      await people(api, 'ada', 'bob', 'eve');
      return firstNames(api, { filter: 'not(equals(email,"bob@example.com"))', sort: 'email' });
    },
    ['ada', 'eve'],
  ],
  [
    'profiles in the order of their addresses',
    async api => {
      await people(api, 'bob', 'eve', 'ada');
      return firstNames(api, { sort: 'email' });
    },
    ['ada', 'bob', 'eve'],
  ],
  [
    'profiles, the youngest first',
    async api => {
      await people(api, 'bob', 'eve', 'ada');
      return firstNames(api, { sort: '-created' });
    },
    ['ada', 'eve', 'bob'],
  ],
  [
    'profiles, the one that was changed last first',
    async api => {
      const [bob] = await people(api, 'bob', 'eve', 'ada');
      await api.profiles.updateProfile(bob!, { data: { type: 'profile', id: bob!, attributes: { title: 'Dr' } } });
      return firstNames(api, { sort: '-updated' });
    },
    ['bob', 'ada', 'eve'],
  ],
  [
    'profiles page by page',
    async api => {
      await people(api, 'ada', 'bob', 'eve');
      const first = (await api.profiles.getProfiles({ pageSize: 2, sort: 'email' })).body;
      const second = (await api.profiles.getProfiles({ pageSize: 2, sort: 'email', pageCursor: first.links!.next! }))
        .body;
      return [first, second].map(({ data, links }) => [
        data.map(({ attributes }) => attributes.firstName),
        links!.next != null,
      ]);
    },
    [
      [['ada', 'bob'], true],
      [['eve'], false],
    ],
  ],
  [
    'custom properties that are merged',
    async api => {
      const id = await person(api, 'ada@example.com', { properties: { size: 1, colour: 'red' } });
      await api.profiles.updateProfile(id, {
        data: { type: 'profile', id, attributes: { properties: { colour: 'blue', pet: 'cat' } } },
      });
      return (await api.profiles.getProfile(id)).body.data.attributes.properties;
    },
    { size: 1, colour: 'blue', pet: 'cat' },
  ],
  [
    'custom properties that are added to, and taken away',
    async api => {
      const id = await person(api, 'ada@example.com', { properties: { pets: ['cat', 'dog'], size: 1 } });
      const meta = { patchProperties: { append: { pets: 'fox' }, unappend: { pets: 'cat' } } };
      await api.profiles.updateProfile(id, { data: { type: 'profile', id, attributes: {}, meta } });
      return (await api.profiles.getProfile(id)).body.data.attributes.properties;
    },
    { pets: ['dog', 'fox'], size: 1 },
  ],
  [
    'a location of which one part changes',
    async api => {
      const id = await person(api, 'ada@example.com', { location: { city: 'Berlin', country: 'Germany' } });
      await api.profiles.updateProfile(id, {
        data: { type: 'profile', id, attributes: { location: { city: 'Bonn' } } },
      });
      const { city, country, zip } = (await api.profiles.getProfile(id)).body.data.attributes.location!;
      return { city, country, zip };
    },
    { city: 'Bonn', country: 'Germany', zip: null },
  ],
  [
    'a profile that is imported twice',
    async api => {
      const data = (title: string) => ({
        data: { type: 'profile' as const, attributes: { email: 'ada@example.com', title } },
      });
      const first = await api.profiles.createOrUpdateProfile(data('Dr'));
      const second = await api.profiles.createOrUpdateProfile(data('Prof'));
      const { attributes } = (await api.profiles.getProfile(first.body.data.id!)).body.data;
      return [first.response.status, second.response.status, attributes.title];
    },
    [201, 200, 'Prof'],
  ],
  [
    'an address that somebody else has',
    async api => {
      const [ada] = await people(api, 'ada', 'bob');
      return refusal(
        api.profiles.updateProfile(ada!, {
          data: { type: 'profile', id: ada!, attributes: { email: 'bob@example.com' } },
        }),
      );
    },
    [409, { pointer: '/data/attributes' }],
  ],
  [
    'an id in the body that is another one than in the path',
    async api => {
      const [ada, bob] = await people(api, 'ada', 'bob');
      return refusal(api.profiles.updateProfile(ada!, { data: { type: 'profile', id: bob!, attributes: {} } }));
    },
    [400, { pointer: '/data/id' }],
  ],
  [
    'two profiles that become one',
    async api => {
      const [ada, bob] = await people(api, 'ada', 'bob');
      await event(api, 'bob@example.com');
      await api.profiles.mergeProfiles({
        data: {
          type: 'profile-merge',
          id: ada!,
          relationships: { profiles: { data: [{ type: 'profile', id: bob! }] } },
        },
      });
      const events = (await api.events.getEvents({ filter: `equals(profile_id,"${ada}")` })).body.data;
      return [events.length, await refusal(api.profiles.getProfile(bob!))];
    },
    [1, [404, { pointer: '/data/' }]],
  ],
  [
    'a profile whose data is deleted',
    async api => {
      await people(api, 'ada');
      const profile = { data: { type: 'profile' as const, attributes: { email: 'ada@example.com' } } };
      await api.dataPrivacy.requestProfileDeletion({
        data: { type: 'data-privacy-deletion-job', attributes: { profile } },
      });
      return firstNames(api, {});
    },
    [],
  ],
  [
    'an import into a list',
    async api => {
      const id = await list(api);
      const profiles = {
        data: ['ada', 'bob'].map(name => ({ type: 'profile' as const, attributes: { email: `${name}@example.com` } })),
      };
      const { body } = await api.profiles.bulkImportProfiles({
        data: {
          type: 'profile-bulk-import-job',
          attributes: { profiles },
          relationships: { lists: { data: [{ type: 'list', id }] } },
        },
      });
      const job = (await api.profiles.getBulkImportProfilesJob(body.data.id, { include: ['lists'] })).body;
      const members = (await api.lists.getProfilesForList(id)).body.data.map(({ attributes }) => attributes.email);
      return [
        body.data.attributes.status,
        job.data.attributes.status,
        job.data.attributes.completedCount,
        job.included!.length,
        members.toSorted(),
      ];
    },
    ['queued', 'complete', 2, 1, ['ada@example.com', 'bob@example.com']],
  ],
  [
    'the jobs that import, by their status',
    async api => {
      const profiles = { data: [{ type: 'profile' as const, attributes: { email: 'ada@example.com' } }] };
      await api.profiles.bulkImportProfiles({ data: { type: 'profile-bulk-import-job', attributes: { profiles } } });
      const count = async (status: string) =>
        (await api.profiles.getBulkImportProfilesJobs({ filter: `equals(status,"${status}")` })).body.data.length;
      return [await count('complete'), await count('queued')];
    },
    [1, 0],
  ],
  [
    'an import of somebody without an identifier',
    async api => {
      const profiles = { data: [{ type: 'profile' as const, attributes: { firstName: 'Nobody' } }] };
      const { id } = (
        await api.profiles.bulkImportProfiles({ data: { type: 'profile-bulk-import-job', attributes: { profiles } } })
      ).body.data;
      const job = (await api.profiles.getBulkImportProfilesJob(id)).body.data.attributes;
      return [
        job.failedCount,
        (await api.profiles.getErrorsForBulkImportProfilesJob(id)).body.data[0]!.attributes.source.pointer,
      ];
    },
    [1, '/data/attributes/profiles/data/0'],
  ],
  [
    'a push token, and whose it is',
    async api => {
      const [ada] = await people(api, 'ada');
      const profile = { data: { type: 'profile' as const, attributes: { email: 'ada@example.com' } } };
      await api.profiles.createPushToken({
        data: { type: 'push-token', attributes: { token: 'abc', platform: 'ios', vendor: 'apns', profile } },
      });
      const { data, included } = (
        await api.profiles.getPushTokens({ filter: `equals(profile.id,"${ada}")`, include: ['profile'] })
      ).body;
      return [data[0]!.attributes.token, included![0]!.id === ada];
    },
    ['abc', true],
  ],
];

const LISTS: Flow[] = [
  [
    'members of a list, the last to join first',
    async api => {
      const [ada, bob, eve] = await people(api, 'ada', 'bob', 'eve');
      const id = await list(api);
      await member(api, id, bob!);
      await member(api, id, ada!);
      await member(api, id, eve!);
      await api.lists.removeProfilesFromList(id, { data: [{ type: 'profile', id: ada! }] });
      return (await api.lists.getProfilesForList(id, { sort: '-joined_group_at' })).body.data.map(
        ({ attributes }) => attributes.firstName,
      );
    },
    ['eve', 'bob'],
  ],
  [
    'members of a list by their address',
    async api => {
      const id = await list(api);
      await member(api, id, ...(await people(api, 'ada', 'bob')));
      return (await api.lists.getProfilesForList(id, { filter: 'equals(email,"ada@example.com")' })).body.data.map(
        ({ attributes }) => attributes.firstName,
      );
    },
    ['ada'],
  ],
  [
    'members of a list since a moment',
    async api => {
      const id = await list(api);
      const [ada, bob] = await people(api, 'ada', 'bob');
      await member(api, id, ada!);
      await member(api, id, bob!);
      const { data } = (
        await api.lists.getProfileIdsForList(id, { filter: 'greater-or-equal(joined_group_at,2026-11-20T12:00:05Z)' })
      ).body;
      return data.map(other => other.id === bob);
    },
    [true],
  ],
  [
    'members of a list page by page',
    async api => {
      const id = await list(api);
      await member(api, id, ...(await people(api, 'ada', 'bob', 'eve')));
      const first = (await api.lists.getProfilesForList(id, { pageSize: 2 })).body;
      const second = (await api.lists.getProfilesForList(id, { pageSize: 2, pageCursor: first.links!.next! })).body;
      return [first.data.length, second.data.length];
    },
    [2, 1],
  ],
  [
    'the lists of a profile, included',
    async api => {
      const [ada] = await people(api, 'ada');
      await member(api, await list(api, 'Mine'), ada!);
      await list(api, 'Yours');
      const { included } = (await api.profiles.getProfile(ada!, { include: ['lists'] })).body;
      return included!.map(other => ('name' in other.attributes ? other.attributes.name : undefined));
    },
    ['Mine'],
  ],
  [
    'the lists of a profile',
    async api => {
      const [ada] = await people(api, 'ada');
      await member(api, await list(api, 'Mine'), ada!);
      return (await api.profiles.getListsForProfile(ada!)).body.data.map(({ attributes }) => attributes.name);
    },
    ['Mine'],
  ],
  [
    'how many profiles a list has',
    async api => {
      const id = await list(api);
      await member(api, id, ...(await people(api, 'ada', 'bob')));
      return (await api.lists.getList(id, { additionalFieldsList: ['profile_count'] })).body.data.attributes
        .profileCount;
    },
    2,
  ],
  [
    'lists by their name',
    async api => {
      await list(api, 'Mine');
      await list(api, 'Yours');
      return (await api.lists.getLists({ filter: 'equals(name,"Yours")' })).body.data.map(
        ({ attributes }) => attributes.name,
      );
    },
    ['Yours'],
  ],
  [
    'lists in the order of their names',
    async api => {
      for (const name of ['B', 'C', 'A']) await list(api, name);
      return (await api.lists.getLists({ sort: 'name' })).body.data.map(({ attributes }) => attributes.name);
    },
    ['A', 'B', 'C'],
  ],
  [
    'a list that got another name',
    async api => {
      const id = await list(api, 'Old');
      await api.lists.updateList(id, { data: { type: 'list', id, attributes: { name: 'New' } } });
      const { name, created, updated } = (await api.lists.getList(id)).body.data.attributes;
      return [name, updated!.getTime() - created!.getTime()];
    },
    ['New', 1000],
  ],
  [
    'a list that was deleted',
    async api => {
      const id = await list(api);
      await api.lists.deleteList(id);
      return [await refusal(api.lists.getList(id)), (await api.lists.getLists()).body.data.length];
    },
    [[404, { pointer: '/data/' }], 0],
  ],
  [
    'a profile that there is not, as a member',
    async api => refusal(member(api, await list(api), 'NOBODY')),
    [404, { pointer: '/data/0/id' }],
  ],
  [
    'more members than one request may have',
    async api => {
      const id = await list(api);
      return refusal(member(api, id, ...Array.from({ length: 1_001 }, () => 'x')));
    },
    [400, { pointer: '/data' }],
  ],
];

const CONSENT: Flow[] = [
  [
    'somebody who subscribes',
    async api => {
      await subscribe(api, 'ada@example.com');
      const [profile] = (await api.profiles.getProfiles({ additionalFieldsProfile: ['subscriptions'] })).body.data;
      const { consent, canReceiveEmailMarketing } = profile!.attributes.subscriptions!.email!.marketing!;
      return [consent, canReceiveEmailMarketing];
    },
    ['SUBSCRIBED', true],
  ],
  [
    'somebody who subscribes to a list',
    async api => {
      const id = await list(api);
      await subscribe(api, 'ada@example.com', id);
      return (await api.lists.getProfilesForList(id)).body.data.map(({ attributes }) => attributes.email);
    },
    ['ada@example.com'],
  ],
  [
    'somebody who never subscribed',
    async api => (await emailOf(api, await person(api, 'ada@example.com')))?.consent,
    'NEVER_SUBSCRIBED',
  ],
  [
    'somebody who unsubscribes from everything',
    async api => {
      const [ada] = await people(api, 'ada');
      await subscribe(api, 'ada@example.com');
      await unsubscribe(api, 'ada@example.com');
      const email = await emailOf(api, ada!);
      return [email?.consent, email?.canReceiveEmailMarketing, email?.suppression?.map(({ reason }) => reason)];
    },
    ['UNSUBSCRIBED', false, ['UNSUBSCRIBE']],
  ],
  [
    'somebody who unsubscribes from a list',
    async api => {
      const id = await list(api);
      await subscribe(api, 'ada@example.com', id);
      await unsubscribe(api, 'ada@example.com', id);
      const filter = `equals(subscriptions.email.marketing.list_suppressions.list_id,"${id}")`;
      return [
        (await api.lists.getProfilesForList(id)).body.data.length,
        (await api.profiles.getProfiles({ filter })).body.data.length,
      ];
    },
    [0, 1],
  ],
  [
    'addresses that are suppressed, by the reason',
    async api => {
      await people(api, 'ada', 'bob');
      const profiles = { data: [{ type: 'profile' as const, attributes: { email: 'bob@example.com' } }] };
      await api.profiles.bulkSuppressProfiles({
        data: { type: 'profile-suppression-bulk-create-job', attributes: { profiles } },
      });
      return firstNames(api, { filter: 'equals(subscriptions.email.marketing.suppression.reason,"USER_SUPPRESSED")' });
    },
    ['bob'],
  ],
  [
    'a list that is suppressed, and not any more',
    async api => {
      const id = await list(api);
      const [ada] = await people(api, 'ada');
      await member(api, id, ada!);
      const data = { attributes: {}, relationships: { list: { data: { type: 'list' as const, id } } } };
      await api.profiles.bulkSuppressProfiles({ data: { type: 'profile-suppression-bulk-create-job', ...data } });
      const during = (await emailOf(api, ada!))?.canReceiveEmailMarketing;
      await api.profiles.bulkUnsuppressProfiles({ data: { type: 'profile-suppression-bulk-delete-job', ...data } });
      return [during, (await emailOf(api, ada!))?.canReceiveEmailMarketing];
    },
    [false, true],
  ],
  [
    'a consent whose time is given without an import',
    async api => {
      const marketing = { ...channel, consentedAt: new Date('2026-01-01') };
      const profiles = {
        data: [
          {
            type: 'profile' as const,
            attributes: { email: 'ada@example.com', subscriptions: { email: { marketing } } },
          },
        ],
      };
      return refusal(
        api.profiles.bulkSubscribeProfiles({
          data: { type: 'profile-subscription-bulk-create-job', attributes: { profiles } },
        }),
      );
    },
    [400, { pointer: '/data/attributes/profiles/data/0/attributes/subscriptions' }],
  ],
];

const EVENTS: Flow[] = [
  [
    'events of a profile',
    async api => {
      const [ada] = await people(api, 'ada', 'bob');
      await event(api, 'ada@example.com');
      await event(api, 'bob@example.com');
      return (await api.events.getEvents({ filter: `equals(profile_id,"${ada}")` })).body.data.length;
    },
    1,
  ],
  [
    'events of a metric, which appeared with them',
    async api => {
      await event(api, 'ada@example.com', 'Order', { uniqueId: 'a' });
      await event(api, 'ada@example.com', 'Order', { uniqueId: 'b' });
      await event(api, 'ada@example.com', 'Refund');
      const metrics = (await api.metrics.getMetrics()).body.data;
      const order = metrics.find(({ attributes }) => attributes.name === 'Order')!;
      return [
        metrics.map(({ attributes }) => attributes.name),
        (await api.events.getEvents({ filter: `equals(metric_id,"${order.id}")` })).body.data.length,
      ];
    },
    [['Refund', 'Order'], 2],
  ],
  [
    'an event with its profile and its metric',
    async api => {
      const [ada] = await people(api, 'ada');
      await event(api, 'ada@example.com', 'Order', { properties: { Total: 5 } });
      const { data, included } = (await api.events.getEvents({ include: ['profile', 'metric'] })).body;
      return [
        propertyOf(data[0]!.attributes, 'Total'),
        included!.map(({ type }) => type).toSorted(),
        included!.some(({ id }) => id === ada),
      ];
    },
    [5, ['metric', 'profile'], true],
  ],
  [
    'events after a moment, the earliest first',
    async api => {
      for (const day of ['03', '01', '02'])
        await event(api, 'ada@example.com', 'Order', {
          time: new Date(`2026-11-${day}T00:00:00Z`),
          properties: { day },
        });
      const { data } = (
        await api.events.getEvents({ filter: 'greater-than(datetime,2026-11-01T12:00:00Z)', sort: 'datetime' })
      ).body;
      return data.map(({ attributes }) => propertyOf(attributes, 'day'));
    },
    ['02', '03'],
  ],
  [
    'events by their second',
    async api => {
      await event(api, 'ada@example.com', 'Order', { time: new Date(1_700_000_000_000) });
      await event(api, 'ada@example.com', 'Order', { time: new Date(1_700_000_001_000) });
      return (await api.events.getEvents({ filter: 'less-or-equal(timestamp,1700000000)' })).body.data.length;
    },
    1,
  ],
  [
    'the profile of an event',
    async api => {
      await event(api, 'ada@example.com');
      const [first] = (await api.events.getEvents()).body.data;
      return (await api.events.getProfileForEvent(first!.id)).body.data.attributes.email;
    },
    'ada@example.com',
  ],
  [
    'metrics by their integration',
    async api => {
      await event(api, 'ada@example.com');
      const count = async (name: string) =>
        (await api.metrics.getMetrics({ filter: `equals(integration.name,"${name}")` })).body.data.length;
      return [await count('API'), await count('Shopify')];
    },
    [1, 0],
  ],
  [
    'the properties of a metric',
    async api => {
      await event(api, 'ada@example.com', 'Order', { properties: { Total: 5 }, uniqueId: 'a' });
      const [metric] = (await api.metrics.getMetrics()).body.data;
      return (await api.metrics.getPropertiesForMetric(metric!.id)).body.data
        .map(({ attributes }) => attributes.property)
        .toSorted();
    },
    ['$event_id', 'Total'],
  ],
  [
    'a time that is too far away',
    async api => refusal(event(api, 'ada@example.com', 'Order', { time: new Date('2030-01-01') })),
    [400, { pointer: '/data/attributes/time' }],
  ],
];

const TAGS: Flow[] = [
  [
    'the lists with a tag',
    async api => {
      const [id, listId] = [await tag(api, 'New'), await list(api)];
      await api.tags.tagLists(id, { data: [{ type: 'list', id: listId }] });
      return (await api.tags.getListIdsForTag(id)).body.data.map(other => other.id === listId);
    },
    [true],
  ],
  [
    'the tags of a list, included',
    async api => {
      const [id, listId] = [await tag(api, 'New'), await list(api)];
      await api.tags.tagLists(id, { data: [{ type: 'list', id: listId }] });
      return (await api.lists.getList(listId, { include: ['tags'] })).body.included!.map(
        other => 'name' in other.attributes && other.attributes.name,
      );
    },
    ['New'],
  ],
  [
    'a tag that is taken away',
    async api => {
      const [id, listId] = [await tag(api, 'New'), await list(api)];
      await api.tags.tagLists(id, { data: [{ type: 'list', id: listId }] });
      await api.tags.removeTagFromLists(id, { data: [{ type: 'list', id: listId }] });
      return (await api.lists.getTagsForList(listId)).body.data;
    },
    [],
  ],
  [
    'tags by a part of their name',
    async api => {
      for (const name of ['New in', 'Old', 'Newest']) await tag(api, name);
      return (await api.tags.getTags({ filter: 'starts-with(name,"New")', sort: '-name' })).body.data.map(
        ({ attributes }) => attributes.name,
      );
    },
    ['Newest', 'New in'],
  ],
  [
    'a tag of the same name',
    async api => {
      await tag(api, 'New');
      return refusal(tag(api, 'New'));
    },
    [409, { pointer: '/data/attributes/name' }],
  ],
  [
    'the group of a tag',
    async api => {
      const { id } = (
        await api.tags.createTagGroup({ data: { type: 'tag-group', attributes: { name: 'Seasons', exclusive: true } } })
      ).body.data;
      await api.tags.createTag({
        data: {
          type: 'tag',
          attributes: { name: 'Spring' },
          relationships: { tagGroup: { data: { type: 'tag-group', id } } },
        },
      });
      const groups = (await api.tags.getTagGroups({ filter: 'equals(exclusive,true)' })).body.data;
      return [
        groups.map(({ attributes }) => attributes.name),
        (await api.tags.getTagsForTagGroup(id)).body.data.map(({ attributes }) => attributes.name),
      ];
    },
    [['Seasons'], ['Spring']],
  ],
];

const CATALOG: Flow[] = [
  [
    'items by a part of their title',
    async api => {
      await item(api, '1', { title: 'Red shirt' });
      await item(api, '2', { title: 'Blue shoe' });
      return (await api.catalogs.getCatalogItems({ filter: 'contains(title,"shirt")' })).body.data.map(
        ({ attributes }) => attributes.title,
      );
    },
    ['Red shirt'],
  ],
  [
    'items that are published',
    async api => {
      await item(api, '1', { published: false });
      await item(api, '2');
      return (await api.catalogs.getCatalogItems({ filter: 'equals(published,true)' })).body.data.map(
        ({ attributes }) => attributes.externalId,
      );
    },
    ['2'],
  ],
  [
    'an item with its variants',
    async api => {
      const id = await item(api, '1');
      await variant(api, id, '1-a');
      return (await api.catalogs.getCatalogItem(id, { include: ['variants'] })).body.included!.map(
        ({ attributes }) => attributes.sku,
      );
    },
    ['SKU-1-a'],
  ],
  [
    'variants by their item',
    async api => {
      const [one, other] = [await item(api, '1'), await item(api, '2')];
      await variant(api, one, '1-a');
      await variant(api, other, '2-a');
      return (await api.catalogs.getCatalogVariants({ filter: `equals(item.id,"${other}")` })).body.data.map(
        ({ attributes }) => attributes.externalId,
      );
    },
    ['2-a'],
  ],
  [
    'items by their category',
    async api => {
      const [id, shoes] = [await item(api, '1'), await category(api, 'shoes')];
      await item(api, '2');
      await api.catalogs.addCategoriesToCatalogItem(id, { data: [{ type: 'catalog-category', id: shoes }] });
      return (await api.catalogs.getCatalogItems({ filter: `equals(category.id,"${shoes}")` })).body.data.map(
        ({ attributes }) => attributes.externalId,
      );
    },
    ['1'],
  ],
  [
    'categories that take the place of others',
    async api => {
      const id = await item(api, '1');
      const [shoes, hats] = [await category(api, 'shoes'), await category(api, 'hats')];
      await api.catalogs.addCategoriesToCatalogItem(id, { data: [{ type: 'catalog-category', id: shoes }] });
      await api.catalogs.updateCategoriesForCatalogItem(id, { data: [{ type: 'catalog-category', id: hats }] });
      return (await api.catalogs.getCategoriesForCatalogItem(id)).body.data.map(({ attributes }) => attributes.name);
    },
    ['hats'],
  ],
  [
    'an item of the same external id',
    async api => {
      await item(api, '1');
      return refusal(item(api, '1'));
    },
    [409, { pointer: '/data/attributes/external_id' }],
  ],
  [
    'a job that creates items',
    async api => {
      const attributes = { externalId: '7', title: 'Seven', description: 'It is.', url: 'https://example.com' };
      const { id } = (
        await api.catalogs.bulkCreateCatalogItems({
          data: {
            type: 'catalog-item-bulk-create-job',
            attributes: { items: { data: [{ type: 'catalog-item', attributes }] } },
          },
        })
      ).body.data;
      const job = (await api.catalogs.getBulkCreateCatalogItemsJob(id, { include: ['items'] })).body;
      return [
        job.data.attributes.status,
        job.included!.map(other => other.id),
        (await api.catalogs.getCatalogItem('$custom:::$default:::7')).body.data.attributes.title,
      ];
    },
    ['complete', ['$custom:::$default:::7'], 'Seven'],
  ],
  [
    'jobs that change and delete items',
    async api => {
      const [one, two] = [await item(api, '1'), await item(api, '2')];
      await api.catalogs.bulkUpdateCatalogItems({
        data: {
          type: 'catalog-item-bulk-update-job',
          attributes: { items: { data: [{ type: 'catalog-item', id: one, attributes: { title: 'Uno' } }] } },
        },
      });
      await api.catalogs.bulkDeleteCatalogItems({
        data: {
          type: 'catalog-item-bulk-delete-job',
          attributes: { items: { data: [{ type: 'catalog-item', id: two }] } },
        },
      });
      return (await api.catalogs.getCatalogItems()).body.data.map(({ attributes }) => attributes.title);
    },
    ['Uno'],
  ],
];

const OTHERS: Flow[] = [
  [
    'the codes of a coupon, with it',
    async api => {
      const [ten, five] = [await coupon(api, 'TEN'), await coupon(api, 'FIVE')];
      await code(api, ten, 'abc');
      await code(api, five, 'def');
      const { data, included } = (
        await api.coupons.getCouponCodes(`equals(coupon.id,"${ten}")`, { include: ['coupon'] })
      ).body;
      return [data.map(({ id, attributes }) => [id, attributes.status]), included!.map(({ id }) => id)];
    },
    [[['TEN-abc', 'UNASSIGNED']], ['TEN']],
  ],
  [
    'a code that a coupon has',
    async api => {
      const id = await coupon(api, 'TEN');
      await code(api, id, 'abc');
      return refusal(code(api, id, 'abc'));
    },
    [409, { pointer: '/data/attributes/unique_code' }],
  ],
  [
    'a template that is rendered',
    async api => {
      const id = await template(
        api,
        'Hello',
        "Hi {{ person.name|default:'you' }}{% if vip %}!{% endif %} {{ unknown }}",
      );
      const attributes = { context: { person: { name: 'Ada' }, vip: true } };
      return (await api.templates.renderTemplate({ data: { type: 'template', id, attributes } })).body.data.attributes
        .html;
    },
    'Hi Ada! ',
  ],
  [
    'templates by their name, and a copy of one',
    async api => {
      const id = await template(api, 'Hello', '<b>Hi</b>');
      await api.templates.cloneTemplate({ data: { type: 'template', id, attributes: { name: 'Copy' } } });
      return (await api.templates.getTemplates({ filter: 'any(name,["Copy"])' })).body.data.map(
        ({ attributes }) => attributes.html,
      );
    },
    ['<b>Hi</b>'],
  ],
  [
    'campaigns by their channel and name, with their messages',
    async api => {
      await campaign(api, 'Spring sale');
      await campaign(api, 'Autumn');
      const { data, included } = (
        await api.campaigns.getCampaigns("equals(messages.channel,'email'),contains(name,'sale')", {
          include: ['campaign-messages'],
        })
      ).body;
      return [data.map(({ attributes }) => [attributes.name, attributes.status]), included!.length];
    },
    [[['Spring sale', 'Draft']], 1],
  ],
  [
    'a campaign that is sent',
    async api => {
      const id = await campaign(api, 'Sale');
      await api.campaigns.sendCampaign({ data: { type: 'campaign-send-job', id } });
      const job = (await api.campaigns.getCampaignSendJob(id)).body.data.attributes.status;
      const filter = "equals(messages.channel,'email'),equals(status,'Sent')";
      return [job, (await api.campaigns.getCampaigns(filter)).body.data.map(other => other.id === id)];
    },
    ['complete', [true]],
  ],
  [
    'the template of a message',
    async api => {
      const [id, templateId] = [await campaign(api, 'Sale'), await template(api, 'Hello', '<b>Hi</b>')];
      const [message] = (await api.campaigns.getMessagesForCampaign(id)).body.data;
      await api.campaigns.assignTemplateToCampaignMessage({
        data: {
          type: 'campaign-message',
          id: message!.id,
          relationships: { template: { data: { type: 'template', id: templateId } } },
        },
      });
      const assigned = (await api.campaigns.getTemplateForCampaignMessage(message!.id)).body.data!;
      return [assigned.attributes.html, assigned.id === templateId];
    },
    ['<b>Hi</b>', false],
  ],
  [
    'how many people a campaign reaches',
    async api => {
      const listId = await list(api);
      await member(api, listId, ...(await people(api, 'ada', 'bob')));
      const id = await campaign(api, 'Sale', [listId]);
      await api.campaigns.refreshCampaignRecipientEstimation({
        data: { type: 'campaign-recipient-estimation-job', id },
      });
      return (await api.campaigns.getCampaignRecipientEstimation(id)).body.data.attributes.estimatedRecipientCount;
    },
    2,
  ],
  [
    'a webhook with its topics, and without its secret',
    async api => {
      const [topic] = (await api.webhooks.getWebhookTopics()).body.data;
      const attributes = { name: 'Hook', endpointUrl: 'https://example.com/hook', secretKey: 'a secret for the tests' };
      const relationships = { webhookTopics: { data: [{ type: 'webhook-topic' as const, id: topic!.id }] } };
      await api.webhooks.createWebhook({ data: { type: 'webhook', attributes, relationships } });
      const { data, included } = (await api.webhooks.getWebhooks({ include: ['webhook-topics'] })).body;
      return [
        data[0]!.attributes.enabled,
        included!.map(({ id }) => id === topic!.id),
        JSON.stringify(data).includes('a secret'),
      ];
    },
    [true, [true], false],
  ],
  [
    'web feeds in the order of their names',
    async api => {
      for (const name of ['B', 'A'])
        await api.webFeeds.createWebFeed({
          data: {
            type: 'web-feed',
            attributes: { name, url: 'https://example.com', requestMethod: 'get', contentType: 'json' },
          },
        });
      return (await api.webFeeds.getWebFeeds({ sort: 'name' })).body.data.map(({ attributes }) => attributes.name);
    },
    ['A', 'B'],
  ],
  [
    'images by their name',
    async api => {
      for (const name of ['cat', 'dog'])
        await api.images.uploadImageFromUrl({
          data: { type: 'image', attributes: { name, importFromUrl: `https://example.com/${name}.png` } },
        });
      return (await api.images.getImages({ filter: 'ends-with(name,"og")' })).body.data.map(
        ({ attributes }) => attributes.imageUrl,
      );
    },
    ['https://example.com/dog.png'],
  ],
  [
    'a campaign that says nothing of how it is sent is sent at once',
    async api => {
      const id = await campaign(api, 'Autumn');
      return (await api.campaigns.getCampaign(id)).body.data.attributes.sendStrategy;
    },
    { method: 'immediate' },
  ],
  [
    'segments that are starred',
    async api => {
      for (const isStarred of [true, false]) {
        const definition = {
          conditionGroups: [
            { conditions: [{ type: 'profile-group-membership' as const, isMember: true, groupIds: [] }] },
          ],
        };
        await api.segments.createSegment({
          data: { type: 'segment', attributes: { name: `Starred: ${isStarred}`, definition, isStarred } },
        });
      }
      return (await api.segments.getSegments({ filter: 'equals(is_starred,true)' })).body.data.map(
        ({ attributes }) => attributes.name,
      );
    },
    ['Starred: true'],
  ],
];

type Definition = Parameters<Client['segments']['createSegment']>[0]['data']['attributes']['definition'];
type Conditions = Definition['conditionGroups'][number]['conditions'];

/** First names of those in a segment with these groups of conditions, in their order. */
async function inSegment(api: Client, ...groups: object[][]): Promise<unknown> {
  const definition = { conditionGroups: groups.map(conditions => ({ conditions: conditions as Conditions })) };
  const { body } = await api.segments.createSegment({
    data: { type: 'segment', attributes: { name: 'Segment', definition } },
  });
  const { data } = (await api.segments.getProfilesForSegment(body.data.id)).body;
  return data.map(({ attributes }) => attributes.firstName).sort();
}

const property = (name: string, filter: object): object => ({ type: 'profile-property', property: name, filter });
const is = (value: string): object => ({ type: 'string', operator: 'equals', value });

const SEGMENTS: Flow[] = [
  [
    'a segment of an address',
    async api => {
      await people(api, 'ada', 'bob');
      return inSegment(api, [property('email', is('ADA@example.com'))]);
    },
    ['ada'],
  ],
  [
    'a segment of custom properties: one of a group, and all groups',
    async api => {
      await person(api, 'ada@example.com', { firstName: 'ada', properties: { size: 38, 'hair color': 'red' } });
      await person(api, 'bob@example.com', { firstName: 'bob', properties: { size: 45, 'hair color': 'red' } });
      await person(api, 'eve@example.com', { firstName: 'eve', properties: { size: 45 } });
      return inSegment(
        api,
        [
          property("properties['size']", { type: 'numeric', operator: 'less-than', value: 40 }),
          property('size', { type: 'numeric', operator: 'equals', value: 45 }),
        ],
        [property("properties['hair color']", { type: 'existence', operator: 'is-set' })],
      );
    },
    ['ada', 'bob'],
  ],
  [
    'a segment of those without a value, of places and of lists of values',
    async api => {
      await person(api, 'ada@example.com', {
        firstName: 'ada',
        location: { city: 'Ulm' },
        properties: { tags: ['a', 'b'] },
      });
      await person(api, 'bob@example.com', { firstName: 'bob', properties: { tags: ['b'] } });
      return [
        await inSegment(api, [property("location['city']", { type: 'existence', operator: 'not-set' })]),
        await inSegment(api, [
          property("location['city']", { type: 'string', operator: 'in', value: ['Bonn', 'Ulm'] }),
        ]),
        await inSegment(api, [property("properties['tags']", { type: 'list', operator: 'not-contains', value: 'a' })]),
        await inSegment(api, [property("properties['tags']", { type: 'list', operator: 'length-equals', value: 2 })]),
      ];
    },
    [['bob'], ['ada'], ['bob'], ['ada']],
  ],
  [
    'a segment of the members of a list, and of those who are in none',
    async api => {
      const [ada] = await people(api, 'ada', 'bob');
      const id = await list(api);
      await member(api, id, ada!);
      const of = (isMember: boolean): object => ({ type: 'profile-group-membership', isMember, groupIds: [id] });
      return [await inSegment(api, [of(true)]), await inSegment(api, [of(false)])];
    },
    [['ada'], ['bob']],
  ],
  [
    'a segment of those who ordered often enough, and for enough',
    async api => {
      await people(api, 'ada', 'bob');
      for (const [email, value] of [
        ['ada', 5],
        ['ada', 6],
        ['bob', 50],
      ] as const)
        await event(api, `${email}@example.com`, 'Order', { value, uniqueId: `${email}-${value}` });
      const metricId = (await api.metrics.getMetrics()).body.data[0]!.id;
      const ordered = (measurement: string, value: number, timeframeFilter: object): object => ({
        type: 'profile-metric',
        metricId,
        measurement,
        measurementFilter: { type: 'numeric', operator: 'greater-than-or-equal', value },
        timeframeFilter,
      });
      const always = { type: 'date', operator: 'alltime' };
      return [
        await inSegment(api, [ordered('count', 2, always)]),
        await inSegment(api, [ordered('sum', 20, always)]),
        await inSegment(api, [ordered('count', 1, { type: 'date', operator: 'at-least', unit: 'day', quantity: 1 })]),
      ];
    },
    [['ada'], ['bob'], []],
  ],
  [
    'a segment of those who may be written to',
    async api => {
      await people(api, 'ada', 'bob');
      await subscribe(api, 'ada@example.com');
      return inSegment(api, [
        {
          type: 'profile-marketing-consent',
          consent: { channel: 'email', canReceiveMarketing: true, consentStatus: { subscription: 'subscribed' } },
        },
      ]);
    },
    ['ada'],
  ],
  [
    'a segment follows its profiles, counts them, and is reported by them',
    async api => {
      const [ada] = await people(api, 'ada', 'bob');
      const title = property('title', is('Dr'));
      const { body } = await api.segments.createSegment({
        data: {
          type: 'segment',
          attributes: { name: 'Doctors', definition: { conditionGroups: [{ conditions: [title] as Conditions }] } },
        },
      });
      const reported = async (): Promise<unknown> => {
        const { data } = (await api.segments.getSegment(body.data.id, { additionalFieldsSegment: ['profile_count'] }))
          .body;
        const segments = (await api.profiles.getSegmentsForProfile(ada!)).body.data;
        return [data.attributes.profileCount, segments.map(({ id }) => id === body.data.id)];
      };
      const before = await reported();
      await api.profiles.updateProfile(ada!, { data: { type: 'profile', id: ada!, attributes: { title: 'Dr' } } });
      return [before, await reported()];
    },
    [
      [0, []],
      [1, [true]],
    ],
  ],
];

const YEAR = { start: new Date('2026-01-01T00:00:00Z'), end: new Date('2027-01-01T00:00:00Z') };

async function metricNamed(api: Client, name: string): Promise<string> {
  return (await api.metrics.getMetrics()).body.data.find(({ attributes }) => attributes.name === name)!.id;
}

async function aggregate(api: Client, attributes: object): Promise<unknown> {
  const { body } = await api.metrics.queryMetricAggregates({
    data: {
      type: 'metric-aggregate',
      attributes: {
        metricId: await metricNamed(api, 'Order'),
        measurements: ['count', 'sum_value', 'unique'],
        filter: ['greater-or-equal(datetime,2026-11-19)', 'less-than(datetime,2026-11-22)'],
        ...attributes,
      },
    },
  });
  return body.data.attributes;
}

const ordered = async (api: Client, day: string, value: number, properties: object = {}): Promise<void> =>
  event(api, value > 10 ? 'rich@example.com' : 'poor@example.com', 'Order', {
    time: new Date(`2026-11-${day}:30:00Z`),
    value,
    properties,
    uniqueId: `${day}-${value}`,
  });

const REPORTS: Flow[] = [
  [
    'events of a metric by day',
    async api => {
      for (const [day, value] of [
        ['19T23', 5],
        ['20T10', 7],
        ['20T11', 20],
      ] as const)
        await ordered(api, day, value);
      return aggregate(api, {});
    },
    {
      dates: ['2026-11-19', '2026-11-20', '2026-11-21'].map(day => new Date(`${day}T00:00:00Z`)),
      data: [{ dimensions: [], measurements: { count: [1, 2, 0], sum_value: [5, 27, 0], unique: [1, 2, 0] } }],
    },
  ],
  [
    'the days of another time zone',
    async api => {
      await ordered(api, '19T23', 5);
      return aggregate(api, { timezone: 'Europe/Berlin', measurements: ['count'] });
    },
    {
      dates: ['2026-11-18', '2026-11-19', '2026-11-20'].map(day => new Date(`${day}T23:00:00Z`)),
      data: [{ dimensions: [], measurements: { count: [0, 1, 0] } }],
    },
  ],
  [
    'events of a metric by what they say, the most first',
    async api => {
      for (const [value, URL] of [
        [1, '/a'],
        [2, '/b'],
        [3, '/b'],
        [4, undefined],
      ] as const)
        await ordered(api, '20T10', value, { URL, 'Message Name': 'Hello' });
      const attributes = { measurements: ['count'], by: ['URL'], interval: 'month', sort: '-count' };
      const { data } = (await aggregate(api, attributes)) as { data: unknown[] };
      const filter = [
        'greater-or-equal(datetime,2026-11-19)',
        'less-than(datetime,2026-11-22)',
        'equals(Message Name,"Bye")',
      ];
      return [data.length, data[0], ((await aggregate(api, { ...attributes, filter })) as { data: unknown }).data];
    },
    [3, { dimensions: ['/b'], measurements: { count: [2] } }, []],
  ],
  [
    'no aggregates without a range of time',
    async api => {
      await ordered(api, '20T10', 1);
      return refusal(aggregate(api, { filter: ['greater-or-equal(datetime,2026-11-19)'] }));
    },
    [400, { pointer: '/data/attributes/filter' }],
  ],
  [
    'what came of a campaign: who received it, opened it and ordered',
    async api => {
      const ids = await people(api, 'ada', 'bob', 'eve', 'mel');
      const listId = await list(api);
      await member(api, listId, ...ids);
      await api.profiles.bulkSuppressProfiles({
        data: {
          type: 'profile-suppression-bulk-create-job',
          attributes: { profiles: { data: [{ type: 'profile', attributes: { email: 'mel@example.com' } }] } },
        },
      });
      const id = await campaign(api, 'Autumn', [listId]);
      await api.campaigns.sendCampaign({ data: { type: 'campaign-send-job', id } });
      const message = (await api.campaigns.getMessageIdsForCampaign(id)).body.data[0]!.id;
      const properties = { $message: message };
      for (const [email, metric] of [
        ['ada', 'Opened Email'],
        ['ada', 'Opened Email'],
        ['bob', 'Opened Email'],
        ['ada', 'Clicked Email'],
      ])
        await event(api, `${email}@example.com`, metric, { properties });
      await event(api, 'ada@example.com', 'Order', { properties: { $attributed_message: message }, value: 30 });
      const { body } = await api.reporting.queryCampaignValues({
        data: {
          type: 'campaign-values-report',
          attributes: {
            statistics: [
              'recipients',
              'opens',
              'opens_unique',
              'open_rate',
              'click_rate',
              'conversions',
              'conversion_value',
            ],
            timeframe: { key: 'today' },
            conversionMetricId: await metricNamed(api, 'Order'),
            filter: `equals(campaign_id,"${id}")`,
          },
        },
      });
      const [result, ...others] = body.data.attributes.results;
      return [result!.statistics, Object.keys(result!.groupings), others.length];
    },
    [
      {
        recipients: 3,
        opens: 3,
        opens_unique: 2,
        open_rate: 2 / 3,
        click_rate: 1 / 3,
        conversions: 1,
        conversion_value: 30,
      },
      ['campaign_id', 'campaign_message_id', 'send_channel'],
      0,
    ],
  ],
  [
    'how many are in a segment, month by month',
    async api => {
      await people(api, 'ada', 'bob');
      await inSegment(api, [property('email', { type: 'existence', operator: 'is-set' })]);
      const { body } = await api.reporting.querySegmentSeries({
        data: {
          type: 'segment-series-report',
          attributes: { statistics: ['total_members', 'members_added'], timeframe: YEAR, interval: 'monthly' },
        },
      });
      const { results, dateTimes } = body.data.attributes;
      return [dateTimes.length, results.map(({ statistics }) => statistics)];
    },
    [
      12,
      [
        {
          total_members: [...Array<number>(10).fill(0), 2, 2],
          members_added: [...Array<number>(10).fill(0), 2, 0],
        },
      ],
    ],
  ],
  [
    'no report of a campaign by a field that there is not, and none of more than a year',
    async api => {
      const query = (attributes: object): Promise<unknown> =>
        api.reporting.queryCampaignValues({
          data: {
            type: 'campaign-values-report',
            attributes: {
              statistics: ['opens'],
              timeframe: { key: 'today' },
              conversionMetricId: 'AbC123',
              ...attributes,
            },
          },
        });
      return [
        await refusal(query({ filter: 'equals(name,"Autumn")' })),
        await refusal(query({ groupBy: ['send_channel'] })),
        await refusal(query({ timeframe: { start: new Date('2024-01-01'), end: new Date('2026-01-01') } })),
      ];
    },
    [
      [400, { pointer: '/data/attributes/filter' }],
      [400, { pointer: '/data/attributes/group_by' }],
      [400, { pointer: '/data/attributes/timeframe' }],
    ],
  ],
];

const REFUSED: Flow[] = [
  [
    'a field that nobody filters by',
    async api => refusal(api.profiles.getProfiles({ filter: 'equals(title,"Dr")' })),
    [400, { parameter: 'filter' }],
  ],
  [
    'an operator that a field does not have',
    async api => refusal(api.profiles.getProfiles({ filter: 'contains(email,"ada")' })),
    [400, { parameter: 'filter' }],
  ],
  [
    'a value of another kind',
    async api => refusal(api.profiles.getProfiles({ filter: 'greater-than(created,"yesterday")' })),
    [400, { parameter: 'filter' }],
  ],
  [
    'a value that an enumeration does not have',
    async api => refusal(api.profiles.getBulkImportProfilesJobs({ filter: 'equals(status,"done")' })),
    [400, { parameter: 'filter' }],
  ],
  [
    'a text without quotes',
    async api => refusal(api.profiles.getProfiles({ filter: 'equals(email,ada@example.com)' })),
    [400, { parameter: 'filter' }],
  ],
  [
    'one value where a list is needed',
    async api => refusal(api.profiles.getProfiles({ filter: 'any(id,"a")' })),
    [400, { parameter: 'filter' }],
  ],
  [
    'an address that is none',
    async api => refusal(person(api, 'ada@example')),
    [400, { pointer: '/data/attributes/email' }],
  ],
  [
    'an event of an address that is none',
    async api => refusal(event(api, 'ada at example.com')),
    [400, { pointer: '/data/attributes/profile/data/attributes/email' }],
  ],
];

describe('what is written is read again', () => {
  test.each([
    ...PROFILES,
    ...LISTS,
    ...CONSENT,
    ...EVENTS,
    ...TAGS,
    ...CATALOG,
    ...OTHERS,
    ...SEGMENTS,
    ...REPORTS,
    ...REFUSED,
  ])('%s', async (_, run, expected) => {
    const simulator = await simulate({ scenario: 'empty-account', tickMs: 1_000 });
    expect(await run(clientOf(simulator))).toEqual(expected);
  });
});

test('what came of a flow, day by day, and what people did with a form', async () => {
  const simulator = await simulate({ tickMs: 1_000 });
  const api = clientOf(simulator);

  const [flow, form] = [exampleId('flow'), exampleId('form')];
  const properties = { $flow: flow, $message: exampleId('flow-message') };
  for (const metric of ['Received Email', 'Bounced Email']) await event(api, 'ada@example.com', metric, { properties });
  for (const metric of ['Viewed Form', 'Viewed Form', 'Submitted Form'])
    await event(api, 'ada@example.com', metric, { properties: { form_id: form } });
  const timeframe = { start: new Date('2026-11-19T00:00:00Z'), end: new Date('2026-11-21T00:00:00Z') };
  const flows = await api.reporting.queryFlowSeries({
    data: {
      type: 'flow-series-report',
      attributes: {
        statistics: ['recipients', 'bounce_rate'],
        timeframe,
        interval: 'daily',
        conversionMetricId: await metricNamed(api, 'Viewed Form'),
      },
    },
  });
  const forms = await api.reporting.queryFormValues({
    data: {
      type: 'form-values-report',
      attributes: { statistics: ['viewed_form', 'viewed_form_uniques', 'submit_rate'], timeframe },
    },
  });
  expect(
    [...flows.body.data.attributes.results, ...forms.body.data.attributes.results].map(({ statistics }) => statistics),
  ).toEqual([
    { recipients: [0, 2], bounce_rate: [0, 0.5] },
    { viewed_form: 2, viewed_form_uniques: 1, submit_rate: 0.5 },
  ]);
});
