import rule from '../../../eslint-plugin-customerio/rules/no-unthrottled-burst.ts';
import { type InvalidCase, testRule, type ValidCase, withoutSuggestions } from '../../eslint-plugin/rule-tester.ts';

const CLIENT = `import superagent from 'superagent';
import { APIClient, PipelinesClient, TrackClient, RegionUS } from 'customerio-node';
const cio = new TrackClient(site, key, { region: RegionUS });
const api = new APIClient(app, { region: RegionUS });
const pipelines = new PipelinesClient(write, { region: RegionUS, strictMode: true });
`;

const SILENT: Record<string, string> = {
  'one after the other': 'async function save(people) { for (const { id } of people) await cio.identify(id, {}); }',
  'a few that are written down': "Promise.all([cio.identify('1', {}), cio.identify('2', {})]);",
  'a limiter':
    "import pLimit from 'p-limit';\nconst limit = pLimit(5);\nconst save = people => Promise.all(people.map(({ id }) => limit(() => cio.identify(id, {}))));",
  'an API whose limit is not published':
    'const save = events => Promise.all(events.map(event => pipelines.track(event)));',
  'rows of the ids of a batch, by TypeORM':
    'const save = async batch => { const people = await store.find({ select: [name], where: { id: In(batch.map(({ userId }) => userId)), email: Not(IsNull()) } }); await Promise.all(people.map(({ id }) => cio.identify(id, {}))); };',
  'rows of the ids of a batch, by Prisma':
    'const save = async batch => { const people = await db.person.findMany({ where: { id: { in: batch } } }); await Promise.all(people.map(({ id }) => cio.identify(id, {}))); };',
  'rows of the ids of a batch, by Drizzle':
    'const save = async batch => { const people = await db.select().from(users).where(inArray(users.id, batch)).orderBy(users.name); await Promise.all(people.map(({ id }) => cio.identify(id, {}))); };',
  'as many as a number at most':
    'function save(people) { const count = people.length < this.most ? people.length : this.most; for (let i = 0; i < count; i++) void cio.identify(people[i], {}); }',
  'as many as a number at most, with the condition in a constant':
    'function save(people) { const isMore = people.length > MOST; const count = isMore ? MOST : people.length; for (let i = 0; i < count; i++) void cio.identify(people[i], {}); }',
  'an agent of superagent with a plugin that throttles': `class Sender {
  constructor(throttle) { this.agent = superagent.agent().use(throttle.plugin()).auth(site, key); }
  save(people) { return Promise.all(people.map(({ id }) => this.agent.put(\`https://track.customer.io/api/v1/customers/\${id}\`).send({}))); }
}`,
  'requests of superagent with a plugin of a package that throttles':
    "import Throttle from 'superagent-throttle';\nconst slow = new Throttle({ rate: 5 });\nconst save = people => Promise.all(people.map(({ id }) => superagent.put(`https://track.customer.io/api/v1/customers/${id}`).send({}).use(slow.plugin())));",
  'methods of our own': 'const save = people => Promise.all(people.map(({ id }) => store.identify(id, {})));',
};

const DUE: Record<string, [endpoint: string, limit: string, marked: string]> = {
  'people of a list': [
    'PUT /api/v1/customers/{customerId}',
    '100 a second',
    'const save = people => «Promise.all(people.map(({ id }) => cio.identify(id, {})))»;',
  ],
  'a call of the App API': [
    'GET /v1/customers/{id}/attributes',
    '10 a second',
    'const load = ids => «Promise.all(ids.map(id => api.getAttributes(id)))»;',
  ],
  broadcasts: [
    'POST /v1/campaigns/{broadcastId}/triggers',
    '1 in 10 seconds',
    'const start = ids => «Promise.all(ids.map(id => api.triggerBroadcast(id, {}, {})))»;',
  ],
  'as many as a number at least': [
    'PUT /api/v1/customers/{customerId}',
    '100 a second',
    'function save(people) { const count = people.length > this.most ? people.length : this.most; «for (let i = 0; i < count; i++) »void cio.identify(people[i], {}); }',
  ],
  'an agent of superagent with another plugin': [
    'PUT /api/v1/customers/{customerId}',
    '100 a second',
    'const agent = superagent.agent().use(log());\nconst save = people => «Promise.all(people.map(({ id }) => agent.put(`https://track.customer.io/api/v1/customers/${id}`).send({})))»;',
  ],
  'rows of the ids of a list': [
    'PUT /api/v1/customers/{customerId}',
    '100 a second',
    'const save = async ids => { const people = await db.person.findMany({ where: { id: { in: ids } } }); await «Promise.all(people.map(({ id }) => cio.identify(id, {})))»; };',
  ],
  'rows that only belong to those of a batch': [
    'PUT /api/v1/customers/{customerId}',
    '100 a second',
    'const save = async batch => { const people = await db.person.findMany({ where: { teamId: { in: batch } } }); await «Promise.all(people.map(({ id }) => cio.identify(id, {})))»; };',
  ],
  'rows of the ids of a batch, or others': [
    'PUT /api/v1/customers/{customerId}',
    '100 a second',
    'const save = async batch => { const people = await db.person.findMany({ where: { OR: [{ id: { in: batch } }, { isNew: true }] } }); await «Promise.all(people.map(({ id }) => cio.identify(id, {})))»; };',
  ],
  'rows without the ids of a batch': [
    'PUT /api/v1/customers/{customerId}',
    '100 a second',
    'const save = async batch => { const people = await db.select().from(users).where(notInArray(users.id, batch)); await «Promise.all(people.map(({ id }) => cio.identify(id, {})))»; };',
  ],
  'raw calls': [
    'PUT /api/v1/customers/{customerId}',
    '100 a second',
    "const save = people => «Promise.all(people.map(({ id }) => fetch(`https://track.customer.io/api/v1/customers/${id}`, { method: 'PUT' })))»;",
  ],
};

testRule(withoutSuggestions(rule), {
  valid: Object.entries(SILENT).map(([name, code]): ValidCase => ({ name, code: CLIENT + code })),
  invalid: Object.entries(DUE).map(([name, [endpoint, limit, marked]]): InvalidCase<'burst'> => ({
    name,
    code: CLIENT + marked.replaceAll(/[«»]/g, ''),
    errors: [{ messageId: 'burst', data: { endpoint, limit }, at: marked }],
  })),
});
