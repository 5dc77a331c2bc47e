import * as parser from '@typescript-eslint/parser';
import rule from '../../../eslint-plugin/rules/no-private-key-in-browser.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

const PARSER = { languageOptions: { parser } };
const SDK = `import { ApiKeySession, ProfilesApi } from 'klaviyo-api';
const profiles = new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY!));
`;
const WORK = 'await profiles.getProfile(id);';

/** A route of Express whose handler of errors is given. */
function express(handler: string, work = WORK): string {
  return `${SDK}import express from 'express';
const app = express();
app.get('/profile', async (req, res) => {
  try { ${work} } catch (error) { ${handler} }
});`;
}

/** A handler of routes that returns what it answers with. */
function route(handler: string, imports = ''): string {
  return `${imports}${SDK}export async function GET() { try { ${WORK} } catch (error) { ${handler} } }`;
}

const NEXT = "import { NextResponse } from 'next/server';\n";

const GIVEN: readonly (readonly [name: string, code: string, at: string])[] = [
  ['as a property', express('res.status(500).json({ error });'), '{ «error» }'],
  ['itself', express('res.status(500).json(error);'), '.json(«error»)'],
  ['that is sent', express('res.send(error);'), '.send(«error»)'],
  [
    'under another name, deep inside',
    express("res.json({ ok: false, details: { cause: error, at: 'x' } });"),
    'cause: «error»',
  ],
  ['behind a cast', express('res.json({ error: error as Error });'), 'error: «error» as'],
  ['as a text', express('res.end(JSON.stringify({ error }, null, 2));'), '{ «error» }'],
  ['by its request', express('res.json({ m: error.message, request: error.config });'), 'request: «error».config'],
  ['by the headers of its request', express('res.json({ headers: error.config.headers });'), '«error».config.headers'],
  ['by the request of its answer', express('res.json(error.response?.config);'), 'json(«error».response'],
  ['by what it makes of itself', express('res.json({ detail: error.toJSON() });'), '«error».toJSON()'],
  ['by its request, as a text', express('res.send(JSON.stringify((error as any).config));'), '(«error» as any)'],
  ['after it is logged', express("console.error('failed', error);\n  res.json({ error });"), '{ «error» }'],
  [
    'beside its message',
    express(
      'const status = error.response?.status ?? 500;\n  res.status(status).json({ message: error.message, error });',
    ),
    ', «error» }',
  ],
  [
    'of one of several calls',
    express('res.json({ error });', 'await Promise.all([load(), profiles.getProfiles()]);'),
    '{ «error» }',
  ],
  [
    'of a chain that is waited for',
    express('res.json({ error });', 'const { data } = await profiles.getProfiles().then(({ body }) => body);'),
    '{ «error» }',
  ],
  [
    'of a promise',
    `${SDK}createServer((req, res) => { profiles.getProfiles().then(use).catch(error => res.json({ error })); });`,
    '{ «error» }',
  ],
  [
    'of an inner handler',
    express('res.json({ ok: false });', `try { ${WORK} } catch (inner) { res.json({ inner }); }`),
    '{ «inner» }',
  ],
  ['in Response.json', route('return Response.json({ error }, { status: 500 });'), '{ «error» }'],
  ['in NextResponse.json', route('return NextResponse.json(error);', NEXT), 'json(«error»)'],
  ['in new Response', route('return new Response(JSON.stringify(error));'), 'stringify(«error»)'],
  ['in the body of a lambda', route('return { statusCode: 500, body: JSON.stringify({ error }) };'), '{ «error» }'],
  [
    'in a handler of Hono',
    `${SDK}import { Hono } from 'hono';\nnew Hono().get('/', async c => { try { ${WORK} } catch (error) { return c.json({ error }, 500); } });`,
    '{ «error» }',
  ],
  [
    'in a handler of Nuxt',
    `${SDK}export default defineEventHandler(async () => { try { ${WORK} } catch (error) { return { error }; } });`,
    '{ «error» }',
  ],
  [
    'in Koa',
    `${SDK}import Koa from 'koa';\nnew Koa().use(async ctx => { try { ${WORK} } catch (error) { ctx.body = { error }; } });`,
    '{ «error» }',
  ],
];

const SILENT: readonly (readonly [name: string, code: string])[] = [
  ['its message', express('res.status(500).json({ error: error.message });')],
  ['what the API answered', express('res.status(500).json(error.response.data);')],
  ['the address of its request', express('res.json({ url: error.config.url, method: error.config.method });')],
  ['the headers of its answer', express('res.json({ headers: error.response.headers });')],
  ['a text of its request', express('res.send(`${error.config}`);')],
  ['its text', express('res.json({ error: String(error) });')],
  ['its text by its own method', express('res.json({ error: error.toString() });')],
  ['its text in a template', express('res.json({ error: `${error}` });')],
  ['its message, if it has one', express('res.json({ error: error instanceof Error ? error.message : error });')],
  ['its answer, or else itself', express('res.json({ error: error.response?.data ?? error });')],
  ['what is made of it', express('res.json({ error: serialize(error) });')],
  ['what is picked by a replacer', express("res.end(JSON.stringify(error, ['message']));")],
  ['it, spread, which nothing can send', express('res.json({ ...error });')],
  ['it as text of a Response', route('return new Response(error);')],
  ['it, where another kind is meant', express('if (error instanceof ZodError) return res.json({ error });')],
  ['it, where another kind is meant, in short', express('error instanceof ZodError && res.json({ error });')],
  [
    'it, after the answer to those of the SDK',
    express("if (isAxiosError(error)) return res.json({ error: 'x' });\n  res.json({ error });"),
  ],
  ['it, after the headers are taken out', express('delete error.config;\n  res.json({ error });')],
  ['it, after the headers are replaced', express('error.config = undefined;\n  res.json({ error });')],
  ['it, after another function had it', express('redact(error);\n  res.json({ error });')],
  [
    'it, after another name changed it',
    express('const each = error as any;\n  delete each.config;\n  res.json({ error });'),
  ],
  ['another in its place', express("error = new Error('x');\n  res.json({ error });")],
  ['another of its name', express('{ const error = 1; res.json({ error }); }')],
  ['one of fetch', express('res.json({ error });', "await fetch('https://a.klaviyo.com/api/lists', options);")],
  ['one of another API', express('res.json({ error });', 'await mailer.getProfile(id);')],
  [
    'one that the call handled itself',
    express('res.json({ error });', 'await profiles.getProfiles().catch(() => {});'),
  ],
  [
    'one that an inner handler caught',
    express('res.json({ error });', `try { ${WORK} } catch (inner) { console.error(inner); }`),
  ],
  ['one of a call that nothing waits for', express('res.json({ error });', 'profiles.getProfile(id);')],
  [
    'one of a function that is only made',
    express('res.json({ error });', 'later(async () => { await profiles.getProfiles(); });'),
  ],
  [
    'one with a key of a user',
    `import { ApiKeySession, ProfilesApi } from 'klaviyo-api';\ncreateServer(async (req, res) => { try { await new ProfilesApi(new ApiKeySession(user.key)).getProfiles(); } catch (error) { res.json({ error }); } });`,
  ],
  [
    'one with a token of OAuth',
    `import { OAuthSession, ProfilesApi } from 'klaviyo-api';\ncreateServer(async (req, res) => { try { await new ProfilesApi(new OAuthSession(id, store)).getProfiles(); } catch (error) { res.json({ error }); } });`,
  ],
  [
    'one that Fastify makes its own answer of',
    `${SDK}import fastify from 'fastify';\nfastify().get('/', async (req, res) => { try { ${WORK} } catch (error) { res.send(error); } });`,
  ],
  ['one that a page may show', express("res.render('error', { error });")],
  ['one for the next handler', express('req.next(error);')],
  ['one that is thrown again', express('throw error;')],
  ['one of an answer from elsewhere', express('await report.json({ error });')],
];

testRule(rule, {
  valid: [
    ...SILENT.map(([name, code]): ValidCase => ({
      name: `a server answers with ${name}`,
      filename: 'a.ts',
      code,
      ...PARSER,
    })),
    { name: 'an error in a test', filename: 'a.test.ts', code: express('res.json({ error });'), ...PARSER },
  ],
  invalid: GIVEN.map(([name, code, at]): InvalidCase<'givenError'> => ({
    name: `a server answers with an error of the SDK: ${name}`,
    filename: 'a.ts',
    code,
    ...PARSER,
    errors: [{ messageId: 'givenError', data: { means: 'this response' }, at }],
  })),
});
