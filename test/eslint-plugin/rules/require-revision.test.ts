import rule from '../../../eslint-plugin/rules/require-revision.ts';
import { testRule, type InvalidCase, type ValidCase, withoutSuggestions } from '../rule-tester.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';

/** How a revision gets into the headers. */
const WITH_REVISION: Record<string, string> = {
  'an object': `fetch('${LISTS}', { headers: { revision: '2026-07-15' } });`,
  'a capital name': `fetch('${LISTS}', { headers: { Revision: '2026-07-15' } });`,
  'a hook of ky': `import ky from 'ky';\nconst api = ky.create({ hooks: { beforeRequest: [request => { request.headers.set('revision', '2026-07-15'); }] } });\napi.get('${LISTS}');`,
  'a hook of got': `import got from 'got';\nconst api = got.extend({ hooks: { beforeRequest: [options => { options.headers.revision = '2026-07-15'; }] } });\napi('${LISTS}');`,
  'transformRequest of axios': `import axios from 'axios';\naxios.post('${LISTS}', body, { transformRequest: [(data, headers) => { headers.revision = '2026-07-15'; return JSON.stringify(data); }] });`,
  'an agent of superagent': `import request from 'superagent';\nconst agent = request.agent().set('revision', '2026-07-15');\nagent.get('${LISTS}');`,
  'pages of got': `import got from 'got';\nawait got.paginate.all('${LISTS}', { headers: { revision: '2026-07-15' } });`,
  'a subclass of Headers': `class KlaviyoHeaders extends Headers { constructor() { super(); this.set('revision', '2026-07-15'); } }\nfetch('${LISTS}', { headers: new KlaviyoHeaders() });`,
  'a composed middleware': `import { compose } from 'redux';\nconst withRevision = next => (url, init) => next(url, { ...init, headers: { ...init?.headers, revision: '2026-07-15' } });\nconst withRetry = next => (url, init) => next(url, init).catch(() => next(url, init));\nconst send = compose(withRevision, withRetry)(fetch);\nsend('${LISTS}');`,
  'Reflect.apply': `Reflect.apply(fetch, undefined, ['${LISTS}', { headers: { revision: '2026-07-15' } }]);`,
  'fetch.apply': `fetch.apply(null, ['${LISTS}', { headers: { revision: '2026-07-15' } }]);`,
  'a fetch that is bound': `const send = fetch.bind(globalThis);\nsend('${LISTS}', { headers: { revision: '2026-07-15' } });`,
  'a flag that is on': `function send(path, { useRevision }) { const headers = {}; if (useRevision) headers.revision = '2026-07-15'; return fetch(\`https://a.klaviyo.com/api\${path}\`, { headers }); }\nsend('/lists', { useRevision: true });`,
  'a template with a year that is not known': `fetch('${LISTS}', { headers: { revision: \`\${year}-02-15\` } });`,
  'a value that is not known': `fetch('${LISTS}', { headers: { revision: process.env.KLAVIYO_REVISION } });`,
  'a constant of headers': `const headers = { revision: '2026-07-15' };\nfetch('${LISTS}', { headers });`,
  'a spread': `const base = { revision: '2026-07-15' };\nfetch('${LISTS}', { headers: { ...base, accept: 'application/json' } });`,
  'a Headers object': `fetch('${LISTS}', { headers: new Headers({ revision: '2026-07-15' }) });`,
  'a Headers object that is filled': `const headers = new Headers();\nheaders.set('revision', '2026-07-15');\nfetch('${LISTS}', { headers });`,
  'a list of entries': `fetch('${LISTS}', { headers: [['revision', '2026-07-15']] });`,
  'an object of a Map': `const headers = new Map([['revision', '2026-07-15']]);\nfetch('${LISTS}', { headers: Object.fromEntries(headers) });`,
  'an object of a Map that is filled': `const headers = new Map();\nheaders.set('Revision', '2026-07-15');\nfetch('${LISTS}', { headers: Object.fromEntries(headers.entries()) });`,
  'an object of Headers': `const headers = new Headers({ revision: '2026-07-15' });\nfetch('${LISTS}', { headers: Object.fromEntries(headers) });`,
  'an object of filtered entries': `const headers = new Map([['revision', '2026-07-15'], ['accept', undefined]]);\nfetch('${LISTS}', { headers: Object.fromEntries([...headers].filter(([, value]) => value)) });`,
  'a Request': `fetch(new Request('${LISTS}', { headers: { revision: '2026-07-15' } }));`,
  'an instance of axios':
    "import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://a.klaviyo.com', headers: { revision: '2026-07-15' } });\napi.get('/api/lists');",
  'the defaults of axios': `import axios from 'axios';\nconst api = axios.create();\napi.defaults.headers.common['revision'] = '2026-07-15';\napi.get('${LISTS}');`,
  'an interceptor of axios': `import axios from 'axios';\nconst api = axios.create();\napi.interceptors.request.use(config => { config.headers.revision = '2026-07-15'; return config; });\napi.get('${LISTS}');`,
  'a chain of superagent': `import superagent from 'superagent';\nsuperagent.get('${LISTS}').set('revision', '2026-07-15');`,
  'an XMLHttpRequest': `const xhr = new XMLHttpRequest();\nxhr.open('GET', '${LISTS}');\nxhr.setRequestHeader('revision', '2026-07-15');`,
  'the caller of a wrapper': `function send(path, headers) { return fetch(\`https://a.klaviyo.com/api\${path}\`, { headers }); }\nsend('/lists', { revision: '2026-07-15' });`,
};

/** Headers that nobody can see to their end. */
const UNSEEN: Record<string, string> = {
  'options from outside': `fetch('${LISTS}', options);`,
  'headers from outside': `fetch('${LISTS}', { headers });`,
  'a spread from outside': `fetch('${LISTS}', { headers: { ...headers, accept: 'application/json' } });`,
  'options that spread something': `fetch('${LISTS}', { ...options, method: 'POST' });`,
  'a name that is computed': `fetch('${LISTS}', { headers: { [name]: value } });`,
  'a wrapper that is not in sight': `import { withAuth } from './auth';\nconst send = withAuth(fetch);\nsend('${LISTS}', { headers: {} });`,
  'a hook that is not in sight': `import ky from 'ky';\nimport { sign } from './auth';\nky.create({ hooks: { beforeRequest: [sign] } }).get('${LISTS}');`,
  'a plugin of an agent': `import request from 'superagent';\nrequest.agent().use(sign).get('${LISTS}');`,
  'a subclass of headers that are not in sight': `import { BaseHeaders } from './headers';\nclass KlaviyoHeaders extends BaseHeaders {}\nfetch('${LISTS}', { headers: new KlaviyoHeaders() });`,
  'headers that a helper fills': `const headers = new Headers();\nsetRevision(headers);\nfetch('${LISTS}', { headers });`,
  'a flag of which nothing is known': `function send(path, { useRevision }) { const headers = {}; if (useRevision) headers.revision = '2026-07-15'; return fetch(\`https://a.klaviyo.com/api\${path}\`, { headers }); }\nsend('/lists', { useRevision: given });`,
  'a Map from outside': `fetch('${LISTS}', { headers: Object.fromEntries(headers) });`,
  'a Map of what is not known': `const headers = new Map(given);\nfetch('${LISTS}', { headers: Object.fromEntries(headers) });`,
  'a Map that a helper fills': `const headers = new Map();\naddRevision(headers);\nfetch('${LISTS}', { headers: Object.fromEntries(headers) });`,
  'a Map with a name that is computed': `const headers = new Map();\nheaders.set(name, value);\nfetch('${LISTS}', { headers: Object.fromEntries(headers) });`,
  'an instance from outside': `import axios from 'axios';\nconst api = axios.create(options);\napi.get('${LISTS}');`,
};

/** Requests that send no revision; the call is reported. */
const WITHOUT_REVISION: Record<string, { before?: string; call: string }> = {
  'without options': { call: `fetch('${LISTS}')` },
  'with other headers': { call: `fetch('${LISTS}', { headers: { accept: 'application/json' } })` },
  'with a Headers object': { call: `fetch('${LISTS}', { headers: new Headers({ accept: 'application/json' }) })` },
  'with a name that only resembles it': { call: `fetch('${LISTS}', { headers: { 'x-revision': '2026-07-15' } })` },
  'with a revision that is not in the headers': { call: `fetch('${LISTS}', { revision: '2026-07-15', headers: {} })` },
  'from a browser, with the public key': {
    call: "fetch('https://a.klaviyo.com/client/events?company_id=AbC123', { method: 'POST' })",
  },
  'with an object of a Map': {
    before:
      "const headers = new Map([['accept', 'application/json']]);\nheaders.set('authorization', `Klaviyo-API-Key ${key}`);",
    call: `fetch('${LISTS}', { headers: Object.fromEntries(headers) })`,
  },
  'through axios': { before: "import axios from 'axios';", call: `axios.post('${LISTS}', body)` },
  'through an instance of axios': {
    before:
      "import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://a.klaviyo.com', headers: { accept: 'application/json' } });",
    call: "api.get('/api/lists')",
  },
  'through got': { before: "import got from 'got';", call: `got('${LISTS}')` },
  'through undici': {
    before: "import { request } from 'undici';",
    call: `request('${LISTS}', { headers: { accept: 'application/json' } })`,
  },
  'through superagent': { before: "import superagent from 'superagent';", call: `superagent.get('${LISTS}')` },
  'through https.get': {
    before: "import https from 'node:https';",
    call: `https.get('${LISTS}', answer => answer.resume())`,
  },
  'through Reflect.apply': { call: `Reflect.apply(fetch, undefined, ['${LISTS}', { headers: {} }])` },
  'through fetch.apply': { call: `fetch.apply(null, ['${LISTS}'])` },
  'through fetch that is bound': { before: 'const send = fetch.bind(globalThis);', call: `send('${LISTS}')` },
  'through fetch that is bound to an address': {
    before: `const send = fetch.bind(null, '${LISTS}');`,
    call: "send({ method: 'GET' })",
  },
  'through fetch that a package wraps': {
    before: "import retry from 'fetch-retry';\nconst send = retry(fetch);",
    call: `send('${LISTS}')`,
  },
  'through middlewares that set another header': {
    before:
      "import { compose } from 'redux';\nconst withAccept = next => (url, init) => next(url, { ...init, headers: { accept: 'a' } });\nconst withRetry = next => (url, init) => next(url, init).catch(() => { throw new Error(url); });\nconst send = compose(withAccept, withRetry)(fetch);",
    call: `send('${LISTS}', {})`,
  },
  'through pages of got': { before: "import got from 'got';", call: `got.paginate('${LISTS}')` },
  'through all pages of got': { before: "import got from 'got';", call: `got.paginate.all('${LISTS}')` },
  'through an agent of superagent': {
    before: "import request from 'superagent';\nconst agent = request.agent().set('accept', 'application/json');",
    call: `agent.get('${LISTS}')`,
  },
  'through ky with a hook that sets another header': {
    before:
      "import ky from 'ky';\nconst api = ky.extend({ hooks: { beforeRequest: [request => { request.headers.set('accept', 'a'); }] } });",
    call: `api.get('${LISTS}')`,
  },
  'through axios whose transformRequest sets another header': {
    before:
      "import axios from 'axios';\nconst api = axios.create({ transformRequest: [(data, headers) => { headers.accept = 'a'; return data; }] });",
    call: `api.get('${LISTS}')`,
  },
  'with a subclass of Headers that sets another': {
    before:
      "class KlaviyoHeaders extends Headers { constructor() { super(); this.set('accept', 'application/json'); } }",
    call: `fetch('${LISTS}', { headers: new KlaviyoHeaders() })`,
  },
  'with a flag that is off': {
    before:
      "function send(path, { useRevision }) { const headers = {}; if (useRevision) headers.revision = '2026-07-15'; return fetch(`https://a.klaviyo.com/api${path}`, { headers }); }\nsend('/events', { useRevision: true });",
    call: "send('/lists', { useRevision: false })",
  },
  'with a path that is not known': {
    call: 'fetch(`https://a.klaviyo.com/api/${path}`, { headers: { accept: "application/json" } })',
  },
};

const FILE_NAMES = [
  'lists.js',
  'lists.mjs',
  'lists.cjs',
  'lists.jsx',
  'lists.ts',
  'lists.mts',
  'lists.cts',
  'lists.tsx',
];

testRule(withoutSuggestions(rule), {
  valid: [
    {
      name: 'a wrapper that callers use for legacy endpoints only',
      code: "const BASE = 'https://a.klaviyo.com/api/';\nconst send = path => fetch(BASE + path, { method: 'POST' });\nsend('track');\nsend('v2/lists');",
    },
    ...Object.entries(WITH_REVISION).map(([name, code]): ValidCase => ({ name: `a revision in ${name}`, code })),
    ...Object.entries(UNSEEN).map(([name, code]): ValidCase => ({ name: `unknown headers: ${name}`, code })),
    { name: 'another host', code: "fetch('https://shop.example/api/lists');" },
    { name: 'the SDK, which sends its own', code: "import { Lists } from 'klaviyo-api';\nLists.getLists();" },
    {
      name: 'a request that the session of the SDK completes',
      code: `import axios from 'axios';\nimport { ApiKeySession } from 'klaviyo-api';\nconst session = new ApiKeySession(key);\nconst config = { method: 'GET', url: '${LISTS}', headers: {} };\nawait session.applyToRequest(config);\nawait axios(config);`,
    },
    {
      name: 'a request that the session of the SDK sends',
      code: `import { ApiKeySession } from 'klaviyo-api';\nnew ApiKeySession(key).requestWithRetry({ method: 'GET', url: '${LISTS}', headers: {} });`,
    },
    { name: 'the retired API, which knows no revision', code: "fetch('https://a.klaviyo.com/api/v2/lists');" },
    {
      name: 'an address that may be one of the retired API',
      code: `fetch(isOld ? 'https://a.klaviyo.com/api/v2/lists' : '${LISTS}');`,
    },
    { name: 'the one operation that needs none', code: "fetch('https://a.klaviyo.com/client/ip-allowlists/42');" },
    { name: 'the token of OAuth', code: "fetch('https://a.klaviyo.com/oauth/token', { method: 'POST' });" },
  ],
  invalid: [
    ...Object.entries(WITHOUT_REVISION).map(([name, { before = '', call }]): InvalidCase<'missingRevision'> => ({
      name,
      code: `${before}\n${call};`,
      errors: [{ messageId: 'missingRevision', at: call }],
    })),
    ...FILE_NAMES.map((filename): InvalidCase<'missingRevision'> => ({
      name: `in ${filename}`,
      filename,
      code: `fetch('${LISTS}');`,
      errors: [{ messageId: 'missingRevision', at: `fetch('${LISTS}')` }],
    })),
    {
      name: 'required in CommonJS code',
      filename: 'lists.cjs',
      code: `const axios = require('axios');\naxios.get('${LISTS}');`,
      errors: [{ messageId: 'missingRevision', at: `axios.get('${LISTS}')` }],
    },
    {
      name: 'in the wrapper that sets the headers, not in its callers',
      code: `function send(path) { return fetch(\`https://a.klaviyo.com/api\${path}\`, { headers: {} }); }\nsend('/lists');\nsend('/events');`,
      errors: [{ messageId: 'missingRevision', at: 'fetch(`https://a.klaviyo.com/api${path}`, { headers: {} })' }],
    },
    {
      name: 'in the caller that gives a wrapper no revision, where another does',
      code: `function send(path, headers) { return fetch(\`https://a.klaviyo.com/api\${path}\`, { headers }); }\nsend('/events', { revision: '2026-07-15' });\nsend('/lists', { accept: 'application/json' });`,
      errors: [{ messageId: 'missingRevision', at: "send('/lists', { accept: 'application/json' })" }],
    },
    {
      name: 'each of two calls by itself',
      code: `fetch('${LISTS}');\nfetch('${LISTS}/42');`,
      errors: [
        { messageId: 'missingRevision', at: `fetch('${LISTS}')` },
        { messageId: 'missingRevision', at: `fetch('${LISTS}/42')` },
      ],
    },
  ],
});
