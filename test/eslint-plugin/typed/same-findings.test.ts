import { cpSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakeKey } from '../../fake-keys.ts';
import { temporaryFolder, type Files } from '../../project/temporary-folder.ts';
import { inAction, inEditor, inTool } from './three-ways.ts';
import { REPOSITORY } from '../../support/repository.ts';

const EXAMPLES = path.join(REPOSITORY, 'examples');
const A = 'https://a.klaviyo.com/api';
const OLD = '2024-10-15';

const TSCONFIG = JSON.stringify({
  compilerOptions: {
    allowJs: true,
    lib: ['es2023'],
    module: 'esnext',
    moduleResolution: 'bundler',
    noEmit: true,
    paths: { '@/*': ['./src/*'] },
    strict: true,
    target: 'es2023',
    types: [],
  },
  include: ['src', 'scripts'],
});

/** A project in which almost nothing can be told from one file alone. */
const PROJECT: Files = {
  'klaviyo-lint.json': '{ "preset": "strict" }',
  'tsconfig.json': TSCONFIG,
  'package.json': '{ "name": "shop", "type": "module", "dependencies": { "klaviyo-api": "23.0.0" } }',
  'src/config/revision.ts': `export const REVISION = process.env.KLAVIYO_REVISION ?? '${OLD}';\n`,
  'src/config/urls.ts': `export enum Path { Lists = '/lists', Events = '/events', Profiles = '/profiles' }\nexport const BASE = '${A}';\n`,
  'src/config/index.ts': "export * from './revision';\nexport { BASE, Path } from './urls';\n",
  'src/lib/headers.ts':
    "import { REVISION } from '@/config';\n\nexport function headers(key: string): Record<string, string> {\n  return { Authorization: `Klaviyo-API-Key ${key}`, revision: REVISION };\n}\n",
  'src/lib/http.ts':
    "import { BASE } from '@/config';\nimport { headers } from './headers';\n\nexport async function send(path: string, method = 'GET', body?: unknown): Promise<Response> {\n  return fetch(`${BASE}${path}`, { method, body: JSON.stringify(body), headers: headers(process.env.KEY!) });\n}\n",
  'src/lib/instance.ts':
    "import axios from 'axios';\nimport { BASE } from '@/config';\n\nexport const api = axios.create({ baseURL: BASE });\n",
  'src/lib/sdk.ts':
    "import { ApiKeySession, EventsApi, ProfilesApi } from 'klaviyo-api';\n\nconst session = new ApiKeySession(process.env.KEY!);\nexport const sdk = { events: new EventsApi(session), profiles: new ProfilesApi(session) };\nexport interface Deps { profiles: ProfilesApi; events: EventsApi }\n",
  'src/lib/base.ts':
    'export abstract class Integration {\n  abstract readonly base: string;\n  protected get(path: string): Promise<Response> {\n    return fetch(this.base + path);\n  }\n}\n',
  'src/services/lists.ts':
    "import { Path } from '@/config';\nimport { send } from '@/lib/http';\nimport { api } from '@/lib/instance';\n\nexport const all = () => api.get(Path.Lists);\nexport const add = (name: string) => send(Path.Lists, 'POST', { name });\n",
  'src/services/profiles.ts':
    "import { Path } from '@/config';\nimport { send } from '@/lib/http';\nimport { sdk, type Deps } from '@/lib/sdk';\n\nexport const create = (profile: unknown) => send(Path.Profiles, 'POST', profile);\nexport const createWithSdk = (profile: never) => sdk.profiles.createProfile(profile);\nexport class Profiles {\n  constructor(private readonly deps: Deps) {}\n  add(profile: never) {\n    return this.deps.profiles.createProfile(profile);\n  }\n}\n",
  'src/services/events.ts':
    "import { Path } from '@/config';\nimport { send } from '@/lib/http';\nimport { sdk } from '@/lib/sdk';\n\nexport function ordered(email: string) {\n  const attributes = { metric: { data: { type: 'metric', attributes: { name: 'Ordered' } } }, profile: { data: { type: 'profile', attributes: { email } } } };\n  void sdk.events.createEvent({ data: { type: 'event', attributes } } as never);\n  return send(Path.Events, 'POST', { data: { type: 'event', attributes } });\n}\n",
  'src/services/klaviyo.ts':
    "import { Integration } from '@/lib/base';\n\nexport class Klaviyo extends Integration {\n  readonly base = 'https://a.klaviyo.com/api';\n  lists() {\n    return this.get('/lists');\n  }\n}\n",
  'src/services/person.ts': 'export const attributesOf = (name: string) => ({ first_name: name });\n',
  'src/services/people.ts':
    "import { sdk as klaviyo } from '@/lib/sdk';\nimport { attributesOf } from './person';\n\nexport const rename = (name: string) => klaviyo.profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: attributesOf(name) } } as never);\nexport const leave = (body: never) => klaviyo.profiles.unsubscribeProfiles(body);\n",
  'src/pages/signup.tsx':
    "import { create } from '../services/profiles';\n\nexport const Signup = () => <button onClick={() => create({ data: { type: 'profile' } })}>Join</button>;\n",
  'src/plain.ts': 'export const nothing = 1;\n',
  'scripts/old.cjs': `const { revision } = require('./revision.cjs');\nmodule.exports = () => fetch('${A}/v2/lists', { headers: { revision } });\n// eslint-disable-next-line klaviyo/no-raw-http\nfetch('${A}/lists', { headers: { revision } });\n`,
  'scripts/revision.cjs': `exports.revision = '${OLD}';\n`,
  'scripts/key.mjs': `export const key = '${fakeKey()}';\n`,
};

const EXPECTED = [
  'scripts/key.mjs:1 no-hardcoded-key',
  'scripts/old.cjs:2 no-legacy-api',
  'scripts/old.cjs:4 no-swallowed-error',
  'scripts/revision.cjs:1 no-outdated-revision',
  'src/config/revision.ts:1 no-outdated-revision',
  'src/lib/http.ts:5 no-raw-http',
  'src/services/events.ts:6 require-unique-id',
  'src/services/klaviyo.ts:6 no-raw-http',
  'src/services/klaviyo.ts:6 require-revision',
  'src/services/lists.ts:5 no-raw-http',
  'src/services/lists.ts:5 require-revision',
  'src/services/people.ts:5 no-deprecated-method',
  'src/services/person.ts:1 no-snake-case-attribute',
  'src/services/profiles.ts:10 prefer-profile-upsert',
  'src/services/profiles.ts:5 prefer-profile-upsert',
  'src/services/profiles.ts:6 prefer-profile-upsert',
];

describe('the editor, the tool and the Action find the same', () => {
  test('in a project whose files have to be seen together', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder(PROJECT);
    const found = await inTool(folder);
    expect(await inEditor(folder)).toEqual(found);
    expect(await inAction(folder, temporaryFolder())).toEqual(found);
    const places = found.map(line => /^([^:]+:\d+)\S* klaviyo\/([\w-]+):/.exec(line)?.slice(1).join(' '));
    expect([...new Set(places)]).toEqual(EXPECTED);
  });

  test.each(['broken', 'clean'])('in the %s storefront', { timeout: 60_000 }, async name => {
    const folder = temporaryFolder();
    cpSync(path.join(EXAMPLES, `${name}-storefront`), folder, { recursive: true });
    const found = await inTool(folder);
    const ofEslint = found.filter(line => /^[^:]+\.[cm]?[jt]sx?:/.test(line));
    expect(await inEditor(folder, ['public/*.js'])).toEqual(ofEslint);
    expect(await inAction(folder, temporaryFolder())).toEqual(found);
    expect(ofEslint.length > 0).toBe(name === 'broken');
  });

  test.each([
    ["'Klaviyo-API-Key p'", 1],
    ["'Klaviyo-API-Key pk'", 2],
    ["'Klaviyo-API-Key pk_'", 3],
  ])(
    'of a key whose prefix stands behind %s, in pieces of three characters',
    { timeout: 60_000 },
    async (head, end) => {
      const pieces =
        fakeKey()
          .slice(end)
          .match(/.{1,3}/g) ?? [];
      const names = pieces.map((_, index) => `part${index}`);
      const folder = temporaryFolder({
        'tsconfig.json': TSCONFIG,
        'package.json': '{ "name": "shop", "type": "module" }',
        'src/parts.ts': pieces.map((piece, index) => `export const part${index} = '${piece}';\n`).join(''),
        'src/headers.ts': `import { ${names.join(', ')} } from './parts';\nexport const headers = { Authorization: ${head} + ${names.join(' + ')} };\n`,
      });
      const found = await inTool(folder);
      expect(await inEditor(folder)).toEqual(found);
      expect(found.map(line => line.split(' ').slice(0, 2).join(' '))).toEqual([
        expect.stringMatching(/^src\/headers\.ts:2\S* klaviyo\/no-hardcoded-key:$/),
      ]);
    },
  );
});
