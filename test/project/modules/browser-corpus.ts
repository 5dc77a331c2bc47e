import type { Files } from '../temporary-folder.ts';

/** Files of a project, and the one place that has to be reported in it. */
export type Leak = readonly [name: string, files: Files, place: string];

const SDK = "import { ProfilesApi } from 'klaviyo-api';\nexport const api = new ProfilesApi();\n";
const USE_CLIENT = "'use client';\n";
const PRIVATE = 'process.env.KLAVIYO_PRIVATE_KEY';
const SEND = "fetch('https://example.com/hook', { headers: { Authorization: ";

/** Ways in which the private key or the SDK reaches the browser. */
export const LEAKS: readonly Leak[] = [
  // Variables that a bundler publishes.
  [
    'a property',
    { 'a.ts': `const c = { k: process.env.NEXT_PUBLIC_KLAVIYO };\n${SEND}\`Klaviyo-API-Key \${c.k}\` } });` },
    'a.ts:2:82',
  ],
  [
    'a nested property',
    { 'a.ts': `const c = { a: { k: import.meta.env.VITE_KLAVIYO } };\n${SEND}'Klaviyo-API-Key ' + c.a.k } });` },
    'a.ts:2:84',
  ],
  [
    'a property of another file',
    {
      'c.ts': 'export const config = { klaviyo: process.env.NEXT_PUBLIC_KLAVIYO };\n',
      'a.ts': `import { config } from './c';\n${SEND}\`Klaviyo-API-Key \${config.klaviyo}\` } });`,
    },
    'a.ts:2:82',
  ],
  [
    'a field',
    {
      'a.ts': `class A { k = process.env.REACT_APP_KLAVIYO;\nsend() { ${SEND}\`Klaviyo-API-Key \${this.k}\` } }); } }`,
    },
    'a.ts:2:91',
  ],
  [
    'a destructured variable',
    { 'a.ts': `const { VITE_KLAVIYO } = import.meta.env;\n${SEND}\`Klaviyo-API-Key \${VITE_KLAVIYO}\` } });` },
    'a.ts:2:82',
  ],
  [
    'a destructured variable of another name',
    { 'a.ts': `const { VITE_KLAVIYO: k } = import.meta.env;\n${SEND}'Klaviyo-API-Key ' + k } });` },
    'a.ts:2:84',
  ],
  [
    'a constant of the environment',
    { 'a.ts': 'const env = process.env;\nexport const key = env.NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY;' },
    'a.ts:2:20',
  ],
  [
    'a joined header',
    {
      'a.ts': `const k = process.env.EXPO_PUBLIC_KLAVIYO;\nconst h = { Authorization: ['Klaviyo-API-Key', k].join(' ') };`,
    },
    'a.ts:2:28',
  ],
  [
    'a session',
    {
      'a.ts':
        "import * as K from 'klaviyo-api';\nconst c = { k: process.env.GATSBY_KLAVIYO };\nnew K.ApiKeySession(c.k);",
    },
    'a.ts:3:21',
  ],
  [
    'a static module of SvelteKit',
    { 'a.ts': "import { PUBLIC_KLAVIYO_PRIVATE_KEY } from '$env/static/public';" },
    'a.ts:1:10',
  ],
  [
    'a dynamic module of SvelteKit',
    { 'a.ts': "import { env } from '$env/dynamic/public';\nexport const key = env.PUBLIC_KLAVIYO_SECRET;" },
    'a.ts:2:20',
  ],
  [
    'a module of Astro',
    { 'a.ts': `import { PUBLIC_K } from 'astro:env/client';\n${SEND}\`Klaviyo-API-Key \${PUBLIC_K}\` } });` },
    'a.ts:2:82',
  ],
  // Settings of builds.
  ['env of Next.js', { 'next.config.js': `module.exports = { env: { KEY: ${PRIVATE} } };` }, 'next.config.js:1:27'],
  [
    'env of Next.js in TypeScript',
    {
      'next.config.ts': `const config: NextConfig = { env: { KLAVIYO_PRIVATE_KEY: ${PRIVATE}! } };\nexport default config;`,
    },
    'next.config.ts:1:37',
  ],
  [
    'publicRuntimeConfig of Next.js',
    { 'next.config.mjs': `export default { publicRuntimeConfig: { a: { b: ${PRIVATE} } } };` },
    'next.config.mjs:1:46',
  ],
  [
    'runtimeConfig of Nuxt',
    { 'nuxt.config.ts': `export default defineNuxtConfig({ runtimeConfig: { public: { k: ${PRIVATE} } } });` },
    'nuxt.config.ts:1:62',
  ],
  [
    'runtimeConfig of Nuxt by its name',
    { 'nuxt.config.ts': "export default { runtimeConfig: { public: { klaviyo: { privateKey: '' } } } };" },
    'nuxt.config.ts:1:56',
  ],
  [
    'publicRuntimeConfig of Nuxt',
    { 'nuxt.config.js': `export default { publicRuntimeConfig: { k: ${PRIVATE} } };` },
    'nuxt.config.js:1:41',
  ],
  [
    'define of Vite',
    { 'vite.config.ts': `export default { define: { K: JSON.stringify(${PRIVATE}) } };` },
    'vite.config.ts:1:28',
  ],
  [
    'define of Vite with a loaded environment',
    {
      'vite.config.js':
        "import { loadEnv } from 'vite';\nexport default ({ mode }) => { const env = loadEnv(mode, '.', ''); return { define: { K: JSON.stringify(env.KLAVIYO_PRIVATE_KEY) } }; };",
    },
    'vite.config.js:2:87',
  ],
  [
    'envPrefix of Vite',
    { 'vite.config.js': "export default { envPrefix: ['VITE_', 'KLAVIYO_'] };" },
    'vite.config.js:1:39',
  ],
  [
    'DefinePlugin',
    {
      'webpack.config.js': `const { DefinePlugin } = require('webpack');\nmodule.exports = { plugins: [new DefinePlugin({ K: JSON.stringify(${PRIVATE}) })] };`,
    },
    'webpack.config.js:2:49',
  ],
  [
    'EnvironmentPlugin',
    {
      'webpack.config.js':
        "const webpack = require('webpack');\nmodule.exports = { plugins: [new webpack.EnvironmentPlugin(['KLAVIYO_PRIVATE_KEY'])] };",
    },
    'webpack.config.js:2:61',
  ],
  // Files that are the browser's by themselves.
  ['a directive behind another', { 'a.tsx': `'use strict';\n${USE_CLIENT}${SDK}` }, 'a.tsx:3:29'],
  [
    'a destructured private variable',
    { 'a.tsx': `${USE_CLIENT}const { KLAVIYO_PRIVATE_KEY } = process.env;` },
    'a.tsx:2:9',
  ],
  [
    'an environment of a module',
    { 'a.tsx': `${USE_CLIENT}import { env } from 'process';\nenv.KLAVIYO_PRIVATE_KEY;` },
    'a.tsx:3:1',
  ],
  ['a re-export', { 'a.ts': `${USE_CLIENT}export * from 'klaviyo-api';` }, 'a.ts:2:15'],
  [
    'an import with a template',
    { 'a.ts': `${USE_CLIENT}export const load = () => import(\`klaviyo-api\`);` },
    'a.ts:2:34',
  ],
  ['Deno in a client file', { 'a.client.ts': "import { ProfilesApi } from 'npm:klaviyo-api@23';" }, 'a.client.ts:1:29'],
  [
    'a CDN in a client file',
    { 'a.client.ts': "import { ProfilesApi } from 'https://esm.sh/klaviyo-api';" },
    'a.client.ts:1:29',
  ],
  [
    'an alias in a client file',
    {
      'package.json': '{ "dependencies": { "kl": "npm:klaviyo-api@23.0.0" } }',
      'a.client.ts': "import { ProfilesApi } from 'kl';",
    },
    'a.client.ts:1:29',
  ],
  [
    'a private module of SvelteKit',
    { 'src/routes/+page.svelte': "<script>\nimport { KLAVIYO_PRIVATE_KEY } from '$env/static/private';\n</script>" },
    'src/routes/+page.svelte:2:10',
  ],
  ['a component with large letters', { 'A.VUE': `<script>\n${SDK}</script>` }, 'A.VUE:2:29'],
  [
    'a handler of Vue',
    { 'A.vue': `<template><a @click="send(import.meta.env.KLAVIYO_PRIVATE_KEY)" /></template>` },
    'A.vue:1:27',
  ],
  [
    'an import in a handler of Vue',
    { 'A.vue': `<template><a @click="import('klaviyo-api')" /></template>` },
    'A.vue:1:29',
  ],
  [
    'a script that works on the page',
    { 'a.js': `${SDK}document.querySelector('form').onsubmit = () => api;` },
    'a.js:1:29',
  ],
  ['a script that sets a global', { 'a.ts': `${SDK}window.klaviyo = api;` }, 'a.ts:1:29'],
  ['a script of jQuery', { 'a.js': `jQuery(function () { send(${PRIVATE}); });` }, 'a.js:1:27'],
  ['an entry of a page', { 'src/entry-client.tsx': SDK }, 'src/entry-client.tsx:1:29'],
  ['a script in a page', { 'a.html': `<script type="module">\n${SDK}</script>` }, 'a.html:2:29'],
  [
    'a CDN in a page',
    { 'a.html': "<script type=module>\nimport k from 'https://esm.sh/klaviyo-api@23';\n</script>" },
    'a.html:2:15',
  ],
  ['the address of a script', { 'a.html': '<script src="https://unpkg.com/klaviyo-api@23"></script>' }, 'a.html:1:13'],
  [
    'a map of imports',
    { 'a.html': '<script type="importmap">{ "imports": { "klaviyo": "https://esm.sh/klaviyo-api" } }</script>' },
    'a.html:1:52',
  ],
  [
    'a template of a page',
    { 'a.liquid': `{% if a %}<script type="module">\n${SDK}</script>{% endif %}` },
    'a.liquid:2:29',
  ],
  [
    'a template of a script',
    { 'assets/a.js.liquid': `const shop = {{ shop | json }};\n${SDK}` },
    'assets/a.js.liquid:2:29',
  ],
  ['a client loader', { 'app/routes/a.tsx': `${SDK}export const clientLoader = () => api;` }, 'app/routes/a.tsx:1:29'],
  [
    'a client action',
    { 'app/routes/a.tsx': `export const clientAction = () => send(${PRIVATE});` },
    'app/routes/a.tsx:1:40',
  ],
  [
    'the page beside a loader',
    {
      'app/routes/a.tsx': `import { json } from '@remix-run/node';\n${SDK}export const loader = () => json({});\nexport default () => <a onClick={() => api} />;`,
    },
    'app/routes/a.tsx:2:29',
  ],
  [
    'the page beside getStaticProps',
    {
      'pages/a.jsx': `${SDK}export const getStaticProps = () => ({ props: {} });\nexport default () => <a onClick={() => api} />;`,
    },
    'pages/a.jsx:1:29',
  ],
  // What files of the browser import.
  [
    'a barrel',
    {
      'k.ts': SDK,
      'lib/index.ts': "export * from '../k';",
      'a.tsx': `${USE_CLIENT}import { api } from './lib';\napi;`,
    },
    'k.ts:1:29',
  ],
  [
    'a barrel of names',
    {
      'k.ts': SDK,
      'lib.ts': "export { api as k } from './k';",
      'a.tsx': `${USE_CLIENT}import { k } from './lib';\nk;`,
    },
    'k.ts:1:29',
  ],
  [
    'a barrel of the SDK',
    {
      'lib.ts': "export { ProfilesApi } from 'klaviyo-api';",
      'a.tsx': `${USE_CLIENT}import { ProfilesApi } from './lib';\nnew ProfilesApi();`,
    },
    'lib.ts:1:29',
  ],
  [
    'the library of SvelteKit',
    { 'src/lib/k.ts': SDK, 'src/routes/+page.svelte': "<script>\nimport { api } from '$lib/k';\n</script>" },
    'src/lib/k.ts:1:29',
  ],
  [
    'a script of a page that imports',
    { 'k.ts': SDK, 'a.html': '<script type="module" src="/a.ts"></script>', 'a.ts': "import './k';" },
    'k.ts:1:29',
  ],
  [
    'a script that a page loads',
    { 'public/k.js': SDK, 'views/a.ejs': '<script src="/k.js"></script>' },
    'public/k.js:1:29',
  ],
  [
    'an extension of a browser',
    { 'manifest.json': '{ "manifest_version": 3, "content_scripts": [{ "js": ["k.js"] }] }', 'k.js': SDK },
    'k.js:1:29',
  ],
  [
    'a composable of Nuxt',
    { 'nuxt.config.ts': 'export default {};', 'composables/k.ts': SDK },
    'composables/k.ts:1:29',
  ],
  // Files that set variables.
  ['a Dockerfile', { Dockerfile: 'FROM node\nARG NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY\n' }, 'Dockerfile:2:5'],
  [
    'a workflow',
    { '.github/workflows/a.yml': 'env:\n  VITE_KLAVIYO: ${{ secrets.KLAVIYO_PRIVATE_KEY }}\n' },
    '.github/workflows/a.yml:2:3',
  ],
  ['vercel.json', { 'vercel.json': '{ "env": { "NEXT_PUBLIC_KLAVIYO_SECRET": "@k" } }' }, 'vercel.json:1:13'],
  ['netlify.toml', { 'netlify.toml': '[build.environment]\nVITE_KLAVIYO_PRIVATE_KEY = "a"\n' }, 'netlify.toml:2:1'],
  [
    'a composition',
    { 'docker-compose.yml': 'services:\n  web:\n    environment:\n      - VITE_KLAVIYO_PRIVATE_KEY\n' },
    'docker-compose.yml:4:9',
  ],
  [
    'a script of a package',
    { 'package.json': '{ "scripts": { "build": "VITE_K=$KLAVIYO_PRIVATE_KEY vite build" } }' },
    'package.json:1:26',
  ],
  ['an environment', { '.env.example': 'PUBLIC_KLAVIYO_PRIVATE_KEY=\n' }, '.env.example:1:1'],
  [
    'an environment that publishes the private key of the build',
    { '.env.production': 'VITE_KLAVIYO_PRIVATE_KEY=$KLAVIYO_PRIVATE_KEY\n' },
    '.env.production:1:1',
  ],
];

const SERVER_FILES = [
  'app/page.tsx',
  'app/layout.tsx',
  'app/api/a/route.ts',
  'app/api/b/route.js',
  'pages/api/a.ts',
  'src/pages/api/b.ts',
  'src/middleware.ts',
  'server/index.ts',
  'server/api/a.ts',
  'server/plugins/a.ts',
  'src/server.ts',
  'src/entry-server.tsx',
  'src/hooks.server.ts',
  'src/routes/+page.server.ts',
  'src/routes/+layout.server.js',
  'src/routes/a/+server.ts',
  'src/lib/server/k.ts',
  'app/entry.server.tsx',
  'app/k.server.ts',
  'app/.server/k.ts',
  'workers/a.ts',
  'src/worker.js',
  'src/queue.worker.ts',
  'functions/a.ts',
  'netlify/functions/a.mts',
  'api/a.js',
  'lambda/a.cjs',
  'scripts/sync.mjs',
  'bin/sync.js',
  'jobs/a.ts',
  'src/index.ts',
  'src/services/k.ts',
  'src/components/Email.tsx',
  'src/utils/k.ts',
  'test/a.client.ts',
  'src/__tests__/Signup.vue.ts',
  'src/Signup.client.test.ts',
  'cypress/a.js',
  'gatsby-node.js',
  'gatsby-ssr.js',
  'astro.config.ts',
  'supabase/functions/a/index.ts',
];

const safe = (name: string, files: Files): readonly [string, Files] => [name, files];

/** Projects in which nothing reaches the browser. */
export const SAFE: readonly (readonly [string, Files])[] = [
  safe(
    'files of servers',
    Object.fromEntries(SERVER_FILES.map(path => [path, `${SDK}export const key = ${PRIVATE};\n`])),
  ),
  safe('server actions', { 'k.ts': `'use server';\n${SDK}`, 'a.tsx': `${USE_CLIENT}import { api } from './k';` }),
  safe('a function with server actions', {
    'a.tsx': `${SDK}export default () => <form action={async () => { 'use server'; await api; }} />;`,
  }),
  safe('a component of a server beside one of the client', {
    'app/page.tsx': `${SDK}import { Form } from './Form';\nexport default () => <Form />;`,
    'app/Form.tsx': `${USE_CLIENT}export const Form = () => null;`,
  }),
  safe('a module for servers only', {
    'k.ts': `import 'server-only';\n${SDK}`,
    'a.tsx': `${USE_CLIENT}import { api } from './k';`,
  }),
  safe('types', {
    'k.ts': SDK,
    'a.tsx': `${USE_CLIENT}import type { api } from './k';\nimport type { ProfileEnum } from 'klaviyo-api';`,
  }),
  safe('the type of a dynamic import', { 'a.tsx': `${USE_CLIENT}type Api = import('klaviyo-api').ProfilesApi;` }),
  safe('a loader', {
    'app/routes/a.tsx': `import { json } from '@remix-run/node';\n${SDK}export const loader = () => json(api);\nexport default () => null;`,
  }),
  safe('an action', {
    'app/routes/a.tsx': `import { Form } from 'react-router';\n${SDK}export const action = () => api;\nexport default () => <Form />;`,
  }),
  safe('a loader beside a client loader', {
    'app/routes/a.tsx': `${SDK}export const loader = () => api;\nexport const clientLoader = ({ serverLoader }) => serverLoader();`,
  }),
  safe('a loader that imports', {
    'k.ts': SDK,
    'app/routes/a.tsx':
      "import { api } from '../../k';\nexport const loader = () => api;\nexport const clientLoader = () => 1;",
  }),
  safe('getServerSideProps', {
    'pages/a.tsx': `${SDK}export const getServerSideProps = () => ({ props: { a: api } });\nexport default () => null;`,
  }),
  safe('getStaticProps that imports', {
    'k.ts': SDK,
    'pages/a.tsx':
      "import { api } from '../k';\nexport const getStaticProps = () => ({ props: { a: api } });\nexport default () => null;",
  }),
  safe('front matter of Astro', { 'a.astro': `---\n${SDK}---\n<p />\n<script>\nconst klaviyo = 1;\n</script>` }),
  safe('a component of a server in Nuxt', { 'A.server.vue': `<script setup>\n${SDK}</script>` }),
  safe('a barrel of which something else is taken', {
    'k.ts': SDK,
    'f.ts': 'export const f = 1;',
    'lib.ts': "export * from './k';\nexport * from './f';",
    'a.tsx': `${USE_CLIENT}import { f } from './lib';\nf;`,
  }),
  safe('a barrel of the SDK of which something else is taken', {
    'lib.ts': "export * from 'klaviyo-api';\nexport const f = 1;",
    'a.tsx': `${USE_CLIENT}import { f } from './lib';\nf;`,
  }),
  safe('a namespace of a barrel', {
    'k.ts': SDK,
    'lib.ts': "export * from './k';\nexport const f = 1;",
    'a.tsx': `${USE_CLIENT}import * as lib from './lib';\nlib.f;`,
  }),
  safe('a plugin of a server in Nuxt', {
    'nuxt.config.ts': 'export default {};',
    'plugins/k.server.ts': SDK,
    'server/utils/k.ts': SDK,
  }),
  safe('a page that loads another script', {
    'a.html': '<script src="https://static.klaviyo.com/onsite/js/klaviyo.js?company_id=AbC123"></script>',
    'klaviyo.js': SDK,
  }),
  safe('a script that asks for the page', { 'a.ts': `${SDK}if (typeof window !== 'undefined') window.a = 1;` }),
  safe('a script that has the page in a function', {
    'a.ts': `${SDK}export const mount = () => { document.title = 'a'; };`,
  }),
  safe('code that runs in a page of a test browser', { 'a.ts': `${SDK}await page.evaluate(() => document.title);` }),
  safe('a page that is made', {
    'a.ts': `import { JSDOM } from 'jsdom';\n${SDK}globalThis.window = new JSDOM('').window;\nwindow.a = 1;`,
  }),
  safe('a document of a database', { 'a.ts': `${SDK}const document = await find();\ndocument.save();` }),
  safe('a selector of cheerio', {
    'a.ts': `import * as cheerio from 'cheerio';\n${SDK}const $ = cheerio.load('');\n$(document);`,
  }),
  safe('a shell of zx', { 'a.mjs': `#!/usr/bin/env zx\n${SDK}await $\`ls\`;` }),
  safe('the public key', {
    'a.tsx': `${USE_CLIENT}fetch(\`https://a.klaviyo.com/client/profiles?company_id=\${process.env.NEXT_PUBLIC_KLAVIYO_API_KEY}\`, { headers: { revision: '2026-07-15' } });`,
  }),
  safe('a public variable beside a private one', {
    'a.ts': `const c = { a: process.env.NEXT_PUBLIC_KLAVIYO, b: ${PRIVATE} };\n${SEND}\`Klaviyo-API-Key \${c.b}\` } });`,
  }),
  safe('a destructured variable of a server', { 'a.ts': 'const { KLAVIYO_PRIVATE_KEY } = process.env;' }),
  safe('a destructured public key', {
    'a.tsx': `${USE_CLIENT}const { NEXT_PUBLIC_KLAVIYO_PUBLIC_KEY } = process.env;`,
  }),
  safe('a property with the name of a variable', {
    'a.tsx': `${USE_CLIENT}export const title = labels.KLAVIYO_PRIVATE_KEY;`,
  }),
  safe('another scheme', { 'a.ts': 'const h = { Authorization: `Bearer ${process.env.NEXT_PUBLIC_KLAVIYO}` };' }),
  safe('settings of Next.js', {
    'next.config.js': `module.exports = { env: { KLAVIYO_COMPANY_ID: process.env.KLAVIYO_COMPANY_ID, HAS_KEY: String(Boolean(${PRIVATE})) }, serverRuntimeConfig: { k: ${PRIVATE} } };`,
  }),
  safe('settings of another tool', {
    'jest.config.js': `module.exports = { env: { KLAVIYO_PRIVATE_KEY: ${PRIVATE} } };`,
  }),
  safe('settings of Nuxt', {
    'nuxt.config.ts': `export default { runtimeConfig: { klaviyoPrivateKey: ${PRIVATE}, public: { klaviyoCompanyId: '' } } };`,
  }),
  safe('a definition of the public key', {
    'vite.config.ts': 'export default { define: { K: JSON.stringify(process.env.KLAVIYO_PUBLIC_KEY) } };',
  }),
  safe('a definition for a server', {
    'vite.config.ts': `export default { ssr: { target: 'node' }, define: { K: JSON.stringify(${PRIVATE}) } };`,
  }),
  safe('a plugin for a server', {
    'webpack.config.js': `module.exports = { target: 'node', plugins: [new DefinePlugin({ K: ${PRIVATE} })] };`,
  }),
  safe('a prefix', { 'vite.config.ts': "export default { envPrefix: ['VITE_', 'KLAVIYO_PUBLIC_'] };" }),
  safe('a similar package', {
    'a.client.ts': "import 'klaviyo-api-wrapper';\nimport 'npm:klaviyo-apis';\nimport 'https://esm.sh/my-klaviyo-api';",
  }),
  safe('a page with the name of the SDK', {
    'a.html': '<a href="https://www.npmjs.com/package/klaviyo-api">a</a><script>const name = "klaviyo-api";</script>',
  }),
  safe('a fence of a document', {
    'a.mdx': "# A\n\n```js\n'use client';\nimport { ProfilesApi } from 'klaviyo-api';\n```\n",
  }),
  safe('a document', { 'a.md': '```\nNEXT_PUBLIC_KLAVIYO_PRIVATE_KEY=a\n```\n' }),
  safe('a template of code', { 'plop/service.ts.hbs': SDK, 'plop/a.js.ejs': SDK }),
  safe('an image', {
    Dockerfile: 'ARG KLAVIYO_PRIVATE_KEY\nENV NEXT_PUBLIC_SITE=$SITE KLAVIYO_PRIVATE_KEY=$KLAVIYO_PRIVATE_KEY\n',
  }),
  safe('a workflow', {
    '.github/workflows/a.yml':
      'env:\n  KLAVIYO_PRIVATE_KEY: ${{ secrets.KLAVIYO_PRIVATE_KEY }}\n  VITE_KLAVIYO_COMPANY_ID: ${{ vars.KLAVIYO_COMPANY_ID }}\n',
  }),
  safe('a host', {
    'vercel.json': '{ "env": { "KLAVIYO_PRIVATE_KEY": "@k", "NEXT_PUBLIC_KLAVIYO_PUBLIC_KEY": "AbC123" } }',
  }),
  safe('a comment', { 'netlify.toml': '# VITE_KLAVIYO_PRIVATE_KEY = "never"\n' }),
  safe('a question', { 'a.sh': '#!/bin/sh\n[ -z "$VITE_KLAVIYO_PRIVATE_KEY" ] || exit 1\n' }),
  safe('an environment', { '.env.example': 'KLAVIYO_PRIVATE_KEY=\nNEXT_PUBLIC_KLAVIYO_COMPANY_ID=\n' }),
  safe('an extension of a browser', {
    'manifest.json': '{ "manifest_version": 3, "content_scripts": [{ "js": ["a.js"] }] }',
    'a.js': "fetch('/api');",
    'server.js': SDK,
  }),
];
