import { testSuggestions } from './test-suggestions.ts';

testSuggestions('require-revision', [
  {
    name: 'fetch with headers, without options and without headers',
    file: 'fetch.ts',
    code: `const key = process.env.KLAVIYO_PRIVATE_KEY;
export const a = () => fetch('https://a.klaviyo.com/api/profiles', { headers: { Authorization: \`Klaviyo-API-Key \${key}\` } });
export const b = () => fetch('https://a.klaviyo.com/api/profiles')
export const c = () => fetch('https://a.klaviyo.com/client/events?company_id=AbC123', {
  method: 'POST', // send
  body: '{}',
})
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const a = () => fetch('https://a.klaviyo.com/api/profiles', { headers: { Authorization: \`Klaviyo-API-Key \${key}\` } });
+ export const a = () => fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: '2026-07-15', Authorization: \`Klaviyo-API-Key \${key}\` } });`,
      },
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const b = () => fetch('https://a.klaviyo.com/api/profiles')
+ export const b = () => fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: '2026-07-15' } })`,
      },
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `+   headers: { revision: '2026-07-15' },`,
      },
    ],
  },
  {
    name: 'headers that two calls share, and a constant of the file',
    file: 'shared.ts',
    code: `const REVISION = '2026-07-15';
const HEADERS: Record<string, string> = {
	// the key
	Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`,
};
export const a = () => fetch('https://a.klaviyo.com/api/profiles', { headers: HEADERS });
export const b = () => fetch('https://a.klaviyo.com/api/lists', { headers: { ...HEADERS, 'content-type': 'a' } });
`,
    offers: [
      {
        title: "Send the header 'revision: REVISION'.",
        change: `+ 	revision: REVISION,`,
      },
      {
        title: "Send the header 'revision: REVISION'.",
        change: `+ 	revision: REVISION,`,
      },
    ],
  },
  {
    name: 'none where the type of the headers has no such member',
    file: 'typedheaders.ts',
    code: `interface H { Authorization: string }
const HEADERS: H = { Authorization: 'Klaviyo-API-Key x' };
export const a = () => fetch('https://a.klaviyo.com/api/profiles', { headers: HEADERS as unknown as Record<string, string> });
`,
    offers: [],
  },
  {
    name: 'headers as const, without semicolons',
    file: 'asconst.ts',
    code: `const HEADERS = { Authorization: 'Klaviyo-API-Key x' } as const
export const a = () => fetch('https://a.klaviyo.com/api/profiles', { headers: HEADERS })
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- const HEADERS = { Authorization: 'Klaviyo-API-Key x' } as const
+ const HEADERS = { revision: '2026-07-15', Authorization: 'Klaviyo-API-Key x' } as const`,
      },
    ],
  },
  {
    name: 'Headers, and entries',
    file: 'headers-class.ts',
    code: `export function a() {
  const headers = new Headers();
  headers.set('Authorization', 'Klaviyo-API-Key x');
  headers.append("accept", "application/json")
  return fetch('https://a.klaviyo.com/api/profiles', { headers });
}
export function b() { return fetch('https://a.klaviyo.com/api/profiles', { headers: new Headers({ Authorization: 'Klaviyo-API-Key x' }) }); }
export function c() { return fetch('https://a.klaviyo.com/api/profiles', { headers: new Headers([['Authorization', 'Klaviyo-API-Key x']]) }); }
export function d() { return fetch('https://a.klaviyo.com/api/profiles', { headers: [['Authorization', 'Klaviyo-API-Key x']] }); }
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `+   headers.append('revision', '2026-07-15')`,
      },
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export function b() { return fetch('https://a.klaviyo.com/api/profiles', { headers: new Headers({ Authorization: 'Klaviyo-API-Key x' }) }); }
+ export function b() { return fetch('https://a.klaviyo.com/api/profiles', { headers: new Headers({ revision: '2026-07-15', Authorization: 'Klaviyo-API-Key x' }) }); }`,
      },
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export function c() { return fetch('https://a.klaviyo.com/api/profiles', { headers: new Headers([['Authorization', 'Klaviyo-API-Key x']]) }); }
+ export function c() { return fetch('https://a.klaviyo.com/api/profiles', { headers: new Headers([['revision', '2026-07-15'], ['Authorization', 'Klaviyo-API-Key x']]) }); }`,
      },
    ],
  },
  {
    name: 'axios: an instance, methods with and without a body, a configuration',
    file: 'axios.ts',
    code: `import axios from 'axios';
const client = axios.create({ baseURL: 'https://a.klaviyo.com', headers: { Authorization: 'Klaviyo-API-Key x' } });
export const a = () => client.get('/api/profiles');
export const b = (body: unknown) => axios.post('https://a.klaviyo.com/api/events', body);
export const c = () => axios({ url: 'https://a.klaviyo.com/api/lists' });
export const d = (body: unknown) => axios.post('https://a.klaviyo.com/api/events', body, { timeout: 3 });
export const e = () => axios.get('https://a.klaviyo.com/api/events', {})
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- const client = axios.create({ baseURL: 'https://a.klaviyo.com', headers: { Authorization: 'Klaviyo-API-Key x' } });
+ const client = axios.create({ baseURL: 'https://a.klaviyo.com', headers: { revision: '2026-07-15', Authorization: 'Klaviyo-API-Key x' } });`,
      },
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const b = (body: unknown) => axios.post('https://a.klaviyo.com/api/events', body);
+ export const b = (body: unknown) => axios.post('https://a.klaviyo.com/api/events', body, { headers: { revision: '2026-07-15' } });`,
      },
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const c = () => axios({ url: 'https://a.klaviyo.com/api/lists' });
+ export const c = () => axios({ headers: { revision: '2026-07-15' }, url: 'https://a.klaviyo.com/api/lists' });`,
      },
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const d = (body: unknown) => axios.post('https://a.klaviyo.com/api/events', body, { timeout: 3 });
+ export const d = (body: unknown) => axios.post('https://a.klaviyo.com/api/events', body, { headers: { revision: '2026-07-15' }, timeout: 3 });`,
      },
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const e = () => axios.get('https://a.klaviyo.com/api/events', {})
+ export const e = () => axios.get('https://a.klaviyo.com/api/events', { headers: { revision: '2026-07-15' } })`,
      },
    ],
  },
  {
    name: 'the defaults of an instance',
    file: 'defaults.ts',
    code: `import axios from 'axios';
const client = axios.create({ baseURL: 'https://a.klaviyo.com' });
client.defaults.headers.common['Authorization'] = 'Klaviyo-API-Key x';
export const a = () => client.get('/api/profiles');
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `+ client.defaults.headers.common['revision'] = '2026-07-15';`,
      },
    ],
  },
  {
    name: 'a header that is assigned',
    file: 'assigned.js',
    code: `const headers = {};
headers['Authorization'] = 'Klaviyo-API-Key ' + process.env.KEY;
exports.a = () => fetch('https://a.klaviyo.com/api/profiles', { headers });
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `+ headers['revision'] = '2026-07-15';`,
      },
    ],
  },
  {
    name: 'wrappers',
    file: 'wrapper.ts',
    code: `async function klaviyo(path: string, init: RequestInit = {}) {
  return fetch(\`https://a.klaviyo.com\${path}\`, { ...init, headers: { Authorization: 'Klaviyo-API-Key x', ...init.headers } });
}
async function call(path: string, method: string) {
  return fetch(\`https://a.klaviyo.com\${path}\`, { method, headers: { Authorization: 'Klaviyo-API-Key x', accept: 'a' } });
}
export const a = () => klaviyo('/api/profiles');
export const b = () => call('/api/profiles', 'GET');
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `-   return fetch(\`https://a.klaviyo.com\${path}\`, { method, headers: { Authorization: 'Klaviyo-API-Key x', accept: 'a' } });
+   return fetch(\`https://a.klaviyo.com\${path}\`, { method, headers: { revision: '2026-07-15', Authorization: 'Klaviyo-API-Key x', accept: 'a' } });`,
      },
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `-   return fetch(\`https://a.klaviyo.com\${path}\`, { ...init, headers: { Authorization: 'Klaviyo-API-Key x', ...init.headers } });
+   return fetch(\`https://a.klaviyo.com\${path}\`, { ...init, headers: { revision: '2026-07-15', Authorization: 'Klaviyo-API-Key x', ...init.headers } });`,
      },
    ],
  },
  {
    name: 'headers that calls of others share',
    file: 'shared-json.ts',
    code: `const json = { 'content-type': 'application/json' };
export const a = () => fetch('https://a.klaviyo.com/client/events?company_id=AbC123', { headers: json, method: 'POST' });
export const b = () => fetch('https://other.example/x', { headers: json });
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const a = () => fetch('https://a.klaviyo.com/client/events?company_id=AbC123', { headers: json, method: 'POST' });
+ export const a = () => fetch('https://a.klaviyo.com/client/events?company_id=AbC123', { headers: { ...json, revision: '2026-07-15' }, method: 'POST' });`,
      },
    ],
  },
  {
    name: 'superagent',
    file: 'superagent.js',
    code: `import superagent from 'superagent';
export const a = () => superagent.get('https://a.klaviyo.com/api/profiles').set('Authorization', 'Klaviyo-API-Key x').query({ a: 1 });
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const a = () => superagent.get('https://a.klaviyo.com/api/profiles').set('Authorization', 'Klaviyo-API-Key x').query({ a: 1 });
+ export const a = () => superagent.get('https://a.klaviyo.com/api/profiles').set('Authorization', 'Klaviyo-API-Key x').set('revision', '2026-07-15').query({ a: 1 });`,
      },
    ],
  },
  {
    name: 'got',
    file: 'got.ts',
    code: `import got from 'got';
export const a = () => got('https://a.klaviyo.com/api/profiles').json();
export const b = () => got.post('https://a.klaviyo.com/api/events', { json: {}, headers: { authorization: 'Klaviyo-API-Key x' } }).json();
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const a = () => got('https://a.klaviyo.com/api/profiles').json();
+ export const a = () => got('https://a.klaviyo.com/api/profiles', { headers: { revision: '2026-07-15' } }).json();`,
      },
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const b = () => got.post('https://a.klaviyo.com/api/events', { json: {}, headers: { authorization: 'Klaviyo-API-Key x' } }).json();
+ export const b = () => got.post('https://a.klaviyo.com/api/events', { json: {}, headers: { revision: '2026-07-15', authorization: 'Klaviyo-API-Key x' } }).json();`,
      },
    ],
  },
  {
    name: 'a private field',
    file: 'optional.ts',
    code: `export class K { #h = { Authorization: 'Klaviyo-API-Key x' }; a() { return fetch?.('https://a.klaviyo.com/api/profiles', { headers: this.#h }); } }
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export class K { #h = { Authorization: 'Klaviyo-API-Key x' }; a() { return fetch?.('https://a.klaviyo.com/api/profiles', { headers: this.#h }); } }
+ export class K { #h = { revision: '2026-07-15', Authorization: 'Klaviyo-API-Key x' }; a() { return fetch?.('https://a.klaviyo.com/api/profiles', { headers: this.#h }); } }`,
      },
    ],
  },
  {
    name: 'a getter, and satisfies',
    file: 'getter.ts',
    code: `export class K { private get headers() { return { Authorization: 'Klaviyo-API-Key x' } } a() { return fetch('https://a.klaviyo.com/api/profiles', { headers: this.headers } satisfies RequestInit) } }
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export class K { private get headers() { return { Authorization: 'Klaviyo-API-Key x' } } a() { return fetch('https://a.klaviyo.com/api/profiles', { headers: this.headers } satisfies RequestInit) } }
+ export class K { private get headers() { return { revision: '2026-07-15', Authorization: 'Klaviyo-API-Key x' } } a() { return fetch('https://a.klaviyo.com/api/profiles', { headers: this.headers } satisfies RequestInit) } }`,
      },
    ],
  },
  {
    name: 'a function that makes the headers',
    file: 'func.ts',
    code: `function headers(): HeadersInit { return { 'Authorization': 'Klaviyo-API-Key x', }; }
export const a = () => fetch('https://a.klaviyo.com/api/profiles', { headers: headers() });
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- function headers(): HeadersInit { return { 'Authorization': 'Klaviyo-API-Key x', }; }
+ function headers(): HeadersInit { return { revision: '2026-07-15', 'Authorization': 'Klaviyo-API-Key x', }; }`,
      },
    ],
  },
  {
    name: 'a Request, and parentheses',
    file: 'request.ts',
    code: `export const a = () => fetch(new Request('https://a.klaviyo.com/api/profiles', { headers: { Authorization: 'Klaviyo-API-Key x' } }));
export const b = () => fetch(('https://a.klaviyo.com/api/profiles'), ({ method: ('GET') }));
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const a = () => fetch(new Request('https://a.klaviyo.com/api/profiles', { headers: { Authorization: 'Klaviyo-API-Key x' } }));
+ export const a = () => fetch(new Request('https://a.klaviyo.com/api/profiles', { headers: { revision: '2026-07-15', Authorization: 'Klaviyo-API-Key x' } }));`,
      },
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const b = () => fetch(('https://a.klaviyo.com/api/profiles'), ({ method: ('GET') }));
+ export const b = () => fetch(('https://a.klaviyo.com/api/profiles'), ({ headers: { revision: '2026-07-15' }, method: ('GET') }));`,
      },
    ],
  },
  {
    name: 'https of Node',
    file: 'https.js',
    code: `const https = require('https');
const req = https.request({ hostname: 'a.klaviyo.com', path: '/api/profiles', headers: { Authorization: 'Klaviyo-API-Key x' } }, () => {});
req.end();
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- const req = https.request({ hostname: 'a.klaviyo.com', path: '/api/profiles', headers: { Authorization: 'Klaviyo-API-Key x' } }, () => {});
+ const req = https.request({ hostname: 'a.klaviyo.com', path: '/api/profiles', headers: { revision: '2026-07-15', Authorization: 'Klaviyo-API-Key x' } }, () => {});`,
      },
    ],
  },
  {
    name: 'none for XMLHttpRequest',
    file: 'xhr.js',
    code: `const xhr = new XMLHttpRequest(); xhr.open('GET', 'https://a.klaviyo.com/api/profiles'); xhr.setRequestHeader('Authorization', 'Klaviyo-API-Key x'); xhr.send();
`,
    offers: [],
  },
  {
    name: 'no constant that is declared later or means something else there',
    file: 'constants.ts',
    code: `export const early = fetch('https://a.klaviyo.com/client/events', { headers: { x: 'a' } });
const KLAVIYO_REVISION = '2026-07-15';
export const late = () => fetch('https://a.klaviyo.com/client/events', { headers: { x: KLAVIYO_REVISION } });
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const early = fetch('https://a.klaviyo.com/client/events', { headers: { x: 'a' } });
+ export const early = fetch('https://a.klaviyo.com/client/events', { headers: { revision: '2026-07-15', x: 'a' } });`,
      },
      {
        title: "Send the header 'revision: KLAVIYO_REVISION'.",
        change: `- export const late = () => fetch('https://a.klaviyo.com/client/events', { headers: { x: KLAVIYO_REVISION } });
+ export const late = () => fetch('https://a.klaviyo.com/client/events', { headers: { revision: KLAVIYO_REVISION, x: KLAVIYO_REVISION } });`,
      },
    ],
  },
  {
    name: 'no constant that a parameter hides',
    file: 'parameter.ts',
    code: `const KLAVIYO_REVISION = '2026-07-15';
export const f = (KLAVIYO_REVISION: number) => fetch('https://a.klaviyo.com/client/events', { headers: { x: String(KLAVIYO_REVISION) } });
export const own = KLAVIYO_REVISION;
`,
    offers: [
      {
        title: "Send the header 'revision: 2026-07-15'.",
        change: `- export const f = (KLAVIYO_REVISION: number) => fetch('https://a.klaviyo.com/client/events', { headers: { x: String(KLAVIYO_REVISION) } });
+ export const f = (KLAVIYO_REVISION: number) => fetch('https://a.klaviyo.com/client/events', { headers: { revision: '2026-07-15', x: String(KLAVIYO_REVISION) } });`,
      },
    ],
  },
]);
