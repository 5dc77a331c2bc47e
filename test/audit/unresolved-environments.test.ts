import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { temporaryRepository } from '../project/temporary-folder.ts';

const KEY = 'KLAVIYO_PRIVATE_KEY';
const ZOD = "import { z } from 'zod';\n";
const ENV = `${ZOD}export const env = z.object({ ${KEY}: z.string(), SITE: z.string() }).parse(process.env);`;
const GIVEN = "import { env } from './env';\napp.get('/', (req, res) => res.json(env));";

async function unresolvedIn(files: Record<string, string>): Promise<string[]> {
  const { ledger } = await audit({ root: temporaryRepository(files), asOf: '2026-11-20' });
  return ledger.unresolved?.places ?? [];
}

describe('an environment that a schema has checked is listed where it is given whole', () => {
  test.each<[name: string, schema: string]>([
    ['zod', ENV],
    [
      'zod, with a constant',
      `${ZOD}const Env = z.object({ ${KEY}: z.string() });\nexport const env = Env.parse(process.env);`,
    ],
    [
      'zod, with a result',
      `${ZOD}const parsed = z.object({ ${KEY}: z.string() }).safeParse(process.env);\nif (!parsed.success) throw parsed.error;\nexport const env = parsed.data;`,
    ],
    [
      'zod, in a function',
      `${ZOD}const Env = z.object({ ${KEY}: z.string() });\nfunction read() {\n  return Env.parse(process.env);\n}\nexport const env = Object.freeze(read());`,
    ],
    ['zod, exported by its name', ENV.replace('export ', '') + '\nexport { env };'],
    ['zod, in CommonJS', ENV.replace('export const', 'const') + '\nmodule.exports = { env };'],
    [
      'envalid',
      `import { cleanEnv, str } from 'envalid';\nexport const env = cleanEnv(process.env, { ${KEY}: str() });`,
    ],
    [
      'valibot',
      `import * as v from 'valibot';\nexport const env = v.parse(v.object({ ${KEY}: v.string() }), process.env);`,
    ],
    [
      't3-env',
      `import { createEnv } from '@t3-oss/env-nextjs';\nexport const env = createEnv({ server: { ${KEY}: z.string() }, experimental__runtimeEnv: process.env });`,
    ],
    ['ArkType', `import { type } from 'arktype';\nexport const env = type({ ${KEY}: 'string' }).assert(process.env);`],
    [
      'ArkType, called',
      `import { type } from 'arktype';\nexport const env = type({ ${KEY}: 'string' })(import.meta.env);`,
    ],
  ])('by %s', async (_, schema) => {
    expect(await unresolvedIn({ 'src/env.ts': schema, 'src/app.ts': GIVEN })).toEqual(['src/app.ts:2']);
  });

  test.each<[name: string, path: string, code: string]>([
    ['a response has it as a property', 'src/app.ts', "app.get('/', (req, res) => res.json({ ok: true, env }));"],
    ['a response has it spread', 'src/app.ts', "app.get('/', (req, res) => res.json({ ...env, ok: true }));"],
    ['Response.json has it', 'app/api/a/route.ts', 'export const GET = () => Response.json(env);'],
    ['a procedure returns it', 'src/router.ts', 'export const r = t.router({ all: t.procedure.query(() => env) });'],
    [
      'a resolver returns it',
      'src/graph.ts',
      'const typeDefs = `type Query { settings: JSON }`; export const resolvers = { Query: { settings: () => ({ ...env }) } };',
    ],
    [
      'a page gets it',
      'pages/a.tsx',
      'export const getServerSideProps = async () => ({ props: { env } }); export default Page;',
    ],
    [
      'a page has it as a text',
      'src/page.ts',
      'export const page = () => `<script>e = ${JSON.stringify(env)}</script>`;',
    ],
    ['a component gets it', 'app/page.tsx', 'export default () => <Settings value={env} />;'],
    ['a component gets it spread', 'app/page.tsx', 'export default () => <Settings {...env} />;'],
    ['templates get it', 'src/app.ts', 'app.locals.env = env;'],
    ['a view gets it', 'src/app.ts', "app.get('/', (req, res) => res.render('home', { env }));"],
    [
      'a window gets it',
      'src/a.ts',
      "contextBridge.exposeInMainWorld('env', env); import { contextBridge } from 'electron';",
    ],
  ])('where %s', async (_, path, code) => {
    const files = {
      'src/env.ts': ENV,
      [path]: `import { env } from '${path.replace(/[^/]+/g, '..').slice(3)}/src/env';\n${code}`,
    };
    expect(await unresolvedIn(files)).toEqual([`${path}:2`]);
  });

  test('in its own file', async () => {
    const code = `${ENV}\nexport const handler = () => ({ statusCode: 200, body: JSON.stringify(env) });`;
    expect(await unresolvedIn({ 'src/env.ts': code })).toEqual(['src/env.ts:3']);
  });

  test('through an alias, as the default', async () => {
    const files = {
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'src/env/index.ts': ENV.replace('export const env', 'const env') + '\nexport default env;',
      'src/app.ts': "import settings from '@/env';\napp.get('/', (req, res) => res.json(settings));",
    };
    expect(await unresolvedIn(files)).toEqual(['src/app.ts:2']);
  });
});

describe('it is not listed', () => {
  test.each<[name: string, code: string]>([
    ['where a function returns it to other code', 'export const settings = () => env;'],
    ['where a function returns it in an object', 'export function context() {\n  return { env, db };\n}'],
    ['where a response has one of its fields', "app.get('/', (req, res) => res.json({ site: env.SITE }));"],
    ['where a response has what is picked', "app.get('/', (req, res) => res.json(pick(env, ['SITE'])));"],
    ['where another function reads it', 'start(env);'],
    ['where a program gets it', "spawn('x', [], { env: { ...env } });"],
    ['where it is shadowed', "app.get('/', (env, res) => res.json(env));"],
    ['where a page has one of its fields', 'export const page = () => `<script>s = "${env.SITE}"</script>`;'],
    ['where a component gets one of its fields', 'export default () => h(<Site name={env.SITE} />);'],
  ])('%s', async (_, code) => {
    expect(await unresolvedIn({ 'src/env.ts': ENV, 'src/app.tsx': `import { env } from './env';\n${code}` })).toEqual(
      [],
    );
  });

  test.each<[name: string, schema: string]>([
    ['where its schema has no key', `${ZOD}export const env = z.object({ SITE: z.string() }).parse(process.env);`],
    ['where its schema has the public key', ENV.replace(KEY, 'KLAVIYO_PUBLIC_KEY')],
    ['where something else is checked', `${ZOD}export const env = z.object({ ${KEY}: z.string() }).parse(input);`],
    [
      'where its fields are chosen',
      `${ZOD}export const env = z.object({ ${KEY}: z.string(), SITE: z.string() }).pick({ SITE: true }).parse(process.env);`,
    ],
    [
      'where it is made into something else',
      `${ZOD}export const env = z.object({ ${KEY}: z.string() }).transform(hide).parse(process.env);`,
    ],
    [
      'where it is another export',
      `${ENV}\n`.replace('const env', 'const all') + 'export const env = { SITE: all.SITE };',
    ],
  ])('%s', async (_, schema) => {
    expect(await unresolvedIn({ 'src/env.ts': schema, 'src/app.ts': GIVEN })).toEqual([]);
  });

  test('in a test', async () => {
    expect(await unresolvedIn({ 'src/env.ts': ENV, 'src/app.test.ts': GIVEN })).toEqual([]);
  });
});
