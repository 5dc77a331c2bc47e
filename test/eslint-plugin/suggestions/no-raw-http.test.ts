import { testSuggestions } from './test-suggestions.ts';

testSuggestions('no-raw-http', [
  {
    name: 'comments inside of the call move in front of its statement',
    file: 'comments.ts',
    code: `export async function create(name: string) {
  const res = await fetch(/* lists */ 'https://a.klaviyo.com/api/lists', {
    method: 'POST', // creates
    headers: { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`, revision: '2026-07-15' },
    body: JSON.stringify({ data: { type: 'list', attributes: { name /* own */ } } }),
  });
  if (!res.ok) { /* told later */ throw new Error('no'); }
  return res.json();
}
`,
    offers: [
      {
        title: "Call 'ListsApi.createList' of 'klaviyo-api'.",
        change: `+ import { ApiKeySession, ListsApi } from 'klaviyo-api';
+ 
+ const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');
+ 
-   const res = await fetch(/* lists */ 'https://a.klaviyo.com/api/lists', {
-     method: 'POST', // creates
-     headers: { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`, revision: '2026-07-15' },
-     body: JSON.stringify({ data: { type: 'list', attributes: { name /* own */ } } }),
-   });
-   if (!res.ok) { /* told later */ throw new Error('no'); }
-   return res.json();
+   /* lists */
+   // creates
+   /* told later */
+   const { response: res } = await new ListsApi(klaviyoSession).createList({ data: { type: 'list', attributes: { name /* own */ } } });
+   return res.data;`,
      },
    ],
  },
  {
    name: 'nothing where a comment speaks to a tool',
    file: 'instruction.ts',
    code: `export async function create(name: string) {
  await fetch('https://a.klaviyo.com/api/lists', {
    // @ts-expect-error the types are too strict
    method: 'POST', headers: { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`, revision: '2026-07-15' }, body: JSON.stringify({ data: { type: 'list', attributes: { name } } }),
  });
}
`,
    offers: [],
  },
  {
    name: 'nothing where a parameter hides what would be imported',
    file: 'hidden.ts',
    code: `export async function load(ListsApi: number) {
  await fetch('https://a.klaviyo.com/api/lists', { headers: { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`, revision: '2026-07-15' } });
  return ListsApi;
}
`,
    offers: [],
  },
  {
    name: 'nothing where the address is that of the next page',
    file: 'pages.js',
    code: `export async function* pages() {
  let next = 'https://a.klaviyo.com/api/profiles';
  for (;;) {
    const { data, links } = await (await fetch(next, { headers: { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`, revision: '2026-07-15' } })).json();
    yield* data;
    if (!(next = links?.next)) return;
  }
}
`,
    offers: [],
  },
  {
    name: 'a session without a semicolon in a file without them',
    file: 'bare.js',
    code: `const KEY = process.env.KLAVIYO_PRIVATE_KEY
export const load = async id => (await fetch(\`https://a.klaviyo.com/api/profiles/\${id}\`, { headers: { Authorization: 'Klaviyo-API-Key ' + KEY, revision: '2026-07-15' } })).json()
`,
    offers: [
      {
        title: "Call 'ProfilesApi.getProfile' of 'klaviyo-api'.",
        change: `+ import { ApiKeySession, ProfilesApi } from 'klaviyo-api'
- export const load = async id => (await fetch(\`https://a.klaviyo.com/api/profiles/\${id}\`, { headers: { Authorization: 'Klaviyo-API-Key ' + KEY, revision: '2026-07-15' } })).json()
+ const klaviyoSession = new ApiKeySession(KEY)
+ export const load = async id => (await new ProfilesApi(klaviyoSession).getProfile(id)).response.data`,
      },
    ],
  },
  {
    name: 'the rest of what is required stays last',
    file: 'rest.cjs',
    code: `const { Events, ...others } = require('klaviyo-api');
exports.load = async () => (await fetch('https://a.klaviyo.com/api/lists', { headers: { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`, revision: '2026-07-15' } })).json();
exports.others = [Events, others];
`,
    offers: [
      {
        title: "Call 'ListsApi.getLists' of 'klaviyo-api'.",
        change: `- const { Events, ...others } = require('klaviyo-api');
- exports.load = async () => (await fetch('https://a.klaviyo.com/api/lists', { headers: { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`, revision: '2026-07-15' } })).json();
+ const { Events, ApiKeySession, ListsApi, ...others } = require('klaviyo-api');
+ 
+ const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY);
+ exports.load = async () => (await new ListsApi(klaviyoSession).getLists()).response.data;`,
      },
    ],
  },
  {
    name: 'line ends of Windows',
    file: 'crlf.js',
    code: "export async function load(id) {\r\n  await fetch(`https://a.klaviyo.com/api/lists/${id}`, { method: 'DELETE', headers: { Authorization: `Klaviyo-API-Key ${process.env.KLAVIYO_PRIVATE_KEY}`, revision: '2026-07-15' } });\r\n}\r\n",
    offers: [
      {
        title: "Call 'ListsApi.deleteList' of 'klaviyo-api'.",
        change:
          "+ import { ApiKeySession, ListsApi } from 'klaviyo-api';\r\n+ \r\n+ const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY);\r\n+ \r\n-   await fetch(`https://a.klaviyo.com/api/lists/${id}`, { method: 'DELETE', headers: { Authorization: `Klaviyo-API-Key ${process.env.KLAVIYO_PRIVATE_KEY}`, revision: '2026-07-15' } });\r\n+   await new ListsApi(klaviyoSession).deleteList(id);\r",
      },
    ],
  },
]);
