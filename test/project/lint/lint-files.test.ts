import { describe, expect, test } from 'vitest';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { everywhere, withPreset } from '../../../src/project/discovery/rule-settings.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

const A = 'https://a.klaviyo.com/api';
const OLD = '2024-10-15';
const NEW = '2026-07-15';
const AUTH = 'Authorization: `Klaviyo-API-Key ${key}`';

async function lint(files: VirtualFiles): Promise<Awaited<ReturnType<typeof lintFiles>>> {
  return lintFiles(virtualReader(files), Object.keys(files), { root: '/checked', asOf: '2026-11-20' });
}

/** Findings as `path:line rule`, without `klaviyo/`, sorted; those of some rules only, if any are named. */
async function findingsIn(files: VirtualFiles, ...rules: string[]): Promise<string[]> {
  const { findings, skipped } = await lint(files);
  expect(skipped).toEqual([]);
  const all = findings.map(({ path, line, ruleId }) => ({ path, line, rule: ruleId.replace('klaviyo/', '') }));
  return all
    .filter(({ rule }) => rules.length === 0 || rules.includes(rule))
    .map(({ path, line, rule }) => `${path}:${line} ${rule}`)
    .sort();
}

const CALL = `fetch(URL_OF_LISTS, { headers: { revision: '${NEW}' } }); // klaviyo`;

describe('an address comes from another file', () => {
  test.each<[name: string, files: VirtualFiles]>([
    [
      'as a constant',
      {
        'use.ts': `import { URL_OF_LISTS } from './urls';\n${CALL}`,
        'urls.ts': `export const URL_OF_LISTS = '${A}/lists';`,
      },
    ],
    [
      'as a renamed constant',
      {
        'use.ts': `import { LISTS as URL_OF_LISTS } from './urls';\n${CALL}`,
        'urls.ts': `const url = '${A}/lists';\nexport { url as LISTS };`,
      },
    ],
    [
      'as a default export',
      { 'use.ts': `import URL_OF_LISTS from './urls';\n${CALL}`, 'urls.ts': `export default '${A}/lists';` },
    ],
    [
      'as a member of an object',
      {
        'use.ts': `import { urls } from './urls'; const URL_OF_LISTS = urls.klaviyo.lists;\n${CALL}`,
        'urls.ts': `export const urls = { klaviyo: { lists: '${A}/lists' } } as const;`,
      },
    ],
    [
      'as a member of a namespace',
      {
        'use.ts': `import * as urls from './urls'; const { URL_OF_LISTS } = urls;\n${CALL}`,
        'urls.ts': `export const URL_OF_LISTS = '${A}/lists';`,
      },
    ],
    [
      'as an enum',
      {
        'use.ts': `import { Urls } from './urls'; const URL_OF_LISTS = Urls.Lists;\n${CALL}`,
        'urls.ts': `export enum Urls { Lists = '${A}/lists' }`,
      },
    ],
    [
      'as a static field',
      {
        'use.ts': `import { Urls } from './urls'; const URL_OF_LISTS = Urls.lists;\n${CALL}`,
        'urls.ts': `export class Urls { static readonly lists = '${A}/lists' }`,
      },
    ],
    [
      'out of a function',
      {
        'use.ts': `import { urlOf } from './urls'; const URL_OF_LISTS = urlOf('lists');\n${CALL}`,
        'urls.ts': `export function urlOf(path: string) { return \`${A}/\${path}\`; }`,
      },
    ],
    [
      'out of constants of a third file',
      {
        'use.ts': `import { URL_OF_LISTS } from './urls';\n${CALL}`,
        'urls.ts': "import { HOST } from './host'; export const URL_OF_LISTS = HOST + '/api/lists'; // klaviyo",
        'host.ts': "export const HOST = 'https://a.klaviyo.com';",
      },
    ],
    [
      'through a re-export',
      {
        'use.ts': `import { URL_OF_LISTS } from './index';\n${CALL}`,
        'index.ts': "export * from './urls';",
        'urls.ts': `export const URL_OF_LISTS = '${A}/lists';`,
      },
    ],
    [
      'through a renaming re-export',
      {
        'use.ts': `import { URL_OF_LISTS } from './index';\n${CALL}`,
        'index.ts': "export { lists as URL_OF_LISTS } from './urls';",
        'urls.ts': `export const lists = '${A}/lists';`,
      },
    ],
    [
      'through a re-exported namespace',
      {
        'use.ts': `import { urls } from './index'; const URL_OF_LISTS = urls.lists;\n${CALL}`,
        'index.ts': "export * as urls from './urls';",
        'urls.ts': `export const lists = '${A}/lists';`,
      },
    ],
    [
      'through a re-export of a default',
      {
        'use.ts': `import { URL_OF_LISTS } from './index';\n${CALL}`,
        'index.ts': "export { default as URL_OF_LISTS } from './urls';",
        'urls.ts': `export default '${A}/lists';`,
      },
    ],
    [
      'through an import that is exported again',
      {
        'use.ts': `import { URL_OF_LISTS } from './index';\n${CALL}`,
        'index.ts': "import { URL_OF_LISTS } from './urls'; export { URL_OF_LISTS }; // klaviyo",
        'urls.ts': `export const URL_OF_LISTS = '${A}/lists';`,
      },
    ],
    [
      'through an alias',
      {
        'tsconfig.json': { compilerOptions: { paths: { '@/*': ['./src/*'] } } },
        'src/use.ts': `import { URL_OF_LISTS } from '@/config/urls';\n${CALL}`,
        'src/config/urls.ts': `export const URL_OF_LISTS = '${A}/lists';`,
      },
    ],
    [
      'through a package of the workspace',
      {
        'packages/urls/package.json': { name: '@shop/urls', exports: './dist/index.js' },
        'packages/urls/src/index.ts': `export const URL_OF_LISTS = '${A}/lists';`,
        'app/use.ts': `import { URL_OF_LISTS } from '@shop/urls';\n${CALL}`,
      },
    ],
    [
      'through imports of package.json',
      {
        'package.json': { imports: { '#urls': './lib/urls.js' } },
        'use.ts': `import { URL_OF_LISTS } from '#urls';\n${CALL}`,
        'lib/urls.ts': `export const URL_OF_LISTS = '${A}/lists';`,
      },
    ],
    [
      'in CommonJS',
      {
        'use.js': `const { URL_OF_LISTS } = require('./urls');\n${CALL}`,
        'urls.js': `exports.URL_OF_LISTS = '${A}/lists';`,
      },
    ],
    [
      'in CommonJS, as an object',
      {
        'use.js': `const { URL_OF_LISTS } = require('./urls');\n${CALL}`,
        'urls.js': `const URL_OF_LISTS = '${A}/lists';\nmodule.exports = { URL_OF_LISTS };`,
      },
    ],
    [
      'in CommonJS, by a member',
      {
        'use.js': `const URL_OF_LISTS = require('./urls').URL_OF_LISTS;\n${CALL}`,
        'urls.js': `module.exports.URL_OF_LISTS = '${A}/lists';`,
      },
    ],
    [
      'in CommonJS, as all that is exported',
      { 'use.js': `const URL_OF_LISTS = require('./urls');\n${CALL}`, 'urls.js': `module.exports = '${A}/lists';` },
    ],
    [
      'in CommonJS, passed on',
      {
        'use.js': `const { URL_OF_LISTS } = require('./lib');\n${CALL}`,
        'lib/index.js': "module.exports = { ...require('./urls') };",
        'lib/urls.js': `exports.URL_OF_LISTS = '${A}/lists';`,
      },
    ],
    [
      'in CommonJS, as a module',
      {
        'use.js': `import urls from './urls.js'; const { URL_OF_LISTS } = urls;\n${CALL}`,
        'urls.js': `module.exports = { URL_OF_LISTS: '${A}/lists' };`,
      },
    ],
    [
      'when it is needed',
      {
        'use.ts': `const { URL_OF_LISTS } = await import('./urls');\n${CALL}`,
        'urls.ts': `export const URL_OF_LISTS = '${A}/lists';`,
      },
    ],
    [
      'in JavaScript with another extension',
      {
        'use.mjs': `import { URL_OF_LISTS } from './urls.mjs';\n${CALL}`,
        'urls.mjs': `export const URL_OF_LISTS = '${A}/lists';`,
      },
    ],
  ])('%s', async (_, files) => {
    const use = Object.keys(files).find(path => /(?:^|\/)use\./.test(path));
    expect(await findingsIn(files)).toEqual([`${use}:2 no-raw-http`]);
  });
});

describe('a client comes from another file', () => {
  test.each<[name: string, files: VirtualFiles]>([
    [
      'as an instance',
      {
        'use.ts': "import { api } from './api';\napi.get('/lists'); // revision",
        'api.ts': `import axios from 'axios'; export const api = axios.create({ baseURL: '${A}', headers: { revision: '${NEW}' } });`,
      },
    ],
    [
      'as a default export',
      {
        'use.ts': "import api from './api';\napi.get('/lists'); // revision",
        'api.ts': `import axios from 'axios'; const api = axios.create({ baseURL: '${A}', headers: { revision: '${NEW}' } });\nexport default api;`,
      },
    ],
    [
      'in CommonJS',
      {
        'use.js': "const api = require('./api');\napi.get('/lists'); // revision",
        'api.js': `const axios = require('axios'); module.exports = axios.create({ baseURL: '${A}', headers: { revision: '${NEW}' } });`,
      },
    ],
    [
      'out of a function',
      {
        'use.ts': "import { createApi } from './api';\ncreateApi().get('/lists'); // revision",
        'api.ts': `import axios from 'axios'; export const createApi = () => axios.create({ baseURL: '${A}', headers: { revision: '${NEW}' } });`,
      },
    ],
    [
      'with an interceptor',
      {
        'use.ts': "import { api } from './api';\napi.get('/lists'); // revision",
        'api.ts': `import axios from 'axios'; export const api = axios.create({ baseURL: '${A}' });\napi.interceptors.request.use(config => { config.headers.revision = '${NEW}'; return config; });`,
      },
    ],
  ])('%s', async (_, files) => {
    const use = Object.keys(files).find(path => path.startsWith('use.'));
    expect(await findingsIn(files)).toEqual([`${use}:2 no-raw-http`]);
  });
});

describe('headers come from another file', () => {
  test.each<[name: string, headers: string, file: string]>([
    ['as an object', 'headers', `export const headers = { ${AUTH}, revision: '${NEW}' };`],
    ['out of a function', 'headers()', `export const headers = () => ({ ${AUTH}, revision: '${NEW}' });`],
    [
      'out of a function with a parameter',
      'headers(key)',
      `export function headers(key) { return { ${AUTH}, revision: '${NEW}' }; }`,
    ],
    [
      'as a Headers',
      'headers()',
      `export function headers() { const made = new Headers({ ${AUTH} }); made.set('revision', '${NEW}'); return made; }`,
    ],
  ])('%s', async (_, expression, file) => {
    const call = `import { headers } from './headers';\nfetch(\`\${process.env.API}/lists\`, { headers: ${expression} }); // klaviyo`;
    expect(await findingsIn({ 'use.ts': call, 'headers.ts': file })).toEqual(['use.ts:2 no-raw-http']);
    expect(
      await findingsIn({
        'use.ts': call,
        'headers.ts': file.replace(/,? ?(?:made\.set\()?'?revision'?[:,] '[-\d]*'\)?;?/, ''),
      }),
    ).toEqual(['use.ts:2 no-raw-http', 'use.ts:2 require-revision']);
  });
});

describe('a revision that is written in another file is reported there, once', () => {
  const sends = (name: string): string =>
    `import { R } from './revision';\nexport const ${name} = () => fetch('${A}/${name}', { headers: { revision: R } });`;

  test.each<[name: string, files: VirtualFiles, place: string]>([
    ['as a constant', { 'use.ts': sends('lists'), 'revision.ts': `\nexport const R = '${OLD}';` }, 'revision.ts:2'],
    [
      'as a constant that two files send',
      { 'use.ts': sends('lists'), 'other.ts': sends('events'), 'revision.ts': `export const R = '${OLD}';` },
      'revision.ts:1',
    ],
    [
      'as a constant of a file that speaks of the vendor',
      { 'use.ts': sends('lists'), 'revision.ts': `// Klaviyo\nexport const R = '${OLD}';` },
      'revision.ts:2',
    ],
    [
      'as a fallback',
      { 'use.ts': sends('lists'), 'revision.ts': `export const R = process.env.R ?? '${OLD}';` },
      'revision.ts:1',
    ],
    [
      'behind a barrel',
      {
        'use.ts': sends('lists').replace('./revision', './config'),
        'config/index.ts': "export * from './revision';",
        'config/revision.ts': `export const R = '${OLD}';`,
      },
      'config/revision.ts:1',
    ],
    [
      'in CommonJS',
      {
        'use.js': `const { R } = require('./revision');\nfetch('${A}/lists', { headers: { revision: R } });`,
        'revision.js': `module.exports = { R: '${OLD}' };`,
      },
      'revision.js:1',
    ],
    [
      'in the headers of an object',
      {
        'use.ts': `import { headers } from './revision';\nfetch('${A}/lists', { headers });`,
        'revision.ts': `export const headers = { revision: '${OLD}' };`,
      },
      'revision.ts:1',
    ],
    [
      'in the instance of a client',
      {
        'use.ts': "import { api } from './revision';\napi.get('/lists'); // klaviyo",
        'revision.ts': `import axios from 'axios'; export const api = axios.create({ baseURL: '${A}', headers: { revision: '${OLD}' } });`,
      },
      'revision.ts:1',
    ],
    [
      'as what a caller gives',
      {
        'use.ts': `import { get } from './get';\nget('${A}/lists', '${OLD}');`,
        'get.ts': '// klaviyo-api\nexport const get = (url, revision) => fetch(url, { headers: { revision } });',
      },
      'use.ts:2',
    ],
  ])('%s', async (_, files, place) => {
    expect(await findingsIn(files, 'no-outdated-revision')).toEqual([`${place} no-outdated-revision`]);
  });

  test('and not in a file that nobody sends', async () => {
    expect(
      await findingsIn(
        { 'use.ts': sends('lists'), 'revision.ts': `export const R = '${NEW}';\nexport const released = '${OLD}';` },
        'no-outdated-revision',
      ),
    ).toEqual([]);
  });
});

describe('a wrapper in another file is reported where it calls out', () => {
  const WRAPPER = `export async function send(path, method, body) {\n  return fetch('${A}' + path, { method, body: JSON.stringify(body), headers: { ${AUTH}, revision: '${NEW}' } });\n}`;

  test('once, whoever calls it', async () => {
    const files = {
      'http.ts': WRAPPER,
      'a.ts': "import { send } from './http';\nsend('/lists', 'POST', list); // klaviyo",
      'b.ts': "import { send } from './http';\nsend('/lists', 'GET'); // klaviyo",
    };
    expect(await findingsIn(files)).toEqual(['http.ts:2 no-raw-http']);
  });

  test('and what only the caller decides is reported at the caller', async () => {
    const event = "{ data: { type: 'event', attributes: { metric: m, profile: p } } }";
    const files = {
      'http.ts': WRAPPER,
      'use.ts': `import { send } from './http';\nsend('/profiles', 'POST', profile);\nsend('/profiles', 'GET');\nsend('/events', 'POST', ${event});`,
    };
    expect(await findingsIn(files)).toEqual([
      'http.ts:2 no-raw-http',
      'use.ts:2 prefer-profile-upsert',
      'use.ts:4 require-unique-id',
    ]);
  });

  test('of a class, too', async () => {
    const files = {
      'client.ts': `export class Client {\n  post(path, body) {\n    return fetch('${A}' + path, { method: 'POST', body, headers: { revision: '${NEW}' } });\n  }\n}`,
      'use.ts':
        "import { Client } from './client';\nconst client = new Client();\nclient.post('/profiles', body);\nclient.post('/lists', body);",
    };
    expect(await findingsIn(files)).toEqual(['client.ts:3 no-raw-http', 'use.ts:3 prefer-profile-upsert']);
  });

  test('through a wrapper of the wrapper', async () => {
    const files = {
      'http.ts': WRAPPER,
      'post.ts':
        "import { send } from './http';\nexport const post = (path, body) => send(path, 'POST', body); // profile",
      'use.ts': "import { post } from './post';\npost('/profiles', body);",
    };
    expect(await findingsIn(files)).toEqual(['http.ts:2 no-raw-http', 'use.ts:2 prefer-profile-upsert']);
  });

  test.each([1, 5, 12, 24])('at the caller that knows the host, behind %i wrappers, each in its file', async count => {
    const wrappers = Object.fromEntries(
      Array.from({ length: count }, (_, i) => [
        `f${i + 1}.ts`,
        `import { f${i} } from './f${i}';\nexport function f${i + 1}(u: string) { return f${i}(u); }`,
      ]),
    );
    const files = {
      'f0.ts': `export function f0(u: string) { return fetch(u, { headers: { revision: '${NEW}' } }); }`,
      ...wrappers,
      'use.ts': `import { f${count} } from './f${count}';\nf${count}('${A}/lists');\nf${count}('https://b.example/lists');`,
    };
    expect(await findingsIn(files)).toEqual(['use.ts:2 no-raw-http']);
  });

  test('in nested retries of another file, once', async () => {
    const files = {
      'retry.ts':
        'export async function retry<T>(f: () => Promise<T>): Promise<T> { try { return await f(); } catch { return retry(f); } }',
      'send.ts': 'export const send = (url: string) => fetch(url);',
      'use.ts': `import { retry } from './retry';\nimport { send } from './send';\n${'retry(() =>\n'.repeat(12)}send('${A}/lists')${')'.repeat(12)};`,
    };
    expect(await findingsIn(files, 'no-raw-http')).toEqual(['use.ts:15 no-raw-http']);
  });

  test('where nobody but the caller knows the host, at the caller', async () => {
    const files = {
      'get.ts': "import 'klaviyo-api';\nexport const get = (url, init) => fetch(url, init);",
      'use.ts': `import { get } from './get';\nget('${A}/lists', { headers: { revision: '${NEW}' } });\nget('https://b.example/lists');`,
    };
    expect(await findingsIn(files)).toEqual(['use.ts:2 no-raw-http']);
  });
});

describe('an object of the SDK comes from another file', () => {
  const MADE = "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';\n";
  const use = (head: string, callee: string): string => `${head}\n${callee}.createProfile(body);`;

  test.each<[name: string, files: VirtualFiles]>([
    [
      'as a constant',
      {
        'use.ts': use("import { profiles } from './sdk';", 'profiles'),
        'sdk.ts': `${MADE}export const profiles = new ProfilesApi(new ApiKeySession(key));`,
      },
    ],
    [
      'as a default export',
      {
        'use.ts': use("import profiles from './sdk';", 'profiles'),
        'sdk.ts': `${MADE}export default new ProfilesApi(new ApiKeySession(key));`,
      },
    ],
    [
      'in a table',
      {
        'use.ts': use("import { klaviyo } from './sdk';", 'klaviyo.profiles'),
        'sdk.ts': `${MADE}const session = new ApiKeySession(key);\nexport const klaviyo = { profiles: new ProfilesApi(session) };`,
      },
    ],
    [
      'out of a function',
      {
        'use.ts': use("import { getProfiles } from './sdk';", 'getProfiles()'),
        'sdk.ts': `${MADE}let kept;\nexport function getProfiles() { return (kept ??= new ProfilesApi(new ApiKeySession(key))); }`,
      },
    ],
    [
      'as a re-export of the package',
      {
        'use.ts': use("import { ProfilesApi } from './sdk';", 'new ProfilesApi(session)'),
        'sdk.ts': "export { ProfilesApi } from 'klaviyo-api';",
      },
    ],
    [
      'as a re-export of all of the package',
      {
        'use.ts': use("import { ProfilesApi } from './sdk';", 'new ProfilesApi(session)'),
        'sdk.ts': "export * from 'klaviyo-api';",
      },
    ],
    [
      'in a field of a class',
      {
        'use.ts': use("import { Sdk } from './sdk'; const sdk = new Sdk();", 'sdk.profiles'),
        'sdk.ts': `${MADE}export class Sdk { readonly profiles = new ProfilesApi(new ApiKeySession(key)); }`,
      },
    ],
    [
      'in a getter of a class',
      {
        'use.ts': use("import { sdk } from './sdk';", 'sdk.profiles'),
        'sdk.ts': `${MADE}class Sdk { get profiles() { return new ProfilesApi(new ApiKeySession(key)); } }\nexport const sdk = new Sdk();`,
      },
    ],
    [
      'behind an interface',
      {
        'use.ts': use("import type { Deps } from './sdk'; declare const deps: Deps;", 'deps.profiles'),
        'sdk.ts': "import type { ProfilesApi } from 'klaviyo-api';\nexport interface Deps { profiles: ProfilesApi }",
      },
    ],
    [
      'behind an interface that a parameter takes apart',
      {
        'use.ts':
          "import type { Deps } from './sdk';\nexport const add = ({ profiles }: Deps) => profiles.createProfile(body);",
        'sdk.ts': "import type { ProfilesApi } from 'klaviyo-api';\nexport interface Deps { profiles: ProfilesApi }",
      },
    ],
    [
      'as the type of a class that is injected',
      {
        'use.ts':
          "import { Sdk } from './sdk'; class A { constructor(private readonly sdk: Sdk) {}\n  add() { return this.sdk.profiles.createProfile(body); } }",
        'sdk.ts': `${MADE}export class Sdk { readonly profiles = new ProfilesApi(new ApiKeySession(key)); }`,
      },
    ],
    [
      'through a container',
      {
        'use.ts': use(
          "import { Sdk } from './sdk'; import { container } from 'tsyringe';",
          'container.resolve(Sdk).profiles',
        ),
        'sdk.ts': `${MADE}export class Sdk { readonly profiles = new ProfilesApi(new ApiKeySession(key)); }`,
      },
    ],
    [
      'as the type of what a function returns',
      {
        'use.ts':
          "import type { makeSdk } from './sdk';\nexport const add = (sdk: ReturnType<typeof makeSdk>) => sdk.profiles.createProfile(body);",
        'sdk.ts': `${MADE}export const makeSdk = () => ({ profiles: new ProfilesApi(new ApiKeySession(key)) });`,
      },
    ],
    [
      'through a parent class',
      {
        'use.ts':
          "import { Base } from './sdk'; class Use extends Base {\n  add() { return this.profiles.createProfile(body); } }",
        'sdk.ts': `${MADE}export class Base { protected profiles = new ProfilesApi(new ApiKeySession(key)); }`,
      },
    ],
    [
      'as an argument',
      {
        'use.ts': 'export const add = profiles =>\n  profiles.createProfile(body); // klaviyo',
        'sdk.ts': `${MADE}import { add } from './use';\nadd(new ProfilesApi(new ApiKeySession(key)));`,
      },
    ],
    [
      'as an argument of a constructor',
      {
        'use.ts':
          'export class Use { constructor(profiles) { this.profiles = profiles; }\n  add() { return this.profiles.createProfile(body); } } // klaviyo',
        'sdk.ts': `${MADE}import { Use } from './use';\nnew Use(new ProfilesApi(new ApiKeySession(key)));`,
      },
    ],
    [
      'in CommonJS',
      {
        'use.js': use("const { profiles } = require('./sdk');", 'profiles'),
        'sdk.js':
          "const { ApiKeySession, ProfilesApi } = require('klaviyo-api');\nexports.profiles = new ProfilesApi(new ApiKeySession(key));",
      },
    ],
    [
      'through a generic wrapper',
      {
        'use.ts':
          "import { Lazy } from './lazy'; import type { ProfilesApi } from 'klaviyo-api';\nexport const add = (profiles: Lazy<ProfilesApi>) => profiles.value.createProfile(body);",
        'lazy.ts': 'export interface Lazy<T> { value: T }',
      },
    ],
  ])('%s', async (_, files) => {
    const use = Object.keys(files).find(path => path.startsWith('use.'));
    expect(await findingsIn(files)).toEqual([`${use}:2 prefer-profile-upsert`]);
  });
});

describe('nothing is reported', () => {
  test.each<[name: string, files: VirtualFiles]>([
    [
      'of an address that another file gives for somebody else',
      {
        'use.ts': `import { URL_OF_LISTS } from './urls';\n${CALL}`,
        'urls.ts': "export const URL_OF_LISTS = 'https://b.example/lists';",
      },
    ],
    [
      'of a wrapper that a test calls',
      {
        'http.ts': `// eslint-disable-next-line klaviyo/no-raw-http\nexport const send = (path, method) => fetch('${A}' + path, { method, headers: { revision: '${NEW}' } });`,
        'http.test.ts': "import { send } from './http';\nsend('/profiles', 'POST');",
      },
    ],
    [
      'of a client that only a test injects',
      {
        'deliver.ts': "// klaviyo-api\nexport const deliver = io => io.get('/lists');",
        'deliver.test.ts': `import axios from 'axios';\nimport { deliver } from './deliver';\ndeliver(axios.create({ baseURL: '${A}', headers: { revision: '${NEW}' } }));`,
      },
    ],
    [
      'of files that import each other for ever',
      {
        'a.ts': "export * from './b'; // klaviyo-api",
        'b.ts': "export * from './a'; import { x } from './a'; fetch(x); // klaviyo",
      },
    ],
    [
      'of constants that are each other',
      {
        'a.ts': "import { b } from './b'; export const a = b; fetch(a); // a.klaviyo.com",
        'b.ts': "import { a } from './a'; export const b = a; // klaviyo",
      },
    ],
    ['of an import that leads nowhere', { 'use.ts': `import { URL_OF_LISTS } from './none';\n${CALL}` }],
    [
      'of a name that is not exported',
      { 'use.ts': `import { URL_OF_LISTS } from './urls';\n${CALL}`, 'urls.ts': `const URL_OF_LISTS = '${A}/lists';` },
    ],
  ])('%s', async (_, files) => {
    expect(await findingsIn(files)).toEqual([]);
  });
});

test('a file of one vendor that does not parse is skipped once, with its line, where another vendor is used, too', async () => {
  const { findings, skipped } = await lint({
    'sync.ts': `import { send } from './send';\nimport { track } from './track';\nsend('${A}/lists');\ntrack();`,
    'send.ts': `// klaviyo\nexport const send = (url: string) => fetch(url, { headers: { revision: '${NEW}' } });`,
    'track.ts': `import { TrackClient } from 'customerio-node';\nexport const track = () => new TrackClient(a, b);\nconst x = ;`,
  });
  expect(findings.map(({ path, line }) => `${path}:${line}`)).toEqual(['sync.ts:3']);
  expect(skipped).toEqual([
    { id: 'file', path: 'track.ts', reason: expect.stringMatching(/^it does not parse \(line 3: /) },
  ]);
});

test('a file that does not parse is skipped, and those that import it are still linted', async () => {
  const { findings, skipped } = await lint({
    'use.ts': `import { x } from './broken';\nfetch('${A}/lists', { headers: { revision: '${NEW}' } });`,
    'broken.ts': 'export const x = ; // klaviyo',
  });
  expect(findings.map(({ path, line }) => `${path}:${line}`)).toEqual(['use.ts:2']);
  expect(skipped).toEqual([
    { id: 'file', path: 'broken.ts', reason: expect.stringMatching(/^it does not parse \(line 1: /) },
  ]);
});

test('a wrapper names what callers in other files need', async () => {
  const { findings } = await lint({
    'klaviyo.ts': `export const send = (path: string) => fetch(\`${A}\${path}\`, { headers: { revision: '${NEW}' } });`,
    'lists.ts': "import { send } from './klaviyo'; export const lists = () => send('/lists');",
    'tags.ts': "import { send } from './klaviyo'; export const tags = () => send('/tags');",
  });
  expect(findings.map(({ message }) => message)).toEqual([
    "This call goes to Klaviyo's API without the SDK, so nothing retries it or keeps its revision. " +
      "Call the methods of 'klaviyo-api' that its 2 callers need: 'ListsApi.getLists', 'TagsApi.getTags'.",
  ]);
});

test('a wrapper names what callers need in files that do not name the vendor', async () => {
  const { findings } = await lint({
    'api.ts': `export const send = (path: string) => fetch(\`${A}\${path}\`, { headers: { revision: '${NEW}' } });`,
    'people.ts': "import { send } from './api'; export const people = () => send('/profiles');",
    'things.ts':
      "import { people } from './people'; import { send } from './api'; export const all = () => [people(), send('/events')];",
  });
  expect(findings.map(({ path, message }) => `${path} ${message}`)).toEqual([
    "api.ts This call goes to Klaviyo's API without the SDK, so nothing retries it or keeps its revision. " +
      "Call the methods of 'klaviyo-api' that its 2 callers need: 'EventsApi.getEvents', 'ProfilesApi.getProfiles'.",
  ]);
});

test('counts the files that were linted', async () => {
  expect(await lint({ 'a.ts': 'export {};', 'b.md': 'klaviyo' })).toEqual({
    findings: [],
    skipped: [],
    count: 0,
    analyzed: [],
  });
  expect((await lint({ 'a.ts': '// klaviyo', 'b.ts': 'export {};' })).count).toBe(1);
});

describe('a file that is only imported is linted', () => {
  const SDK =
    "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';\nconst api = new ProfilesApi(new ApiKeySession(k));";
  const strict = async (files: VirtualFiles, isChecked?: (path: string) => boolean) => {
    const settings = everywhere(withPreset('strict', {}));
    const options = { root: '/checked', asOf: '2026-11-20', settings, ...(isChecked && { isChecked }) };
    const { findings, count, skipped } = await lintFiles(virtualReader(files), Object.keys(files), options);
    expect(skipped).toEqual([]);
    return { found: findings.map(({ path, ruleId }) => `${path} ${ruleId.replace('klaviyo/', '')}`), count };
  };
  const sends = (name: string, from: string): string =>
    `import { ${name} } from './${from}';\n${SDK}\napi.createProfile({ data: { type: 'profile', attributes: ${name} } });`;

  test('where a linted one sends what stands in it', async () => {
    expect(
      await strict({
        'use.ts': sends('sample', 'sample'),
        'sample.ts': "export const sample = { phoneNumber: '030 1234567' };",
      }),
    ).toEqual({ found: ['use.ts prefer-profile-upsert', 'sample.ts valid-phone-number'], count: 2 });
  });

  test('where a linted one sets the address that it sends to', async () => {
    expect(
      await strict({
        'client.ts':
          "let base = '';\nexport const configure = (options: { base: string }) => void (base = options.base);\n" +
          'export const get = (path: string) => fetch(base + path);',
        'use.ts':
          "import { configure, get } from './client';\nconfigure({ base: 'https://a.klaviyo.com/api' });\nconst lists = await get('/lists').then(check);",
      }),
    ).toEqual({ found: ['client.ts no-raw-http', 'client.ts require-revision'], count: 2 });
  });

  test('and not where it sets the address of another', async () => {
    expect(
      await strict({
        'client.ts':
          "let base = '';\nexport const configure = (options: { base: string }) => void (base = options.base);\n" +
          'export const get = (path: string) => fetch(base + path);',
        'use.ts':
          "import { configure, get } from './client';\nconfigure({ base: 'https://shop.example/klaviyo' });\nconst lists = await get('/lists').then(check);",
      }),
    ).toEqual({ found: [], count: 1 });
  });

  test('and not where it only looks so', async () => {
    expect(
      await strict({
        'use.ts': sends('sample', 'sample'),
        'sample.ts':
          "export const sample = {}; export const DAY = '2024-10-15'; const other = { phone_number: '030 1234567' };\n" +
          'export const where = (name: string) => `equals(${name}, "${name}")`;',
      }),
    ).toEqual({ found: ['use.ts prefer-profile-upsert'], count: 1 });
  });

  test('where it imports in turn what reaches the API', async () => {
    expect(
      (
        await strict({
          'http.ts': `import { START } from './start';\n${SDK}\nexport const save = x => api.getProfiles(x); save(START);`,
          'start.ts': "import { save } from './http';\nexport const START = '030 1234567';",
        })
      ).count,
    ).toBe(2);
  });

  test('where it may matter, if not all that may send it are linted', async () => {
    const files = {
      'use.ts': sends('sample', 'sample'),
      'sample.ts': "export const sample = { phoneNumber: '030 1234567' };",
    };
    expect(await strict(files, path => path === 'sample.ts')).toEqual({
      found: ['sample.ts valid-phone-number'],
      count: 1,
    });
  });
});

test('a second run says the same', async () => {
  const files = {
    'http.ts': `export const send = path => fetch('${A}' + path);`,
    'use.ts': "import { send } from './http'; send('/profiles');",
  };
  expect(await lint(files)).toEqual(await lint(files));
});

test('where what files import cannot be followed, each is looked at by itself, and that is reported', async () => {
  const files = {
    'use.ts': `import './other';\nfetch('${A}/lists', { headers: { revision: '${NEW}' } });\nexport {};`,
    'other.ts': 'export {};',
  };
  const read = virtualReader(files);
  const failing = (path: string): ReturnType<typeof read> => {
    if (path === 'other.ts') throw new TypeError('something that stood in the file');
    return read(path);
  };
  const { findings, skipped } = await lintFiles(failing, Object.keys(files), { root: '/checked', asOf: '2026-11-20' });
  expect(findings.map(({ path, ruleId }) => `${path} ${ruleId}`)).toEqual(['use.ts klaviyo/no-raw-http']);
  expect(skipped).toEqual([
    { id: 'file', path: 'other.ts', reason: 'the tool failed on it (TypeError)' },
    { id: 'imports', reason: 'what files import from each other was not followed: the tool failed on it (TypeError)' },
  ]);
});

describe('an object of an interface is of the class that implements it', () => {
  const CLIENT = 'export interface Client { call(path: string, body: unknown): Promise<unknown>; }';
  const KLAVIYO = `import type { Client } from './client';\nexport class Klaviyo implements Client {\n  async call(path: string, body: unknown) {\n    return fetch('https://a.klaviyo.com' + path, { method: 'POST', body: JSON.stringify(body) });\n  }\n}`;
  const USE =
    "import type { Client } from './client';\nexport class Profiles {\n  constructor(@Inject('CLIENT') private readonly client: Client) {}\n  create() {\n    return this.client.call('/api/profiles', { data: { type: 'profile' } });\n  }\n} // klaviyo";
  const OTHER = KLAVIYO.replace('Klaviyo', 'Other').replace('a.klaviyo.com', 'b.example');

  test.each<[name: string, files: VirtualFiles]>([
    ['where it is the only one', {}],
    ['where another is a double of a test', { 'test/other.test.ts': OTHER.replace('./client', '../client') }],
    ['where another implements an interface of the same name', { 'app/client.ts': CLIENT, 'app/other.ts': OTHER }],
  ])('%s', async (_, files) => {
    expect(
      await findingsIn(
        { 'client.ts': CLIENT, 'klaviyo.ts': KLAVIYO, 'use.ts': USE, ...files },
        'prefer-profile-upsert',
      ),
    ).toEqual(['use.ts:5 prefer-profile-upsert']);
  });

  test.each<[name: string, files: VirtualFiles]>([
    ['where several do', { 'klaviyo.ts': KLAVIYO, 'other.ts': OTHER }],
    ['where none does', { 'klaviyo.ts': KLAVIYO.replace(' implements Client', '') }],
    ['where only another does', { 'klaviyo.ts': KLAVIYO.replace(' implements Client', ''), 'other.ts': OTHER }],
  ])('and of none %s', async (_, files) => {
    expect(await findingsIn({ 'client.ts': CLIENT, 'use.ts': USE, ...files }, 'prefer-profile-upsert')).toEqual([]);
  });
});

describe('files of Customer.io that import nothing of each other', () => {
  const MANIFEST = { 'package.json': '{ "dependencies": { "customerio-node": "5.2.0" } }' };
  const client = (name: string, region: string): string =>
    `import { ${name}, ${region} } from 'customerio-node';\nexport const client = new ${name}(${name === 'TrackClient' ? 'site, ' : ''}process.env.CIO_KEY, { region: ${region} });`;

  async function customerioFindings(files: VirtualFiles): Promise<string[]> {
    const { findings } = await lint({ ...MANIFEST, ...files });
    return findings.map(({ path, line, column, ruleId }) => `${path}:${line}:${column} ${ruleId}`);
  }

  test('two clients for two regions are compared', async () => {
    expect(
      await customerioFindings({ 'a.js': client('APIClient', 'RegionUS'), 'b.js': client('TrackClient', 'RegionEU') }),
    ).toEqual(['b.js:2:68 customerio/explicit-region']);
    expect(
      await customerioFindings({ 'a.js': client('APIClient', 'RegionEU'), 'b.js': client('TrackClient', 'RegionEU') }),
    ).toEqual([]);
  });
});
