import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { addFiles, git, temporaryRepository } from '../project/temporary-folder.ts';

const API = {
  'src/crm.ts':
    "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';\nexport const profiles = new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY!));\n",
};

async function unresolvedIn(files: Record<string, string>): Promise<string[]> {
  const { ledger } = await audit({ root: temporaryRepository({ ...API, ...files }), asOf: '2026-11-20' });
  return ledger.unresolved?.places ?? [];
}

/** A filter of NestJS with a body. */
function filter(body: string, kinds = ''): string {
  return `import { Catch } from '@nestjs/common';
@Catch(${kinds})
export class Failures implements ExceptionFilter {
  catch(exception: unknown, host: ArgumentsHost) {
    ${body}
  }
}`;
}

const OF_HOST = 'const ctx = host.switchToHttp();\nconst response = ctx.getResponse<Response>();\n';

describe('a whole error that a handler answers with is listed', () => {
  test.each<[name: string, text: string, line?: number]>([
    ['in Express', 'app.use((err, req, res, next) => { res.status(500).json({ error: err }); });'],
    ['itself, in Express', 'export function failed(err, _req, res, _next) {\n  res.status(500).json(err);\n}', 2],
    ['that is typed', 'export const failed: ErrorRequestHandler = (err, req, res, next) => { res.json({ err }); };'],
    ['after it is logged', 'app.use((err, req, res, next) => { logger.error(err); res.json({ err }); });'],
    [
      'after other kinds have an answer',
      'app.use((err, req, res, next) => {\n  if (err instanceof ZodError) return res.json(err.issues);\n  if (res.headersSent) return next(err);\n  res.json({ err });\n});',
      4,
    ],
    ['by its request', 'app.use((err, req, res, next) => { res.json({ request: err.config }); });'],
    ['as a text', 'app.use((err, req, res, next) => { res.end(JSON.stringify({ err })); });'],
    ['in a constant', 'app.use((err, req, res, next) => { const body = { err }; res.json(body); });'],
    ['in Fastify', 'app.setErrorHandler((error, req, reply) => { reply.send({ error }); });'],
    [
      'in a function for Fastify',
      'export async function errorHandler(error, request, reply) { reply.send({ error }); }',
    ],
    ['in Hono', "import { Hono } from 'hono';\nexport const app = new Hono().onError((err, c) => c.json({ err }));", 2],
    [
      'in a handler of a router',
      'export default router.handler({ onError: (err, req, res) => { res.json({ err }); } });',
    ],
    [
      'in Koa',
      "import Koa from 'koa';\nnew Koa().use(async (ctx, next) => { try { await next(); } catch (err) { ctx.body = { err }; } });",
      2,
    ],
    [
      'in a function around handlers',
      'export const wrap = handler => async (req, res) => {\n  try { return await handler(req, res); } catch (error) { res.json({ error }); }\n};',
      2,
    ],
    ['in NestJS', filter('host.switchToHttp().getResponse().status(500).json({ exception });'), 5],
    ['in NestJS, behind constants', filter(`${OF_HOST}response.status(500).json({ ok: false, exception });`), 7],
    ['in NestJS, through its adapter', filter(`${OF_HOST}this.adapter.reply(response, { exception }, 500);`), 7],
  ])('%s', async (_, text, line = 1) => {
    expect(await unresolvedIn({ 'src/app.ts': text })).toEqual([`src/app.ts:${line}`]);
  });
});

describe('what a handler of errors answers with is not listed', () => {
  test.each<[name: string, text: string]>([
    ['its message', 'app.use((err, req, res, next) => { res.status(500).json({ error: err.message }); });'],
    ['what is made of it', 'app.use((err, req, res, next) => { res.json({ error: serializeError(err) }); });'],
    ['it without its request', 'app.use((err, req, res, next) => { delete err.config; res.json({ err }); });'],
    ['it after something cleaned it', 'app.use((err, req, res, next) => { redact(err); res.json({ err }); });'],
    ['another in its place', 'app.use((err, req, res, next) => { err = new Failure(err); res.json({ err }); });'],
    ['one of another kind', 'app.use((err, req, res, next) => { if (err instanceof ZodError) res.json({ err }); });'],
    ['one of another kind, by its name', "app.use((e, req, res, next) => { if (e.name === 'X') res.json({ e }); });"],
    [
      'what is left after those of axios have an answer',
      'app.use((err, req, res, next) => { if (isAxiosError(err)) return res.json({}); res.json({ err }); });',
    ],
    [
      'it while somebody develops',
      "app.use((err, req, res, next) => { if (process.env.NODE_ENV === 'development') res.json({ err }); });",
    ],
    [
      'it while somebody develops, in short',
      "app.use((err, req, res, next) => { res.json({ err: app.get('env') === 'development' ? err : {} }); });",
    ],
    [
      'it while somebody develops, by where it is registered',
      "if (process.env.NODE_ENV !== 'production') app.use((err, req, res, next) => { res.json({ err }); });",
    ],
    ['it to Fastify itself', 'app.setErrorHandler((error, req, reply) => { reply.send(error); });'],
    ['what a filter for other exceptions gets', filter(`${OF_HOST}response.json({ exception });`, 'HttpException')],
    ['what an exception of NestJS says', filter(`${OF_HOST}response.json(exception.getResponse());`)],
    ['it to the next handler', 'app.use((err, req, res, next) => { next(err); });'],
    ['a page', "app.use((err, req, res, next) => { res.render('error', { err }); });"],
    ['what an event in a browser tells', 'export const onError = (err, res) => { show({ err }); };'],
    ['what a schema leaves', 'app.setErrorHandler((error, req, reply) => { reply.send({ error }); }); use(schema);'],
  ])('%s', async (_, text) => {
    expect(await unresolvedIn({ 'src/app.ts': text })).toEqual([]);
  });

  const handler = 'app.use((err, req, res, next) => { res.status(500).json({ error: err }); });';

  test('in a test', async () => {
    expect(await unresolvedIn({ 'test/app.test.ts': handler })).toEqual([]);
  });

  test('where the SDK is not used', async () => {
    const key =
      "fetch('https://a.klaviyo.com/api/lists', { headers: { Authorization: 'Klaviyo-API-Key ' + process.env.KLAVIYO_PRIVATE_KEY } });";
    expect(await unresolvedIn({ 'src/crm.ts': key, 'src/app.ts': handler })).toEqual([]);
  });

  test('where it is a finding', async () => {
    const files = {
      'src/app.ts': `${API['src/crm.ts']}import express from 'express';
const app = express();
app.get('/', (req, res, next) => { profiles.getProfiles().catch(next); });
${handler}`,
    };
    const { findings, ledger } = await audit({ root: temporaryRepository(files), asOf: '2026-11-20' });
    expect(findings.map(({ ruleId, path, line, column }) => ({ ruleId, path, line, column }))).toContainEqual({
      ruleId: 'klaviyo/no-private-key-in-browser',
      path: 'src/app.ts',
      line: 6,
      column: 66,
    });
    expect(ledger.unresolved).toBeUndefined();
  });
});

test('a change of such a file is shown for review', async () => {
  const root = temporaryRepository({ ...API, 'a.txt': '' });
  git(root, 'commit', '-qm', 'base');
  const base = git(root, 'rev-parse', 'HEAD').trim();
  addFiles(root, { 'src/app.ts': 'app.use((err, req, res, next) => { res.json({ err }); });' });
  git(root, 'add', '--all');
  git(root, 'commit', '-qm', 'change');
  const { notices } = await audit({ root, asOf: '2026-11-20', since: base });
  expect(notices).toEqual([
    {
      path: 'src/app.ts',
      message:
        '`src/app.ts` answers with a whole error in line 1, and one of the SDK has the headers of its request with the private key. Review whether it can be one of those, because the rules did not find where it comes from.',
    },
  ]);
});

/** A service of NestJS that uses the SDK, and fails with what a clause throws. */
function service(
  thrown: string,
  head = "import { HttpException, InternalServerErrorException } from '@nestjs/common';",
): string {
  return `${head}
import { ProfilesApi } from 'klaviyo-api';
export class Crm {
  constructor(private profiles: ProfilesApi) {}
  async find(id: string) {
    try { return await this.profiles.getProfile(id); } catch (error) {
      ${thrown}
    }
  }
}`;
}

describe('a whole error in an exception of NestJS is listed', () => {
  test.each<[name: string, thrown: string]>([
    ['itself', 'throw new HttpException(error, 500);'],
    ['where the class has the status', 'throw new InternalServerErrorException(error);'],
    ['in an object', "throw new HttpException({ message: 'failed', error }, 500);"],
    ['after it is logged', 'this.logger.error(error); throw new HttpException(error as Error, 500);'],
  ])('%s', async (_, thrown) => {
    expect(await unresolvedIn({ 'src/crm.service.ts': service(thrown) })).toEqual(['src/crm.service.ts:7']);
  });

  test('that is caught by a listener', async () => {
    const text = `import { HttpException } from '@nestjs/common';
import { ProfilesApi } from 'klaviyo-api';
export const find = (profiles: ProfilesApi, id: string) =>
  profiles.getProfile(id).catch(error => { throw new HttpException(error, 502); });`;
    expect(await unresolvedIn({ 'src/find.ts': text })).toEqual(['src/find.ts:4']);
  });
});

describe('an exception of NestJS is not listed', () => {
  test.each<[name: string, text: string]>([
    ['with a message', service('throw new HttpException(error.message, 500);')],
    ['with the answer of the API', service('throw new HttpException(error.response.data, error.response.status);')],
    ['with the error as its cause', service("throw new HttpException('failed', 500, { cause: error });")],
    ['with what is made of the error', service('throw new InternalServerErrorException(describe(error));')],
    [
      'with an error of another kind',
      service('if (error instanceof ZodError) throw new HttpException(error, 400); throw error;'),
    ],
    ['of the project', service('throw new CrmException(error);', "import { CrmException } from './failures';")],
    [
      'in a file without the SDK',
      "import { HttpException } from '@nestjs/common';\nexport async function find(klaviyo, id) { try { return await klaviyo.find(id); } catch (error) { throw new HttpException(error, 500); } }",
    ],
  ])('%s', async (_, text) => {
    expect(await unresolvedIn({ 'src/crm.service.ts': text })).toEqual([]);
  });
});
