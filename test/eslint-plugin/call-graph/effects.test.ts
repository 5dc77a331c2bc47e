import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../../eslint-plugin/http/request.ts';
import { requestLines, sdkCallsIn } from '../ask.ts';
import { endpointsOf } from '../../../eslint-plugin/klaviyo/queries.ts';

const A = 'https://a.klaviyo.com/api';
const toKlaviyo = (request: HttpRequest): boolean => endpointsOf(request).length > 0;
const creation = (request: HttpRequest): boolean =>
  endpointsOf(request).some(({ verb, path }) => verb === 'POST' && path === '/api/profiles');

describe('a request is said', () => {
  test.each(
    Object.entries<[code: string, ...lines: string[]]>({
      'where a wrapper sends it, not at each use': [
        `function send(path) { return fetch('${A}' + path) }\nsend('/lists'); send('/events');`,
        `fetch: GET ${A}{path}`,
      ],
      'where the host is given, if the wrapper does not know it': [
        `function get(url) { return fetch(url) }\nget('${A}/lists');`,
        `get: GET ${A}/lists`,
      ],
      'once, though the wrapper calls twice': [
        `async function get(url) { try { return await fetch(url) } catch { return fetch(url) } }\nget('${A}/lists');`,
        `get: GET ${A}/lists`,
        `get: GET ${A}/lists`,
      ],
      'where a generic helper with retries is called': [
        `async function fetchWithRetry(url, init, retries = 3) { for (let i = 0; i < retries; i++) { const res = await fetch(url, init); if (res.ok) return res } }\nfetchWithRetry('${A}/lists', { method: 'POST' });`,
        `fetchWithRetry: POST ${A}/lists`,
      ],
      'where a helper that calls itself again is called': [
        `async function get(url, n) { const res = await fetch(url); return res.ok ? res : get(url, n - 1) }\nget('${A}/lists');`,
        `get: GET ${A}/lists`,
      ],
      'in the callback of a retry': [
        `import retry from 'async-retry'; retry(() => fetch('${A}/lists'))`,
        `fetch: GET ${A}/lists`,
      ],
      'in the callback of a queue': [
        `import PQueue from 'p-queue'; const queue = new PQueue(); queue.add(() => fetch('${A}/lists'))`,
        `fetch: GET ${A}/lists`,
      ],
      'in the callback of our own retry': [
        `const withRetry = fn => fn().catch(() => fn()); withRetry(() => fetch('${A}/lists'))`,
        `fetch: GET ${A}/lists`,
      ],
      'through a method': [
        `class A { get(url) { return fetch(url) }\n lists() { return this.get('${A}/lists') } }`,
        `this.get: GET ${A}/lists`,
      ],
      'through two methods, at the outermost that knows': [
        `class A { send(url, init) { return fetch(url, init) }\n post(path) { return this.send('${A}' + path, { method: 'POST' }) }\n f() { this.post('/lists') } }`,
        `this.send: POST ${A}{path}`,
      ],
      'through a method of the parent that reads a field of the child': [
        `class A { get(path) { return fetch(this.base + path) } }\nclass B extends A { base = '${A}'; lists() { return this.get('/lists') } }`,
        `this.get: GET ${A}/lists`,
      ],
      'through a closure': [
        `const createApi = base => ({ get: path => fetch(base + path) }); const api = createApi('${A}'); api.get('/lists');`,
        `api.get: GET ${A}/lists`,
      ],
      'through a function of a closure': [
        `function createApi(base) { const get = path => fetch(base + path); function post(path) { return fetch(base + path, { method: 'POST' }) }\n return { get, post } }\nconst api = createApi('${A}'); api.post('/lists');`,
        `api.post: POST ${A}/lists`,
      ],
      'where a closure is made, if it calls out at once': [
        `function createApi(base) { const get = path => fetch(base + path); get('/lists'); return get }\ncreateApi('${A}');`,
        `createApi: GET ${A}/lists`,
      ],
      'through a function of a table': [
        `const calls = { lists: url => fetch(url) }; calls.lists('${A}/lists');`,
        `calls.lists: GET ${A}/lists`,
      ],
      'through a hook of React': [
        `const get = useCallback(async url => fetch(url), []); get('${A}/lists');`,
        `get: GET ${A}/lists`,
      ],
      'through an alias': [
        `const get = url => fetch(url); const load = get; load('${A}/lists');`,
        `load: GET ${A}/lists`,
      ],
      'through call': [
        `function get(url) { return fetch(url) }\nget.call(this, '${A}/lists');`,
        `get.call: GET ${A}/lists`,
      ],
      'where its options name the scheme of the key': [
        "function request(path) { return fetch(`${process.env.API}${path}`, { headers: { Authorization: `Klaviyo-API-Key ${key}` } }) }\nrequest('/lists');",
        'fetch: GET {env:API}{path}',
      ],
    }),
  )('%s', (_, [code, ...lines]) => {
    expect(requestLines(code, toKlaviyo)).toEqual(lines);
  });

  test('at the call that makes it what the question is about', () => {
    const code = `function send(method, path) { return fetch('${A}' + path, { method }) }\nsend('POST', '/profiles'); send('GET', '/profiles');`;
    expect(requestLines(code, creation)).toEqual([`send: POST ${A}/profiles`]);
  });

  test('not in the branch that the argument does not take', () => {
    const code = `function send(kind, body) { switch (kind) { case 'list': return fetch('${A}/lists', { method: 'POST', body }); case 'profile': return fetch('${A}/profiles', { method: 'POST', body }); } }\nsend('list', b);`;
    expect(requestLines(code, creation)).toEqual([`fetch: POST ${A}/profiles`]);
  });
});

/** The callback, called in as many retries as there are. */
const nested = (count: number, open: string, callback: string): string =>
  open.repeat(count) + callback + ')'.repeat(count);

describe.each([1, 2, 3, 12])('a request in %i retries that call themselves is said once, at the request', count => {
  const SEND = 'const send = url => fetch(url);';
  const LISTS = `send('${A}/lists')`;

  test.each(
    Object.entries<[code: string, line?: string]>({
      'in callbacks': [
        `${SEND} const retry = f => { try { return f() } catch { return retry(f) } };\n${nested(count, 'retry(() => ', LISTS)};`,
      ],
      'in asynchronous callbacks': [
        `${SEND} async function retry(f) { try { return await f() } catch { await wait(1); return await retry(f) } }\nawait ${nested(count, 'retry(async () => await ', LISTS)};`,
      ],
      'in callbacks with a body': [
        `${SEND} async function retry(f) { for (;;) { try { return await f() } catch { return retry(f) } } }\n${'await retry(async () => { return '.repeat(count)}await ${LISTS}${' })'.repeat(count)};`,
      ],
      'in callbacks that are reported the attempt': [
        `const send = (url, n) => fetch(url, { headers: { n } }); const retry = (f, n = 0) => { try { return f(n) } catch { return retry(f, n + 1) } };\n${nested(count, 'retry(attempt => ', `send('${A}/lists', attempt)`)};`,
      ],
      'in named functions': [
        `${SEND} function retry(f) { try { return f() } catch { return retry(f) } }\nfunction f0() { return ${LISTS} }\n${Array.from({ length: count }, (_, i) => `function f${i + 1}() { return retry(f${i}) }`).join('\n')}\nf${count}();`,
      ],
      'in one named function': [
        `${SEND} function retry(f) { try { return f() } catch { return retry(f) } }\nfunction once() { return ${LISTS} }\n${nested(count, 'retry(() => ', 'retry(once)')};`,
      ],
      'in a method': [
        `class A { send(url) { return fetch(url) }\n retry(f) { try { return f() } catch { return this.retry(f) } }\n go() { return ${nested(count, 'this.retry(() => ', `this.send('${A}/lists')`)} } }`,
        `this.send: GET ${A}/lists`,
      ],
      'in a retry that is given the address': [
        `${SEND} const retry = (f, url) => { try { return f(url) } catch { return retry(f, url) } };\n${'retry(url => '.repeat(count)}retry(send, '${A}/lists')${", '')".repeat(count)};`,
        `retry: GET ${A}/lists`,
      ],
    }),
  )('%s', (_, [code, line = `send: GET ${A}/lists`]) => {
    expect(requestLines(code, toKlaviyo)).toEqual([line]);
  });

  test('and none that goes elsewhere', () => {
    const code = `${SEND} const retry = f => { try { return f() } catch { return retry(f) } };\n${nested(count, 'retry(() => ', LISTS)}; ${nested(count, 'retry(() => ', "send('https://b.example/lists')")};`;
    expect(requestLines(code, toKlaviyo)).toEqual([`send: GET ${A}/lists`]);
  });
});

describe('nothing is said', () => {
  test.each(
    Object.entries({
      'of a wrapper that nobody calls': 'function get(url) { return fetch(url) }',
      'of a wrapper that others call': "function get(url) { return fetch(url) }\nget('https://b.example/lists');",
      'of functions that call each other for ever': `function a(url) { return b(url) }\nfunction b(url) { return a(url) }\na('${A}/lists');`,
    }),
  )('%s', (_, code) => {
    expect(requestLines(code, toKlaviyo)).toEqual([]);
  });
});

describe('a call of the SDK is said', () => {
  const IMPORT = "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';\n";

  test.each(
    Object.entries<[code: string, ...lines: string[]]>({
      'where it is called': [
        `${IMPORT}const api = new ProfilesApi(session); api.createProfile(body)`,
        'api.createProfile: ProfilesApi.createProfile',
      ],
      'not where a wrapper of it is called': [
        `${IMPORT}const add = body => new ProfilesApi(session).createProfile(body); add(one); add(two);`,
        'newProfilesApi(session).createProfile: ProfilesApi.createProfile',
      ],
      'where a wrapper gets the method': [
        `${IMPORT}const api = new ProfilesApi(session); const call = (method, body) => api[method](body); call('createProfile', body)`,
        'call: ProfilesApi.createProfile',
      ],
      'where a retry is given it': [
        `${IMPORT}const api = new ProfilesApi(session); const retry = fn => fn(); retry(() => api.createProfile(body))`,
        'api.createProfile: ProfilesApi.createProfile',
      ],
    }),
  )('%s', (_, [code, ...lines]) => {
    expect(sdkCallsIn(code, ({ method }) => method === 'createProfile')).toEqual(lines);
  });
});
