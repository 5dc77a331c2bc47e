import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { expect, test } from 'vitest';
import rule from '../../../../eslint-plugin/rules/no-private-key-in-browser.ts';
import { testRule, type InvalidCase, type ValidCase } from '../../rule-tester.ts';

const KEY = 'process.env.KLAVIYO_PRIVATE_KEY';
const PARSER = { languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } };
const express = (statement: string): string =>
  `const app = require('express')();\napp.get('/settings', async (req, res) => {\n  ${statement}\n});`;

const RESPONSE = 'this response';
const COOKIE = 'this cookie';
type Answer = readonly [name: string, code: string, means?: string, at?: string];

const ANSWERS: readonly Answer[] = [
  ['json', express(`res.json({ key: ${KEY} });`)],
  ['a status before', express(`return res.status(200).json({ nested: { key: ${KEY} } });`)],
  ['a constant', express(`const all = { key: ${KEY} };\n  res.json(all);`), RESPONSE, 'res.json(«all»)'],
  [
    'a destructured variable',
    express('const { KLAVIYO_PRIVATE_KEY: key } = process.env;\n  res.json({ key });'),
    RESPONSE,
    '«{ key }»);',
  ],
  ['a fallback', express(`res.json({ key: ${KEY} || null });`)],
  ['a choice', express(`res.json({ key: req.user ? ${KEY} : undefined });`)],
  ['a text', express(`res.send(${KEY});`)],
  ['a text that is joined', express(`res.send('Klaviyo-API-Key ' + ${KEY});`)],
  [
    'a response with another name',
    `const app = require('express')();\napp.get('/key', (q, r) => r.status(200).json({ key: ${KEY} }));`,
  ],
  ['a header', express(`res.set('x-key', ${KEY});`)],
  ['headers', express(`res.set({ 'x-key': ${KEY} });`)],
  ['a cookie', express(`res.cookie('key', ${KEY}, { httpOnly: true });`), COOKIE],
  ['what a template shows', express(`res.render('page', { key: ${KEY} });`), 'this page'],
  [
    'a script of a page',
    express(`res.send(\`<script>window.ENV = \${JSON.stringify({ key: ${KEY} })}</script>\`);`),
    'this page',
  ],
  [
    'a page that is a constant',
    express(`const html = \`<meta content="\${${KEY}}">\`;\n  res.type('html').send(html);`),
    'this page',
  ],
  ['the server of Node', `createServer((req, res) => { res.end(JSON.stringify({ key: ${KEY} })); });`],
  ['NestJS', `class A { @Get() get(@Res() res: Response) { res.json({ key: ${KEY} }); } }`],
  [
    'a route of NestJS',
    `import { Controller, Get } from '@nestjs/common';\n@Controller() export class A { @Get('settings') settings() { return { key: ${KEY} }; } }`,
  ],
  [
    'a route of NestJS that is asynchronous',
    `import { Post, UseGuards } from '@nestjs/common';\nexport class A { @UseGuards(Admin) @Post() async settings() { return ${KEY}; } }`,
  ],
  [
    'a route of routing-controllers',
    `import { JsonController, Get } from 'routing-controllers';\n@JsonController() export class A { @Get('/settings') settings() { return { key: ${KEY} }; } }`,
  ],
  ['Response.json', `export const GET = () => Response.json({ key: ${KEY} });`],
  [
    'NextResponse.json',
    `import { NextResponse } from 'next/server';\nexport const GET = () => NextResponse.json({ key: ${KEY} });`,
  ],
  [
    'headers of NextResponse',
    `import { NextResponse } from 'next/server';\nexport const GET = () => NextResponse.json({}, { headers: { 'x-key': ${KEY} } });`,
  ],
  ['new Response', `export const GET = () => new Response(JSON.stringify({ key: ${KEY} }));`],
  [
    'a binding of Workers',
    'export default { fetch(request, env) { return new Response(env.KLAVIYO_PRIVATE_KEY); } };',
    RESPONSE,
    '(«env.KLAVIYO_PRIVATE_KEY»)',
  ],
  [
    'a binding in a text',
    'export default { fetch(request, env) { return new Response(`{"key":"${env.KLAVIYO_PRIVATE_KEY}"}`); } };',
    RESPONSE,
    '{«env.KLAVIYO_PRIVATE_KEY»}',
  ],
  [
    'a binding in parts',
    'export default { fetch(request, env) { return Response.json({ ...{ keys: [env.KLAVIYO_PRIVATE_KEY] } }); } };',
    RESPONSE,
    '[«env.KLAVIYO_PRIVATE_KEY»]',
  ],
  [
    'a binding of Hono',
    "import { Hono } from 'hono';\nnew Hono().get('/', c => c.json({ key: c.env.KLAVIYO_PRIVATE_KEY }));",
    RESPONSE,
    '«c.env.KLAVIYO_PRIVATE_KEY»',
  ],
  ['Koa', `const Koa = require('koa');\nnew Koa().use(ctx => { ctx.body = { key: ${KEY} }; });`],
  ['what Koa names in full', `import Koa from 'koa';\nnew Koa().use(ctx => { ctx.response.body = ${KEY}; });`],
  [
    'Fastify',
    `const app = require('fastify')();\napp.get('/', (request, reply) => reply.code(200).send({ key: ${KEY} }));`,
  ],
  [
    'what a handler of Fastify returns',
    `import fastify from 'fastify';\nfastify().get('/', async () => ({ key: ${KEY} }));`,
  ],
  ['what a handler of h3 returns', `export default defineEventHandler(() => ({ key: ${KEY} }));`],
  ['a cookie of h3', `export default defineEventHandler(event => { setCookie(event, 'key', ${KEY}); });`, COOKIE],
  [
    'a function of AWS',
    `export const handler = async () => ({ statusCode: 200, body: JSON.stringify({ key: ${KEY} }) });`,
  ],
  [
    'SvelteKit',
    "import { json } from '@sveltejs/kit';\nimport { KLAVIYO_PRIVATE_KEY } from '$env/static/private';\nexport const GET = () => json({ key: KLAVIYO_PRIVATE_KEY });",
    RESPONSE,
    'json(«{ key: KLAVIYO_PRIVATE_KEY }»)',
  ],
  [
    'a resource route of Remix',
    `import { json } from '@remix-run/node';\nexport const loader = async () => json({ key: ${KEY} });`,
  ],
  [
    'cookies of Next.js',
    `import { cookies } from 'next/headers';\nexport async function GET() { (await cookies()).set('key', ${KEY}); }`,
    COOKIE,
  ],
  [
    'cookies of Next.js in a constant',
    `import { cookies } from 'next/headers';\nexport async function GET() { const store = await cookies(); store.set('key', ${KEY}); }`,
    COOKIE,
  ],
  [
    'cookies of a handler',
    `export const POST = ({ cookies }) => { cookies.set('key', ${KEY}, { path: '/' }); };`,
    COOKIE,
  ],
  [
    'cookies of a response',
    `export function middleware(request, response) { response.cookies.set('key', ${KEY}); }`,
    COOKIE,
  ],
];

/** What tells about the key, and does not give it away. */
const CHECKS = [
  `Boolean(${KEY})`,
  `!!${KEY}`,
  `${KEY} ? 'set' : 'missing'`,
  `${KEY} && 'set'`,
  `${KEY} !== undefined`,
  `typeof ${KEY}`,
  `${KEY}.length`,
  `${KEY}?.startsWith('pk_')`,
  `'***' + ${KEY}.slice(-2)`,
  `\`\${${KEY}.substring(0, 4)}…\``,
  `${KEY}.replace(/./g, '*')`,
  `mask(${KEY})`,
  `createHash('sha256').update(${KEY}).digest('hex')`,
  `req.headers['x-key'] === ${KEY}`,
  "'KLAVIYO_PRIVATE_KEY' in process.env",
  'process.env.KLAVIYO_COMPANY_ID',
  `await load(${KEY})`,
];

const NO_ANSWERS: readonly (readonly [name: string, code: string])[] = [
  [
    'a request',
    `export const load = () => fetch('https://a.klaviyo.com/api/profiles', { headers: { Authorization: \`Klaviyo-API-Key \${${KEY}}\` } });`,
  ],
  [
    'the request of a client',
    `import axios from 'axios';\nexport const client = axios.create({ headers: { Authorization: \`Klaviyo-API-Key \${${KEY}}\` } });\nclient.post('/', {});`,
  ],
  [
    'a request that a proxy passes on',
    `proxy.on('proxyReq', (proxyReq, req, res) => { proxyReq.setHeader('Authorization', \`Klaviyo-API-Key \${${KEY}}\`); });`,
  ],
  [
    'the headers of a request that is rewritten',
    `import { NextResponse } from 'next/server';\nexport function middleware(request) { const headers = new Headers(request.headers); headers.set('Authorization', ${KEY}); return NextResponse.rewrite('https://a.klaviyo.com', { request: { headers } }); }`,
  ],
  ['the answer to a request', `fetch('/').then(res => { res.send(${KEY}); });`],
  ['a response of another kind', `const res = open(); res.send({ key: ${KEY} }); process.send({ key: ${KEY} });`],
  [
    'a class of the file',
    `class Response { static json(data) { return keep(data); } }\nResponse.json({ key: ${KEY} }); new Response(${KEY});`,
  ],
  [
    'what a function gets second that answers no path',
    `list.reduce((a, r) => r.send(${KEY}), []);\nclient.get('klaviyo', (a, r) => r.send(${KEY}));\nclient.get('/', r => r.send(${KEY}));`,
  ],
  ['a mock', `import { HttpResponse } from 'msw';\nexport const answer = () => HttpResponse.json({ key: ${KEY} });`],
  [
    'an object of another class',
    `import { NextResponse } from './own';\nNextResponse.json({ key: ${KEY} }); new NextResponse(${KEY});`,
  ],
  ['a setting with a body', `export const settings = () => ({ key: ${KEY}, body: 'x' });`],
  [
    'what a method of a controller returns that is no route',
    `import { Controller, Get } from '@nestjs/common';\n@Controller() export class A { key() { return ${KEY}; } @Get() get() { return this.load(this.key()); } }`,
  ],
  [
    'what a template of NestJS shows something of',
    `import { Get, Render } from '@nestjs/common';\nexport class A { @Get() @Render('page') page() { return { settings: ${KEY} }; } }`,
  ],
  [
    'decorators of another module',
    `import { Get } from './cache';\nexport class A { @Get() key() { return ${KEY}; } }`,
  ],
  [
    'a route of NestJS that sends a request',
    `import { Get } from '@nestjs/common';\nexport class A { @Get() async profiles() { const answer = await this.load({ key: ${KEY} }); return answer.data; } }`,
  ],
  ['what a function returns', `export const get = () => ({ key: ${KEY} });\nlist.get('/', () => ({ key: ${KEY} }));`],
  [
    'a map that is named so',
    `const cookies = new Map();\ncookies.set('key', ${KEY});\nthis.cookies.set('key', ${KEY});\npage.cookies.set('key', ${KEY});`,
  ],
  ['a context of no server', `export const run = ctx => { ctx.body = ${KEY}; ctx.json({ key: ${KEY} }); };`],
  [
    'a function of the file',
    `function json(data) { return keep(data); }\nfunction setCookie(a, b, c) {}\njson({ key: ${KEY} }); setCookie(1, 2, ${KEY});`,
  ],
  [
    'a larger object of which a template shows something',
    express(`res.render('page', { settings: { key: ${KEY} } });`),
  ],
  [
    'a binding that a request uses',
    'export default { async fetch(request, env) { const answer = await load(env.KLAVIYO_PRIVATE_KEY); return new Response(mask(env.KLAVIYO_PRIVATE_KEY) + answer); } };',
  ],
  [
    'a constant of another object',
    'export default { fetch(request, env) { return new Response(env.vars.KLAVIYO_PRIVATE_KEY); } };',
  ],
];

testRule(rule, {
  valid: [
    ...CHECKS.map((check): ValidCase => ({
      name: `a response with ${check}`,
      filename: 'a.ts',
      code: express(`res.json({ klaviyo: ${check} });`),
      ...PARSER,
    })),
    ...NO_ANSWERS.map(([name, code]): ValidCase => ({ name, filename: 'a.tsx', code, ...PARSER })),
    { name: 'a response of a test', filename: 'a.test.ts', code: express(`res.json({ key: ${KEY} });`), ...PARSER },
  ],
  invalid: ANSWERS.map(([name, code, means = RESPONSE, at = KEY]): InvalidCase<'givenKey'> => ({
    name: `a response with the key: ${name}`,
    filename: 'a.tsx',
    code,
    ...PARSER,
    errors: [{ messageId: 'givenKey', data: { name: 'KLAVIYO_PRIVATE_KEY', means }, at }],
  })),
});

test("what a method returns is read with ESLint's own parser, which knows no decorators", () => {
  const code = `export class A { key() { return ${KEY}; } }`;
  const config = { plugins: { klaviyo: { rules: { browser: rule } } }, rules: { 'klaviyo/browser': 'error' } };
  expect(new Linter().verify(code, config as unknown as Linter.Config, 'a.js')).toEqual([]);
});
