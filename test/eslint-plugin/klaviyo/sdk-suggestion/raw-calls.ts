/** A module with one raw call, whose function `run` is the code around it. */
export interface RawCall {
  title: string;
  fileName: string;
  code: string;
  /** The lines that the first suggestion adds, without what stands before and behind them. */
  added: string[];
}

const HEADERS =
  "{ Authorization: `Klaviyo-API-Key ${process.env.KLAVIYO_PRIVATE_KEY}`, revision: '2026-07-15', 'content-type': 'application/json' }";

/** Translated calls that are also run, raw and translated, against the simulator. */
export const TRANSLATED: readonly RawCall[] = [
  {
    title: 'fetch, whose answer nobody reads',
    fileName: 'orders.ts',
    code: `
export async function run(): Promise<void> {
  await fetch('https://a.klaviyo.com/api/profile-import', {
    method: 'POST',
    headers: ${HEADERS},
    body: JSON.stringify({ data: { type: 'profile', attributes: { email: 'buyer@example.com', first_name: 'Ada', properties: { vip_level: 2 } } } }),
  });
}
`,
    added: [
      "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      "await new ProfilesApi(klaviyoSession).createOrUpdateProfile({ data: { type: 'profile', attributes: { email: 'buyer@example.com', firstName: 'Ada', properties: { vip_level: 2 } } } });",
    ],
  },
  {
    title: 'fetch, a key that is asserted where it is read',
    fileName: 'orders.ts',
    code: `
const KEY = process.env.KLAVIYO_PRIVATE_KEY!;

export async function run(): Promise<void> {
  await fetch('https://a.klaviyo.com/api/profile-import', {
    method: 'POST',
    headers: { Authorization: \`Klaviyo-API-Key \${KEY}\`, revision: '2026-07-15', 'content-type': 'application/json' },
    body: JSON.stringify({ data: { type: 'profile', attributes: { email: 'buyer@example.com' } } }),
  });
}
`,
    added: [
      "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';",
      'const klaviyoSession = new ApiKeySession(KEY);',
      "await new ProfilesApi(klaviyoSession).createOrUpdateProfile({ data: { type: 'profile', attributes: { email: 'buyer@example.com' } } });",
    ],
  },
  {
    title: 'fetch, a payload in a variable and a guard that throws',
    fileName: 'orders.ts',
    code: `
const KLAVIYO = 'https://a.klaviyo.com/api';
const KEY = process.env.KLAVIYO_PRIVATE_KEY;

export async function run(phone?: string): Promise<void> {
  const payload = {
    data: {
      type: 'event',
      attributes: {
        unique_id: 'order-1',
        time: new Date('2026-11-01T10:00:00.000Z').toISOString(),
        value: 12.5,
        value_currency: 'EUR',
        properties: { order_id: 'order-1', Items: ['cap'] },
        metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } },
        profile: { data: { type: 'profile', attributes: { email: 'buyer@example.com', ...(phone && { phone_number: phone }) } } },
      },
    },
  };
  const response = await fetch(\`\${KLAVIYO}/events/\`, {
    method: 'POST',
    headers: { Authorization: \`Klaviyo-API-Key \${KEY}\`, revision: '2026-07-15', 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  if (!response.ok) {
    const text = await response.text();
    throw new Error(\`Klaviyo answered \${response.status}: \${text}\`);
  }
}
`,
    added: [
      "import { ApiKeySession, type EventCreateQueryV2, EventsApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(KEY ?? '');",
      'const payload: EventCreateQueryV2 = {',
      "uniqueId: 'order-1',",
      "time: new Date('2026-11-01T10:00:00.000Z'),",
      "valueCurrency: 'EUR',",
      "profile: { data: { type: 'profile', attributes: { email: 'buyer@example.com', ...(phone && { phoneNumber: phone }) } } },",
      'await new EventsApi(klaviyoSession).createEvent(payload);',
    ],
  },
  {
    title: 'fetch, a payload that is completed step by step, in JavaScript',
    fileName: 'people.mjs',
    code: `
import { env } from 'node:process';

export async function run(name = 'Ada') {
  const attributes = { email: 'buyer@example.com' };
  if (name) attributes.first_name = name;
  const res = await fetch('https://a.klaviyo.com/api/profile-import/', {
    method: 'POST',
    headers: ${HEADERS},
    body: JSON.stringify({ data: { type: 'profile', attributes } }),
  });
  const data = await res.json();
  return [env !== undefined, data.data.attributes.first_name];
}
`,
    added: [
      "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';",
      'const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY);',
      'if (name) attributes.firstName = name;',
      "const { response: res } = await new ProfilesApi(klaviyoSession).createOrUpdateProfile({ data: { type: 'profile', attributes } });",
      'const data = res.data;',
    ],
  },
  {
    title: 'fetch, an answer of failure that is looked at',
    fileName: 'lists.ts',
    code: `
export async function run(): Promise<unknown> {
  const res = await fetch('https://a.klaviyo.com/api/lists/no-such-list', { headers: ${HEADERS} });
  if (!res.ok) {
    const problem = (await res.json()) as { errors: { code: string }[] };
    return { status: res.status, code: problem.errors[0]?.code };
  }
  return res.json();
}
`,
    added: [
      "import { ApiKeySession, ListsApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      "const { response: res } = await new ListsApi(klaviyoSession).getList('no-such-list').catch((error) => (error.response ? error : Promise.reject(error)));",
      'if (res.status >= 300) {',
      'const problem = res.data as { errors: { code: string }[] };',
      'return res.data;',
    ],
  },
  {
    title: 'fetch, a query in the address',
    fileName: 'search.ts',
    code: `
export async function run(email = 'ada+1@example.com'): Promise<unknown> {
  const filter = encodeURIComponent(\`equals(email,"\${email}")\`);
  const url = \`https://a.klaviyo.com/api/profiles?filter=\${filter}&page[size]=5&fields[profile]=email,first_name&additional-fields[profile]=subscriptions&sort=-created\`;
  const res = await fetch(url, { headers: ${HEADERS} });
  if (!res.ok) throw new Error('Klaviyo finds nobody.');
  const { data } = await res.json();
  return data;
}
`,
    added: [
      "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      "const { response: res } = await new ProfilesApi(klaviyoSession).getProfiles({ filter: `equals(email,\"${email}\")`, pageSize: 5, fieldsProfile: ['email', 'first_name'], additionalFieldsProfile: ['subscriptions'], sort: '-created' });",
      'const { data } = res.data;',
    ],
  },
  {
    title: 'fetch, parameters of URLSearchParams',
    fileName: 'search.ts',
    code: `
export async function run(limit = 3): Promise<unknown> {
  const params = new URLSearchParams({ 'page[size]': String(limit), 'fields[list]': 'name' });
  const res = await fetch(\`https://a.klaviyo.com/api/lists?\${params.toString()}\`, { headers: ${HEADERS} });
  return res.ok ? (await res.json()).data.length : 0;
}
`,
    added: [
      "import { ApiKeySession, ListsApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      "const { response: res } = await new ListsApi(klaviyoSession).getLists({ pageSize: Number(limit), fieldsList: ['name'] }).catch((error) => (error.response ? error : Promise.reject(error)));",
      'return res.status < 300 ? res.data.data.length : 0;',
    ],
  },
  {
    title: 'fetch, a chain of promises',
    fileName: 'metrics.ts',
    code: `
export function run(): Promise<number> {
  return fetch('https://a.klaviyo.com/api/metrics', { headers: ${HEADERS} })
    .then(res => res.json())
    .then(body => body.data.length);
}
`,
    added: [
      "import { ApiKeySession, MetricsApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      'return new MetricsApi(klaviyoSession).getMetrics()',
      '.then(({ response: res }) => res.data)',
    ],
  },
  {
    title: 'fetch, several at once',
    fileName: 'both.ts',
    code: `
export async function run(): Promise<number[]> {
  const [lists, other] = await Promise.all([
    fetch('https://a.klaviyo.com/api/lists', { headers: ${HEADERS} }),
    Promise.resolve(1),
  ]);
  if (!lists.ok) throw new Error('no lists');
  const { data } = (await lists.json()) as { data: unknown[] };
  return [data.length, other];
}
`,
    added: [
      "import { ApiKeySession, ListsApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      'new ListsApi(klaviyoSession).getLists().then(({ response }) => response),',
      'const { data } = lists.data as { data: unknown[] };',
    ],
  },
  {
    title: 'fetch, an answer that is read at once',
    fileName: 'account.ts',
    code: `
export async function run(): Promise<unknown> {
  return (await fetch('https://a.klaviyo.com/api/accounts', { headers: ${HEADERS} })).json();
}
`,
    added: [
      "import { AccountsApi, ApiKeySession } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      'return (await new AccountsApi(klaviyoSession).getAccounts()).response.data;',
    ],
  },
  {
    title: 'fetch, headers made by a function that is given the key',
    fileName: 'tags.ts',
    code: `
function headersFor(key: string): Record<string, string> {
  return { Authorization: 'Klaviyo-API-Key ' + key, revision: '2026-07-15' };
}

async function tags(key: string): Promise<unknown> {
  const res = await fetch('https://a.klaviyo.com/api/tags', { headers: headersFor(key) });
  return res.status;
}

export const run = (): Promise<unknown> => tags(process.env.KLAVIYO_PRIVATE_KEY ?? '');
`,
    added: [
      "import { ApiKeySession, TagsApi } from 'klaviyo-api';",
      'const { response: res } = await new TagsApi(new ApiKeySession(key)).getTags().catch((error) => (error.response ? error : Promise.reject(error)));',
    ],
  },
  {
    title: 'fetch in a class, with a key of its own',
    fileName: 'client.ts',
    code: `
class Klaviyo {
  constructor(private readonly key: string) {}

  private headers(): Record<string, string> {
    return { authorization: \`Klaviyo-API-Key \${this.key}\`, revision: '2026-07-15', accept: 'application/json' };
  }

  async rename(id: string, name: string): Promise<number> {
    const res = await fetch(\`https://a.klaviyo.com/api/lists/\${encodeURIComponent(id)}/\`, {
      method: 'PATCH',
      headers: this.headers(),
      body: JSON.stringify({ data: { type: 'list', id, attributes: { name } } }),
    });
    return res.status;
  }
}

export const run = (): Promise<number> => new Klaviyo(process.env.KLAVIYO_PRIVATE_KEY ?? '').rename('Y6nRLr', 'Regulars');
`,
    added: [
      "import { ApiKeySession, ListsApi } from 'klaviyo-api';",
      "const { response: res } = await new ListsApi(new ApiKeySession(this.key)).updateList(id, { data: { type: 'list', id, attributes: { name } } }).catch((error) => (error.response ? error : Promise.reject(error)));",
    ],
  },
  {
    title: 'fetch beside a session that is there',
    fileName: 'beside.ts',
    code: `
import { ApiKeySession } from 'klaviyo-api';

const session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY!);

export async function run(): Promise<void> {
  await fetch('https://a.klaviyo.com/api/lists', {
    method: 'POST',
    headers: ${HEADERS},
    body: JSON.stringify({ data: { type: 'list', attributes: { name: 'Buyers' } } }),
  });
}

export const key = session.apiKey;
`,
    added: [
      "import { ApiKeySession, ListsApi } from 'klaviyo-api';",
      "await new ListsApi(session).createList({ data: { type: 'list', attributes: { name: 'Buyers' } } });",
    ],
  },
  {
    title: 'fetch beside an object of the API that is there',
    fileName: 'beside.mjs',
    code: `
import * as klaviyo from 'klaviyo-api';

const session = new klaviyo.ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY);
export const lists = new klaviyo.ListsApi(session);

export async function run() {
  await fetch('https://a.klaviyo.com/api/lists', {
    method: 'POST',
    headers: ${HEADERS},
    body: JSON.stringify({ data: { type: 'list', attributes: { name: 'Buyers' } } }),
  });
}
`,
    added: ["await lists.createList({ data: { type: 'list', attributes: { name: 'Buyers' } } });"],
  },
  {
    title: 'fetch with options in a variable',
    fileName: 'options.js',
    code: `
const url = 'https://a.klaviyo.com/api/profile-subscription-bulk-create-jobs';

async function run() {
  const options = {
    method: 'POST',
    headers: ${HEADERS},
    body: JSON.stringify({
      data: {
        type: 'profile-subscription-bulk-create-job',
        attributes: {
          historical_import: false,
          profiles: {
            data: ['ada@example.com'].map(email => ({
              type: 'profile',
              attributes: { email, subscriptions: { email: { marketing: { consent: 'SUBSCRIBED' } } } },
            })),
          },
        },
        relationships: { list: { data: { type: 'list', id: 'Y6nRLr' } } },
      },
    }),
  };
  const res = await fetch(url, options);
  console.info('Klaviyo answered', res.status);
  return res.status;
}

module.exports = { run };
`,
    added: [
      "const { ApiKeySession, ProfilesApi } = require('klaviyo-api');",
      'const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY);',
      'const { response: res } = await new ProfilesApi(klaviyoSession).bulkSubscribeProfiles({',
      'data: {',
      "type: 'profile-subscription-bulk-create-job',",
      'attributes: {',
      'historicalImport: false,',
      'profiles: {',
      "data: ['ada@example.com'].map(email => ({",
      "type: 'profile',",
      "attributes: { email, subscriptions: { email: { marketing: { consent: 'SUBSCRIBED' } } } },",
      '})),',
      '},',
      '},',
      "relationships: { list: { data: { type: 'list', id: 'Y6nRLr' } } },",
      '},',
      '}).catch((error) => (error.response ? error : Promise.reject(error)));',
    ],
  },
  {
    title: 'axios, its method',
    fileName: 'axios.ts',
    code: `
import axios from 'axios';

export async function run(): Promise<unknown> {
  const { data } = await axios.get('https://a.klaviyo.com/api/lists', {
    params: { 'page[size]': 2, 'fields[list]': 'name' },
    headers: ${HEADERS},
  });
  return data.data.length;
}
`,
    added: [
      "import { ApiKeySession, ListsApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      "const { data } = (await new ListsApi(klaviyoSession).getLists({ pageSize: 2, fieldsList: ['name'] })).response;",
    ],
  },
  {
    title: 'axios, with the type of the answer',
    fileName: 'typed.ts',
    code: `
import axios from 'axios';

export async function run(): Promise<string[]> {
  const response = await axios.get<{ data: { id: string }[] }>('https://a.klaviyo.com/api/lists', { headers: ${HEADERS} });
  return response.data.data.map(({ id }) => id);
}
`,
    added: [
      "import { ApiKeySession, ListsApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      'const response = (await new ListsApi(klaviyoSession).getLists()).response as { data: { data: { id: string }[] } };',
    ],
  },
  {
    title: 'axios, whose failure is caught',
    fileName: 'axios.ts',
    code: `
import axios from 'axios';

export async function run(): Promise<unknown> {
  try {
    const res = await axios.get('https://a.klaviyo.com/api/lists/no-such-list', { headers: ${HEADERS} });
    return res.data;
  } catch (error) {
    return axios.isAxiosError(error) ? error.response?.status : undefined;
  }
}
`,
    added: [
      "import { ApiKeySession, ListsApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      "const { response: res } = await new ListsApi(klaviyoSession).getList('no-such-list');",
    ],
  },
  {
    title: 'axios, the function itself',
    fileName: 'axios.cjs',
    code: `
const axios = require('axios');

const data = JSON.stringify({ data: [{ type: 'profile', id: '01GDDKASAP8TKDDA2GRZDSVP4H' }] });

exports.run = async function run() {
  const config = {
    method: 'post',
    maxBodyLength: Infinity,
    url: 'https://a.klaviyo.com/api/lists/Y6nRLr/relationships/profiles',
    headers: ${HEADERS},
    data: data,
  };
  return axios(config)
    .then(response => response.status)
    .catch(error => error.response.status);
};
`,
    added: [
      "const { ApiKeySession, ListsApi } = require('klaviyo-api');",
      'const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY);',
      "return new ListsApi(klaviyoSession).addProfilesToList('Y6nRLr', { data: [{ type: 'profile', id: '01GDDKASAP8TKDDA2GRZDSVP4H' }] })",
      '.then(({ response }) => response.status)',
    ],
  },
  {
    title: 'axios, an instance with a base',
    fileName: 'instance.ts',
    code: `
import axios from 'axios';

const api = axios.create({
  baseURL: 'https://a.klaviyo.com/api',
  headers: { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`, revision: '2026-07-15' },
});

export async function run(): Promise<unknown> {
  const response = await api.post('/profile-import', { data: { type: 'profile', attributes: { email: 'ada@example.com', last_name: 'Lovelace' } } });
  return response.data.data.attributes.last_name;
}
`,
    added: [
      "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      "const { response } = await new ProfilesApi(klaviyoSession).createOrUpdateProfile({ data: { type: 'profile', attributes: { email: 'ada@example.com', lastName: 'Lovelace' } } });",
    ],
  },
];

/** Calls of wrappers, which stay as they are for their other callers. */
export const WRAPPED: readonly RawCall[] = [
  {
    title: 'a wrapper that gives the JSON, called with a path',
    fileName: 'wrapper.ts',
    code: `
const BASE = 'https://a.klaviyo.com/api';

async function klaviyo<Answer>(path: string, method = 'GET', body?: unknown): Promise<Answer> {
  const key = process.env.KLAVIYO_PRIVATE_KEY;
  if (!key) throw new Error('There is no key.');
  const res = await fetch(\`\${BASE}\${path}\`, {
    method,
    headers: { Authorization: \`Klaviyo-API-Key \${key}\`, revision: '2026-07-15', 'content-type': 'application/json' },
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!res.ok) throw new Error(\`Klaviyo answered \${res.status}.\`);
  return res.json();
}

export async function run(name = 'Ada'): Promise<string> {
  const { data } = await klaviyo<{ data: { id: string } }>('/profile-import', 'POST', { data: { type: 'profile', attributes: { email: 'ada@example.com', first_name: name } } });
  return data.id;
}
`,
    added: [
      "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      "const { data } = ((await new ProfilesApi(klaviyoSession).createOrUpdateProfile({ data: { type: 'profile', attributes: { email: 'ada@example.com', firstName: name } } })).response.data as { data: { id: string } });",
    ],
  },
  {
    title: 'a wrapper that gives the response, called with options',
    fileName: 'wrapper.mjs',
    code: `
const send = (path, init = {}) =>
  fetch('https://a.klaviyo.com/api' + path, { ...init, headers: ${HEADERS} });

export async function run() {
  const res = await send('/lists/Y6nRLr', { method: 'PATCH', body: JSON.stringify({ data: { type: 'list', id: 'Y6nRLr', attributes: { name: 'Regulars' } } }) });
  return res.status;
}
`,
    added: [
      "import { ApiKeySession, ListsApi } from 'klaviyo-api';",
      'const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY);',
      "const { response: res } = await new ListsApi(klaviyoSession).updateList('Y6nRLr', { data: { type: 'list', id: 'Y6nRLr', attributes: { name: 'Regulars' } } }).catch((error) => (error.response ? error : Promise.reject(error)));",
    ],
  },
];

/** Translated calls of clients that are no dependency of these tests. */
export const ONLY_CHECKED: readonly RawCall[] = [
  {
    title: 'got, read as JSON',
    fileName: 'got.ts',
    code: `
import got from 'got';

export async function run(): Promise<unknown> {
  return await got.get('https://a.klaviyo.com/api/lists', { headers: ${HEADERS}, searchParams: { 'page[size]': 2 } }).json();
}
`,
    added: [
      "import { ApiKeySession, ListsApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      'return (await new ListsApi(klaviyoSession).getLists({ pageSize: 2 })).response.data;',
    ],
  },
  {
    title: 'got, its body as JSON',
    fileName: 'got.ts',
    code: `
import got from 'got';

export async function run(): Promise<unknown> {
  const { body } = await got('https://a.klaviyo.com/api/lists', { responseType: 'json', headers: ${HEADERS} });
  return body;
}
`,
    added: [
      "import { ApiKeySession, ListsApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      'const { response: { data: body } } = await new ListsApi(klaviyoSession).getLists();',
    ],
  },
  {
    title: 'ky, whose answer nobody reads',
    fileName: 'ky.ts',
    code: `
import ky from 'ky';

export async function run(): Promise<void> {
  await ky.post('https://a.klaviyo.com/api/lists', { headers: ${HEADERS}, json: { data: { type: 'list', attributes: { name: 'Buyers' } } } });
}
`,
    added: [
      "import { ApiKeySession, ListsApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      "await new ListsApi(klaviyoSession).createList({ data: { type: 'list', attributes: { name: 'Buyers' } } });",
    ],
  },
  {
    title: 'ky, read as JSON',
    fileName: 'ky.ts',
    code: `
import ky from 'ky';

export async function run(): Promise<unknown> {
  const res = await ky.get('https://a.klaviyo.com/api/metrics', { headers: ${HEADERS} });
  return res.json();
}
`,
    added: [
      "import { ApiKeySession, MetricsApi } from 'klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');",
      'const { response: res } = await new MetricsApi(klaviyoSession).getMetrics();',
      'return res.data;',
    ],
  },
  {
    title: 'fetch in Deno',
    fileName: 'deno.ts',
    code: `
import { serve } from 'https://deno.land/std/http/server.ts';

const KEY = Deno.env.get('KLAVIYO_PRIVATE_KEY');

serve(async () => {
  const res = await fetch('https://a.klaviyo.com/api/metrics', { headers: { Authorization: \`Klaviyo-API-Key \${KEY}\`, revision: '2026-07-15' } });
  return Response.json(await res.json());
});
`,
    added: [
      "import { ApiKeySession, MetricsApi } from 'npm:klaviyo-api';",
      "const klaviyoSession = new ApiKeySession(KEY ?? '');",
      'const { response: res } = await new MetricsApi(klaviyoSession).getMetrics();',
      'return Response.json(res.data);',
    ],
  },
];

export { HEADERS };
