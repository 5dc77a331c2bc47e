import * as parser from '@typescript-eslint/parser';
import rule from '../../../../eslint-plugin/rules/no-private-key-in-browser.ts';
import { testRule, type InvalidCase, type ValidCase } from '../../rule-tester.ts';

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
  [
    'in Fastify',
    `${SDK}import fastify from 'fastify';\nfastify().get('/', async (req, res) => { try { ${WORK} } catch (error) { res.send({ error }); } });`,
    '{ «error» }',
  ],
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

/** An application of Express with a route that has an error of the SDK, and what is registered behind it. */
function passed(behind: string, route = `try { ${WORK} } catch (error) { next(error); }`): string {
  return `${SDK}import express from 'express';
const app = express();
app.get('/profile', async (req, res, next) => { ${route} });
${behind}`;
}

const HANDLER = 'app.use((err, req, res, next) => { res.status(500).json({ error: err }); });';

function fastify(handler: string, route = WORK): string {
  return `${SDK}import Fastify from 'fastify';
const app = Fastify();
app.get('/profile', async (req, reply) => { ${route} });
app.setErrorHandler(${handler});`;
}

function hono(handler: string, route = WORK): string {
  return `${SDK}import { Hono } from 'hono';
const app = new Hono();
app.onError(${handler});
app.get('/profile', async c => { ${route} });`;
}

function koa(handler: string, route = `app.use(async ctx => { ${WORK} });`): string {
  return `${SDK}import Koa from 'koa';
const app = new Koa();
app.use(async (ctx, next) => { try { await next(); } catch (err) { ${handler} } });
${route}`;
}

const IN_HANDLERS: readonly (readonly [name: string, code: string, at: string])[] = [
  ['of Express', passed(HANDLER), 'error: «err»'],
  [
    'of Express, behind other functions',
    passed(`app.use((req, res) => { res.status(404).end(); });\napp.use(cors());\n${HANDLER}`),
    'error: «err»',
  ],
  [
    'of Express, by its name',
    passed(
      'function onFailure(err, req, res, next) { if (res.headersSent) return; res.json(err); }\napp.use(onFailure);',
    ),
    'json(«err»)',
  ],
  [
    'of Express, by the name of a constant',
    passed('const onFailure = (err, req, res, next) => res.json({ d: err.config });\napp.use(onFailure);'),
    'd: «err».config',
  ],
  ['of Express, from a chain', passed(HANDLER, 'profiles.getProfile(id).then(use).catch(next);'), 'error: «err»'],
  ['of Express, that takes what is thrown', passed(`import 'express-async-errors';\n${HANDLER}`, WORK), 'error: «err»'],
  [
    'of Express, through a wrapper',
    `${SDK}import express from 'express';\nimport wrap from 'express-async-handler';\nconst app = express();\napp.get('/', wrap(async (req, res) => { ${WORK} }));\n${HANDLER}`,
    'error: «err»',
  ],
  [
    'of Express, from a router',
    `${SDK}import express from 'express';\nconst app = express();\nconst router = express.Router();\nrouter.get('/', (req, res, next) => { profiles.getProfiles().catch(next); });\napp.use('/profiles', router);\n${HANDLER}`,
    'error: «err»',
  ],
  [
    'of Express, as a constant object',
    passed('app.use((err, req, res, next) => { const body = { ok: false, err }; res.json(body); });'),
    'false, «err» }',
  ],
  ['of Fastify', fastify('(err, req, reply) => { reply.code(500).send({ error: err }); }'), 'error: «err»'],
  [
    'of Fastify, by what it makes of itself',
    fastify('(err, req, reply) => reply.send({ m: err.message, detail: err.toJSON?.() })'),
    'detail: «err».toJSON',
  ],
  [
    'of Fastify, thrown again',
    fastify(
      '(err, req, reply) => { reply.send({ err }); }',
      `try { ${WORK} } catch (error) { req.log.error(error); throw error; }`,
    ),
    '{ «err» }',
  ],
  [
    'of Fastify, returned',
    fastify('(err, req, reply) => { reply.send({ err }); }', 'return profiles.getProfile(id);'),
    '{ «err» }',
  ],
  ['of Hono', hono('(err, c) => c.json({ error: err }, 500)'), 'error: «err»'],
  ['of Koa', koa('ctx.body = { error: err };'), 'error: «err»'],
  [
    'of Koa, from a router',
    `${koa('ctx.body = { error: err };', '')}import Router from '@koa/router';\nconst router = new Router();\nrouter.get('/', async ctx => { ${WORK} });\napp.use(router.routes());`,
    'error: «err»',
  ],
];

const NOT_IN_HANDLERS: readonly (readonly [name: string, code: string])[] = [
  ['its message', passed('app.use((err, req, res, next) => { res.json({ error: err.message }); });')],
  ['it without its request', passed('app.use((err, req, res, next) => { delete err.config; res.json({ err }); });')],
  ['another error', passed('app.use((err, req, res, next) => { err = new Error(); res.json({ err }); });')],
  ['it while it is developed', passed('app.use((err, req, res, next) => { res.json({ err: isDev ? err : {} }); });')],
  ['what a handler before it left', passed(`app.use((err, req, res, next) => next(clean(err)));\n${HANDLER}`)],
  [
    'what may have been handled before',
    passed(`import { onFailure } from './failures';\napp.use(onFailure);\n${HANDLER}`),
  ],
  ['it below another path', passed(HANDLER.replace('app.use(', "app.use('/admin', "))],
  ['it where it is developed', passed(`if (isDev) ${HANDLER}`)],
  [
    'one that another handler of Fastify gets',
    `${fastify('(err, req, reply) => { reply.send({ err }); }')}\napp.setErrorHandler(onFailure);`,
  ],
  [
    'one that the options of a route handle',
    fastify('(err, req, reply) => { reply.send({ err }); }').replace("'/profile', ", "'/profile', { errorHandler }, "),
  ],
  ['it before the routes', `${passed('')}`.replace('app.get', `${HANDLER}\napp.get`)],
  ['one that Express does not take', passed(HANDLER, WORK)],
  ['one of a route that answers itself', passed(HANDLER, `try { ${WORK} } catch (error) { res.status(500).end(); }`)],
  ['another that a route passes on', passed(HANDLER, `try { ${WORK} } catch (error) { next(new Error('x')); }`)],
  ['a parameter of a route', passed('app.use((req, res, next) => { res.json({ req }); });')],
  [
    'one of another application',
    passed('const other = express();\nother.use((err, req, res, next) => { res.json({ err }); });'),
  ],
  ['it to Fastify itself', fastify('(err, req, reply) => { reply.send(err); }')],
  [
    'what a schema of Fastify leaves',
    `${fastify('(err, req, reply) => { reply.send({ err }); }')}\napp.post('/', { schema }, save);`,
  ],
  [
    'one that a route of Fastify handles',
    fastify('(err, req, reply) => { reply.send({ err }); }', `try { ${WORK} } catch (error) { return {}; }`),
  ],
  ['its message in Hono', hono('(err, c) => c.json({ error: err.message }, 500)')],
  ['its message in Koa', koa('ctx.body = { error: err.message };')],
  [
    'what is caught before, in Koa',
    koa(
      'ctx.body = { err };',
      `app.use(async (ctx, next) => { try { await next(); } catch {} });\napp.use(async ctx => { ${WORK} });`,
    ),
  ],
];

/** A route of Express that waits for `load(id)` and answers with its error. @param functions with `load` among them */
function loading(functions: string): string {
  return `${SDK}${functions}
import express from 'express';
express().get('/profile', async (req, res) => { try { await load(id); } catch (error) { res.json({ error }); } });`;
}

const PASSING: readonly (readonly [name: string, code: string])[] = [
  ['that waits', `async function load(id) { ${WORK} }`],
  ['that returns', 'const load = id => profiles.getProfile(id);'],
  ['that returns what it makes of the result', 'const load = id => profiles.getProfile(id).then(({ body }) => body);'],
  ['that returns in a block', 'function load(id) { return profiles.getProfile(id); }'],
  ['that returns in a try', 'function load(id) { try { return profiles.getProfile(id); } catch { return null; } }'],
  [
    'that logs and throws again',
    `async function load(id) { try { ${WORK} } catch (e) { console.error('x', e.message); throw e; } finally { done(); } }`,
  ],
  ['that calls another', `const load = async id => { await one(id); };\nasync function one(id) { ${WORK} }`],
  ['that does several', 'const load = async id => Promise.all([profiles.getProfile(id), other(id)]);'],
  ['that waits for several', 'const load = async id => { await Promise.all([other(id), profiles.getProfile(id)]); };'],
  [
    'that gets the client',
    `const load = id => get(profiles, id);\nasync function get(api, id) { return api.getProfile(id); }`,
  ],
  [
    'of an object of a class',
    `class Store { api = profiles; async load(id) { return await this.api.getProfile(id); } }\nconst load = id => new Store().load(id);`,
  ],
];

const NOT_PASSING: readonly (readonly [name: string, code: string])[] = [
  ['that nothing waits for', 'async function load(id) { profiles.getProfile(id); }'],
  ['that handles it', `async function load(id) { try { ${WORK} } catch (e) { console.error(e); } }`],
  ['that handles it in a chain', 'const load = id => profiles.getProfile(id).catch(() => null);'],
  ['that handles it in the same listener', 'const load = id => profiles.getProfile(id).then(use, () => null);'],
  ['that throws its own', `async function load(id) { try { ${WORK} } catch (e) { throw new Error('x'); } }`],
  [
    'that throws another kind again',
    `async function load(id) { try { ${WORK} } catch (e) { if (e instanceof TypeError) throw e; } }`,
  ],
  ['that changes it', `async function load(id) { try { ${WORK} } catch (e) { delete e.config; throw e; } }`],
  [
    'that throws it again in a function',
    `async function load(id) { try { ${WORK} } catch (e) { later(() => { throw e; }); } }`,
  ],
  [
    'that another handles',
    `const load = async id => { try { await one(id); } catch { throw new Error('x'); } };\nasync function one(id) { ${WORK} }`,
  ],
  ['that is unknown', "import { load } from './load';"],
  ['that settles all', 'const load = id => Promise.allSettled([profiles.getProfile(id)]);'],
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
    'one that a schema may leave out',
    `${SDK}import fastify from 'fastify';\nfastify().get('/', { schema }, async (req, res) => { try { ${WORK} } catch (error) { res.send({ error }); } });`,
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
    ...NOT_PASSING.map(([name, functions]): ValidCase => ({
      name: `a server answers with an error of a function ${name}`,
      filename: 'a.ts',
      code: loading(functions),
      ...PARSER,
    })),
    ...NOT_IN_HANDLERS.map(([name, code]): ValidCase => ({
      name: `a handler of errors answers with ${name}`,
      filename: 'a.ts',
      code,
      ...PARSER,
    })),
    { name: 'an error in a test', filename: 'a.test.ts', code: express('res.json({ error });'), ...PARSER },
  ],
  invalid: [
    ...GIVEN,
    ...PASSING.map(([name, functions]) => [`of a function ${name}`, loading(functions), '{ «error» }'] as const),
    ...IN_HANDLERS.map(([name, code, at]) => [`in a handler ${name}`, code, at] as const),
  ].map(([name, code, at]): InvalidCase<'givenError'> => ({
    name: `a server answers with an error of the SDK: ${name}`,
    filename: 'a.ts',
    code,
    ...PARSER,
    errors: [{ messageId: 'givenError', data: { means: 'this response' }, at }],
  })),
});
