import * as parser from '@typescript-eslint/parser';
import rule from '../../../eslint-plugin/rules/no-private-key-in-browser.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

type Id = 'sdkInBrowser' | 'privateVariable' | 'publicVariable' | 'publishedKey' | 'givenKey';

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
const JSX = { languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } };

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

const setting = (name: string, title: string, at: string): InvalidCase<Id>['errors'][number] => ({
  messageId: 'publishedKey',
  data: { name, setting: title },
  at,
});

const given = (means: string, at = 'process.env.KLAVIYO_PRIVATE_KEY'): InvalidCase<Id>['errors'][number] => ({
  messageId: 'givenKey',
  data: { name: 'KLAVIYO_PRIVATE_KEY', means },
  at,
});

const KEY = 'process.env.KLAVIYO_PRIVATE_KEY';
const RENDERED = 'this element of the page';
const CLIENT = "this component of 'src/form.tsx'";
const CLIENTS = { settings: { klaviyo: { clientImports: { './form': 'src/form.tsx', './ui Form': 'src/form.tsx' } } } };
const page = (element: string, before = ''): string =>
  `import Form, { Other } from './form';\nimport { Form as UiForm, Card } from './ui';\nimport * as ui from './ui';\n${before}\nexport default function Page() { return ${element}; }`;

/** What a server component gives to the browser. */
const GIVEN: readonly [element: string, means: string, before?: string, at?: string][] = [
  [`<Form apiKey={${KEY}} />`, CLIENT],
  [`<Other apiKey={${KEY}} />`, CLIENT],
  [`<UiForm apiKey={${KEY} ?? ''} />`, CLIENT],
  [`<ui.Form apiKey={${KEY}} />`, CLIENT],
  [`<Form settings={{ url: '/', keys: [${KEY}] }} />`, CLIENT],
  [`<Form header={\`Klaviyo-API-Key \${${KEY}}\`} />`, CLIENT],
  [`<Form {...{ apiKey: ${KEY} }} />`, CLIENT],
  ['<Form apiKey={apiKey} />', CLIENT, `const apiKey = ${KEY};`, '{«apiKey»}'],
  ['<Form {...settings} />', CLIENT, `const settings = { apiKey: ${KEY} };`, '...«settings»'],
  [`<Form>{${KEY}}</Form>`, CLIENT],
  [`createElement(Form, { apiKey: ${KEY} })`, CLIENT],
  [`React.createElement('p', null, ${KEY})`, RENDERED],
  [`<Lazy apiKey={${KEY}} />`, CLIENT, "const Lazy = dynamic(() => import('./form'));"],
  [`<p>{${KEY}}</p>`, RENDERED],
  [`<p><>{isShown ? ${KEY} : null}</></p>`, RENDERED],
  [`<meta name="key" content={${KEY}} />`, RENDERED],
  [`<div data-key={${KEY} || ''} />`, RENDERED],
  [`<script dangerouslySetInnerHTML={{ __html: \`window.KEY = '\${${KEY}}'\` }} />`, 'this page'],
  [`<script dangerouslySetInnerHTML={{ __html: 'window.KEYS = ' + JSON.stringify({ k: ${KEY} }) }} />`, 'this page'],
  [
    '<script dangerouslySetInnerHTML={{ __html: script }} />',
    'this page',
    `const script = \`window.ENV = \${JSON.stringify({ key: ${KEY} })}\`;`,
    '__html: «script»',
  ],
  [`<Script dangerouslySetInnerHTML={{ __html: 'key = "' + ${KEY} + '"' }} />`, 'this page'],
  [`render(\`<html><script>const key = '\${${KEY}}';</script></html>\`)`, 'this page'],
  [`render('<script>const key = "' + ${KEY} + '";</script>')`, 'this page'],
];

/** What it keeps. */
const KEPT: readonly [element: string, before?: string][] = [
  [`<Card apiKey={${KEY}} />`],
  [`createElement(Card, { apiKey: ${KEY} })`],
  [`document.createElement('p', load(${KEY}))`],
  [`<Local apiKey={${KEY}} />`, 'function Local({ apiKey }) { return <p>{String(apiKey.length)}</p>; }'],
  [`<Form isReady={Boolean(${KEY})} />`],
  [`<Form isReady={!!${KEY}} />`],
  [`<Form isReady={${KEY} !== undefined} />`],
  [`<Form state={${KEY} ? 'set' : 'missing'} />`],
  [`<Form length={${KEY}.length} />`],
  [`<Form end={${KEY}.slice(-4)} />`],
  [`<Form hint={mask(${KEY})} />`, "const mask = key => key.slice(0, 4) + '…';"],
  [`<Form hash={createHash('sha256').update(${KEY}).digest('hex')} />`],
  [`<Form profiles={load(${KEY})} />`, 'const load = key => fetch("/", { headers: { key } }).then(read);'],
  [`<Form action={async () => { 'use server'; await send(${KEY}); }} />`],
  [`<p>{\`…\${${KEY}.slice(-4)}\`}</p>`],
  [`<p>{'…' + ${KEY}.slice(-4)}</p>`],
  [`<p>{masked}</p>`, `const masked = \`\${${KEY}.replace(/./g, '*')}\`;`],
  [`<p>{hide(${KEY})}</p>`, "const hide = key => key.replace(/./g, '*');"],
  ['<p>{hidden}</p>', `const hide = key => key.replace(/./g, '*');\nconst hidden = hide(${KEY});`],
  ['<Form {...hidden} />', `const hidden = { key: ${KEY}.replaceAll(/./g, '*') };`],
  ['<Form settings={{ key: hidden }} />', `const hidden = ${KEY}.replaceAll(/./g, '*');`],
  [`<p>{status.key}</p>`, `const status = { key: ${KEY} ? 'set' : '' };`],
  ['<Form company={process.env.KLAVIYO_COMPANY_ID} />'],
  [`<Form key={${KEY}} />`],
  [`<p>{${KEY} && <b>ready</b>}</p>`],
  ["<p>{'KLAVIYO_PRIVATE_KEY'}</p>"],
  [`<Text>{${KEY}}</Text>`],
  [`<>{use(${KEY})}</>`],
  [`<form action={async () => { 'use server'; await send(${KEY}); }} />`],
  [`<button onClick={() => send(${KEY})} />`],
  [`send(\`<request><apiKey>\${${KEY}}</apiKey></request>\`)`],
  [`send(\`<div>\${await load(${KEY})}</div>\`)`],
  [`log(\`\${${KEY}} <div>\`)`],
];

/** What a server returns for a page, and what it keeps. */
const RETURNED: readonly [filename: string, code: string, name: string][] = [
  [
    'pages/index.jsx',
    `export async function getServerSideProps() { return { props: { key: ${KEY} } }; }\nexport default () => null;`,
    'getServerSideProps',
  ],
  [
    'pages/index.jsx',
    `export async function getServerSideProps() { const result = { props: { key: ${KEY} } }; return result; }\nexport default () => null;`,
    'getServerSideProps',
  ],
  [
    'pages/index.jsx',
    `const Page = () => null;\nPage.getInitialProps = async () => ({ key: ${KEY} });\nexport default Page;`,
    'getInitialProps',
  ],
  [
    'pages/index.jsx',
    `export const getStaticProps = withSession(async () => ({ props: { a: { key: ${KEY} } } }));\nexport default () => null;`,
    'getStaticProps',
  ],
  [
    'app/routes/a.jsx',
    `import { json } from '@remix-run/node';\nexport const loader = async () => json({ ENV: { KEY: ${KEY} } });\nexport default () => null;`,
    'loader',
  ],
  [
    'app/routes/a.jsx',
    `import { Form } from 'react-router';\nexport async function loader() { return { key: ${KEY} }; }\nexport default () => <Form />;`,
    'loader',
  ],
  ['src/routes/+page.server.js', `export const load = () => ({ key: ${KEY} });`, 'load'],
];
const NOT_RETURNED: readonly [filename: string, code: string][] = [
  [
    'pages/index.jsx',
    `export async function getServerSideProps() { return { props: await load(${KEY}) }; }\nexport default () => null;`,
  ],
  [
    'pages/index.jsx',
    `export async function getServerSideProps() { const found = [1].map(() => { return { props: ${KEY} }; }); return { props: {} }; }\nexport default () => null;`,
  ],
  ['lib/props.js', `export async function getServerSideProps() { return { props: { key: ${KEY} } }; }`],
  [
    'app/routes/a.jsx',
    `import { json } from '@remix-run/node';\nexport const loader = async () => json(await load({ key: ${KEY} }));\nexport default () => null;`,
  ],
  ['src/plugins/load.js', `export const load = () => ({ key: ${KEY} });`],
  ['src/loader.js', `import x from 'remix';\nexport const loader = () => ({ key: ${KEY} });\nexport default x;`],
];

/** Builds for browsers that the key is written into; `DEFINE` stands for the setting with it. */
const BUILDS: readonly [code: string, title: string][] = [
  [
    "import { build } from 'esbuild';\nawait build({ entryPoints: ['a.js'], bundle: true, platform: 'browser', DEFINE });",
    "'define' of esbuild",
  ],
  [
    "import * as esbuild from 'esbuild';\nesbuild.buildSync({ entryPoints: ['a.js'], bundle: true, DEFINE });",
    "'define' of esbuild",
  ],
  [
    "const settings = { entryPoints: ['a.js'], platform: 'browser', DEFINE };\nrequire('esbuild').context(settings);",
    "'define' of esbuild",
  ],
  ["await Bun.build({ entrypoints: ['a.ts'], DEFINE });", "'define' of Bun"],
  ["import { build } from 'vite';\nawait build({ root: 'web', DEFINE });", "'define' of Vite"],
];
const ROLLUP =
  "import replace from '@rollup/plugin-replace';\nexport default { output: { file: 'a.js', format: 'iife' }, plugins: [replace({ preventAssignment: true, REPLACED })] };";

/** Builds for something else, and without the key. */
const OTHER_BUILDS: readonly string[] = [
  "import { build } from 'esbuild';\nbuild({ entryPoints: ['a.js'], platform: 'node', DEFINE });",
  "import { build } from 'esbuild';\nbuild({ entryPoints: ['a.js'], platform: 'neutral', DEFINE });",
  "import { build } from 'esbuild';\nbuild({ entryPoints: ['a.js'], target: ['node20'], DEFINE });",
  "import { build } from 'esbuild';\nbuild({ entryPoints: ['a.js'], format: 'cjs', DEFINE });",
  "import { build } from 'esbuild';\nbuild({ entryPoints: ['a.js'], packages: 'external', DEFINE });",
  "import { build } from 'esbuild';\nbuild({ entryPoints: ['src/worker.ts'], platform: 'browser', conditions: ['workerd'], DEFINE });",
  "import { build } from 'esbuild';\nbuild({ ...shared, entryPoints: ['a.js'], DEFINE });",
  "import { build } from './esbuild.js';\nbuild({ entryPoints: ['a.js'], platform: 'browser', DEFINE });",
  "import { build } from 'esbuild';\nbuild({ platform: 'browser', define: { 'process.env.KLAVIYO_PRIVATE_KEY': 'undefined' } });",
  "import { build } from 'esbuild';\nbuild({ platform: 'browser', define: { KEY: JSON.stringify(process.env.KLAVIYO_COMPANY_ID) } });",
  "Bun.build({ entrypoints: ['a.ts'], target: 'bun', DEFINE });",
  ROLLUP.replace('iife', 'es').replace('REPLACED', 'KEY: JSON.stringify(process.env.KLAVIYO_PRIVATE_KEY)'),
  "import { build } from 'tsup';\nbuild({ platform: 'browser', DEFINE });",
];
const withDefine = (code: string): string =>
  code.replace('DEFINE', "define: { 'process.env.KEY': JSON.stringify(process.env.KLAVIYO_PRIVATE_KEY) }");

/** Where a read is in a branch that only a server takes, and where it is not; `READ` is the read. */
const ON_SERVER = [
  "function key() { if (typeof window !== 'undefined') return ''; return READ; }",
  "function key() { if (typeof window !== 'undefined') { throw new Error(); } try { return READ; } catch { return ''; } }",
  "export const key = typeof window === 'undefined' ? READ : '';",
  "export const key = typeof document === 'object' ? '' : READ;",
  "export const key = typeof window === 'undefined' && READ;",
  "export const key = isReady && 'undefined' == typeof window && READ;",
  "export const key = typeof window !== 'undefined' || READ;",
  "const isServer = typeof window === 'undefined';\nif (isServer) start(READ);",
  "if (!(typeof window !== 'undefined')) start(READ);",
  "const isServer = () => typeof window === 'undefined';\nexport const key = isServer() ? READ : '';",
  "function isBrowser() { return typeof window !== 'undefined'; }\nfunction key() { if (isBrowser()) return ''; return READ; }",
  "if (typeof window === 'undefined' && isReady) start(READ);",
];
const IN_BROWSER = [
  "function key() { if (typeof window === 'undefined') return ''; return READ; }",
  "function key() { if (typeof window !== 'undefined') log(); return READ; }",
  "export const key = typeof window === 'undefined' ? '' : READ;",
  "export const key = typeof window === 'undefined' || READ;",
  "export const key = (typeof window === 'undefined') ?? READ;",
  "if (typeof window === 'undefined' || isReady) start(READ);",
  "let isServer = typeof window === 'undefined';\nif (isServer) start(READ);",
  "const window = undefined;\nif (typeof window === 'undefined') start(READ);",
  'const isServer = !isServer;\nif (isServer) start(READ);',
];
const withRead = (code: string): string => `'use client';\n${code.replace('READ', 'process.env.KLAVIYO_PRIVATE_KEY')}`;

testRule(rule, {
  valid: [
    ...ON_SERVER.map(code => ({ name: `a read on a server: ${code}`, code: withRead(code) })),
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
    {
      name: 'a server part of a route with a client loader',
      filename: 'app/routes/list.tsx',
      code: `${SDK}\nexport const loader = () => new ProfilesApi(process.env.KLAVIYO_PRIVATE_KEY).getProfiles();\nexport const clientLoader = ({ serverLoader }) => serverLoader();`,
    },
    {
      name: 'a loader of Remix beside its page',
      filename: 'app/routes/list.tsx',
      ...JSX,
      code: `${SDK}\nimport { useLoaderData } from '@remix-run/react';\nconst api = new ProfilesApi();\nexport const loader = () => api.getProfiles();\nexport default () => <p>{useLoaderData().length}</p>;`,
    },
    {
      name: 'a loader of React Router of which the page takes the type',
      filename: 'app/routes/settings.tsx',
      ...JSX,
      code: "import { useLoaderData } from 'react-router';\nexport const loader = () => ({ isSet: Boolean(process.env.KLAVIYO_PRIVATE_KEY) });\nexport default () => <p>{String(useLoaderData<typeof loader>().isSet)}</p>;",
    },
    {
      name: 'a helper of a loader of Remix of which the page takes the type',
      filename: 'app/routes/settings.tsx',
      ...JSX,
      code: `${SDK}\nimport { useLoaderData } from '@remix-run/react';\nconst load = () => new ProfilesApi(process.env.KLAVIYO_PRIVATE_KEY).getProfiles();\nexport const loader = () => load();\nexport default () => <Page profiles={useLoaderData() as Awaited<ReturnType<typeof load>>} />;`,
    },
    {
      name: 'a script that asks whether there is a page',
      filename: 'src/track.ts',
      code: `${SDK}\nif (typeof document !== 'undefined') document.title = 'a';\nexport const mount = () => document.body;`,
    },
    {
      name: 'a document of its own',
      filename: 'src/track.ts',
      code: `${SDK}\nconst document = load();\ndocument.getElementById('a');`,
    },
    {
      name: 'a page that a server makes',
      filename: 'src/render.ts',
      code: `import { JSDOM } from 'jsdom';\n${SDK}\nconst { window } = new JSDOM('');\nwindow.a = 1;\ndocument.title = 'a';`,
    },
    {
      name: 'a directive behind code',
      filename: 'a.ts',
      code: `'use strict';\n${SDK}\n'use client';`,
    },
    {
      name: 'a text that begins like a directive',
      filename: 'a.ts',
      code: `'use client' + a;\n${SDK}`,
    },
    {
      name: 'the private variable of SvelteKit on the server',
      filename: 'src/routes/+page.server.ts',
      code: "import { KLAVIYO_PRIVATE_KEY } from '$env/static/private';",
    },
    {
      name: 'the settings of Next.js without a private key',
      filename: 'next.config.mjs',
      code: 'export default { env: { KLAVIYO_COMPANY_ID: process.env.KLAVIYO_COMPANY_ID, KLAVIYO_PRIVATE_KEY_SET: !!process.env.KLAVIYO_PRIVATE_KEY }, serverRuntimeConfig: { klaviyoPrivateKey: process.env.KLAVIYO_PRIVATE_KEY } };',
    },
    {
      name: 'the private settings of Nuxt',
      filename: 'nuxt.config.ts',
      code: "export default defineNuxtConfig({ runtimeConfig: { klaviyoPrivateKey: process.env.KLAVIYO_PRIVATE_KEY, public: { klaviyo: { companyId: '', hasPrivateKey: Boolean(process.env.KLAVIYO_PRIVATE_KEY) } } } });",
    },
    {
      name: 'a definition for a server',
      filename: 'vite.config.ts',
      code: "export default { build: { ssr: true }, define: { 'process.env.KLAVIYO_PRIVATE_KEY': JSON.stringify(process.env.KLAVIYO_PRIVATE_KEY) } };",
    },
    {
      name: 'a plugin with settings of the same name',
      filename: 'next.config.js',
      code: 'module.exports = { webpack: () => run({ env: { KLAVIYO_PRIVATE_KEY: process.env.KLAVIYO_PRIVATE_KEY } }) };',
    },
    {
      name: 'a public variable that another property holds',
      filename: 'a.ts',
      code: 'const keys = { company: process.env.NEXT_PUBLIC_KLAVIYO_KEY, api: process.env.KLAVIYO_KEY };\nsend({ Authorization: `Klaviyo-API-Key ${keys.api}` });',
    },
    {
      name: 'a similar package of a CDN',
      filename: 'a.client.js',
      code: "import x from 'https://esm.sh/klaviyo-api-client@1';\nimport y from 'npm:not-klaviyo-api';",
    },
    ...OTHER_BUILDS.map(code => ({
      name: `no page is built by ${code}`,
      filename: 'build.mjs',
      code: withDefine(code),
    })),
    {
      name: 'a name that Vite replaces by nothing',
      filename: 'vite.config.ts',
      code: "export default { define: { 'process.env.KLAVIYO_PRIVATE_KEY': 'undefined', KLAVIYO_PRIVATE_KEY: '\"\"' } };",
    },
    ...KEPT.map(([element, before]) => ({
      name: `a server keeps the key of ${element}`,
      filename: 'app/page.tsx',
      code: page(element, before),
      ...JSX,
      ...CLIENTS,
    })),
    ...NOT_RETURNED.map(([filename, code]) => ({ name: `no page gets what is in ${code}`, filename, code, ...JSX })),
    {
      name: 'a component that nobody says is of the browser',
      filename: 'app/page.tsx',
      code: page(`<Form apiKey={${KEY}} />`),
      ...JSX,
    },
    {
      name: 'a page that a test renders',
      filename: 'app/page.test.tsx',
      code: page(`<Form apiKey={${KEY}}><p>{${KEY}}</p></Form>`),
      ...JSX,
      ...CLIENTS,
    },
    {
      name: 'a specifier that is not known, or names something else',
      filename: 'a.client.js',
      code: "const name = pick();\nimport(name);\nrequire('klaviyo' + '-api-client');\nimport(`./${'klaviyo-api'}`);\nimport('../klaviyo-api/index.js');",
    },
    {
      name: 'an installed package of another name',
      filename: 'a.client.js',
      code: "import '../node_modules/klaviyo-api/node_modules/axios/index.js';\nimport '../node_modules/klaviyo-api-client/index.js';",
    },
    {
      name: 'the SDK in pieces, and by its path, on a server',
      filename: 'a.ts',
      code: "import('klaviyo' + '-api');\nimport '../node_modules/klaviyo-api/dist/index.js';",
    },
    {
      name: 'a computed variable that is not known, or none of a private key',
      filename: 'a.client.js',
      code: "const read = name => process.env[name];\nsend(process.env['NEXT_PUBLIC_' + 'KLAVIYO_COMPANY_ID'], table['KLAVIYO_' + 'PRIVATE_KEY'], klaviyo);",
    },
  ],
  invalid: [
    {
      name: 'a variable that is destructured by a constant',
      filename: 'a.client.js',
      code: "const NAME = 'KLAVIYO_PRIVATE_KEY';\nconst { [NAME]: key } = process.env;",
      errors: [read('KLAVIYO_PRIVATE_KEY', '[«NAME»]')],
    },
    {
      name: 'definitions of the compiler of Next.js',
      filename: 'next.config.ts',
      code: 'export default { compiler: { define: { KEY: process.env.KLAVIYO_PRIVATE_KEY } } };',
      errors: [setting('KLAVIYO_PRIVATE_KEY', "'compiler.define' of Next.js", '«KEY»: ')],
    },
    {
      name: 'the application settings of Nuxt',
      filename: 'nuxt.config.ts',
      code: 'export default defineNuxtConfig({ appConfig: { klaviyo: { key: process.env.KLAVIYO_PRIVATE_KEY } } });',
      errors: [setting('KLAVIYO_PRIVATE_KEY', "'appConfig' of Nuxt", '«key»: ')],
    },
    ...BUILDS.map(([code, title]): InvalidCase<Id> => ({
      name: `a build for browsers: ${code}`,
      filename: 'build.mjs',
      code: withDefine(code),
      errors: [setting('KLAVIYO_PRIVATE_KEY', title, "'process.env.KEY'")],
    })),
    ...['KEY: JSON.stringify(process.env.KLAVIYO_PRIVATE_KEY)', 'values: { KEY: process.env.KLAVIYO_PRIVATE_KEY }'].map(
      (replaced): InvalidCase<Id> => ({
        name: `a build of Rollup for pages with ${replaced}`,
        filename: 'rollup.config.mjs',
        code: ROLLUP.replace('REPLACED', replaced),
        errors: [setting('KLAVIYO_PRIVATE_KEY', "'replace' of Rollup", '«KEY»: ')],
      }),
    ),
    ...GIVEN.map(([element, means, before, at]): InvalidCase<Id> => ({
      name: `a server gives the key in ${element}`,
      filename: 'app/page.tsx',
      code: page(element, before),
      ...JSX,
      ...CLIENTS,
      errors: [at === undefined ? given(means) : given(means, at)],
    })),
    ...RETURNED.map(([filename, code, name]): InvalidCase<Id> => ({
      name: `a server returns the key in ${code}`,
      filename,
      code,
      ...JSX,
      errors: [given(`what '${name}' returns`)],
    })),
    {
      name: 'the SDK in pieces',
      filename: 'a.client.js',
      code: "const load = () => import('klaviyo' + '-api');",
      errors: [sdk("'klaviyo' + '-api'")],
    },
    {
      name: 'the SDK by a constant',
      filename: 'a.client.js',
      code: "const NAME = 'klaviyo-api';\nconst load = () => require(NAME);",
      errors: [sdk('require(«NAME»)')],
    },
    ...[
      '../node_modules/klaviyo-api/dist/index.js',
      '/node_modules/klaviyo-api/dist/index.js?v=1',
      '../node_modules/.pnpm/klaviyo-api@23.0.0/node_modules/klaviyo-api/dist/api',
    ].map((specifier): InvalidCase<Id> => ({
      name: `the SDK at ${specifier}`,
      filename: 'a.client.js',
      code: `import { ProfilesApi } from '${specifier}';`,
      errors: [sdk(`'${specifier}'`)],
    })),
    {
      name: 'a private variable in pieces',
      filename: 'a.client.js',
      code: "const NAME = 'KLAVIYO_PRIVATE_KEY';\nsend(process.env[NAME], process.env['KLAVIYO_' + 'PRIVATE_KEY']);",
      errors: [
        read('KLAVIYO_PRIVATE_KEY', 'process.env[NAME]'),
        read('KLAVIYO_PRIVATE_KEY', "process.env['KLAVIYO_' + 'PRIVATE_KEY']"),
      ],
    },
    {
      name: 'a public variable in pieces, in any file',
      filename: 'lib/klaviyo.ts',
      code: "const key = process.env['NEXT_PUBLIC_' + 'KLAVIYO_PRIVATE_KEY'];",
      errors: [published('NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY', "process.env['NEXT_PUBLIC_' + 'KLAVIYO_PRIVATE_KEY']")],
    },
    ...IN_BROWSER.map(code => ({
      name: `a read in a browser: ${code}`,
      code: withRead(code),
      errors: [read('KLAVIYO_PRIVATE_KEY', 'process.env.KLAVIYO_PRIVATE_KEY')],
    })),
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
    {
      name: 'a public variable in a property',
      filename: 'a.ts',
      code: 'const keys = { company: process.env.NEXT_PUBLIC_KLAVIYO_KEY };\nsend({ Authorization: `Klaviyo-API-Key ${keys.company}` });',
      errors: [published('NEXT_PUBLIC_KLAVIYO_KEY', 'keys.company')],
    },
    {
      name: 'a public variable in a field',
      filename: 'a.js',
      code: "class Client { key = import.meta.env.VITE_KLAVIYO_KEY; send() { return fetch('/', { headers: { Authorization: 'Klaviyo-API-Key ' + this.key } }); } }",
      errors: [published('VITE_KLAVIYO_KEY', 'this.key')],
    },
    {
      name: 'a public variable in a text that is made elsewhere',
      filename: 'a.ts',
      code: "const { NEXT_PUBLIC_KLAVIYO_KEY } = process.env;\nconst authorization = ['Klaviyo-API-Key', NEXT_PUBLIC_KLAVIYO_KEY].join(' ');\nsend({ headers: { Authorization: authorization } });",
      errors: [published('NEXT_PUBLIC_KLAVIYO_KEY', 'Authorization: «authorization»')],
    },
    {
      name: 'a destructured public variable in a session',
      filename: 'a.ts',
      code: "import * as Klaviyo from 'klaviyo-api';\nconst { VITE_KLAVIYO: key = '' } = import.meta.env;\nnew Klaviyo.ApiKeySession(key);",
      errors: [published('VITE_KLAVIYO', 'ApiKeySession(«key»)')],
    },
    {
      name: 'a destructured private variable',
      filename: 'a.tsx',
      code: "'use client';\nconst { KLAVIYO_PRIVATE_KEY: key } = process.env;",
      errors: [read('KLAVIYO_PRIVATE_KEY', 'KLAVIYO_PRIVATE_KEY')],
    },
    {
      name: 'a private variable of an environment with another name',
      filename: 'a.tsx',
      code: "'use client';\nimport { env } from 'node:process';\nconst key = env.KLAVIYO_PRIVATE_KEY;",
      errors: [read('KLAVIYO_PRIVATE_KEY', 'env.KLAVIYO_PRIVATE_KEY')],
    },
    {
      name: 'a private variable of SvelteKit',
      filename: 'Signup.svelte',
      code: "import { KLAVIYO_PRIVATE_KEY as key } from '$env/static/private';",
      errors: [read('KLAVIYO_PRIVATE_KEY', 'key')],
    },
    {
      name: 'a public variable of SvelteKit by its name',
      filename: 'src/lib/klaviyo.ts',
      code: "import { PUBLIC_KLAVIYO_PRIVATE_KEY } from '$env/static/public';",
      errors: [published('PUBLIC_KLAVIYO_PRIVATE_KEY', 'PUBLIC_KLAVIYO_PRIVATE_KEY')],
    },
    {
      name: 'a public variable of SvelteKit by its use',
      filename: 'src/lib/klaviyo.ts',
      code: "import { PUBLIC_KLAVIYO } from '$env/static/public';\nsend(`Klaviyo-API-Key ${PUBLIC_KLAVIYO}`);",
      errors: [published('PUBLIC_KLAVIYO', '{«PUBLIC_KLAVIYO»}')],
    },
    {
      name: 'a public variable of the environment of SvelteKit',
      filename: 'src/lib/klaviyo.ts',
      code: "import { env } from '$env/dynamic/public';\nsend(`Klaviyo-API-Key ${env.PUBLIC_KLAVIYO}`);",
      errors: [published('PUBLIC_KLAVIYO', 'env.PUBLIC_KLAVIYO')],
    },
    {
      name: 'the SDK behind two directives of which one is another',
      filename: 'a.tsx',
      code: `'use strict';\n/* a */ "use client"\n${SDK}`,
      errors: [sdk()],
    },
    {
      name: 'the SDK in a script that works on the page',
      filename: 'public/signup.js',
      code: `${SDK}\ndocument.querySelector('form').addEventListener('submit', send);`,
      errors: [sdk()],
    },
    {
      name: 'the SDK in a function that is called on the page',
      filename: 'src/main.ts',
      code: `${SDK}\n(() => { window.klaviyo = new ProfilesApi(); })();`,
      errors: [sdk()],
    },
    {
      name: 'a private variable in a script of jQuery',
      filename: 'src/main.js',
      code: '$(function () { send(process.env.KLAVIYO_PRIVATE_KEY); });',
      errors: [read('KLAVIYO_PRIVATE_KEY', 'process.env.KLAVIYO_PRIVATE_KEY')],
    },
    {
      name: 'the SDK in a client loader',
      filename: 'app/routes/list.tsx',
      code: `${SDK}\nconst api = new ProfilesApi();\nconst load = () => api.getProfiles();\nexport const clientLoader = () => load();`,
      errors: [sdk()],
    },
    {
      name: 'a private variable in what the page of a route calls, whose type it takes too',
      filename: 'app/routes/settings.tsx',
      ...JSX,
      code: "import { useLoaderData } from 'react-router';\nconst isSet = () => Boolean(process.env.KLAVIYO_PRIVATE_KEY);\nexport const loader = () => isSet();\nexport default () => <p>{String(useLoaderData<ReturnType<typeof isSet>>() ?? isSet())}</p>;",
      errors: [read('KLAVIYO_PRIVATE_KEY', 'process.env.KLAVIYO_PRIVATE_KEY')],
    },
    {
      name: 'a private variable in a client action',
      filename: 'app/routes/list.tsx',
      code: 'export async function clientAction() { return send(process.env.KLAVIYO_PRIVATE_KEY); }\nexport const action = () => send(process.env.KLAVIYO_SECRET_KEY);',
      errors: [read('KLAVIYO_PRIVATE_KEY', 'process.env.KLAVIYO_PRIVATE_KEY')],
    },
    {
      name: 'the SDK in a page of Next.js beside getServerSideProps',
      filename: 'pages/index.tsx',
      ...JSX,
      code: `${SDK}\nexport const getServerSideProps = () => ({ props: {} });\nexport default () => <button onClick={() => new ProfilesApi().getProfiles()} />;`,
      errors: [sdk()],
    },
    {
      name: 'a re-export of a client file',
      filename: 'a.ts',
      code: "'use client';\nexport * from 'klaviyo-api';",
      errors: [sdk()],
    },
    {
      name: 'a named re-export of a client file',
      filename: 'a.ts',
      code: "'use client';\nexport { ProfilesApi } from 'klaviyo-api';",
      errors: [sdk()],
    },
    ...[
      'npm:klaviyo-api',
      'npm:klaviyo-api@23.0.0',
      'https://esm.sh/klaviyo-api',
      'https://esm.sh/v135/klaviyo-api@23.0.0?target=es2022',
      'https://cdn.jsdelivr.net/npm/klaviyo-api@23/+esm',
      'https://unpkg.com/klaviyo-api@23.0.0/dist/index.js?module',
      'https://cdn.skypack.dev/klaviyo-api',
    ].map((specifier): InvalidCase<Id> => ({
      name: `the SDK from ${specifier}`,
      filename: 'a.client.js',
      code: `import { ProfilesApi } from '${specifier}';`,
      errors: [sdk(`'${specifier}'`)],
    })),
    {
      name: 'an import with require of TypeScript',
      filename: 'a.client.ts',
      ...PARSER,
      code: "import klaviyo = require('klaviyo-api');",
      errors: [sdk()],
    },
    {
      name: 'the environment of Next.js',
      filename: 'next.config.js',
      code: 'module.exports = withPlugins({ env: { KLAVIYO_PRIVATE_KEY: process.env.KLAVIYO_PRIVATE_KEY, KEY: process.env.KLAVIYO_SECRET } });',
      errors: [
        setting('KLAVIYO_PRIVATE_KEY', "'env' of Next.js", '«KLAVIYO_PRIVATE_KEY»: process'),
        setting('KLAVIYO_SECRET', "'env' of Next.js", ', «KEY»: process'),
      ],
    },
    {
      name: 'the public settings of Next.js in a constant',
      filename: 'next.config.mjs',
      code: 'const shown = { klaviyo: { privateKey: process.env.KLAVIYO_KEY } };\nexport default () => ({ publicRuntimeConfig: shown });',
      errors: [setting('klaviyo.privateKey', "'publicRuntimeConfig' of Next.js", 'privateKey')],
    },
    {
      name: 'the public settings of Nuxt',
      filename: 'nuxt.config.ts',
      code: "export default defineNuxtConfig({ runtimeConfig: { public: { klaviyoPrivateKey: '', key: process.env.KLAVIYO_PRIVATE_KEY || '' } } });",
      errors: [
        setting('klaviyoPrivateKey', "'runtimeConfig.public' of Nuxt", 'klaviyoPrivateKey'),
        setting('KLAVIYO_PRIVATE_KEY', "'runtimeConfig.public' of Nuxt", '«key»: process'),
      ],
    },
    {
      name: 'a definition of Vite',
      filename: 'vite.config.ts',
      code: "import { defineConfig, loadEnv } from 'vite';\nexport default defineConfig(({ mode }) => {\n  const env = loadEnv(mode, process.cwd(), '');\n  return { define: { __KEY__: JSON.stringify(env.KLAVIYO_PRIVATE_KEY) } };\n});",
      errors: [setting('KLAVIYO_PRIVATE_KEY', "'define' of the bundler", '__KEY__')],
    },
  ],
});
