import { describe, expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import { temporaryFolder, type Files } from '../temporary-folder.ts';

const SDK = "import { ProfilesApi } from 'klaviyo-api';\nexport const api = new ProfilesApi();\n";
const KEY = 'process.env.KLAVIYO_PRIVATE_KEY';

async function told(files: Files): Promise<string[]> {
  const { findings } = await audit({ root: temporaryFolder(files), asOf: '2026-11-20', failOn: 'error' });
  return findings
    .filter(({ ruleId }) => ruleId === 'klaviyo/no-private-key-in-browser')
    .map(
      ({ path, line, column, message }) =>
        `${path}:${line}:${column}${/ through '([^']+)'/.exec(message)?.[1]?.replace(/^/, ' < ') ?? ''}`,
    );
}

const CLIENT = "'use client';\n";
const VITE = { 'index.html': '<script type="module" src="/src/main.ts"></script>' };
const NATIVE = { 'package.json': '{ "dependencies": { "react-native": "0.74.0" } }' };
const SVELTE = { 'svelte.config.js': 'export default {};\n' };
const SCREEN = "import { Text } from 'react-native';\n";

describe('reaches its users:', () => {
  test.each<[string, Files, string]>([
    [
      'a worker',
      { 'src/a.ts': `${CLIENT}new Worker(new URL('./w.ts', import.meta.url), { type: 'module' });`, 'src/w.ts': SDK },
      'src/w.ts:1:29 < src/a.ts',
    ],
    [
      'what a worker imports',
      {
        'src/a.ts': `${CLIENT}new Worker(\n  new URL('./w.ts', import.meta.url),\n);`,
        'src/w.ts': "import { api } from './k';\napi;",
        'src/k.ts': SDK,
      },
      'src/k.ts:1:29 < src/a.ts',
    ],
    [
      'a shared worker',
      { 'src/a.ts': `${CLIENT}new SharedWorker(new URL("./w.ts", import.meta.url));`, 'src/w.ts': SDK },
      'src/w.ts:1:29 < src/a.ts',
    ],
    [
      'a worker of Vite',
      { ...VITE, 'src/main.ts': "import Sync from './w?worker';\nnew Sync();", 'src/w.ts': SDK },
      'src/w.ts:1:29 < src/main.ts',
    ],
    [
      'a worker of Vite in the module',
      { ...VITE, 'src/main.ts': "import Sync from './w.ts?sharedworker&inline';", 'src/w.ts': SDK },
      'src/w.ts:1:29 < src/main.ts',
    ],
    [
      'a service worker of a folder that is served',
      {
        'src/a.js': "navigator.serviceWorker.register('/sw.js');",
        'public/sw.js': `const key = ${KEY};\n`,
      },
      'public/sw.js:1:13 < src/a.js',
    ],
    [
      'a service worker of a bundler',
      {
        'src/a.ts': "navigator.serviceWorker.register(new URL('./sw.ts', import.meta.url), { type: 'module' });",
        'src/sw.ts': SDK,
      },
      'src/sw.ts:1:29 < src/a.ts',
    ],
    ['a service worker of Workbox', { 'src/sw.ts': `${SDK}precache(self.__WB_MANIFEST);` }, 'src/sw.ts:1:29'],
    [
      'what the service worker of SvelteKit imports',
      {
        ...SVELTE,
        'src/service-worker.ts': "import { build } from '$service-worker';\nimport { api } from './k';",
        'src/k.ts': SDK,
      },
      'src/k.ts:1:29 < src/service-worker.ts',
    ],
    [
      'the service worker of SvelteKit',
      { ...SVELTE, 'src/service-worker/index.js': SDK },
      'src/service-worker/index.js:1:29 < svelte.config.js',
    ],
    [
      'an island of Astro',
      { 'src/a.astro': "---\nimport Form from './Form';\n---\n<Form client:load />", 'src/Form.tsx': SDK },
      'src/Form.tsx:1:29 < src/a.astro',
    ],
    [
      'an island by name',
      {
        'src/a.astro':
          '---\nimport { Form } from \'./Form\';\n---\n<Form\n  title={a > b}\n  client:only="solid-js"\n/>',
        'src/Form.tsx': SDK,
      },
      'src/Form.tsx:1:29 < src/a.astro',
    ],
    [
      'an island of a namespace',
      {
        'src/a.astro': "---\nimport * as ui from './ui';\n---\n<ui.Form client:visible />",
        'src/ui.tsx': SDK,
      },
      'src/ui.tsx:1:29 < src/a.astro',
    ],
    [
      'an island in a document',
      { 'src/a.mdx': "import Form from './Form';\n\n# Join\n\n<Form client:idle />\n", 'src/Form.tsx': SDK },
      'src/Form.tsx:1:29 < src/a.mdx',
    ],
    [
      'a script that a page of Astro names',
      { 'src/a.astro': '<p>Join</p>\n<script src="./form.ts"></script>', 'src/form.ts': SDK },
      'src/form.ts:1:29 < src/a.astro',
    ],
    [
      'modules of a pattern',
      { ...VITE, 'src/main.ts': "const all = import.meta.glob('./forms/*.ts');", 'src/forms/k.ts': SDK },
      'src/forms/k.ts:1:29 < src/main.ts',
    ],
    [
      'modules of several patterns',
      {
        ...VITE,
        'src/main.ts': "const all = import.meta.glob<Module>(['./forms/**/*.ts', '!**/*.test.ts'], { eager: true });",
        'src/forms/a/k.ts': SDK,
      },
      'src/forms/a/k.ts:1:29 < src/main.ts',
    ],
    [
      'the entry of webpack',
      {
        'webpack.config.js': "module.exports = { target: 'web', entry: './src/index.js' };",
        'src/index.js': SDK,
      },
      'src/index.js:1:29 < webpack.config.js',
    ],
    [
      'one of several entries of webpack',
      {
        'webpack.prod.js':
          "module.exports = { target: ['web', 'es5'], entry: { app: path.resolve(__dirname, 'src/app.js'), admin: { import: './src/admin.js' } } };",
        'src/app.js': 'start();',
        'src/admin.js': SDK,
      },
      'src/admin.js:1:29 < webpack.prod.js',
    ],
    [
      'the entry of webpack for a page',
      {
        'webpack.config.js':
          "module.exports = { entry: ['./src/index.js'], plugins: [new HtmlWebpackPlugin({ template: 'a.html' })] };",
        'src/index.js': SDK,
      },
      'src/index.js:1:29 < webpack.config.js',
    ],
    [
      'an entry of esbuild',
      {
        'build.mjs':
          "import { build } from 'esbuild';\nawait build({ entryPoints: ['src/app.ts'], bundle: true, platform: 'browser' });",
        'src/app.ts': SDK,
      },
      'src/app.ts:1:29 < build.mjs',
    ],
    ['a screen of React Native', { ...NATIVE, 'Join.tsx': `${SCREEN}${SDK}` }, 'Join.tsx:2:29'],
    [
      'what a screen imports',
      { ...NATIVE, 'Join.tsx': `${SCREEN}import { api } from './k';\napi;`, 'k.ts': SDK },
      'k.ts:1:29 < Join.tsx',
    ],
    [
      'what a route of Expo imports',
      { 'app/index.tsx': "import { Link } from 'expo-router';\nimport { api } from '../k';\napi;", 'k.ts': SDK },
      'k.ts:1:29 < app/index.tsx',
    ],
    [
      'a variable of react-native-config',
      { ...NATIVE, 'k.ts': "import Config from 'react-native-config';\nsend(Config.KLAVIYO_PRIVATE_KEY);" },
      'k.ts:2:6',
    ],
    [
      'a variable of react-native-config by name',
      { ...NATIVE, 'k.ts': "import { Config } from 'react-native-config';\nsend(Config.KLAVIYO_PRIVATE_KEY);" },
      'k.ts:2:6',
    ],
    [
      'a variable of react-native-dotenv',
      {
        ...NATIVE,
        'Join.tsx': `${SCREEN}import { send } from './k';\nsend();`,
        'k.ts': "import { KLAVIYO_PRIVATE_KEY } from '@env';\nexport const send = () => post(KLAVIYO_PRIVATE_KEY);",
      },
      'k.ts:1:10 < Join.tsx',
    ],
    [
      'the settings of Expo',
      { 'app.config.ts': `export default { expo: { extra: { klaviyo: ${KEY} } } };` },
      'app.config.ts:1:35',
    ],
    [
      'the settings of Expo in a function',
      {
        'app.config.js': `module.exports = ({ config }) => ({\n  ...config,\n  extra: { ...config.extra, klaviyo: ${KEY} },\n});`,
      },
      'app.config.js:3:29',
    ],
    [
      'a variable that a template shows',
      { 'views/a.ejs': `<head>\n<meta name="key" content="<%= ${KEY} %>">\n</head>` },
      'views/a.ejs:2:31',
    ],
    [
      'a variable in a script of a template',
      { 'views/a.ejs': `<script>\n  window.key = '<%- ${KEY} || '' %>';\n</script>` },
      'views/a.ejs:2:21',
    ],
  ])('%s', async (_, files, place) => {
    expect(await told(files)).toEqual([place]);
  });
});

const START = { 'package.json': '{ "dependencies": { "@solidjs/start": "1.0.0" } }' };
const ROUTER =
  "import { createFileRoute } from '@tanstack/react-router';\nimport { createServerFn } from '@tanstack/react-start';\n";

describe('the functions of a server stay there, and what is beside them does not:', () => {
  test.each<[string, Files, string[]]>([
    [
      'the loader of TanStack Router',
      {
        'src/routes/a.tsx': `${ROUTER}import { api } from '../k';\nexport const Route = createFileRoute('/')({ loader: () => api.getProfiles() });`,
        'src/k.ts': SDK,
      },
      ['src/k.ts:1:29 < src/routes/a.tsx'],
    ],
    [
      'a component of TanStack Router',
      {
        'src/routes/a.tsx': `${ROUTER}export const Route = createFileRoute('/')({ component: Home });\nfunction Home() { return send(${KEY}); }`,
      },
      ['src/routes/a.tsx:4:31'],
    ],
    [
      'a server function and a component that use the same',
      {
        'src/routes/a.tsx': `${ROUTER}import { api } from '../k';\nconst get = createServerFn().handler(() => api.get());\nexport const Route = createFileRoute('/')({ component: () => api.get(get) });`,
        'src/k.ts': SDK,
      },
      ['src/k.ts:1:29 < src/routes/a.tsx'],
    ],
    [
      'a function that the server and a component use',
      {
        'src/routes/a.tsx': `${ROUTER}const run = () => send(${KEY});\nconst get = createServerFn().handler(run);\nexport const Route = createFileRoute('/')({ component: run });`,
      },
      ['src/routes/a.tsx:3:24'],
    ],
    [
      'a route of SolidStart',
      {
        ...START,
        'src/routes/a.tsx': "import { api } from '../k';\nexport default () => <button onClick={() => api.get()} />;",
        'src/k.ts': SDK,
      },
      ['src/k.ts:1:29 < src/routes/a.tsx'],
    ],
    [
      'a server function of TanStack Start',
      {
        'src/routes/a.tsx': `${ROUTER}import { ProfilesApi } from 'klaviyo-api';\nimport { api } from '../k';\nconst get = createServerFn({ method: 'GET' }).handler(async () => [new ProfilesApi(), api, ${KEY}]);\nexport const Route = createFileRoute('/')({ loader: () => get() });`,
        'src/k.ts': SDK,
      },
      [],
    ],
    [
      'a server function of another file',
      {
        'src/routes/a.tsx': `${ROUTER}import { join } from '../join';\nexport const Route = createFileRoute('/')({ component: () => join() });`,
        'src/join.ts':
          "import { createServerFn } from '@tanstack/react-start';\nimport { api } from './k';\nexport const join = createServerFn({ method: 'POST' }).validator(check).handler(async () => { await api.join(); });",
        'src/k.ts': SDK,
      },
      [],
    ],
    [
      'what a server function loads, and calls by a name',
      {
        'src/routes/a.tsx': `${ROUTER}const run = async () => (await import('../k')).api.get(${KEY});\nfunction start() { return run(); }\nconst get = createServerFn().handler(start);\nexport const Route = createFileRoute('/')({ loader: () => get() });`,
        'src/k.ts': SDK,
      },
      [],
    ],
    [
      'the handlers of a route',
      {
        'src/routes/a.ts': `${ROUTER}import { api } from '../k';\nexport const Route = createFileRoute('/a')({ server: { handlers: { POST: () => api.get() } } });`,
        'src/k.ts': SDK,
      },
      [],
    ],
    [
      "a function of SolidStart with 'use server'",
      {
        ...START,
        'src/routes/a.tsx':
          "import { api } from '../k';\nconst get = query(async () => {\n  'use server';\n  return api.get();\n}, 'get');\nexport default () => <p>{get()}</p>;",
        'src/k.ts': SDK,
      },
      [],
    ],
    [
      'a route of SolidStart that answers requests',
      {
        ...START,
        'src/routes/a.tsx':
          "import { api } from '../k';\nexport const GET = () => api.get();\nexport default () => null;",
        'src/routes/api/b.ts': SDK,
        'src/k.ts': SDK,
      },
      [],
    ],
    [
      'a function of Qwik',
      {
        'src/a.client.tsx':
          "import { server$ } from '@builder.io/qwik-city';\nimport { api } from './k';\nexport const join = server$(() => api.join());",
        'src/k.ts': SDK,
      },
      [],
    ],
  ])('%s', async (_, files, places) => {
    expect(await told(files)).toEqual(places);
  });
});

describe('stays on the server:', () => {
  const THREAD = "import { Worker } from 'node:worker_threads';\nnew Worker(new URL('./w.ts', import.meta.url));";
  const WRANGLER = { 'wrangler.toml': 'name = "join"\nmain = "src/service-worker.js"\n' };
  test.each<[string, Files]>([
    ['a thread of Node', { 'src/a.ts': THREAD, 'src/w.ts': SDK }],
    [
      'a worker of a queue',
      {
        'a.ts': "import { Worker } from 'bullmq';\nnew Worker('sync', new URL('./w.ts', import.meta.url));",
        'w.ts': SDK,
      },
    ],
    [
      'a worker of Deno',
      { 'a.ts': "Deno.serve(answer);\nnew Worker(new URL('./w.ts', import.meta.url));", 'w.ts': SDK },
    ],
    [
      'a worker of Cloudflare',
      { ...WRANGLER, 'src/service-worker.js': `${SDK}self.addEventListener('fetch', answer);` },
    ],
    ['a service that is called so', { 'services/service-worker.ts': SDK, 'services/sw.js': SDK }],
    [
      'what a worker takes types of',
      {
        'a.ts': `${CLIENT}new Worker(new URL('./w.ts', import.meta.url));`,
        'w.ts': "import type { P } from './k';",
        'k.ts': SDK,
      },
    ],
    [
      'a file that a client only has the address of',
      { 'a.ts': `${CLIENT}const at = new URL('./k.ts', import.meta.url);`, 'k.ts': SDK },
    ],
    [
      'a module that Vite gives as a text',
      { ...VITE, 'src/main.ts': "import text from './k.ts?raw';", 'src/k.ts': SDK },
    ],
    [
      'a worker that is commented out',
      { 'a.ts': `${CLIENT}// new Worker(new URL('./w.ts', import.meta.url));`, 'w.ts': SDK },
    ],
    [
      'a component that Astro only renders',
      {
        'a.astro': "---\nimport List from './List';\nimport Menu from './Menu';\n---\n<List />\n<Menu client:load />",
        'List.tsx': SDK,
        'Menu.tsx': 'export default () => null;',
      },
    ],
    [
      'an island that is commented out',
      { 'a.astro': "---\nimport List from './List';\n---\n<!-- <List client:load /> -->\n<List />", 'List.tsx': SDK },
    ],
    [
      'a component of a server island',
      { 'a.astro': "---\nimport List from './List';\n---\n<List server:defer />", 'List.tsx': SDK },
    ],
    ['a component that a document renders', { 'a.mdx': "import List from './List';\n\n<List />\n", 'List.tsx': SDK }],
    [
      'an endpoint of Astro that a script asks',
      { 'src/pages/a.astro': "<script>\nfetch('/api/join');\n</script>", 'src/pages/api/join.ts': SDK },
    ],
    [
      'modules that a server loads by a pattern',
      { 'server/a.ts': "import.meta.glob('./*.ts', { eager: true });", 'server/k.ts': SDK },
    ],
    ['modules of another pattern', { ...VITE, 'src/main.ts': "import.meta.glob('./forms/*.ts');", 'src/k.ts': SDK }],
    [
      'modules that a pattern leaves out',
      { ...VITE, 'src/main.ts': "import.meta.glob(['./*.ts', '!./k.ts']);", 'src/k.ts': SDK },
    ],
    [
      'modules that are taken as texts',
      { ...VITE, 'src/main.ts': "import.meta.glob('./*.ts', { query: '?raw' });", 'src/k.ts': SDK },
    ],
    [
      'the entry of webpack for Node',
      { 'webpack.config.js': "module.exports = { entry: './src/index.js', target: 'node' };", 'src/index.js': SDK },
    ],
    [
      'an entry of webpack that says nothing',
      { 'webpack.config.js': "module.exports = { entry: './src/index.js' };", 'src/index.js': SDK },
    ],
    [
      'the entry of webpack for a worker',
      {
        'webpack.config.js': "module.exports = { entry: './src/index.js', target: 'webworker' };",
        'src/index.js': SDK,
      },
    ],
    [
      'an entry of webpack for both',
      {
        'webpack.config.js':
          "module.exports = [{ target: 'web', entry: './client.js' }, { target: 'node', entry: './server.js' }];",
        'client.js': 'start();',
        'server.js': SDK,
      },
    ],
    [
      'an entry of esbuild for Node',
      { 'build.mjs': "build({ entryPoints: ['src/app.ts'], platform: 'node' });", 'src/app.ts': SDK },
    ],
    [
      'a build of esbuild for both',
      {
        'build.mjs':
          "for (const platform of ['node', 'x'])\n  build({ entryPoints: ['src/app.ts'], platform });\nbuild({ platform: 'browser' });",
        'src/app.ts': SDK,
      },
    ],
    [
      'a route of Expo that answers requests',
      { ...NATIVE, 'app/join+api.ts': `import { origin } from 'expo-constants';\n${SDK}`, 'app/index.tsx': SCREEN },
    ],
    [
      'a server beside an application',
      { ...NATIVE, 'App.tsx': SCREEN, 'server/index.js': SDK, 'scripts/a.ts': SDK, 'functions/k.ts': SDK },
    ],
    ['types of React Native', { ...NATIVE, 'k.ts': `import type { Text } from 'react-native';\n${SDK}` }],
    ['a test of a screen', { ...NATIVE, 'Join.test.tsx': `${SCREEN}${SDK}` }],
    [
      'another package of settings',
      { 'k.ts': "import Config from './react-native-config';\nsend(Config.KLAVIYO_PRIVATE_KEY);" },
    ],
    ['settings of another application', { 'app.config.js': `module.exports = { extra: { klaviyo: ${KEY} } };` }],
    [
      'settings of Expo without the key',
      {
        'app.config.js': `module.exports = { expo: { extra: { id: process.env.KLAVIYO_COMPANY_ID, isOn: Boolean(${KEY}) } } };`,
      },
    ],
    [
      'what a template asks',
      {
        'views/a.ejs': `<p><% if (${KEY}) { %>on<% } %> <%= ${KEY} ? 'on' : 'off' %> <%= process.env.KLAVIYO_COMPANY_ID %></p>`,
      },
    ],
    ['a template of a configuration', { 'deploy/app.yml.ejs': `key: <%= ${KEY} %> # <p>` }],
    ['a template that is no page', { 'deploy/env.ejs': `KLAVIYO_PRIVATE_KEY=<%= ${KEY} %>` }],
  ])('%s', async (_, files) => {
    expect(await told(files)).toEqual([]);
  });
});
