import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../../eslint-plugin/http/request.ts';
import { type DescribedRequest, requestLines, requestsIn, sdkCallsIn, valuesAsked } from '../ask.ts';
import { endpointsOf } from '../../../eslint-plugin/klaviyo/queries.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';
const INIT = "{ method: 'POST', headers: { revision: 'r' }, body: { name: 'b' } }";
const AXIOS = "import axios from 'axios';\n";
const SDK = "import { EventsApi, ProfilesApi } from 'klaviyo-api';\nconst api = new ProfilesApi(session);\n";

const toKlaviyo = (request: HttpRequest): boolean => endpointsOf(request).length > 0;

/** Ways to call a client other than by its name alone; each sends `POST` with one header and a body. */
const INDIRECT: Record<string, string> = {
  call: `fetch.call(undefined, '${LISTS}', ${INIT})`,
  apply: `fetch.apply(null, ['${LISTS}', ${INIT}])`,
  'apply with a list in a variable': `const args = ['${LISTS}', ${INIT}]; fetch.apply(globalThis, args)`,
  'Reflect.apply': `Reflect.apply(fetch, undefined, ['${LISTS}', ${INIT}])`,
  'Reflect.apply by another name': `const { apply } = Reflect; apply(fetch, undefined, ['${LISTS}', ${INIT}])`,
  'globalThis.Reflect.apply': `globalThis.Reflect.apply(fetch, undefined, ['${LISTS}', ${INIT}])`,
  'bind to an object': `const send = fetch.bind(globalThis); send('${LISTS}', ${INIT})`,
  'bind to an object, at once': `fetch.bind(globalThis)('${LISTS}', ${INIT})`,
  'bind to an address': `const send = fetch.bind(null, '${LISTS}'); send(${INIT})`,
  'bind twice': `const send = fetch.bind(null, '${LISTS}').bind(null, ${INIT}); send()`,
  'bind and call': `const send = fetch.bind(null, '${LISTS}'); send.call(null, ${INIT})`,
  'bind and apply': `const send = fetch.bind(null, '${LISTS}'); send.apply(null, [${INIT}])`,
  'a method of a client by call': `${AXIOS}axios.post.call(axios, '${LISTS}', { name: 'b' }, { headers: { revision: 'r' } })`,
  'a method of a client by apply': `${AXIOS}axios.post.apply(axios, ['${LISTS}', { name: 'b' }, { headers: { revision: 'r' } }])`,
  'a method of a client that is bound': `${AXIOS}const post = axios.post.bind(axios, '${LISTS}'); post({ name: 'b' }, { headers: { revision: 'r' } })`,
  'a method of an instance that is bound': `${AXIOS}const api = axios.create({ headers: { revision: 'r' } }); const post = api.post.bind(api, '${LISTS}'); post({ name: 'b' })`,
  'an instance that apply makes': `${AXIOS}const api = axios.create.apply(axios, [{ headers: { revision: 'r' } }]); api.post('${LISTS}', { name: 'b' })`,
  'an instance that Reflect.apply makes': `${AXIOS}const api = Reflect.apply(axios.create, axios, [{ headers: { revision: 'r' } }]); api.post('${LISTS}', { name: 'b' })`,
};

describe('a request is sent by', () => {
  test.each(Object.entries(INDIRECT))('%s', (_, code) => {
    expect(requestsIn(code)).toMatchObject<Partial<DescribedRequest>[]>([
      { verb: 'POST', url: LISTS, headers: { revision: 'r' }, body: { name: 'b' } },
    ]);
  });

  test.each(
    Object.entries<[code: string, line: string]>({
      call: [`function get(url) { return fetch(url) }\nget.call(this, '${LISTS}');`, `get.call: GET ${LISTS}`],
      apply: [`function get(url) { return fetch(url) }\nget.apply(this, ['${LISTS}']);`, `get.apply: GET ${LISTS}`],
      'Reflect.apply': [
        `function get(url) { return fetch(url) }\nReflect.apply(get, this, ['${LISTS}']);`,
        `Reflect.apply: GET ${LISTS}`,
      ],
      bind: [
        `function get(base, path) { return fetch(base + path) }\nconst list = get.bind(null, 'https://a.klaviyo.com/api'); list('/lists');`,
        `list: GET ${LISTS}`,
      ],
      'a method that is bound to its object': [
        `class Api { constructor(base) { this.base = base }\n get(path) { return fetch(this.base + path) } }\nconst api = new Api('https://a.klaviyo.com/api'); const get = api.get.bind(api); get('/lists');`,
        `get: GET ${LISTS}`,
      ],
    }),
  )('a function of the file through %s', (_, [code, line]) => {
    expect(requestLines(code, toKlaviyo)).toEqual([line]);
  });

  test('an array of arguments that is not known to its end', () => {
    expect(requestLines(`function f(rest) { fetch.apply(null, ['${LISTS}', ...rest]) }`)).toEqual([
      `fetch.apply: {} ${LISTS}`,
    ]);
  });
});

describe('the SDK is called by', () => {
  test.each(
    Object.entries<[code: string, line: string]>({
      call: ['api.createProfile.call(api, body)', 'api.createProfile.call: ProfilesApi.createProfile'],
      apply: ['api.createProfile.apply(api, [body])', 'api.createProfile.apply: ProfilesApi.createProfile'],
      'Reflect.apply': ['Reflect.apply(api.createProfile, api, [body])', 'Reflect.apply: ProfilesApi.createProfile'],
      bind: ['const add = api.createProfile.bind(api, body); add();', 'add: ProfilesApi.createProfile'],
    }),
  )('%s', (_, [code, line]) => {
    expect(sdkCallsIn(`${SDK}${code}`)).toEqual([line]);
  });
});

describe('a method of somebody’s own stays its own:', () => {
  test.each(
    Object.entries<string>({
      'call with a verb': "class A { f() { this.call('POST', '/events') } }",
      'call of an object of the file': `const client = { call(a, b) { return [a, b] } }; client.call(fetch, '${LISTS}');`,
      'apply with options': `function f(client) { client.apply({ url: '${LISTS}' }) }`,
      'apply with options and more of them': `function f(client) { client.apply({ url: '${LISTS}' }, { headers: {} }) }`,
      'apply of an object of the file': `const client = { apply(a, b) { return [a, b] } }; client.apply(fetch, ['${LISTS}']);`,
      'apply of a class of the file': `class Patch { apply(a, b) { return [a, b] } }\nnew Patch().apply(fetch, ['${LISTS}']);`,
      'apply of a Reflect of the file': `const Reflect = { apply() {} }; Reflect.apply(fetch, undefined, ['${LISTS}']);`,
      'bind of a container': `function f(container) { container.bind(fetch)('${LISTS}') }`,
      'what is bound and never called': `fetch.bind(null, '${LISTS}')`,
      'what is applied to nothing': `function get(url) { return url && fetch(url) }\nconsole.log(get.apply(null, []))`,
    }),
  )('%s', (_, code) => {
    expect(requestLines(code, toKlaviyo)).toEqual([]);
  });
});

describe('the value of', () => {
  test.each(
    Object.entries<[code: string, value: string]>({
      call: ["function base(a, b) { return a + b }\nask(base.call(null, 'x', 'y'));", 'xy'],
      apply: ["function base(a, b) { return a + b }\nask(base.apply(null, ['x', 'y']));", 'xy'],
      'Reflect.apply': ["function base(a, b) { return a + b }\nask(Reflect.apply(base, null, ['x', 'y']));", 'xy'],
      bind: ["function base(a, b) { return a + b }\nask(base.bind(null, 'x')('y'));", 'xy'],
      'a method by call': ["const o = { get() { return this.x } }; ask(o.get.call({ x: 'y' }));", 'y'],
      'a tag of the file': [
        "const api = (texts, id) => texts[0] + id + texts[1]; ask(api`/lists/${'7'}/x`);",
        '/lists/7/x',
      ],
      'a tag of the file that joins its texts': [
        "function api(texts) { return texts.join('') }\nask(api`/lists`);",
        '/lists',
      ],
      'a tag of a package': ["import { api } from 'thing'; ask(api`/lists`);", '{}'],
    }),
  )('%s', (_, [code, value]) => {
    expect(valuesAsked(code)).toEqual([value]);
  });
});
