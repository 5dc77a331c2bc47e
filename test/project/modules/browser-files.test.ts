import { describe, expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import { fakeKey } from '../../fake-keys.ts';
import { temporaryFolder, type Files } from '../temporary-folder.ts';

const SERVICE =
  "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';\nexport interface Profile { id: string }\nexport const api = new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? ''));\n";
const USE = "'use client';\nimport { api } from './klaviyo';\napi;\n";

async function told(files: Files): Promise<string[]> {
  const { findings } = await audit({ root: temporaryFolder(files), asOf: '2026-11-20', failOn: 'error' });
  return findings
    .filter(({ ruleId }) => ruleId === 'klaviyo/no-private-key-in-browser')
    .map(
      ({ path, line, message }) =>
        `${path}:${line}${/ through '([^']+)'/.exec(message)?.[1]?.replace(/^/, ' < ') ?? ''}`,
    );
}

const reached = (from: string): string[] => [`src/klaviyo.ts:1 < ${from}`, `src/klaviyo.ts:3 < ${from}`];

describe('a service reaches the browser', () => {
  test.each<[string, Files, string]>([
    ['through a client component', { 'src/Signup.tsx': USE }, 'src/Signup.tsx'],
    [
      'through a file that a client component imports',
      {
        'src/Signup.tsx': "'use client';\nimport { load } from './profiles.js';\nload();",
        'src/profiles.ts': "import { api } from '@/klaviyo';\nexport const load = () => api.getProfiles();",
        'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      },
      'src/Signup.tsx',
    ],
    [
      'through a component of Vue',
      { 'src/Signup.vue': "<script setup>\nimport { api } from './klaviyo';\n</script>\n<template><p /></template>" },
      'src/Signup.vue',
    ],
    [
      'through a script of Astro',
      { 'src/Signup.astro': "---\nconst a = 1;\n---\n<script>\nimport { api } from './klaviyo';\n</script>" },
      'src/Signup.astro',
    ],
    [
      'through the entry of Vite',
      { 'index.html': '<script type="module" src="/src/main.ts"></script>', 'src/main.ts': "import './klaviyo';" },
      'src/main.ts',
    ],
    [
      'through the entry of Create React App',
      {
        'package.json': '{ "dependencies": { "react-scripts": "5.0.1" } }',
        'src/index.js': "const { api } = require('./klaviyo');",
      },
      'src/index.js',
    ],
    [
      'through a dynamic import',
      { 'src/entry.client.tsx': "const load = () => import('./klaviyo');" },
      'src/entry.client.tsx',
    ],
    [
      'through a barrel that passes on everything',
      {
        'src/Signup.tsx': "'use client';\nimport { api } from './lib';\napi;",
        'src/lib/index.ts': "export * from '../klaviyo';\nexport * from './format';",
        'src/lib/format.ts': "export const format = () => '';",
      },
      'src/Signup.tsx',
    ],
    [
      'through two barrels and another name',
      {
        'src/Signup.tsx': "'use strict';\n'use client';\nimport * as lib from './lib';\nlib.profiles.getProfiles();",
        'src/lib/index.ts': "export * from './klaviyo';",
        'src/lib/klaviyo.ts': "export { api as profiles, type Profile } from '../klaviyo';",
      },
      'src/Signup.tsx',
    ],
    [
      'through a library of SvelteKit',
      {
        'src/routes/+page.svelte': "<script>\nimport { api } from '$lib';\n</script>",
        'src/lib/index.ts': "export * from '../klaviyo';",
      },
      'src/routes/+page.svelte',
    ],
    [
      'through a script that works on the page',
      { 'src/main.js': "import { api } from './klaviyo';\ndocument.querySelector('form').onsubmit = () => api;" },
      'src/main.js',
    ],
    [
      'through a script of a page',
      { 'public/page.html': '<script type="module">\nimport { api } from \'../src/klaviyo\';\n</script>' },
      'public/page.html',
    ],
    [
      'as a script of a page',
      { 'src/page.html': '<script type="module" src="./klaviyo.ts?v=1"></script>' },
      'src/page.html',
    ],
    [
      'through a client loader',
      {
        'app/routes/list.tsx':
          "import { api } from '../../src/klaviyo';\nexport const clientLoader = () => api.getProfiles();\nexport default () => null;",
      },
      'app/routes/list.tsx',
    ],
    [
      'through a plugin of Nuxt',
      { 'nuxt.config.ts': 'export default {};', 'plugins/klaviyo.ts': "import { api } from '../src/klaviyo';\napi;" },
      'plugins/klaviyo.ts',
    ],
  ])('%s', async (_, files, from) => {
    expect(await told({ 'src/klaviyo.ts': SERVICE, ...files })).toEqual(reached(from));
  });
});

describe('a service stays on the server', () => {
  test.each<[string, Files]>([
    ['without a client', { 'src/page.tsx': "import { api } from './klaviyo';" }],
    [
      'behind server actions',
      {
        'src/Signup.tsx': "'use client';\nimport { load } from './actions';",
        'src/actions.ts': "'use server';\nimport { api } from './klaviyo';\nexport const load = async () => api;",
      },
    ],
    [
      'behind a module for the server only',
      {
        'src/Signup.tsx': "'use client';\nimport { load } from './data';",
        'src/data.ts': "import 'server-only';\nimport { api } from './klaviyo';\nexport const load = () => api;",
      },
    ],
    [
      'behind a file of the server',
      {
        'src/Signup.client.tsx': "import { load } from './data.server';",
        'src/data.server.ts': "import { api } from './klaviyo';\nexport const load = () => api;",
      },
    ],
    [
      'where a client imports its types',
      { 'src/Signup.tsx': "'use client';\nimport type { Profile } from './klaviyo';" },
    ],
    [
      'where a client imports names of types',
      { 'src/Signup.tsx': "'use client';\nimport { type Profile } from './klaviyo';" },
    ],
    [
      'where a client imports an interface without saying so',
      {
        'src/Signup.tsx':
          "'use client';\nimport { Profile } from './klaviyo';\nexport const id = (profile: Profile) => profile.id;",
      },
    ],
    ['where the import is commented out', { 'src/Signup.tsx': "'use client';\n// import { api } from './klaviyo';\n" }],
    [
      'where a barrel passes it on to others',
      {
        'src/Signup.tsx': "'use client';\nimport { format } from './lib';",
        'src/lib.ts': "export { api } from './klaviyo';\nexport const format = () => '';",
      },
    ],
    [
      'where a client asks a route',
      {
        'src/Signup.tsx': "'use client';\nfetch('/api/subscribe');",
        'app/api/subscribe/route.ts': "import { api } from '../../../src/klaviyo';",
      },
    ],
    [
      'where the front matter of Astro imports it',
      { 'src/Signup.astro': "---\nimport { api } from './klaviyo';\n---\n<script>\nconst a = 1;\n</script>" },
    ],
    ['where the test of a client imports it', { 'src/Signup.test.tsx': USE }],
    [
      'where a page imports it for getServerSideProps',
      {
        'pages/index.tsx':
          "import { api } from '../src/klaviyo';\nexport const getServerSideProps = () => api.getProfiles();",
      },
    ],
    [
      'where another file has the same name',
      {
        'src/client/Signup.tsx': "'use client';\nimport { api } from './klaviyo';",
        'src/client/klaviyo.ts': 'export const api = 1;',
      },
    ],
    [
      'where a client takes something else of a barrel that passes on everything',
      {
        'src/Signup.tsx':
          "'use client';\nimport { format } from './lib';\nimport * as lib from './lib';\nlib.format();",
        'src/lib/index.ts': "export * from '../klaviyo';\nexport * from './format';",
        'src/lib/format.ts': "export const format = () => '';",
      },
    ],
    [
      'where a barrel passes on types',
      {
        'src/Signup.tsx': "'use client';\nimport { Profile } from './lib';",
        'src/lib/index.ts': "export type * from '../klaviyo';\nexport type { Profile } from '../klaviyo';",
      },
    ],
    [
      'where the loader of a route uses it',
      {
        'app/routes/list.tsx':
          "import { api } from '../../src/klaviyo';\nimport { json } from '@remix-run/node';\nexport const loader = async () => json((await api.getProfiles()).body);\nexport const clientLoader = ({ serverLoader }) => serverLoader();",
      },
    ],
    [
      'where a script asks for the page',
      {
        'src/main.js':
          "import { api } from './klaviyo';\nif (typeof document === 'object') document.body.append('');\nexport const mount = () => document.body;",
      },
    ],
    [
      'where a plugin of Nuxt is for the server',
      {
        'nuxt.config.ts': 'export default {};',
        'plugins/klaviyo.server.ts': "import { api } from '../src/klaviyo';\napi;",
        'server/api/a.ts': "import { api } from '../../src/klaviyo';\napi;",
      },
    ],
    [
      'where a page loads another script',
      { 'src/page.html': '<script src="https://example.com/klaviyo.ts"></script>' },
    ],
  ])('%s', async (_, files) => {
    expect(await told({ 'src/klaviyo.ts': SERVICE, ...files })).toEqual([]);
  });
});

describe('an env file', () => {
  test.each([
    ['.env', 'NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY=of-the-shop'],
    ['.env.example', 'NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY='],
    ['.env.example', 'REACT_APP_KLAVIYO_PRIVATE_API_KEY=your-key'],
  ])('%s publishes a private key with %s', async (path, line) => {
    expect(await told({ [path]: `A=1\n${line}\n` })).toEqual([`${path}:2`]);
  });

  test.each([
    `KLAVIYO_PRIVATE_KEY=${fakeKey()}`,
    // The one finding for a key in an env file is that of the check.
    `NEXT_PUBLIC_KLAVIYO_KEY=${fakeKey()}`,
    `export VITE_TOKEN="${fakeKey()}"`,
    'NEXT_PUBLIC_KLAVIYO_COMPANY_ID=AbC123',
    'NEXT_PUBLIC_KLAVIYO_PUBLIC_KEY=AbC123',
    '# NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY=',
    'VITE_STRIPE_KEY=pk_live_abc',
    'NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY=AbC123',
  ])('publishes none with %s', async line => {
    expect(await told({ '.env': `${line}\n` })).toEqual([]);
  });
});
