import * as parser from '@typescript-eslint/parser';
import rule from '../../../eslint-plugin/rules/no-private-key-in-browser.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

type Id = 'sdkInBrowser' | 'privateVariable' | 'publicVariable';

const SDK = "import { ProfilesApi } from 'klaviyo-api';";
const CLIENT_FILES = [
  'signup.client.ts',
  'Signup.vue',
  'Signup.svelte',
  '+page.ts',
  'gatsby-browser.js',
  'Page.astro?1.ts',
];
const SERVER_FILES = [
  'klaviyo.ts',
  'klaviyo.server.ts',
  '+page.server.ts',
  '+server.ts',
  'pages/index.tsx',
  'pages/api/subscribe.ts',
  'app/api/subscribe/route.ts',
  'app/page.tsx',
  'app/routes/_index.tsx',
  'Page.astro?0.ts',
  'Signup.server.vue',
  'src/lib/server/klaviyo.ts',
  'test/signup.client.test.ts',
];
const PREFIXES = ['NEXT_PUBLIC_', 'VITE_', 'REACT_APP_', 'NUXT_PUBLIC_', 'EXPO_PUBLIC_', 'PUBLIC_', 'GATSBY_'];
const PARSER = { languageOptions: { parser } };

const sdk = (at = "'klaviyo-api'"): InvalidCase<Id>['errors'][number] => ({
  messageId: 'sdkInBrowser',
  data: { way: '' },
  at,
});
const published = (name: string, at: string): InvalidCase<Id>['errors'][number] => ({
  messageId: 'publicVariable',
  data: { name },
  at,
});
const read = (name: string, at: string): InvalidCase<Id>['errors'][number] => ({
  messageId: 'privateVariable',
  data: { name, way: '' },
  at,
});

testRule(rule, {
  valid: [
    {
      name: 'a constant that holds a public variable and goes elsewhere',
      code: 'const KEY = process.env.NEXT_PUBLIC_KLAVIYO_KEY;\nsend(`company ${KEY}`);',
    },
    { name: 'a constant that is made of itself', code: 'const key = key;\nsend(`Klaviyo-API-Key ${key}`);' },
    ...SERVER_FILES.map((filename): ValidCase => ({
      name: `the SDK and its key in ${filename}`,
      filename,
      code: `${SDK}\nconst key = process.env.KLAVIYO_PRIVATE_KEY;`,
    })),
    {
      name: 'getServerSideProps of a page',
      filename: 'pages/index.tsx',
      code: `${SDK}\nexport async function getServerSideProps() { return { props: { key: Boolean(process.env.KLAVIYO_PRIVATE_KEY) } }; }\nexport default () => <p />;`,
    },
    {
      name: 'types in a client file',
      filename: 'a.tsx',
      code: "'use client';\nimport type { ProfileEnum } from 'klaviyo-api';\nimport { type EventEnum } from 'klaviyo-api';",
    },
    {
      name: 'a class that is used as a type only',
      filename: 'a.tsx',
      ...PARSER,
      code: "'use client';\nimport { Model } from 'klaviyo-api/model/model';\nexport const id = (model: Model) => model.id;",
    },
    {
      name: 'server actions',
      filename: 'actions.ts',
      code: `'use server';\n${SDK}\nconst key = process.env.KLAVIYO_PRIVATE_KEY;`,
    },
    { name: 'a module that is for the server only', filename: 'a.client.ts', code: `import 'server-only';\n${SDK}` },
    {
      name: 'the public key in a client file',
      filename: 'a.tsx',
      code: "'use client';\nconst id = process.env.NEXT_PUBLIC_KLAVIYO_COMPANY_ID;\nconst key = process.env.NEXT_PUBLIC_KLAVIYO_PUBLIC_KEY;\nconst other = process.env.NEXT_PUBLIC_KLAVIYO_API_KEY;",
    },
    {
      name: 'the API for browsers',
      filename: 'a.tsx',
      code: "'use client';\nfetch(`https://a.klaviyo.com/client/events?company_id=${import.meta.env.VITE_KLAVIYO_COMPANY_ID}`, { headers: { revision: '2026-07-15' } });",
    },
    {
      name: 'the private key of somebody else',
      filename: 'a.tsx',
      code: "'use client';\nconst klaviyo = process.env.NEXT_PUBLIC_OTHER_PRIVATE_KEY;",
    },
    { name: 'a directive that is none', filename: 'a.ts', code: `${SDK}\n'use client';` },
    { name: 'a switch in a public variable', code: 'const klaviyo = process.env.NEXT_PUBLIC_HAS_KLAVIYO_PRIVATE_KEY;' },
    {
      name: 'the key of the server sent as such',
      filename: 'a.ts',
      code: 'const headers = { Authorization: `Klaviyo-API-Key ${process.env.KLAVIYO_PRIVATE_KEY}` };',
    },
    {
      name: 'a package with a similar name',
      filename: 'a.tsx',
      code: "'use client';\nimport x from 'klaviyo-api-client';",
    },
    {
      name: 'an object that is no environment',
      filename: 'a.tsx',
      code: "'use client';\nconst klaviyo = config.KLAVIYO_PRIVATE_KEY;",
    },
  ],
  invalid: [
    {
      name: 'a constant that holds a public variable, in the scheme of a private key',
      code: "const KEY = process.env.NEXT_PUBLIC_KLAVIYO_KEY;\nsend(`Klaviyo-API-Key ${KEY}`);\nagain('Klaviyo-API-Key ' + KEY);",
      errors: [published('NEXT_PUBLIC_KLAVIYO_KEY', 'process.env.NEXT_PUBLIC_KLAVIYO_KEY')],
    },
    {
      name: 'the same behind a fallback and another name',
      code: "import { ApiKeySession } from 'klaviyo-api';\nconst found = import.meta.env.VITE_KLAVIYO ?? '';\nconst key = found!;\nnew ApiKeySession(key);",
      errors: [published('VITE_KLAVIYO', 'import.meta.env.VITE_KLAVIYO')],
    },
    ...CLIENT_FILES.map((filename): InvalidCase<Id> => ({
      name: `the SDK in ${filename}`,
      filename,
      code: SDK,
      errors: [sdk()],
    })),
    {
      name: 'the SDK behind a directive',
      filename: 'a.tsx',
      code: `// a comment\n/* and\nanother */\n'use client';\n\n${SDK}`,
      errors: [sdk()],
    },
    {
      name: 'the SDK behind two directives',
      filename: 'a.tsx',
      code: `"use client"\n"use strict"\n${SDK}`,
      errors: [sdk()],
    },
    {
      name: 'the SDK beside types',
      filename: 'a.tsx',
      ...PARSER,
      code: "'use client';\nimport { type ProfileEnum, ProfilesApi } from 'klaviyo-api';",
      errors: [sdk()],
    },
    {
      name: 'a required SDK',
      filename: 'a.client.js',
      code: "const { ProfilesApi } = require('klaviyo-api');",
      errors: [sdk()],
    },
    {
      name: 'a dynamic import',
      filename: 'a.client.js',
      code: "const load = () => import('klaviyo-api');",
      errors: [sdk()],
    },
    {
      name: 'a part of the SDK',
      filename: 'a.client.js',
      code: "import 'klaviyo-api/dist/api/profilesApi';",
      errors: [sdk("'klaviyo-api/dist/api/profilesApi'")],
    },
    {
      name: 'a private variable of Node.js',
      filename: 'a.tsx',
      code: "'use client';\nconst key = process.env.KLAVIYO_PRIVATE_KEY;",
      errors: [read('KLAVIYO_PRIVATE_KEY', 'process.env.KLAVIYO_PRIVATE_KEY')],
    },
    {
      name: 'a private variable of Vite',
      filename: 'A.vue',
      code: "const key = import.meta.env['KLAVIYO_PRIVATE_API_KEY'];",
      errors: [read('KLAVIYO_PRIVATE_API_KEY', "import.meta.env['KLAVIYO_PRIVATE_API_KEY']")],
    },
    ...PREFIXES.map((prefix): InvalidCase<Id> => ({
      name: `a private key by its name behind ${prefix}, in any file`,
      filename: 'lib/klaviyo.ts',
      code: `const key = process.env.${prefix}KLAVIYO_PRIVATE_KEY;`,
      errors: [published(`${prefix}KLAVIYO_PRIVATE_KEY`, `process.env.${prefix}KLAVIYO_PRIVATE_KEY`)],
    })),
    {
      name: 'a public variable that is sent as a private key',
      filename: 'a.ts',
      code: 'const headers = { Authorization: `Klaviyo-API-Key ${process.env.NEXT_PUBLIC_KLAVIYO_API_KEY}` };',
      errors: [published('NEXT_PUBLIC_KLAVIYO_API_KEY', 'process.env.NEXT_PUBLIC_KLAVIYO_API_KEY')],
    },
    {
      name: 'a public variable behind the scheme',
      filename: 'a.ts',
      code: "const scheme = 'Klaviyo-API-Key ' + import.meta.env.VITE_KLAVIYO_KEY;",
      errors: [published('VITE_KLAVIYO_KEY', 'import.meta.env.VITE_KLAVIYO_KEY')],
    },
    {
      name: 'a public variable in a session of the SDK',
      filename: 'a.ts',
      ...PARSER,
      code: `import { ApiKeySession } from 'klaviyo-api';\nconst session = new ApiKeySession(process.env.REACT_APP_KLAVIYO_KEY!);`,
      errors: [published('REACT_APP_KLAVIYO_KEY', 'process.env.REACT_APP_KLAVIYO_KEY!')],
    },
    {
      name: 'a public variable with a fallback in a session',
      filename: 'a.js',
      code: `import { ApiKeySession } from 'klaviyo-api';\nconst session = new ApiKeySession(process.env.VITE_KLAVIYO_KEY || '');`,
      errors: [published('VITE_KLAVIYO_KEY', 'process.env.VITE_KLAVIYO_KEY')],
    },
  ],
});
