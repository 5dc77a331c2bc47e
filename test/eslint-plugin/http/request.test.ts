import { describe, expect, test } from 'vitest';
import { type DescribedRequest, requestLines, requestsIn } from '../ask.ts';

type Table = Record<string, [code: string, request: Partial<DescribedRequest>]>;

const AXIOS = "import axios from 'axios';\n";

const PARTLY_KNOWN: Table = {
  'an address that is not known': ['function f(url) { fetch(url) }', { verb: 'GET', url: '{url}' }],
  'an address with a part that is not known': [
    'function f(id) { fetch(`https://a.example/lists/${id}`) }',
    { url: 'https://a.example/lists/{id}' },
  ],
  'a verb that is not known': ["function f(method) { fetch('/x', { method }) }", { verb: '{method}' }],
  'a method that is not known': [
    `${AXIOS}function f(method, data) { axios[method]('https://a.example', data) }`,
    { verb: '{}', url: 'https://a.example', headers: { '…': true } },
  ],
  'a method in a constant': [
    `${AXIOS}const method = 'post'; axios[method]('https://a.example', 'b')`,
    { verb: 'POST', url: 'https://a.example', body: 'b' },
  ],
  'one of two verbs': ["fetch('/x', { method: test ? 'POST' : 'PATCH' })", { verb: { oneOf: ['POST', 'PATCH'] } }],
  'a verb in small letters': ["fetch('/x', { method: 'post' })", { verb: 'POST' }],
  'options that are not known': [
    "function f(options) { fetch('/x', options) }",
    { verb: '{}', headers: { '…': true } },
  ],
  'options with a default': [
    "function f(options = {}) { fetch('/x', options) }",
    { verb: '{}', headers: { '…': true } },
  ],
  'a beacon': [
    "navigator.sendBeacon('https://a.example/events', 'b')",
    { verb: 'POST', url: 'https://a.example/events', body: 'b', headers: { '…': true } },
  ],
  'a beacon of the window': ["window.navigator.sendBeacon('/x')", { verb: 'POST', url: '/x' }],
  'no options': ["fetch('/x', undefined)", { verb: 'GET', headers: {} }],
  'a body as JSON': ["fetch('/x', { method: 'POST', body: JSON.stringify({ a: 'b' }) })", { body: { a: 'b' } }],
  'a body as a text': [`fetch('/x', { method: 'POST', body: '{"a":"b"}' })`, { body: '{"a":"b"}' }],
  'a body that is not known': ["function f(body) { fetch('/x', { method: 'POST', body }) }", { body: '{body}' }],
  'the base of an instance that is not known': [
    `${AXIOS}function f(baseURL) { axios.create({ baseURL }).get('/lists') }`,
    { url: '{baseURL}/lists' },
  ],
  'an absolute address on an instance': [
    `${AXIOS}axios.create({ baseURL: 'https://a.example' }).get('https://b.example/lists')`,
    { url: 'https://b.example/lists' },
  ],
};

const OPTIONS: Table = {
  'in a variable': [`${AXIOS}const config = { method: 'POST', url: '/x' }; axios(config)`, { verb: 'POST', url: '/x' }],
  'changed later': [
    `${AXIOS}const config = { url: '/x' }; config.method = 'POST'; config.headers = { revision: 'r' }; axios(config)`,
    { verb: 'POST', url: '/x', headers: { revision: 'r' } },
  ],
  'changed by Object.assign': [
    "const options = { method: 'POST' }; Object.assign(options, { headers: { revision: 'r' } }); fetch('/x', options)",
    { verb: 'POST', headers: { revision: 'r' } },
  ],
  'changed in a branch': [
    "const options = { method: 'POST' }; if (body) options.body = 'b'; fetch('/x', options)",
    { verb: 'POST', body: 'b' },
  ],
  'spread over defaults': [
    "const base = { method: 'POST', headers: { accept: 'a' } }; fetch('/x', { ...base, headers: { ...base.headers, revision: 'r' } })",
    { verb: 'POST', headers: { accept: 'a', revision: 'r' } },
  ],
  'of a function': [
    "const options = method => ({ method, headers: { revision: 'r' } }); fetch('/x', options('POST'))",
    { verb: 'POST', headers: { revision: 'r' } },
  ],
  'of a class field': ["class A { options = { method: 'POST' }; f() { fetch('/x', this.options) } }", { verb: 'POST' }],
  typed: ["const options: RequestInit = { method: 'POST' }; fetch('/x', options)", { verb: 'POST' }],
  'as const': [
    "const options = { method: 'POST' } as const satisfies RequestInit; fetch('/x', options)",
    { verb: 'POST' },
  ],
  'with a typed verb': ["const method: Method = 'POST'; fetch('/x', { method })", { verb: 'POST' }],
};

const INSTANCES: Table = {
  'in a field': [
    `${AXIOS}class A { api = axios.create({ baseURL: 'https://a.example' }); f() { this.api.get('/x') } }`,
    { url: 'https://a.example/x' },
  ],
  'in a field that the constructor assigns': [
    `${AXIOS}class A { constructor() { this.api = axios.create({ baseURL: 'https://a.example' }) }\n f() { this.api.get('/x') } }`,
    { url: 'https://a.example/x' },
  ],
  'in a variable that is set later': [
    `${AXIOS}let api; function init() { api = axios.create({ baseURL: 'https://a.example' }) }\nfunction f() { api.get('/x') }`,
    { url: 'https://a.example/x' },
  ],
  'of a function': [
    `${AXIOS}const api = () => axios.create({ baseURL: 'https://a.example' }); api().get('/x')`,
    { url: 'https://a.example/x' },
  ],
  'of an instance': [
    `${AXIOS}const a = axios.create({ baseURL: 'https://a.example' }); const b = a.create({ headers: { revision: 'r' } }); b.get('/x')`,
    { url: 'https://a.example/x', headers: { revision: 'r' } },
  ],
  'with headers that a call adds to': [
    `${AXIOS}const a = axios.create({ headers: { accept: 'a' } }); a.get('/x', { headers: { revision: 'r' } })`,
    { headers: { accept: 'a', revision: 'r' } },
  ],
  'with headers that a call replaces': [
    `${AXIOS}const a = axios.create({ headers: { Revision: 'r' } }); a.get('/x', { headers: { revision: 's' } })`,
    { headers: { revision: 's' } },
  ],
  'with common headers': [
    `${AXIOS}const a = axios.create({ headers: { common: { revision: 'r' } } }); a.get('/x')`,
    { headers: expect.objectContaining({ revision: 'r' }) },
  ],
  'with common headers set later': [
    `${AXIOS}const a = axios.create(); a.defaults.headers.common['Revision'] = 'r'; a.get('/x')`,
    { headers: { revision: 'r' } },
  ],
  'with headers set later': [
    `${AXIOS}const a = axios.create(); a.defaults.headers.revision = 'r'; a.get('/x')`,
    { headers: { revision: 'r' } },
  ],
  'with a base set later': [
    `${AXIOS}const a = axios.create(); a.defaults.baseURL = 'https://a.example'; a.get('/x')`,
    { url: 'https://a.example/x' },
  ],
  'with defaults of axios itself': [
    `${AXIOS}axios.defaults.baseURL = 'https://a.example'; axios.get('/x')`,
    { url: 'https://a.example/x' },
  ],
  'with an interceptor that sets a header': [
    `${AXIOS}const a = axios.create(); a.interceptors.request.use(config => { config.headers.Revision = 'r'; return config }); a.get('/x')`,
    { headers: { revision: 'r' } },
  ],
  'with an interceptor that sets a header by a method': [
    `${AXIOS}const a = axios.create(); a.interceptors.request.use(config => { config.headers.set('Revision', 'r'); return config }); a.get('/x')`,
    { headers: { revision: 'r' } },
  ],
  'with an interceptor that returns another configuration': [
    `${AXIOS}const a = axios.create(); a.interceptors.request.use(config => ({ ...config, headers: { ...config.headers, revision: 'r' } })); a.get('/x')`,
    { headers: { revision: 'r' } },
  ],
  'with an interceptor from elsewhere': [
    `${AXIOS}import { sign } from 'thing'; const a = axios.create(); a.interceptors.request.use(sign); a.get('/x')`,
    { headers: { '…': true } },
  ],
  'with an interceptor of answers': [
    `${AXIOS}const a = axios.create(); a.interceptors.response.use(r => r); a.get('/x')`,
    { headers: {} },
  ],
  'with a hook of got': [
    "import got from 'got'; got.extend({ hooks: { beforeRequest: [sign] } }).get('https://a.example')",
    { headers: { '…': true } },
  ],
  'with a hook of ofetch': [
    "import { $fetch } from 'ofetch'; $fetch.create({ onRequest({ options }) {} })('/x')",
    { headers: { '…': true } },
  ],
  'with a plugin of superagent': [
    "import superagent from 'superagent'; superagent.get('/x').use(sign)",
    { headers: { '…': true } },
  ],
  'with defaults of an agent of superagent': [
    "import superagent from 'superagent'; const agent = superagent.agent(); agent.set('Revision', 'r'); agent.get('/x').set('accept', 'a')",
    { verb: 'GET', url: '/x', headers: { revision: 'r', accept: 'a' } },
  ],
  'with defaults of an agent of superagent in a chain': [
    "import request from 'superagent'; const agent = request.agent().set('revision', 'r').timeout(5).set({ accept: 'a' }); agent.get('/x')",
    { headers: { revision: 'r', accept: 'a' } },
  ],
  'with an agent of superagent in a field': [
    "import request from 'superagent'; class A { constructor() { this.agent = request.agent(); this.agent.set('revision', 'r') }\n f() { this.agent.get('/x') } }",
    { headers: { revision: 'r' } },
  ],
  'with a plugin of an agent of superagent': [
    "import request from 'superagent'; const agent = request.agent().use(sign); agent.get('/x')",
    { headers: { '…': true } },
  ],
  'with a default of an agent of superagent that has no known name': [
    "import request from 'superagent'; const agent = request.agent(); agent.set(name, 'r'); agent.get('/x')",
    { headers: { '…': true } },
  ],
  'with a default that an agent of superagent gets later': [
    "import request from 'superagent'; const agent = request.agent(); agent.get('/x'); agent.set('revision', 'r');",
    { headers: {} },
  ],
  'with a plugin of superagent that puts a host before the path': [
    "import superagent from 'superagent'; import prefix from 'superagent-prefix'; superagent.get('/x').use(prefix('https://a.example'))",
    { url: 'https://a.example/x', headers: {} },
  ],
  'with such a plugin of an agent of superagent, made first and beside another plugin': [
    "const request = require('superagent'); const prefix = require('superagent-prefix')('https://a.example'); class A { constructor() { this.agent = request.agent().use(prefix).use(log()).set('revision', 'r') }\n f() { this.agent.put('/x') } }",
    { verb: 'PUT', url: 'https://a.example/x', headers: { revision: 'r', '…': true } },
  ],
  'with such a plugin of an agent of superagent in a statement': [
    "import request from 'superagent'; import prefix from 'superagent-prefix'; const agent = request.agent(); agent.use(prefix('https://a.example')); agent.get('/x')",
    { url: 'https://a.example/x', headers: {} },
  ],
  'with a plugin of superagent of another package': [
    "import superagent from 'superagent'; import cache from 'superagent-cache-plugin'; superagent.get('/x').use(cache('https://a.example'))",
    { url: '/x', headers: { '…': true } },
  ],
  'with pages of got': [
    "import got from 'got'; const api = got.extend({ prefixUrl: 'https://a.example', headers: { revision: 'r' } }); for await (const item of api.paginate('x', { pagination: {} })) log(item)",
    { verb: 'GET', url: 'https://a.example/x', headers: { revision: 'r' } },
  ],
  'with all pages of got at once': [
    "import got from 'got'; await got.paginate.all('/x', { headers: { revision: 'r' } })",
    { verb: 'GET', url: '/x', headers: { revision: 'r' } },
  ],
  'with each page of got': [
    "import got from 'got'; for await (const item of got.paginate.each('/x', { method: 'POST' })) log(item)",
    { verb: 'POST', url: '/x' },
  ],
  'that a package made of it': [
    `${AXIOS}import rateLimit from 'axios-rate-limit'; const a = rateLimit(axios.create({ baseURL: 'https://a.example' }), {}); a.get('/x')`,
    { url: 'https://a.example/x' },
  ],
  'that a package changes': [
    `${AXIOS}import retry from 'axios-retry'; const a = axios.create({ baseURL: 'https://a.example' }); retry(a); a.get('/x')`,
    { url: 'https://a.example/x' },
  ],
};

const INJECTED: Table = {
  'a client of the context': [
    "function f(ctx) { ctx.http.post('https://a.example/x', { a: 'b' }) }",
    { client: 'injected', verb: 'POST', url: 'https://a.example/x', body: { a: 'b' }, headers: { '…': true } },
  ],
  'a client that is passed': [
    "function f(client) { client.get('https://a.example/x', { headers: { revision: 'r' } }) }",
    { verb: 'GET', headers: { revision: 'r', '…': true } },
  ],
  'a field of the class': [
    "class A { constructor(httpClient) { this.httpClient = httpClient }\n f() { this.httpClient.get('https://a.example/x') } }",
    { verb: 'GET', url: 'https://a.example/x' },
  ],
  'a function that fetches': [
    "function f(fetchImpl) { fetchImpl('https://a.example/x', { method: 'PUT' }) }",
    { verb: 'PUT', url: 'https://a.example/x' },
  ],
  'from another file, which is not seen': [
    "import { http } from './http'; http.get('https://a.example/x')",
    { verb: 'GET', url: 'https://a.example/x' },
  ],
  'a verb before the address': [
    "function f(api) { api.request('PATCH', 'https://a.example/x', { a: 'b' }) }",
    { verb: 'PATCH', url: 'https://a.example/x', body: { a: 'b' } },
  ],
  'of a configuration': [
    "function f(client) { client.request({ method: 'PATCH', url: 'https://a.example/x' }) }",
    { verb: 'PATCH', url: 'https://a.example/x' },
  ],
  'a helper of n8n': [
    "class A { f() { this.helpers.httpRequest({ method: 'POST', url: 'https://a.example/x', headers: { revision: 'r' } }) } }",
    { verb: 'POST', url: 'https://a.example/x', headers: { revision: 'r' } },
  ],
  'a helper of n8n that adds headers': [
    "function f() { this.helpers.httpRequestWithAuthentication.call(this, 'api', { method: 'POST', url: 'https://a.example/x' }) }",
    { verb: 'POST', url: 'https://a.example/x', headers: { '…': true } },
  ],
  'a helper of n8n with a configuration in pieces': [
    "async function f() { const options: IHttpRequestOptions = { method: 'GET', url: 'https://a.example' + path }; options.headers = { revision: 'r' }; return this.helpers.httpRequest!(options) }",
    { url: 'https://a.example{}', headers: { revision: 'r' } },
  ],
};

describe.each(Object.entries({ PARTLY_KNOWN, OPTIONS, INSTANCES, INJECTED }))('%s', (_, table) => {
  test.each(Object.entries(table))('%s', (_name, [code, request]) => {
    const found = requestsIn(code);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject(request);
    if (request.headers) expect(found[0]?.headers).toEqual(request.headers);
  });
});

describe('something that only looks like an injected client', () => {
  test.each(
    Object.entries({
      'a map': "function f(cache) { cache.get('https://a.example/x') }",
      'a parameter of a URL': "function f(params) { params.get('https://a.example/x') }",
      'a server': "function f(app) { app.post('https://a.example/x', handler) }",
      'a router': "import { router } from './router'; router.post('https://a.example/x', handler)",
      'a logger': "function f(logger) { logger.request('https://a.example/x') }",
      'an expectation':
        "function f(expect, fetchMock) { expect(fetchMock).toHaveBeenCalledWith('https://a.example/x') }",
      'a mock of msw': "import { http } from 'msw'; http.post('https://a.example/x', handler)",
      'a mock of nock': "import nock from 'nock'; nock('https://a.example').post('/x')",
      'what sends an object to somebody who is not named': "function f(channel) { channel.send({ text: 'x' }) }",
    }),
  )('%s', (_, code) => {
    expect(requestLines(code)).toEqual([]);
  });
});
