import { testSuggestions } from './test-suggestions.ts';

testSuggestions('no-unthrottled-burst', [
  {
    name: 'bulk methods and loops; none for results, inner returns or forEach',
    file: 'a.ts',
    code: `import { EventsApi, ProfilesApi } from 'klaviyo-api';
interface Order { id: string; email: string; total: number }
export async function all(events: EventsApi, orders: Order[]) {
  await Promise.all(
    orders.map(async order => {
      if (order.total === 0) return;
      await events.createEvent({ data: { type: 'event', attributes: { uniqueId: order.id, properties: {}, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } });
    }),
  );
}
export async function bulk(events: EventsApi, orders: Order[]) {
  await Promise.all(orders.map((order: Order) => events.createEvent({ data: { type: 'event', attributes: { uniqueId: order.id, properties: {}, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } })));
}
export class Import { constructor(private readonly profiles: ProfilesApi) {}
  async run(people: { email: string }[]) {
    await Promise.all(people.map(async ({ email }) => { await this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email } } }); }))
  }
  async results(people: { email: string }[]) {
    const r = await Promise.all(people.map(({ email }) => this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email } } })));
    return r;
  }
  async maybe(people?: { email: string }[]) { await Promise.all((people ?? []).map(({ email }) => this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email } } }))); }
  async maybe2(people?: { email: string }[]) { await Promise.all(people?.map(({ email }) => this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email } } })) ?? []); }
  async shadow(person: { all: { email: string }[] }) { await Promise.all(person.all.map(person => this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email: person.email } } }))); }
  async inner(people: { email: string; ids: string[] }[]) { await Promise.all(people.map(async p => { for (const id of p.ids) { if (id) return; } p = p; return this.profiles.getProfile(p.email); })); }
  async last(people: { email: string; ids: string[] }[]) { await Promise.all(people.map(async p => { p = { ...p }; return this.profiles.getProfile(p.email); })); }
  each(people: { email: string }[]) { people.forEach(async p => { await this.profiles.getProfile(p.email); }); }
}
`,
    offers: [
      {
        title: 'Wait for each call before the next.',
        change: `-   await Promise.all(
-     orders.map(async order => {
-       if (order.total === 0) return;
+   for (const order of orders) {
+       if (order.total === 0) continue;
-     }),
-   );
+     }`,
      },
      {
        title: "Send all with one 'EventsApi.bulkCreateEvents', which takes up to 1000.",
        change: `-   await Promise.all(orders.map((order: Order) => events.createEvent({ data: { type: 'event', attributes: { uniqueId: order.id, properties: {}, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } })));
+   await events.bulkCreateEvents({ data: { type: 'event-bulk-create-job', attributes: { eventsBulkCreate: { data: orders.map((order: Order) => ({ type: 'event-bulk-create', attributes: { profile: { data: { type: 'profile', attributes: { email: order.email } } }, events: { data: [{ type: 'event', attributes: { uniqueId: order.id, properties: {}, metric: { data: { type: 'metric', attributes: { name: 'x' } } } } }] } } })) } } } });`,
      },
      {
        title: 'Wait for each call before the next.',
        change: `-   await Promise.all(orders.map((order: Order) => events.createEvent({ data: { type: 'event', attributes: { uniqueId: order.id, properties: {}, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } })));
+   for (const order of orders) {
+     await events.createEvent({ data: { type: 'event', attributes: { uniqueId: order.id, properties: {}, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } });
+   }`,
      },
      {
        title: "Send all with one 'ProfilesApi.bulkImportProfiles', which takes up to 10000.",
        change: `-     await Promise.all(people.map(async ({ email }) => { await this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email } } }); }))
+     await this.profiles.bulkImportProfiles({ data: { type: 'profile-bulk-import-job', attributes: { profiles: { data: people.map(({ email }) => ({ type: 'profile', attributes: { email } })) } } } });`,
      },
      {
        title: 'Wait for each call before the next.',
        change: `-     await Promise.all(people.map(async ({ email }) => { await this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email } } }); }))
+     for (const { email } of people) { await this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email } } }); }`,
      },
      {
        title: "Send all with one 'ProfilesApi.bulkImportProfiles', which takes up to 10000.",
        change: `-   async maybe(people?: { email: string }[]) { await Promise.all((people ?? []).map(({ email }) => this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email } } }))); }
+   async maybe(people?: { email: string }[]) { await this.profiles.bulkImportProfiles({ data: { type: 'profile-bulk-import-job', attributes: { profiles: { data: (people ?? []).map(({ email }) => ({ type: 'profile', attributes: { email } })) } } } }); }`,
      },
      {
        title: 'Wait for each call before the next.',
        change: `-   async maybe(people?: { email: string }[]) { await Promise.all((people ?? []).map(({ email }) => this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email } } }))); }
+   async maybe(people?: { email: string }[]) { for (const { email } of people ?? []) {
+     await this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email } } });
+   } }`,
      },
      {
        title: "Send all with one 'ProfilesApi.bulkImportProfiles', which takes up to 10000.",
        change: `-   async shadow(person: { all: { email: string }[] }) { await Promise.all(person.all.map(person => this.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email: person.email } } }))); }
+   async shadow(person: { all: { email: string }[] }) { await this.profiles.bulkImportProfiles({ data: { type: 'profile-bulk-import-job', attributes: { profiles: { data: person.all.map((person) => ({ type: 'profile', attributes: { email: person.email } })) } } } }); }`,
      },
      {
        title: 'Wait for each call before the next.',
        change: `-   async last(people: { email: string; ids: string[] }[]) { await Promise.all(people.map(async p => { p = { ...p }; return this.profiles.getProfile(p.email); })); }
+   async last(people: { email: string; ids: string[] }[]) { for (let p of people) { p = { ...p }; await this.profiles.getProfile(p.email); } }`,
      },
    ],
  },
  {
    name: 'p-limit',
    file: 'limit.js',
    code: `import pLimit from 'p-limit'
import { ProfilesApi } from 'klaviyo-api'
const limit = pLimit(5)
export async function run(session, ids) {
  const profiles = new ProfilesApi(session)
  const found = await Promise.all(ids.map(async id => (await profiles.getProfile(id)).body))
  await Promise.all(ids.map(id => profiles.getProfile(id)))
  return found
}
`,
    offers: [
      {
        title: "Let 'limit' start each call.",
        change: `-   const found = await Promise.all(ids.map(async id => (await profiles.getProfile(id)).body))
+   const found = await Promise.all(ids.map(id => limit(async () => (await profiles.getProfile(id)).body)))`,
      },
      {
        title: "Let 'limit' start each call.",
        change: `-   await Promise.all(ids.map(id => profiles.getProfile(id)))
+   await Promise.all(ids.map(id => limit(() => profiles.getProfile(id))))`,
      },
      {
        title: 'Wait for each call before the next.',
        change: `-   await Promise.all(ids.map(id => profiles.getProfile(id)))
+   for (const id of ids) {
+     await profiles.getProfile(id)
+   }`,
      },
    ],
  },
  {
    name: 'Bottleneck',
    file: 'bottleneck.cjs',
    code: `const Bottleneck = require('bottleneck');
const { ProfilesApi } = require('klaviyo-api');
const limiter = new Bottleneck({ maxConcurrent: 2 });
exports.run = async (session, ids) => { const api = new ProfilesApi(session); return Promise.all(ids.map(async (id) => { const { body } = await api.getProfile(id); return body; })); };
`,
    offers: [
      {
        title: "Let 'limiter.schedule' start each call.",
        change: `- exports.run = async (session, ids) => { const api = new ProfilesApi(session); return Promise.all(ids.map(async (id) => { const { body } = await api.getProfile(id); return body; })); };
+ exports.run = async (session, ids) => { const api = new ProfilesApi(session); return Promise.all(ids.map((id) => limiter.schedule(async () => { const { body } = await api.getProfile(id); return body; }))); };`,
      },
    ],
  },
  {
    name: 'none for a loop',
    file: 'loop.ts',
    code: `import { ProfilesApi } from 'klaviyo-api';
export function run(api: ProfilesApi, ids: string[]) { for (const id of ids) { void api.getProfile(id); } }
`,
    offers: [],
  },
  {
    name: 'an early return in one line, and a limiter that a parameter hides',
    file: 'early.js',
    code: `import pLimit from 'p-limit'
import { Segments } from 'klaviyo-api'
export async function f(ids) { await Promise.all(ids.map(async id => { if (!id) return; l: for (;;) { if (id) break l } await Segments.deleteSegment(id) })) }
const limit = pLimit(5)
export const g = (ids, limit) => Promise.all(ids.map(id => { limit(); return Segments.deleteSegment(id) }))
`,
    offers: [
      {
        title: 'Wait for each call before the next.',
        change: `- export async function f(ids) { await Promise.all(ids.map(async id => { if (!id) return; l: for (;;) { if (id) break l } await Segments.deleteSegment(id) })) }
+ export async function f(ids) { for (const id of ids) { if (!id) continue; l: for (;;) { if (id) break l } await Segments.deleteSegment(id) } }`,
      },
    ],
  },
  {
    name: 'a semicolon at the start of the next line stays there',
    file: 'asi.js',
    code: `import { Segments } from 'klaviyo-api'
export async function f(ids) {
  await Promise.all(ids.map(id => Segments.deleteSegment(id)))
  ;[1].forEach(Number)
}
`,
    offers: [
      {
        title: 'Wait for each call before the next.',
        change: `-   await Promise.all(ids.map(id => Segments.deleteSegment(id)))
+   for (const id of ids) {
+     await Segments.deleteSegment(id)
+   }`,
      },
    ],
  },
]);
