/** A call of v1 or v2, and what its suggestion sends. */
export interface LegacyCall {
  title: string;
  fileName?: string;
  code: string;
  method: string;
  /** Verb, path and body. */
  sent: [method: string, path: string, body: unknown];
  /** Whether the old code used the public key only; the new reads the private one. */
  gone?: readonly string[];
}

const PROFILE = { type: 'profile', attributes: { email: 'ada@example.com' } };

export const LEGACY_CALLS: readonly LegacyCall[] = [
  {
    title: 'track, its payload in a variable',
    code: `
export async function run(email = 'ada@example.com'): Promise<boolean> {
  const payload = {
    token: process.env.KLAVIYO_PUBLIC_KEY,
    event: 'Placed Order',
    customer_properties: { $email: email, $first_name: 'Ada', $city: 'London', vip: true, 'shoe-size': 38 },
    properties: { $event_id: 'order-1', $value: 12.5, Items: ['cap'] },
    time: 1793527200,
  };
  const res = await fetch('https://a.klaviyo.com/api/track', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  });
  return res.ok;
}
`,
    method: 'EventsApi.createEvent',
    sent: [
      'POST',
      '/api/events',
      {
        data: {
          type: 'event',
          attributes: {
            properties: { Items: ['cap'] },
            time: '2026-11-01T10:00:00.000Z',
            value: 12.5,
            unique_id: 'order-1',
            metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } },
            profile: {
              data: {
                type: 'profile',
                attributes: {
                  email: 'ada@example.com',
                  first_name: 'Ada',
                  location: { city: 'London' },
                  properties: { vip: true, 'shoe-size': 38 },
                },
              },
            },
          },
        },
      },
    ],
    gone: ['payload', 'KLAVIYO_PUBLIC_KEY'],
  },
  {
    title: 'track, encoded in the address',
    fileName: 'track.js',
    code: `
module.exports.run = async function (properties = { Items: ['cap'] }) {
  const data = Buffer.from(JSON.stringify({ token: process.env.KLAVIYO_PUBLIC_KEY, event: 'Viewed', customer_properties: { $email: 'ada@example.com' }, properties })).toString('base64');
  await fetch(\`https://a.klaviyo.com/api/track?data=\${encodeURIComponent(data)}\`);
};
`,
    method: 'EventsApi.createEvent',
    sent: [
      'POST',
      '/api/events',
      {
        data: {
          type: 'event',
          attributes: {
            properties: { Items: ['cap'] },
            metric: { data: { type: 'metric', attributes: { name: 'Viewed' } } },
            profile: { data: PROFILE },
          },
        },
      },
    ],
    gone: ['Buffer', 'KLAVIYO_PUBLIC_KEY'],
  },
  {
    title: 'identify, by axios',
    code: `
import axios from 'axios';

export async function run(): Promise<void> {
  await axios.post('https://a.klaviyo.com/api/identify', { token: process.env.KLAVIYO_PUBLIC_KEY, properties: { $id: 'user-1', $email: 'ada@example.com', plan: 'pro' } });
}
`,
    method: 'ProfilesApi.createOrUpdateProfile',
    sent: [
      'POST',
      '/api/profile-import',
      {
        data: {
          type: 'profile',
          attributes: { email: 'ada@example.com', external_id: 'user-1', properties: { plan: 'pro' } },
        },
      },
    ],
    gone: ['KLAVIYO_PUBLIC_KEY'],
  },
  {
    title: 'a new list, of which only the status is read',
    code: `
const KEY = process.env.KLAVIYO_PRIVATE_KEY ?? '';

export async function run(name = 'Buyers'): Promise<number> {
  const res = await fetch('https://a.klaviyo.com/api/v2/lists', { method: 'POST', body: JSON.stringify({ api_key: KEY, list_name: name }) });
  if (!res.ok) throw new Error(\`Klaviyo answered \${res.status}.\`);
  return res.status;
}
`,
    method: 'ListsApi.createList',
    sent: ['POST', '/api/lists', { data: { type: 'list', attributes: { name: 'Buyers' } } }],
    gone: ['api_key', 'list_name'],
  },
  {
    title: 'another name of a list',
    code: `
export async function run(id = 'Y6nRLr'): Promise<void> {
  try {
    await fetch(\`https://a.klaviyo.com/api/v2/list/\${id}\`, { method: 'PUT', body: JSON.stringify({ api_key: process.env.KLAVIYO_PRIVATE_KEY, list_name: 'Regulars' }) });
  } catch {
    // There is no such list.
  }
}
`,
    method: 'ListsApi.updateList',
    sent: ['PATCH', '/api/lists/Y6nRLr', { data: { type: 'list', id: 'Y6nRLr', attributes: { name: 'Regulars' } } }],
    gone: ['api_key'],
  },
  {
    title: 'a list that is deleted, the key in the address',
    code: `
const KEY = process.env.KLAVIYO_PRIVATE_KEY;

export async function run(id = 'Y6nRLr'): Promise<void> {
  try {
    await fetch(\`https://a.klaviyo.com/api/v2/list/\${id}?api_key=\${KEY}\`, { method: 'DELETE' });
  } catch {
    // There is no such list.
  }
}
`,
    method: 'ListsApi.deleteList',
    sent: ['DELETE', '/api/lists/Y6nRLr', undefined],
    gone: ['api_key'],
  },
  {
    title: 'subscribers of a list',
    code: `
const KEY = process.env.KLAVIYO_PRIVATE_KEY;

export async function run(listId = 'Y6nRLr', email = 'ada@example.com'): Promise<boolean> {
  const res = await fetch('https://a.klaviyo.com/api/v2/list/' + listId + '/subscribe', {
    method: 'POST',
    body: JSON.stringify({ api_key: KEY, profiles: [{ email }, { phone_number: '+15005550006', sms_consent: true }] }),
  });
  return res.ok;
}
`,
    method: 'ProfilesApi.bulkSubscribeProfiles',
    sent: [
      'POST',
      '/api/profile-subscription-bulk-create-jobs',
      {
        data: {
          type: 'profile-subscription-bulk-create-job',
          attributes: {
            profiles: {
              data: [
                {
                  type: 'profile',
                  attributes: {
                    email: 'ada@example.com',
                    subscriptions: { email: { marketing: { consent: 'SUBSCRIBED' } } },
                  },
                },
                {
                  type: 'profile',
                  attributes: {
                    phone_number: '+15005550006',
                    subscriptions: { sms: { marketing: { consent: 'SUBSCRIBED' } } },
                  },
                },
              ],
            },
          },
          relationships: { list: { data: { type: 'list', id: 'Y6nRLr' } } },
        },
      },
    ],
    gone: ['api_key', 'sms_consent'],
  },
  {
    title: 'those who leave a list',
    code: `
export async function run(email = 'ada@example.com'): Promise<void> {
  try {
    await fetch('https://a.klaviyo.com/api/v2/list/Y6nRLr/subscribe', { method: 'DELETE', body: JSON.stringify({ api_key: process.env.KLAVIYO_PRIVATE_KEY, emails: [email] }) });
  } catch {
    // There is no such list.
  }
}
`,
    method: 'ProfilesApi.bulkUnsubscribeProfiles',
    sent: [
      'POST',
      '/api/profile-subscription-bulk-delete-jobs',
      {
        data: {
          type: 'profile-subscription-bulk-delete-job',
          attributes: {
            profiles: {
              data: [
                {
                  type: 'profile',
                  attributes: {
                    email: 'ada@example.com',
                    subscriptions: { email: { marketing: { consent: 'UNSUBSCRIBED' } } },
                  },
                },
              ],
            },
          },
          relationships: { list: { data: { type: 'list', id: 'Y6nRLr' } } },
        },
      },
    ],
    gone: ['api_key'],
  },
  {
    title: 'a profile that is deleted',
    code: `
export async function run(email = 'ada@example.com'): Promise<void> {
  await fetch('https://a.klaviyo.com/api/v2/data-privacy/deletion-request', { method: 'POST', body: JSON.stringify({ api_key: process.env.KLAVIYO_PRIVATE_KEY, email }) });
}
`,
    method: 'DataPrivacyApi.requestProfileDeletion',
    sent: [
      'POST',
      '/api/data-privacy-deletion-jobs',
      { data: { type: 'data-privacy-deletion-job', attributes: { profile: { data: PROFILE } } } },
    ],
    gone: ['api_key'],
  },
  {
    title: 'a profile that is suppressed',
    code: `
export async function run(email = 'ada@example.com'): Promise<void> {
  await fetch('https://a.klaviyo.com/api/v1/people/exclusions', { method: 'POST', body: JSON.stringify({ api_key: process.env.KLAVIYO_PRIVATE_KEY, email }) });
}
`,
    method: 'ProfilesApi.bulkSuppressProfiles',
    sent: [
      'POST',
      '/api/profile-suppression-bulk-create-jobs',
      { data: { type: 'profile-suppression-bulk-create-job', attributes: { profiles: { data: [PROFILE] } } } },
    ],
    gone: ['api_key'],
  },
];

const KEY = 'process.env.KLAVIYO_PRIVATE_KEY';
const sending = (call: string, more = ''): string => `export async function send(given: any) {\n  ${call}\n}\n${more}`;
const track = (payload: string): string =>
  sending(
    `await fetch('https://a.klaviyo.com/api/track', { method: 'POST', body: JSON.stringify(${payload}) });`,
    `export const key = ${KEY};\n`,
  );
const subscribe = (body: string, rest = ''): string =>
  sending(
    `await fetch('https://a.klaviyo.com/api/v2/list/Y6nRLr/subscribe', { method: 'POST', body: JSON.stringify({ api_key: ${KEY}, ${body} }) })${rest};`,
  );

/** Legacy calls whose successors take something else. */
export const UNTRANSLATABLE: readonly { title: string; code: string }[] = [
  { title: 'an event that somebody else made', code: track('given') },
  {
    title: 'an event with parts that are spread',
    code: track("{ event: 'Viewed', customer_properties: { ...given } }"),
  },
  { title: 'an event of nobody', code: track("{ event: 'Viewed', customer_properties: { $first_name: 'Ada' } }") },
  {
    title: 'an event with an identifier of the old API',
    code: track("{ event: 'Viewed', customer_properties: { $anonymous: given } }"),
  },
  {
    title: 'an event at a time in an unknown unit',
    code: track("{ event: 'Viewed', time: given.time, customer_properties: { $email: given.email } }"),
  },
  {
    title: 'an event of a page, which has no private key',
    code: sending(
      `await fetch('https://a.klaviyo.com/api/track', { method: 'POST', body: JSON.stringify({ event: 'Viewed', customer_properties: { $email: document.title } }) });`,
    ),
  },
  { title: 'a subscription with a name', code: subscribe("profiles: [{ email: given, first_name: 'Ada' }]") },
  { title: 'a subscription to text messages without consent', code: subscribe('profiles: [{ phone_number: given }]') },
  { title: 'subscribers of another place', code: subscribe('profiles: given') },
  {
    title: 'an answer that is read',
    code: subscribe('profiles: [{ email: given }]')
      .replace('await fetch', 'const res = await fetch')
      .replace(';\n}', ';\n  return res.json();\n}'),
  },
  {
    title: 'an answer that is passed on',
    code: subscribe('profiles: [{ email: given }]').replace('await fetch', 'return fetch'),
  },
  {
    title: 'members, which are given by ids now',
    code: sending(
      `await fetch('https://a.klaviyo.com/api/v2/list/Y6nRLr/members', { method: 'POST', body: JSON.stringify({ api_key: ${KEY}, profiles: [{ email: given }] }) });`,
    ),
  },
  {
    title: 'lists, which are answered in another way',
    code: sending(`await fetch('https://a.klaviyo.com/api/v2/lists?api_key=' + ${KEY});`),
  },
  {
    title: 'a payload that is used again',
    code: track('payload')
      .replace(
        'await fetch',
        "const payload = { event: 'Viewed', customer_properties: { $email: given.email } };\n  await fetch",
      )
      .replace(');\n}', ');\n  return payload;\n}'),
  },
];
