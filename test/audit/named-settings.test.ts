import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { temporaryRepository } from '../project/temporary-folder.ts';

const KEY = 'KLAVIYO_PRIVATE_KEY';

async function unresolvedIn(files: Record<string, string>): Promise<string[]> {
  const { ledger } = await audit({ root: temporaryRepository(files), asOf: '2026-11-20' });
  return ledger.unresolved?.places ?? [];
}

const MAPPING = { 'config/custom-environment-variables.json': `{ "site": "SITE", "klaviyo": { "key": "${KEY}" } }` };
const CONVICT = {
  'src/config.js': `const convict = require('convict');\nmodule.exports = convict({ site: { env: 'SITE' }, klaviyo: { key: { format: String, default: '', env: '${KEY}' } } });`,
};
const NCONF = {
  'src/config.js': `const nconf = require('nconf').argv().env({ whitelist: ['SITE', '${KEY}'] });\nmodule.exports = nconf;`,
};
const FASTIFY = {
  'src/env.js': `const env = require('@fastify/env');\nmodule.exports = app => app.register(env, { schema: { type: 'object', properties: { ${KEY}: { type: 'string' } } } });`,
};

/** A route that answers with something. */
function route(given: string, imported = "const config = require('config');"): Record<string, string> {
  return { 'src/app.js': `${imported}\nrequire('express')().get('/settings', (req, res) => res.json(${given}));` };
}

describe('a setting with a key that a route answers with is listed', () => {
  test.each<[name: string, files: Record<string, string>]>([
    ['of node-config', { ...MAPPING, ...route("config.get('klaviyo.key')") }],
    ['of node-config, with others', { ...MAPPING, ...route("{ crm: config.get('klaviyo') }") }],
    ['of node-config, as a property', { ...MAPPING, ...route('{ crm: config.klaviyo }') }],
    ['of node-config, all', { ...MAPPING, ...route('config.util.toObject()') }],
    ['of node-config, itself', { ...MAPPING, ...route('config') }],
    ['of node-config, without a name', { ...MAPPING, ...route("require('config').get('klaviyo')", "'use strict';") }],
    [
      'of node-config, of a module',
      { ...MAPPING, ...route("{ ...config.get('klaviyo') }", "import config from 'config';") },
    ],
    [
      'of node-config, in YAML',
      {
        'config/custom-environment-variables.yml': `site: SITE\nklaviyo:\n  key: ${KEY}\n`,
        ...route("config.get('klaviyo')"),
      },
    ],
    [
      'of node-config, with a format',
      {
        'config/custom-environment-variables.json': `{ "a": { "b": { "__name": "${KEY}", "__format": "json" } } }`,
        ...route("config.get('a')"),
      },
    ],
    [
      'of node-config, in code',
      {
        'config/custom-environment-variables.js': `module.exports = { klaviyo: { key: '${KEY}' } };`,
        ...route("config.get('klaviyo')"),
      },
    ],
    [
      'of convict',
      { ...CONVICT, ...route("{ key: config.get('klaviyo.key') }", "const config = require('./config');") },
    ],
    ['of convict, all', { ...CONVICT, ...route('config.getProperties()', "const config = require('./config');") }],
    ['of nconf, all', { ...NCONF, ...route('nconf.get()', "const nconf = require('nconf');") }],
  ])('%s', async (_, files) => {
    expect(await unresolvedIn(files)).toEqual(['src/app.js:2']);
  });

  test('of a constant', async () => {
    const files = route('crm', "const config = require('config'); const crm = config.get('klaviyo');");
    expect(await unresolvedIn({ ...MAPPING, ...files })).toEqual(['src/app.js:2']);
  });

  test('of Fastify', async () => {
    const app = "const app = require('fastify')();\napp.get('/settings', async () => app.config);";
    expect(await unresolvedIn({ ...FASTIFY, 'src/app.js': app })).toEqual(['src/app.js:2']);
  });

  test('where a page gets it', async () => {
    const page =
      "import config from 'config';\nexport const getServerSideProps = async () => ({ props: { crm: config.get('klaviyo') } });\nexport default Page;";
    expect(await unresolvedIn({ ...MAPPING, 'pages/a.js': page })).toEqual(['pages/a.js:2']);
  });
});

describe('a setting that stays on a server is not listed', () => {
  const SDK = "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';\nimport config from 'config';\n";

  test.each<[name: string, files: Record<string, string>]>([
    [
      'that the SDK gets',
      {
        ...MAPPING,
        'src/a.js': `${SDK}export const api = new ProfilesApi(new ApiKeySession(config.get('klaviyo.key')));`,
      },
    ],
    [
      'that a function gets',
      { ...MAPPING, 'src/a.js': "const config = require('config');\nstart(config.get('klaviyo'), config);" },
    ],
    [
      'that a class keeps',
      {
        ...MAPPING,
        'src/a.js':
          "const config = require('config');\nclass A { key = config.get('klaviyo.key'); all() { return config.util.toObject(); } }",
      },
    ],
    [
      'another one',
      { ...MAPPING, ...route("{ site: config.get('site'), host: config.site, name: config.get('klaviyoName') }") },
    ],
    ['of something else', { ...MAPPING, ...route("cache.get('klaviyo')", "const cache = require('./cache');") }],
    ['of a module of the project', { ...MAPPING, ...route('config', "const config = require('./client-config');") }],
    [
      'that is tested',
      { ...MAPPING, ...route("{ isOn: Boolean(config.get('klaviyo.key')), has: config.has('klaviyo.key') }") },
    ],
    [
      'of convict, another one',
      { ...CONVICT, ...route("{ site: config.get('site') }", "const config = require('./config');") },
    ],
    [
      'of convict, where they are checked',
      {
        ...CONVICT,
        'src/a.js': "const config = require('./config');\nconfig.validate(); start(config.getProperties());",
      },
    ],
    ['of nconf, another one', { ...NCONF, ...route("{ site: nconf.get('SITE') }", "const nconf = require('nconf');") }],
    [
      'of Fastify, another one',
      {
        ...FASTIFY,
        'src/app.js':
          "const app = require('fastify')();\napp.get('/settings', async () => ({ site: app.config.SITE }));",
      },
    ],
    [
      'of a request, beside Fastify',
      { ...FASTIFY, ...route('{ c: answer.config, d: route.config }', "const load = require('./load');") },
    ],
    [
      'of settings without a key',
      {
        'config/custom-environment-variables.json': '{ "klaviyo": { "list": "KLAVIYO_LIST_ID" } }',
        ...route("config.get('klaviyo')"),
      },
    ],
    [
      'of a test',
      {
        ...MAPPING,
        'test/app.test.js':
          "const config = require('config');\nrequire('express')().get('/a', (req, res) => res.json(config));",
      },
    ],
  ])('%s', async (_, files) => {
    expect(await unresolvedIn(files)).toEqual([]);
  });
});
