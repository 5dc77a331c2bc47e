import * as parser from '@typescript-eslint/parser';
import rule from '../../../../eslint-plugin/rules/no-private-key-in-browser.ts';
import { testRule, type InvalidCase, type ValidCase } from '../../rule-tester.ts';

const KEY = 'process.env.KLAVIYO_PRIVATE_KEY';
const PARSER = { languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } };
const READ = `import { ApiKeySession } from 'klaviyo-api';\nexport const session = new ApiKeySession(${KEY});\n`;
const SETTINGS = 'useRuntimeConfig().klaviyoPrivateKey';

const ACTION = 'what this server action returns';
const WINDOW = 'this object of the window';
const HANDLER = 'what this handler returns';
const FILE = 'this file';
const STATE = 'this state';
const RESPONSE = 'this response';

type Given = readonly [name: string, code: string, means: string, at?: string, filename?: string];

const GIVEN: readonly Given[] = [
  [
    'an action of a module',
    `'use server';\nexport async function auth() { return \`Klaviyo-API-Key \${${KEY}}\`; }`,
    ACTION,
  ],
  ['an action that is a constant', `'use server';\nexport const auth = async () => ({ key: ${KEY} });`, ACTION],
  [
    'an action that is exported by its name',
    `'use server';\nasync function auth() { return ${KEY}; }\nexport { auth };`,
    ACTION,
  ],
  [
    'an action with a directive',
    `export default function Page() { async function auth() { 'use server'; return { key: ${KEY} }; } return auth; }`,
    ACTION,
  ],
  ['a default action', `'use server';\nexport default async function auth() { return [${KEY}]; }`, ACTION],
  [
    'a procedure',
    `import { publicProcedure, router } from './trpc';\nexport const app = router({ all: publicProcedure.query(() => ({ key: ${KEY} })) });`,
    'what this procedure returns',
  ],
  [
    'a procedure with an input',
    `export const app = t.router({ all: t.procedure.input(schema).mutation(async () => { return ${KEY}; }) });`,
    'what this procedure returns',
  ],
  [
    'a resolver',
    `const typeDefs = 'type Query { key: String }';\nexport const resolvers = { Query: { key: () => ${KEY} } };`,
    'what this resolver returns',
  ],
  [
    'a resolver of an object',
    `createSchema({ typeDefs: 'type Part { name: String! secret: String }', resolvers: { Query: { part: () => ({ name: 'a', secret: ${KEY} }) } } });`,
    'what this resolver returns',
  ],
  [
    'a window',
    `import { contextBridge } from 'electron';\ncontextBridge.exposeInMainWorld('all', { key: ${KEY} });`,
    WINDOW,
  ],
  [
    'a window of a module that is required',
    `const electron = require('electron');\nelectron.contextBridge.exposeInMainWorld('all', { key: ${KEY} });`,
    WINDOW,
  ],
  ['a handler of Electron', `const { ipcMain } = require('electron');\nipcMain.handle('key', () => ${KEY});`, HANDLER],
  [
    'a handler with a block',
    `import { ipcMain } from 'electron';\nipcMain.handle('all', async () => { return { key: ${KEY} }; });`,
    HANDLER,
  ],
  [
    'a WebSocket',
    `import { WebSocketServer } from 'ws';\nnew WebSocketServer({ port: 1 }).on('connection', s => s.send(JSON.stringify({ key: ${KEY} })));`,
    'this message',
  ],
  [
    'a WebSocket in a function',
    `const { Server } = require('ws');\nconst server = new Server();\nserver.on('connection', function (socket) { socket.send(${KEY}); });`,
    'this message',
  ],
  [
    'a page of Gatsby',
    `exports.createPages = ({ actions }) => { actions.createPage({ path: '/', context: { key: ${KEY} } }); };`,
    "'context' of this page",
    KEY,
    'gatsby-node.js',
  ],
  [
    'Storybook',
    `export default { env: config => ({ ...config, KEY: ${KEY} ?? '' }) };`,
    "'env' of Storybook",
    KEY,
    '.storybook/main.ts',
  ],
  ['a state of Nuxt', `const state = useState('key', () => ${KEY});`, STATE],
  ['a state that is assigned', `const state = useState('key', () => '');\nstate.value = ${SETTINGS};`, STATE, SETTINGS],
  [
    'a setting of Nuxt in a response',
    `export default defineEventHandler(() => ({ key: ${SETTINGS} }));`,
    RESPONSE,
    SETTINGS,
  ],
  [
    'a constant with settings of Nuxt',
    'export default defineEventHandler(event => { const config = useRuntimeConfig(event); return { key: config.klaviyoPrivateKey }; });',
    RESPONSE,
    'config.klaviyoPrivateKey',
  ],
  [
    'a file of the public folder',
    `import { writeFileSync } from 'node:fs';\nwriteFileSync('public/env.js', \`window.env = { key: "\${${KEY}}" }\`);`,
    FILE,
  ],
  [
    'a file of the public folder, joined',
    `import fs from 'fs/promises';\nimport path from 'path';\nawait fs.writeFile(path.join(root, 'public', 'config.json'), JSON.stringify({ key: ${KEY} }));`,
    FILE,
  ],
  [
    'an environment of Angular',
    `const fs = require('fs');\nconst target = './src/environments/environment.prod.ts';\nfs.writeFileSync(target, 'export const key = "' + ${KEY} + '"');`,
    FILE,
  ],
  [
    'a cookie of a response that is made',
    `import { NextResponse } from 'next/server';\nexport function middleware() { const r = NextResponse.next(); r.cookies.set('key', ${KEY}, { httpOnly: false }); return r; }`,
    'this cookie',
  ],
  [
    'the whole environment in a response',
    `${READ}export const GET = () => Response.json(process.env);`,
    RESPONSE,
    '(«process.env»)',
  ],
  [
    'a copy of the environment',
    `${READ}export const GET = () => Response.json({ env: { ...process.env } });`,
    RESPONSE,
    '...«process.env»',
  ],
  [
    'the environment as a text',
    `${READ}export const GET = () => new Response(JSON.stringify(process.env));`,
    RESPONSE,
    '(«process.env»)',
  ],
  [
    'the environment of SvelteKit',
    "import { env } from '$env/dynamic/private';\nexport const load = () => ({ settings: { ...env } });\nexport const send = () => call(env.KLAVIYO_PRIVATE_KEY);",
    "what 'load' returns",
    '...«env»',
    'src/routes/+layout.server.ts',
  ],
];

const SILENT: readonly (readonly [name: string, code: string, filename?: string])[] = [
  [
    'an action that uses the key',
    `'use server';\nexport async function send() { const r = await call(${KEY}); return { ok: r.ok, hasKey: Boolean(${KEY}) }; }`,
  ],
  [
    'a function of an action module that is not exported',
    `'use server';\nfunction auth() { return ${KEY}; }\nexport async function send() { return (await call(auth())).ok; }`,
  ],
  [
    'a function inside of an action',
    `'use server';\nexport async function send() { const auth = () => ({ key: ${KEY} }); return (await call(auth)).ok; }`,
  ],
  [
    'an action with the public key',
    "'use server';\nexport async function id() { return process.env.KLAVIYO_PUBLIC_KEY ?? process.env.KLAVIYO_COMPANY_ID; }",
  ],
  [
    'a module of a server without the directive',
    `export async function auth() { return \`Klaviyo-API-Key \${${KEY}}\`; }`,
  ],
  ['an action with a masked key', `'use server';\nexport async function hint() { return ${KEY}.slice(0, 3) + '…'; }`],
  ['a query of something else', `client.query(() => ({ key: ${KEY} }));\ndb.table.mutation(() => ${KEY});`],
  [
    'a procedure that uses the key',
    `export const all = publicProcedure.query(async () => ({ ok: await call(${KEY}), hasKey: !!${KEY} }));`,
  ],
  [
    'a procedure with a schema for its output',
    `export const all = publicProcedure.output(schema).query(() => ({ id: 1, key: ${KEY} }));`,
  ],
  [
    'a resolver whose field no schema has',
    `const typeDefs = 'type Part { name: String! }';\nexport const resolvers = { Query: { part: () => ({ name: 'a', key: ${KEY} }) } };`,
  ],
  [
    'a resolver of a field that no schema can have',
    `export const resolvers = { Query: { part: () => ({ 'key(': ${KEY} }) } };`,
  ],
  [
    'a map of functions',
    `export const clients = { Query: { key: () => ${KEY} } };\nexport const resolvers = { key: () => ${KEY} };`,
  ],
  [
    'another bridge',
    `import { contextBridge } from './bridge';\ncontextBridge.exposeInMainWorld('all', { key: ${KEY} });`,
  ],
  [
    'a window with a yes or no',
    `import { contextBridge } from 'electron';\ncontextBridge.exposeInMainWorld('all', { hasKey: Boolean(${KEY}), id: process.env.KLAVIYO_COMPANY_ID });`,
  ],
  ['a handler of something else', `queue.handle('key', () => ${KEY});`],
  [
    'a handler of Electron that uses the key',
    `import { ipcMain } from 'electron';\nipcMain.handle('send', async () => (await call(${KEY})).ok);`,
  ],
  [
    'a client of a WebSocket',
    `import WebSocket from 'ws';\nconst socket = new WebSocket('wss://a.example');\nsocket.on('open', () => socket.send(${KEY}));`,
  ],
  ['a message of something else', `process.on('connection', s => s.send(${KEY}));`],
  [
    'a page of Gatsby with the public key',
    "exports.createPages = ({ actions }) => { actions.createPage({ path: '/', context: { id: process.env.KLAVIYO_COMPANY_ID } }); };",
    'gatsby-node.js',
  ],
  ['a page of another tool', `browser.createPage({ context: { key: ${KEY} } });`],
  ['an environment of another tool', `export default { env: () => ({ KEY: ${KEY} }) };`, 'ecosystem.config.js'],
  [
    'a state of React',
    `import { useState } from 'react';\nexport function useKey() { return useState('key', () => ${KEY}); }`,
  ],
  [
    'a state of Nuxt with the public key',
    "const state = useState('id', () => process.env.KLAVIYO_COMPANY_ID);\nstate.value = useRuntimeConfig().public.klaviyoPublicKey;",
  ],
  ['a value of something else', `const box = ref('');\nbox.value = ${KEY};`],
  [
    'a setting of Nuxt in a request',
    `export default defineEventHandler(async () => { const r = await send(${SETTINGS}); return { ok: r.ok }; });`,
  ],
  [
    'a private file',
    `import { writeFileSync } from 'node:fs';\nwriteFileSync('.env', 'KLAVIYO_PRIVATE_KEY=' + ${KEY});\nwriteFileSync('storage/config.json', JSON.stringify({ key: ${KEY} }));\nwriteFileSync('publications/a.json', ${KEY});`,
  ],
  [
    'a public file with the public key',
    "import { writeFileSync } from 'node:fs';\nwriteFileSync('public/env.js', `window.id = '${process.env.KLAVIYO_COMPANY_ID}'`);",
  ],
  ['a file by another function', `store.writeFile('public/env.js', ${KEY});`],
  [
    'a cookie with a session',
    `import { NextResponse } from 'next/server';\nexport function middleware() { const r = NextResponse.next(); r.cookies.set('id', session(), { httpOnly: true }); return r; }`,
  ],
  ['cookies of another object', `const r = open();\nr.cookies.set('key', ${KEY});`],
  ['the environment of a project without a key', 'export const GET = () => Response.json(process.env);'],
  [
    'the environment of a process',
    `${READ}spawn('node', [], { env: { ...process.env } });\nexport const settings = () => ({ ...process.env });`,
  ],
  [
    'a part of the environment',
    `${READ}export const GET = () => Response.json({ env: process.env.NODE_ENV, names: Object.keys(process.env).length });`,
  ],
  [
    'a public environment',
    "import { env } from '$env/dynamic/public';\nexport const load = () => ({ ...env });\nconst k = process.env.KLAVIYO_PRIVATE_KEY;",
    'src/routes/+layout.server.ts',
  ],
];

/** A public name that is given the key, and where it is reported. */
const RENAMED: readonly (readonly [name: string, code: string, variable: string, at: string])[] = [
  [
    'createEnv',
    `export const env = createEnv({ client: { NEXT_PUBLIC_MAIL: z.string() }, runtimeEnv: { NEXT_PUBLIC_MAIL: ${KEY} } });`,
    'NEXT_PUBLIC_MAIL',
    '«NEXT_PUBLIC_MAIL»: process',
  ],
  ['a strict createEnv', `createEnv({ runtimeEnvStrict: { 'PUBLIC_MAIL': ${KEY} } });`, 'PUBLIC_MAIL', "'PUBLIC_MAIL'"],
  ['an assignment', `process.env.VITE_MAIL = ${KEY};`, 'VITE_MAIL', 'process.env.VITE_MAIL'],
  [
    'the environment of a build',
    `spawn('vite', ['build'], { env: { ...process.env, VITE_MAIL: ${KEY} } });`,
    'VITE_MAIL',
    'VITE_MAIL',
  ],
  [
    'a fallback',
    `const key = ${KEY} ?? '';\nrun({ env: { REACT_APP_MAIL: key } });`,
    'REACT_APP_MAIL',
    'REACT_APP_MAIL',
  ],
];

const NOT_RENAMED: readonly (readonly [name: string, code: string])[] = [
  [
    'a server variable',
    `createEnv({ server: {}, runtimeEnv: { MAIL_KEY: ${KEY}, NEXT_PUBLIC_ID: process.env.KLAVIYO_COMPANY_ID } });`,
  ],
  ['a yes or no', `run({ env: { VITE_HAS_MAIL: Boolean(${KEY}), VITE_MAIL: ${KEY} ? 'on' : 'off' } });`],
  ['a constant of another kind', `const kinds = { PUBLIC_OR_PRIVATE: ${KEY} };`],
  ['a pattern', 'const { VITE_MAIL: key } = process.env;\nprocess.env.VITE_MAIL = process.env.KLAVIYO_PUBLIC_KEY;'],
];

testRule(rule, {
  valid: [
    ...SILENT.map(([name, code, filename = 'a.ts']): ValidCase => ({ name, filename, code, ...PARSER })),
    ...NOT_RENAMED.map(([name, code]): ValidCase => ({
      name: `no public name: ${name}`,
      filename: 'a.ts',
      code,
      ...PARSER,
    })),
    { name: 'an action of a test', filename: 'a.test.ts', code: GIVEN[0]![1], ...PARSER },
  ],
  invalid: [
    ...GIVEN.map(([name, code, means, at = KEY, filename = 'a.ts']): InvalidCase<'givenKey'> => ({
      name: `the key is given away: ${name}`,
      filename,
      code,
      ...PARSER,
      errors: [
        {
          messageId: 'givenKey',
          data: {
            name: at.startsWith(SETTINGS) || at.startsWith('config.') ? 'klaviyoPrivateKey' : 'KLAVIYO_PRIVATE_KEY',
            means,
          },
          at,
        },
      ],
    })),
    ...RENAMED.map(([name, code, variable, at]): InvalidCase<'publicVariable'> => ({
      name: `a public name: ${name}`,
      filename: 'a.ts',
      code,
      ...PARSER,
      errors: [{ messageId: 'publicVariable', data: { name: variable }, at }],
    })),
    {
      name: 'extra of Expo',
      filename: 'app.config.ts',
      code: `export default { name: 'shop', slug: 'shop', extra: { crm: ${KEY} } };`,
      ...PARSER,
      errors: [
        { messageId: 'publishedKey', data: { name: 'KLAVIYO_PRIVATE_KEY', setting: "'extra' of Expo" }, at: 'crm' },
      ],
    },
    {
      name: 'instrumentation-client of Next.js',
      filename: 'src/instrumentation-client.ts',
      code: "import { EventsApi } from 'klaviyo-api';\nnew EventsApi();",
      ...PARSER,
      errors: [{ messageId: 'sdkInBrowser', data: { way: '' }, at: "'klaviyo-api'" }],
    },
  ] as InvalidCase<'givenKey'>[],
});
