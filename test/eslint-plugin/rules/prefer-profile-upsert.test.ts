import rule from '../../../eslint-plugin/rules/prefer-profile-upsert.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

type MessageId = 'sdkCreate' | 'rawCreate' | 'useUpsert' | 'useImport';

const SESSION =
  "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';\nconst session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY);\n";
const METHOD = 'createProfile';

/** An SDK object as each way of writing gives it; the method name is reported and replaced. */
const SDK_CALLS: Record<string, string> = {
  'a variable': `${SESSION}const profiles = new ProfilesApi(session);\nawait profiles.createProfile(body);`,
  'no variable': `${SESSION}await new ProfilesApi(session).createProfile(body);`,
  'an optional call': `${SESSION}const profiles = new ProfilesApi(session);\nawait profiles?.createProfile(body);`,
  'the ready instance': "import { Profiles } from 'klaviyo-api';\nawait Profiles.createProfile(body);",
  'an alias': "import { ProfilesApi as People } from 'klaviyo-api';\nawait new People(session).createProfile(body);",
  'a namespace': "import * as klaviyo from 'klaviyo-api';\nawait new klaviyo.ProfilesApi(session).createProfile(body);",
  'the default import':
    "import klaviyo from 'klaviyo-api';\nawait new klaviyo.ProfilesApi(session).createProfile(body);",
  'a require': "const { ProfilesApi } = require('klaviyo-api');\nnew ProfilesApi(session).createProfile(body);",
  'a whole require': "const klaviyo = require('klaviyo-api');\nnew klaviyo.ProfilesApi(session).createProfile(body);",
  'a dynamic import':
    "const { ProfilesApi } = await import('klaviyo-api');\nawait new ProfilesApi(session).createProfile(body);",
  'an import assignment':
    "import klaviyo = require('klaviyo-api');\nnew klaviyo.ProfilesApi(session).createProfile(body);",
  'a class field': `${SESSION}class Customers {\n  profiles = new ProfilesApi(session);\n  add(body) { return this.profiles.createProfile(body); }\n}`,
  'a private field': `${SESSION}class Customers {\n  #profiles = new ProfilesApi(session);\n  add(body) { return this.#profiles.createProfile(body); }\n}`,
  'a field set in the constructor': `${SESSION}class Customers {\n  constructor() { this.profiles = new ProfilesApi(session); }\n  add(body) { return this.profiles.createProfile(body); }\n}`,
  'a parameter property':
    "import type { ProfilesApi } from 'klaviyo-api';\nclass Customers {\n  constructor(private readonly profiles: ProfilesApi) {}\n  add(body) { return this.profiles.createProfile(body); }\n}",
  'a typed parameter':
    "import type { ProfilesApi } from 'klaviyo-api';\nconst add = (profiles: ProfilesApi, body) => profiles.createProfile(body);",
  'a typed field':
    "import type { ProfilesApi } from 'klaviyo-api';\nclass Customers {\n  declare profiles: ProfilesApi;\n  add(body) { return this.profiles.createProfile(body); }\n}",
  'an object of clients': `${SESSION}const clients = { profiles: new ProfilesApi(session) };\nawait clients.profiles.createProfile(body);`,
  'a function that makes it': `${SESSION}const profiles = () => new ProfilesApi(session);\nawait profiles().createProfile(body);`,
};

const FILE_NAMES = ['profiles.js', 'profiles.mjs', 'profiles.jsx', 'profiles.ts', 'profiles.mts', 'profiles.tsx'];

/** A raw request and what the suggestion makes of its path; without the second, the path stands elsewhere. */
const RAW_CALLS: Record<string, { before?: string; call: string; suggested?: string }> = {
  fetch: {
    call: "fetch('https://a.klaviyo.com/api/profiles', { method: 'POST', body })",
    suggested: "fetch('https://a.klaviyo.com/api/profile-import', { method: 'POST', body })",
  },
  'a trailing slash': {
    call: "fetch('https://a.klaviyo.com/api/profiles/', { method: 'POST', body })",
    suggested: "fetch('https://a.klaviyo.com/api/profile-import/', { method: 'POST', body })",
  },
  'a template': {
    call: "fetch(`${'https://a.klaviyo.com'}/api/profiles`, { method: 'POST', body })",
    suggested: "fetch(`${'https://a.klaviyo.com'}/api/profile-import`, { method: 'POST', body })",
  },
  'a template with an empty end': {
    before: "const query = '';\n",
    call: "fetch(`https://a.klaviyo.com/api/profiles${query}`, { method: 'POST', body })",
    suggested: "fetch(`https://a.klaviyo.com/api/profile-import${query}`, { method: 'POST', body })",
  },
  'a path with a query': { call: "fetch(`https://a.klaviyo.com/api/profiles?${query}`, { method: 'POST', body })" },
  'an instance of axios': {
    before: "import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://a.klaviyo.com/api' });\n",
    call: "api.post('/profiles', body)",
    suggested: "api.post('/profile-import', body)",
  },
  'a constant, which may serve other calls': {
    before: "const url = 'https://a.klaviyo.com/api/profiles';\n",
    call: "fetch(url, { method: 'POST', body })",
  },
};

testRule(rule, {
  valid: [
    { name: 'the upsert', code: `${SESSION}await new ProfilesApi(session).createOrUpdateProfile(body);` },
    { name: 'another method of the SDK', code: `${SESSION}await new ProfilesApi(session).getProfiles();` },
    {
      name: 'a method that is not called',
      code: `${SESSION}const { createProfile } = mocks;\nexpect(new ProfilesApi(session).createProfile).toBe(createProfile);`,
    },
    {
      name: 'the same name on an object of our own',
      code: "import { ProfilesApi } from './profiles-api.js';\nawait new ProfilesApi().createProfile(body);",
    },
    {
      name: 'the same name on a parameter of unknown type',
      code: 'const add = (profiles, body) => profiles.createProfile(body);',
    },
    {
      name: 'a type of the same name from elsewhere',
      code: "import type { ProfilesApi } from './types.js';\nconst add = (profiles: ProfilesApi, body) => profiles.createProfile(body);",
    },
    {
      name: 'a variable that hides the import',
      code: `${SESSION}function add(ProfilesApi) { return new ProfilesApi().createProfile(body); }`,
    },
    {
      name: 'another API class of the SDK',
      code: "import { ListsApi } from 'klaviyo-api';\nawait new ListsApi(session).createList(body);",
    },
    { name: 'a raw upsert', code: "fetch('https://a.klaviyo.com/api/profile-import', { method: 'POST' });" },
    { name: 'a raw read of profiles', code: "fetch('https://a.klaviyo.com/api/profiles');" },
    {
      name: 'a raw update of one profile',
      code: "fetch('https://a.klaviyo.com/api/profiles/01H', { method: 'PATCH' });",
    },
    { name: 'a raw call whose method is not known', code: "fetch('https://a.klaviyo.com/api/profiles', options);" },
    { name: 'a call from a browser', code: "fetch('https://a.klaviyo.com/client/profiles', { method: 'POST' });" },
    { name: 'profiles of another host', code: "fetch('https://shop.example/api/profiles', { method: 'POST' });" },
    {
      name: 'a job that creates many',
      code: "fetch('https://a.klaviyo.com/api/profile-bulk-import-jobs', { method: 'POST' });",
    },
  ] satisfies ValidCase[],
  invalid: [
    {
      name: 'a method of the name `call`, which is not that of a function',
      code: "const PATH = '/profiles/';\nclass Klaviyo {\n  base = 'https://a.klaviyo.com/api';\n  call(method, path, body) {\n    return fetch(this.base + path, { method, body });\n  }\n  create(profile) {\n    return this.call('POST', PATH, profile);\n  }\n}",
      errors: [{ messageId: 'rawCreate', at: "this.call('POST', PATH, profile)" }],
    },
    {
      name: 'a function of the name `call` in an object of our own',
      code: "const PATH = '/profiles';\nconst klaviyo = { call: (path, body) => fetch('https://a.klaviyo.com/api' + path, { method: 'POST', body }) };\nconst create = (path, body) => klaviyo.call(path, body);\ncreate(PATH, profile);",
      errors: [{ messageId: 'rawCreate', at: '«create(PATH, profile)»;' }],
    },
    {
      name: '`call` of a function, whose first argument is `this`',
      code: "const PATH = '/profiles';\nfunction send(path, body) {\n  return fetch('https://a.klaviyo.com/api' + path, { method: 'POST', body });\n}\nsend.call(this, PATH, profile);",
      errors: [{ messageId: 'rawCreate', at: 'send.call(this, PATH, profile)' }],
    },
    ...Object.entries(SDK_CALLS).map(([name, code]): InvalidCase<MessageId> => ({
      name: `the SDK through ${name}`,
      code,
      errors: [
        {
          messageId: 'sdkCreate',
          at: METHOD,
          suggestions: [{ messageId: 'useUpsert', output: code.replace(METHOD, 'createOrUpdateProfile') }],
        },
      ],
    })),
    ...FILE_NAMES.map((filename): InvalidCase<MessageId> => {
      const code = "import { Profiles } from 'klaviyo-api';\nProfiles.createProfile(body);";
      return {
        name: `in ${filename}`,
        filename,
        code,
        errors: [
          {
            messageId: 'sdkCreate',
            at: METHOD,
            suggestions: [{ messageId: 'useUpsert', output: code.replace(METHOD, 'createOrUpdateProfile') }],
          },
        ],
      };
    }),
    {
      name: 'a method taken off its object, which is reported at the call',
      code: `${SESSION}const { createProfile: add } = new ProfilesApi(session);\nawait add(body);`,
      errors: [{ messageId: 'sdkCreate', at: 'await «add»(body)', suggestions: [] }],
    },
    {
      name: 'a computed name',
      code: `${SESSION}await new ProfilesApi(session)['createProfile'](body);`,
      errors: [{ messageId: 'sdkCreate', at: "'createProfile'", suggestions: [] }],
    },
    ...Object.entries(RAW_CALLS).map(([name, { before = '', call, suggested }]): InvalidCase<MessageId> => ({
      name: `raw through ${name}`,
      code: `${before}${call};`,
      errors: [
        {
          messageId: 'rawCreate',
          at: call,
          suggestions: suggested === undefined ? [] : [{ messageId: 'useImport', output: `${before}${suggested};` }],
        },
      ],
    })),
  ],
});
