import * as parser from '@typescript-eslint/parser';
import rule from '../../../../eslint-plugin/rules/no-private-key-in-browser.ts';
import { testRule, type InvalidCase, type ValidCase } from '../../rule-tester.ts';

const PARSER = { languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } } };
const KEY = 'process.env.KLAVIYO_PRIVATE_KEY';
const SDK = `import { ApiKeySession, ListsApi } from 'klaviyo-api';
const session = new ApiKeySession(${KEY}!);
const lists = new ListsApi(session);
`;
const express = (statement: string, imports = "import express from 'express';"): string =>
  `${imports}\n${SDK}const app = express();\napp.get('/lists', async (req, res) => {\n  ${statement}\n});`;
const NEXT = "import { NextResponse } from 'next/server';\n";
const REMIX = "import { json } from '@remix-run/node';\n";
const PAGE = 'export default function Page() { return null; }\n';

const RESPONSE = 'this response';
type Given = readonly [name: string, code: string, at: string, means?: string];

const GIVEN: readonly Given[] = [
  ['the session', express('res.json(session);'), 'json(«session»)'],
  ['what calls the API', express('res.status(200).json(lists);'), 'json(«lists»)'],
  [
    'a session that is made there',
    express(`res.json({ s: new ApiKeySession(${KEY}) });`),
    `s: «new ApiKeySession(${KEY})»`,
  ],
  ['in an object', express('res.json({ ok: true, data: { lists } });'), '{ «lists» } }'],
  ['in an array', express('res.json([lists]);'), '[«lists»]'],
  ['in an object that is a constant', express('const all = { lists };\n  res.json(all);'), 'json(«all»)'],
  ['that is sent', express('res.send(lists);'), 'send(«lists»)'],
  ['as a text', express('res.end(JSON.stringify({ session }, null, 2));'), '{ «session» }, null'],
  [
    'of a function',
    express('res.json({ lists: api() });').replace('const app', 'const api = () => lists;\nconst app'),
    'lists: «api()»',
  ],
  [
    'by its whole module',
    `import * as klaviyo from 'klaviyo-api';\n${NEXT}export const GET = () => NextResponse.json(new klaviyo.ProfilesApi(new klaviyo.ApiKeySession(${KEY})));`,
    `json(«new klaviyo.ProfilesApi(new klaviyo.ApiKeySession(${KEY}))»)`,
  ],
  ['as a copy', express('res.json({ s: JSON.parse(JSON.stringify(session)) });'), 'stringify(«session»)'],
  ['in Response.json', `${SDK}export const GET = () => Response.json({ lists });`, '{ «lists» });'],
  ['in new Response', `${SDK}export const GET = () => new Response(JSON.stringify(lists));`, 'stringify(«lists»)'],
  [
    'in the body of a lambda',
    `${SDK}export const handler = async () => ({ statusCode: 200, body: JSON.stringify(lists) });`,
    'stringify(«lists»)',
  ],
  ['in Koa', `import Koa from 'koa';\n${SDK}new Koa().use(ctx => { ctx.body = { lists }; });`, '{ «lists» };'],
  [
    'of a handler of Fastify',
    `import fastify from 'fastify';\n${SDK}fastify().get('/', async () => ({ lists }));`,
    '({ «lists» })',
  ],
  ['in Hono', `import { Hono } from 'hono';\n${SDK}new Hono().get('/', c => c.json(session));`, 'json(«session»)'],
  [
    'in a script of a page',
    express('res.send(`<script>var s = ${JSON.stringify(session)}</script>`);'),
    'stringify(«session»)',
    'this page',
  ],
  [
    'in the properties of a page',
    `${SDK}${PAGE}export const getServerSideProps = async () => ({ props: { lists } });`,
    'props: { «lists» }',
    "what 'getServerSideProps' returns",
  ],
  [
    'of a loader',
    `${REMIX}${SDK}${PAGE}export const loader = async () => json({ session });`,
    'json({ «session» })',
    "what 'loader' returns",
  ],
  [
    'of a loader, itself',
    `${REMIX}${SDK}${PAGE}export const loader = async () => ({ session });`,
    '({ «session» })',
    "what 'loader' returns",
  ],
  [
    'of a procedure',
    `${SDK}export const r = router({ all: publicProcedure.query(() => ({ session })) });`,
    '({ «session» })',
    'what this procedure returns',
  ],
];

const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['what a method returns', express('res.json(await lists.getLists());')],
  [
    'a part of what a method returns',
    express('const { body } = await lists.getLists();\n  res.json({ lists: body.data });'),
  ],
  ['what a promise returns', express('lists.getLists().then(({ body }) => res.json(body));')],
  ['a list', express('const found = (await lists.getLists()).body.data;\n  res.json({ lists: found });')],
  ['a setting of the session', express('res.json({ retry: session.retryOptions });')],
  ['a yes', express('res.json({ ok: Boolean(session), lists: !!lists, kind: typeof lists });')],
  ['a choice by it', express("res.json({ ok: session ? 'yes' : 'no' });")],
  ['some properties', express("res.end(JSON.stringify(lists, ['name']));")],
  ['what another function makes of it', express("res.json(pick(lists, ['name']));")],
  ['the text of it', express('res.send(`${session}`);\n  res.end(String(lists));')],
  [
    'what has its own JSON',
    express('res.json(session);').replace('const lists', 'session.toJSON = () => ({});\nconst lists'),
  ],
  ['a template', express("res.render('page', { lists });")],
  ['a header', express("res.set('x-session', session);")],
  ['a session with the key of a user', express('res.json(new ApiKeySession(req.body.key));')],
  [
    'a session of everything',
    `import { GlobalApiKeySession, Profiles } from 'klaviyo-api';\nexport const GET = () => Response.json([new GlobalApiKeySession(${KEY}), Profiles]);`,
  ],
  [
    'a class of the project',
    `class ApiKeySession { #key; constructor(key) { this.#key = key; } }\nexport const GET = () => Response.json(new ApiKeySession(${KEY}));`,
  ],
  [
    'a class of another package',
    `import { ApiKeySession } from 'other-api';\nexport const GET = () => Response.json(new ApiKeySession(${KEY}));`,
  ],
  [
    'what a loader only uses',
    `${REMIX}${SDK}${PAGE}export const loader = async () => json({ lists: (await lists.getLists()).body });`,
  ],
  ['what a component of the server gets', `${SDK}export default () => <List lists={lists} />;`],
  [
    'what stays on the server',
    `${SDK}export const make = () => ({ session, lists });\nconsole.log(session); logger.info({ lists });`,
  ],
  [
    'an answer with a schema',
    `import fastify from 'fastify';\n${SDK}fastify().get('/', { schema }, async () => ({ lists }));`,
  ],
  ['an event', express('await producer.send({ lists });\n  res.json({});')],
];

testRule(rule, {
  valid: [
    ...SILENT.map(([name, code]): ValidCase => ({ name, filename: 'src/a.tsx', code, ...PARSER })),
    { name: 'a test', filename: 'src/a.test.ts', code: express('res.json(session);'), ...PARSER },
    {
      name: 'what SvelteKit refuses',
      filename: 'src/routes/+page.server.ts',
      code: `${SDK}export const load = async () => ({ session });`,
      ...PARSER,
    },
  ],
  invalid: [
    ...GIVEN.map(([name, code, at, means = RESPONSE]): InvalidCase<'givenObject'> => ({
      name: `an object with the key: ${name}`,
      filename: 'src/a.tsx',
      code,
      ...PARSER,
      errors: [{ messageId: 'givenObject', data: { name: 'KLAVIYO_PRIVATE_KEY', means }, at }],
    })),
    {
      name: 'an object with a key that is only known by its use',
      filename: 'src/a.ts',
      code: "import { ApiKeySession } from 'klaviyo-api';\nexport const GET = () => Response.json(new ApiKeySession(process.env.MAIL_KEY));",
      errors: [
        {
          messageId: 'givenObject',
          data: { name: 'MAIL_KEY', means: RESPONSE },
          at: '«new ApiKeySession(process.env.MAIL_KEY)»',
        },
      ],
    },
  ],
});
