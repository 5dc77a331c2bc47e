import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { addFiles, git, temporaryRepository } from '../project/temporary-folder.ts';

const KEY = 'KLAVIYO_PRIVATE_KEY';
const READ = `process.env.${KEY}`;
const URL = 'https://a.klaviyo.com/api/lists';
/** What a request sends, whatever else a file does. */
const SDK = "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';\n";

async function unresolvedIn(files: Record<string, string>): Promise<string[]> {
  const { ledger } = await audit({ root: temporaryRepository(files), asOf: '2026-11-20' });
  return ledger.unresolved?.places ?? [];
}

describe('a read of a key is listed', () => {
  test.each<[name: string, path: string, text: string, line?: number]>([
    ['that an object of settings holds', 'src/a.ts', `export const config = { apiKey: ${READ} };`],
    [
      'whose name may also mean the public key',
      'src/a.ts',
      'export const rows = [{ key: process.env.KLAVIYO_API_KEY }];',
    ],
    ['that a process gives to a window', 'src/a.ts', `contextBridge.exposeInMainWorld('cfg', { crm: ${READ} });`],
    [
      'that a resolver returns',
      'src/a.ts',
      `export const resolvers = { Query: { integration: () => ({ secret: ${READ} }) } };`,
    ],
    ['that CMake writes into a header', 'crm.h.in', '#define CRM_KEY "@KLAVIYO_PRIVATE_KEY@"'],
    ['of an option of a program in Rust', 'src/a.rs', '#[arg(long, env = "KLAVIYO_PRIVATE_KEY")]'],
    ['that a callback returns', 'src/a.ts', `export const routes = route({ key: endpoint.query(() => ${READ}) });`],
    ['that a socket sends', 'src/a.ts', `const settings = { key: ${READ} };\nsocket.send(JSON.stringify(settings));`],
    [
      'that a schema gives to the browser',
      'src/a.ts',
      `export const env = createEnv({ runtimeEnv: { MAIL: ${READ} } });`,
    ],
    ['that is written into a file', 'src/a.mjs', `writeFileSync('public/env.js', 'window.k = "' + ${READ} + '"');`],
    ['that only a function is named for', 'src/a.ts', `export const picked = pick('API_URL', '${KEY}');`],
    [
      'behind a constant',
      'src/a.ts',
      `const key = ${READ};\nif (!key) throw new Error('missing');\nstate.value = { key };`,
      3,
    ],
    ['out of a pattern', 'src/a.ts', `const { ${KEY}: key } = process.env;\npublish(key);`, 2],
    [
      'that a template of the file may show',
      'src/a.astro',
      `---\nconst key = import.meta.env.${KEY}\n---\n<p data-key={key} />`,
      2,
    ],
    [
      'with the scheme, for whoever asks',
      'src/a.ts',
      `export const credentials = () => \`Klaviyo-API-Key \${${READ}}\`;`,
    ],
    ['of the settings of a framework', 'src/a.ts', 'state.value = useRuntimeConfig().klaviyoPrivateKey;'],
    [
      'out of a pattern of the settings of a framework',
      'server/api/a.ts',
      'export default defineEventHandler(e => {\n  const { klaviyoPrivateKey } = useRuntimeConfig(e);\n  return publish(klaviyoPrivateKey);\n});',
      3,
    ],
    [
      'beside its use, where it is also passed on',
      'src/a.ts',
      `${SDK}const key = ${READ};\nexport const api = new ProfilesApi(new ApiKeySession(key));\nipc.handle('key', () => key);`,
      4,
    ],
    [
      'of a module of settings, that is passed on',
      'src/a.ts',
      `import { ${KEY} } from '$env/static/private';\nipc.handle('key', () => ${KEY});`,
      2,
    ],
    [
      'that Azure Pipelines replaces in an element',
      'public/index.html',
      '<meta name="mail" content="#{KLAVIYO_PRIVATE_KEY}#">',
    ],
    ['that Azure Pipelines replaces in code', 'src/environment.prod.ts', `export const mail = '#{${KEY}}#';`],
    [
      'that Azure Pipelines replaces in a page',
      'public/index.html',
      '<script>mail = "#{KLAVIYO_PRIVATE_KEY}#"</script>',
    ],
    ['that a release replaces in settings', 'wwwroot/settings.json', `{ "mail": "__${KEY}__" }`],
    ['that is put into a published script', 'public/config.js', `window.config = { mail: '\${${KEY}}' };`],
    ['that a workflow gives another name', '.github/workflows/a.yml', `env:\n  CRM: \${{ secrets.${KEY} }}`, 2],
    [
      'that a build writes into an app',
      '.github/workflows/a.yml',
      `run: app build --define=CRM=\${{ secrets.${KEY} }}`,
    ],
    ['that a script writes into a page', 'entry.sh', `cat > env.js <<EOF\nwindow.e = { CRM: "\${${KEY}}" };\nEOF`, 2],
    ['that a field of Go is read from', 'settings.go', `type Settings struct {\n\tMail string \`env:"${KEY}"\`\n}`, 2],
    ['that a property of Quarkus is', 'Settings.java', `@ConfigProperty(name = "${KEY}") String mail;`],
    [
      'that envied compiles into an app',
      'lib/env.dart',
      `@EnviedField(varName: '${KEY}')\nstatic const String mail = _Env.mail;`,
    ],
    ['that an app is compiled with', 'src/main.rs', `fn key() -> &'static str { env!("${KEY}") }`],
    ['that a build of an app takes', 'app/build.gradle.kts', `field("CRM", System.getenv("${KEY}"))`],
    ['that a setting of an app takes', 'App.xcconfig', `CRM_TOKEN = $(${KEY})`],
    ['that PHP configures', 'config/services.php', `<?php\nreturn ['private' => env('${KEY}')];`, 2],
    [
      'that PHP gives to a script',
      'plugin.php',
      "<?php\nlocalize('crm', ['key' => get_option('klaviyo_private_key')]);",
      2,
    ],
    ['that a theme shows', 'a.liquid', '<i data-k="{{ shop.metafields.klaviyo.private_key.value }}"></i>'],
    ['that a command of a package takes', 'package.json', `{ "scripts": { "build": "pack --define:CRM=$${KEY}" } }`],
    [
      'in the settings of a framework that nobody knows',
      'src/a.ts',
      `defineSettings({ runtimeConfig: { mail: ${READ} } });`,
    ],
    [
      'in the settings of Nuxt that are no configuration at run time',
      'src/a.ts',
      `export default defineNuxtConfig({ vendor: { mail: ${READ} } });`,
    ],
    [
      'in what Nuxt keeps for the app itself',
      'src/a.ts',
      `export default defineNuxtConfig({ runtimeConfig: { app: { mail: ${READ} } } });`,
    ],
    [
      'of a function that is only called as that of NestJS',
      'src/a.ts',
      `import { registerAs } from './settings';\nexport default registerAs('crm', () => ({ key: ${READ} }));`,
      2,
    ],
    [
      'in what a server of GraphQL is given, not its context',
      'src/a.ts',
      `import { ApolloServer } from '@apollo/server';\nexport const server = new ApolloServer({ rootValue: { key: ${READ} } });`,
      2,
    ],
    [
      'in the settings of Medusa that are for its pages',
      'src/a.ts',
      `import { defineConfig } from '@medusajs/framework/utils';\nexport default defineConfig({ admin: { options: { key: ${READ} } } });`,
      2,
    ],
    [
      'that a resolver takes out of the context',
      'src/a.ts',
      `import { startStandaloneServer } from '@apollo/server/standalone';\nstartStandaloneServer(server, { context: async () => ({ klaviyoPrivateKey: ${READ} }) });\nexport const secret = (_parent, _args, context) => context.klaviyoPrivateKey;`,
      3,
    ],
    [
      'of a container that nobody knows',
      'src/a.ts',
      `import { container } from './container';\ncontainer.register('Key', { useValue: ${READ} });`,
      2,
    ],
    ['that is put into a text', 'src/a.ts', `export const page = template.replaceAll('__KEY__', ${READ});`],
    ['beside its name', 'src/a.ts', `new sst.Secret('KlaviyoPrivateKey', ${READ});`],
    [
      'that valibot checks, and somebody gets',
      'src/a.ts',
      `import * as v from 'valibot';\nconst env = v.parse(v.object({ ${KEY}: v.string() }), process.env);\nsocket.send(env.${KEY});`,
      3,
    ],
    [
      'whose name stands in a list that becomes an object',
      'src/a.ts',
      `const names = ['API_URL', '${KEY}'];\nexport const shown = Object.fromEntries(names.map(name => [name, process.env[name]]));`,
    ],
    [
      'whose name stands in a frozen list',
      'src/a.ts',
      `const names = Object.freeze([\n'${KEY}'\n] as const);\nexport const shown = names.flatMap((name) => process.env[name] ?? []);`,
      2,
    ],
    [
      'whose name stands in a list that a loop reads',
      'src/a.ts',
      `const names = ['API_URL', '${KEY}'];\nfor (const name of names) shown[name] = process.env[name];`,
    ],
    [
      'whose name stands in a list that is picked from the environment',
      'src/a.ts',
      `const names = ['API_URL', '${KEY}'];\nexport const shown = pick(process.env, names);`,
    ],
    [
      'whose name stands in a list that is folded',
      'src/a.ts',
      `export const shown = ['${KEY}'].reduce((all, name) => ({ ...all, [name]: process.env[name] }), {});`,
    ],
    [
      'of another vendor',
      'src/a.ts',
      "import 'customerio-node';\nexport const config = { key: process.env.CUSTOMERIO_APP_API_KEY };",
      2,
    ],
  ])('%s', async (_, path, text, line = 1) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([`${path}:${line}`]);
  });
});

describe('a variable in C#', () => {
  const CS = 'var key = Environment.GetEnvironmentVariable("KLAVIYO_PRIVATE_KEY");';

  test.each<[name: string, text: string, lines: number[]]>([
    ['that is compared in its line', `${CS} var isOff = key is null;`, []],
    ['that is tested', `${CS}\nif (string.IsNullOrEmpty(key)) return;\nif (key != null) Start();`, []],
    ['that is tested and shown', `${CS}\nif (key is null) return;\nViewData["k"] = key;`, [1]],
    ['that is tested and returned', `${CS}\nreturn key is not null ? key : "";`, [1]],
    ['that nobody tests', CS, [1]],
    ['that another one is tested beside', `${CS}\nif (keys is null) return;`, [1]],
  ])('%s', async (_, text, lines) => {
    expect(await unresolvedIn({ 'A.cs': text })).toEqual(lines.map(line => `A.cs:${line}`));
  });
});

describe('beside an SDK for another language a read is listed', () => {
  test.each<[name: string, path: string, text: string, line: number]>([
    [
      'that something else gets',
      'a.py',
      `from klaviyo_api import KlaviyoAPI\nreturn render(request, {"key": settings.${KEY}})`,
      2,
    ],
    ['that something of the same name gets', 'a.py', `from acme import KlaviyoAPI\nk = KlaviyoAPI(settings.${KEY})`, 2],
    [
      'in a line behind a use',
      'a.py',
      `from klaviyo_api import KlaviyoAPI\nk = KlaviyoAPI(settings.${KEY})\nresponse.write(settings.${KEY})`,
      3,
    ],
  ])('%s', async (_, path, text, line) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([`${path}:${line}`]);
  });
});

describe('what the SDK of Customer.io for another language gets is not listed', () => {
  const GO = 'package shop\n\nimport (\n\t"os"\n\n\t"github.com/customerio/go-customerio/v3"\n)\n\n';
  const IN_GO = 'os.Getenv("CUSTOMERIO_SITE_ID"), os.Getenv("CUSTOMERIO_API_KEY")';

  test.each<[name: string, path: string, text: string]>([
    ['in Go', 'a.go', `${GO}var c = customerio.NewTrackClient(${IN_GO}, customerio.WithRegion(customerio.RegionEU))`],
    ['in Go, of the App API', 'a.go', `${GO}var c = customerio.NewAPIClient(os.Getenv("CUSTOMERIO_APP_API_KEY"))`],
    [
      'in lines of Go',
      'a.go',
      `${GO}var c = customerio.NewTrackClient(\n\tos.Getenv("CUSTOMERIO_SITE_ID"),\n\tos.Getenv("CUSTOMERIO_API_KEY"),\n)`,
    ],
    ['in Ruby', 'a.rb', 'C = Customerio::Client.new(ENV.fetch("CUSTOMERIO_SITE_ID"), ENV["CUSTOMERIO_API_KEY"])'],
    ['in Ruby, of the App API', 'a.rb', 'C = Customerio::APIClient.new(ENV["CUSTOMERIO_APP_API_KEY"], region: R)'],
    [
      'in lines of Ruby',
      'a.rb',
      'C = Customerio::Client.new(\n  ENV["CUSTOMERIO_SITE_ID"],\n  ENV["CUSTOMERIO_API_KEY"],\n  region: R\n)',
    ],
    [
      'in lines of Python',
      'a.py',
      'from customerio import CustomerIO\nc = CustomerIO(\n    os.environ["CUSTOMERIO_SITE_ID"],\n    os.environ["CUSTOMERIO_API_KEY"],\n)',
    ],
    [
      'with calls of Python',
      'a.py',
      'from customerio import CustomerIO\nc = CustomerIO(os.getenv("CUSTOMERIO_SITE_ID"), os.getenv("CUSTOMERIO_API_KEY"))',
    ],
  ])('%s', async (_, path, text) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([]);
  });

  test.each<[name: string, path: string, text: string, line: number]>([
    ['that something else gets', 'a.go', `${GO}var c = acme.NewTrackClient(${IN_GO})`, 9],
    ['that no SDK gets', 'a.go', `package shop\n\nvar c = customerio.NewTrackClient(${IN_GO})`, 3],
    [
      'that another call gets',
      'a.rb',
      'C = Customerio::Client.new(ENV["CUSTOMERIO_SITE_ID"], "k")\nrender json: { k: ENV["CUSTOMERIO_API_KEY"] }',
      2,
    ],
    [
      'that a page gets',
      'a.go',
      `${GO}var c = customerio.NewTrackClient(${IN_GO})\nvar v = page(os.Getenv("CUSTOMERIO_API_KEY"))`,
      10,
    ],
  ])('but one is %s', async (_, path, text, line) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([`${path}:${line}`]);
  });
});

describe('a key in the services of Laravel', () => {
  const SERVICES = `<?php\nreturn [\n    'klaviyo' => [\n        'key' => env('${KEY}'),\n        'list' => env('LIST'),\n    ],\n];`;
  const USE =
    "<?php\nuse KlaviyoAPI\\KlaviyoAPI;\n$api = new KlaviyoAPI(config('services.klaviyo.key'), num_retries: 3);";

  test.each<[name: string, files: Record<string, string>]>([
    ['gets to the SDK', { 'app/Crm.php': USE }],
    [
      'gets to a header',
      { 'app/Crm.php': "<?php\nreturn ['Authorization' => 'Klaviyo-API-Key '.config('services.klaviyo.key')];" },
    ],
    [
      'gets to the SDK, and another setting to a page',
      { 'app/Crm.php': USE, 'a.blade.php': "@json(config('services.klaviyo.list'))" },
    ],
    ['is set by a test', { 'app/Crm.php': USE, 'tests/A.php': "<?php config(['services.klaviyo.key' => 'a']);" }],
  ])('is not listed where it %s', async (_, files) => {
    expect(await unresolvedIn({ 'config/services.php': SERVICES, ...files })).toEqual([]);
  });

  test.each<[name: string, files: Record<string, string>]>([
    ['nobody asks for it', {}],
    ['a page shows it', { 'app/Crm.php': USE, 'a.blade.php': "@json(config('services.klaviyo.key'))" }],
    ['a page shows all around it', { 'app/Crm.php': USE, 'a.blade.php': "@json(config('services.klaviyo'))" }],
    ['a page shows all services', { 'app/Crm.php': USE, 'a.blade.php': "@json(config('services'))" }],
    ['something else gets it', { 'app/Crm.php': USE.replace('use KlaviyoAPI', 'use Acme') }],
    ['its name is only told', { 'app/Crm.php': USE, 'app/A.php': "<?php show('services.klaviyo.key');" }],
  ])('is listed where %s', async (_, files) => {
    expect(await unresolvedIn({ 'config/services.php': SERVICES, ...files })).toContain('config/services.php:4');
  });
});

describe('a read that is understood is not listed', () => {
  test.each<[name: string, path: string, text: string]>([
    ['where the SDK gets it', 'src/a.ts', `${SDK}export const api = new ProfilesApi(new ApiKeySession(${READ}!));`],
    [
      'through a constant',
      'src/a.ts',
      `${SDK}const key = ${READ} ?? '';\nexport const api = new ProfilesApi(new ApiKeySession(key));`,
    ],
    [
      'where a header carries it',
      'src/a.ts',
      `fetch('${URL}', { headers: { Authorization: \`Klaviyo-API-Key \${${READ}}\` } }).then(use);`,
    ],
    [
      'through a function that reads it',
      'src/a.ts',
      `const key = () => ${READ};\nexport const lists = () => fetch('${URL}', { headers: { Authorization: 'Klaviyo-API-Key ' + key() } }).then(use);`,
    ],
    [
      'through a function that makes headers',
      'src/a.ts',
      `const headers = (key: string) => ({ Authorization: 'Klaviyo-API-Key ' + key });\nexport const lists = () => fetch('${URL}', { headers: headers(${READ}) }).then(use);`,
    ],
    [
      'through a field of a class',
      'src/a.ts',
      `export class Lists { key = ${READ}; get() { return fetch('${URL}', { headers: { Authorization: 'Klaviyo-API-Key ' + this.key } }); } }`,
    ],
    [
      'through a field that the constructor sets',
      'src/a.ts',
      `export class Lists { private key; constructor() { this.key = ${READ}; } get() { return fetch('${URL}', { headers: { Authorization: 'Klaviyo-API-Key ' + this.key } }); } }`,
    ],
    [
      'through a client',
      'src/a.ts',
      `import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://a.klaviyo.com/api', headers: { Authorization: 'Klaviyo-API-Key ' + ${READ} } });\nexport const lists = () => api.get('/lists');`,
    ],
    [
      'trimmed, after a test',
      'src/a.ts',
      `${SDK}function key() {\n  const key = ${READ};\n  if (!key?.trim()) return null;\n  return key.trim();\n}\nexport const api = () => new ProfilesApi(new ApiKeySession(key()));`,
    ],
    [
      'of a binding',
      'src/a.ts',
      `${SDK}export default { fetch: (_: Request, env: Env) => new ProfilesApi(new ApiKeySession(env.${KEY})).getProfiles() };`,
    ],
    [
      'through a service of settings',
      'src/a.ts',
      `${SDK}export const make = (config: any) => new ProfilesApi(new ApiKeySession(config.get('${KEY}')));`,
    ],
    [
      'of a typed binding',
      'src/a.ts',
      `${SDK}interface Env { ${KEY}: string }\nexport default { async fetch(_: Request, env: Env) { return new ProfilesApi(new ApiKeySession(env.${KEY})).getProfiles(); } };`,
    ],
    [
      'of a module of settings',
      'src/a.ts',
      `import { ${KEY} } from '$env/static/private';\n${SDK}export const api = new ProfilesApi(new ApiKeySession(${KEY}));`,
    ],
    [
      'of an object of such a module',
      'src/a.ts',
      `import { env } from '$env/dynamic/private';\n${SDK}export const api = new ProfilesApi(new ApiKeySession(env.${KEY}));`,
    ],
    [
      'of a module of settings, through a function',
      'src/a.ts',
      `import { ${KEY} } from 'astro:env/server';\n${SDK}const make = (key: string) => new ApiKeySession(key);\nexport const api = new ProfilesApi(make(${KEY}));`,
    ],
    [
      'out of the settings of a framework',
      'server/api/a.ts',
      `${SDK}export const api = () => new ProfilesApi(new ApiKeySession(useRuntimeConfig().klaviyoPrivateKey));`,
    ],
    [
      'out of a pattern of the settings of a framework',
      'server/api/a.ts',
      `${SDK}export default defineEventHandler(e => {\n  const { klaviyoPrivateKey } = useRuntimeConfig(e);\n  const api = new ProfilesApi(new ApiKeySession(klaviyoPrivateKey));\n});`,
    ],
    ['that a function judges', 'src/a.ts', `export const isOn = !isPlaceholder(${READ});`],
    [
      'that is only tested',
      'src/a.ts',
      `export const isOn = Boolean(${READ});\nif (!${READ}) throw new Error('${KEY} is missing');`,
    ],
    ['that is only compared', 'src/a.ts', `export const isOurs = (key: string) => key === ${READ};`],
    ['of which the beginning is shown', 'src/a.ts', `console.log(${READ}?.slice(0, 6));`],
    ['that is declared', 'env.d.ts', `declare namespace NodeJS { interface ProcessEnv { ${KEY}: string } }`],
    ['that is validated', 'src/a.ts', `export const env = z.object({ ${KEY}: z.string() }).parse(process.env);`],
    [
      'under its own name in a schema',
      'src/a.ts',
      `export const env = createEnv({ server: {}, runtimeEnv: { ${KEY}: ${READ} } });`,
    ],
    ['that a program gets under its own name', 'src/a.ts', `spawn('worker', [], { env: { ${KEY}: ${READ} } });`],
    ['whose name is only logged', 'src/a.ts', `console.warn('${KEY}');`],
    [
      'in the runtime configuration of Nuxt that is private',
      'nuxt.config.ts',
      `export default defineNuxtConfig({ runtimeConfig: { crm: { key: ${READ} ?? '' }, public: {} } });`,
    ],
    [
      'in a namespace of settings of NestJS',
      'src/a.ts',
      `import { registerAs } from '@nestjs/config';\nexport default registerAs('crm', () => ({ privateKey: ${READ} }));`,
    ],
    [
      'in a namespace that a block returns',
      'src/a.ts',
      `import { registerAs } from '@nestjs/config';\nexport default registerAs('crm', () => {\n  return { keys: { mail: ${READ} } };\n});`,
    ],
    [
      'in the context of a server of GraphQL',
      'src/a.ts',
      `import { startStandaloneServer } from '@apollo/server/standalone';\nstartStandaloneServer(server, { context: async () => ({ key: ${READ} }) });`,
    ],
    [
      'that a resolver gives to the SDK out of the context',
      'src/a.ts',
      `${SDK}import { startStandaloneServer } from '@apollo/server/standalone';\nstartStandaloneServer(server, { context: async () => ({ klaviyoPrivateKey: ${READ} }) });\nexport const profiles = (_parent, _args, ctx) => new ProfilesApi(new ApiKeySession(ctx.klaviyoPrivateKey)).getProfiles();`,
    ],
    [
      'in the options of a module of Medusa',
      'medusa-config.ts',
      `import { defineConfig } from '@medusajs/framework/utils';\nmodule.exports = defineConfig({ modules: [{ resolve: './src/modules/crm', options: { apiKey: ${READ} } }] });`,
    ],
    [
      'in a container of tsyringe',
      'src/a.ts',
      `import { container } from 'tsyringe';\ncontainer.register('Key', { useValue: ${READ} });`,
    ],
    [
      'in a container of awilix',
      'src/a.ts',
      `import { asValue } from 'awilix';\ncontainer.register({ key: asValue(${READ}) });`,
    ],
    [
      'that is taken out of a text',
      'src/a.ts',
      `const key = ${READ};\nexport const clean = (text: string) => (key ? text.replaceAll(key, '…') : text);`,
    ],
    [
      'whose name stands in a list that is searched for what is missing',
      'src/a.ts',
      `const names = ['API_URL', '${KEY}'];\nexport const missing = names.filter(name => !process.env[name]);`,
    ],
    [
      'whose name stands in a list of which each must be set',
      'src/a.ts',
      `const names = ['API_URL', '${KEY}'];\nfor (const name of names) if (!process.env[name]) throw new Error(name);\nexport const isSet = names.every(name => process.env[name]);`,
    ],
    [
      'whose name stands in a list that is mapped to what is set',
      'src/a.ts',
      `export const state = ['${KEY}'].map(name => ({ name, isSet: Boolean(process.env[name]) }));`,
    ],
    [
      'whose name stands in a list that somebody gets without the environment',
      'src/a.ts',
      `const names = ['${KEY}'];\nexport const copy = names.map(name => name.toLowerCase());\nlater(names);`,
    ],
    ['whose name is that of a secret of SST', 'sst.config.ts', "const key = new sst.Secret('KlaviyoPrivateKey');"],
    [
      'that valibot checks',
      'src/a.ts',
      `import * as v from 'valibot';\n${SDK}const parsed = v.safeParse(v.object({ ${KEY}: v.string() }), process.env);\nif (!parsed.success) throw new Error('x');\nexport const api = new ProfilesApi(new ApiKeySession(parsed.output.${KEY}));`,
    ],
    [
      'that valibot parses',
      'src/a.ts',
      `import { object, parse, string } from 'valibot';\n${SDK}const env = parse(object({ ${KEY}: string() }), process.env);\nexport const api = new ProfilesApi(new ApiKeySession(env.${KEY}));`,
    ],
    ['of the public key', 'src/a.ts', 'export const config = { id: process.env.KLAVIYO_PUBLIC_KEY };'],
    ['of another secret', 'src/a.ts', 'export const secret = { value: process.env.KLAVIYO_WEBHOOK_SECRET };'],
    ['of somebody else', 'src/a.ts', 'export const key = { value: process.env.STRIPE_PRIVATE_KEY };'],
    ['in a test', 'src/a.test.ts', `export const config = { apiKey: ${READ} };`],
    ['in a comment', 'src/a.ts', `// publish(${READ})\nexport {};`],
    ['in prose', 'README.md', `Set \`$${KEY}\`.`],
    ['that an example sets', '.env.example', `${KEY}=`],
    ['that a workflow gives its own name', '.github/workflows/a.yml', `env:\n  ${KEY}: \${{ secrets.${KEY} }}`],
    [
      'that a workflow gives another name of a key',
      '.github/workflows/a.yml',
      `with:\n  klaviyo-api-key: \${{ secrets.${KEY} }}`,
    ],
    ['that a container gets', 'compose.yml', `environment:\n  - ${KEY}=\${${KEY}}`],
    ['that an image is built with', 'Dockerfile', `ARG ${KEY}\nENV ${KEY}=$${KEY}`],
    ['that a script tests', 'a.sh', `[ -z "$${KEY}" ] && exit 1`],
    ['that a server sends in a header', 'nginx.conf', `proxy_set_header Authorization "Klaviyo-API-Key \${${KEY}}";`],
    [
      'that the SDK for Python gets',
      'a.py',
      `from klaviyo_api import KlaviyoAPI\nk = KlaviyoAPI(settings.${KEY}, max_delay=60)`,
    ],
    [
      'that the SDK for Python gets by its name in the next line',
      'a.py',
      `from klaviyo_api import KlaviyoAPI\nk = KlaviyoAPI(\n    api_key=os.environ["${KEY}"],\n)`,
    ],
    [
      'that the SDK for PHP gets',
      'a.php',
      `<?php\nuse KlaviyoAPI\\KlaviyoAPI;\n$k = new KlaviyoAPI(getenv('${KEY}'), num_retries: 3);`,
    ],
    [
      'that the SDK of another vendor for Python gets',
      'a.py',
      'from customerio import APIClient\nc = APIClient(os.environ["CUSTOMERIO_APP_API_KEY"])',
    ],
    ['of a setting of the same name', 'settings.py', `${KEY} = os.environ["${KEY}"]`],
    ['that a template tests', 'a.liquid', '{% if settings.klaviyo_private_key %}{% endif %}'],
  ])('%s', async (_, path, text) => {
    expect(await unresolvedIn({ [path]: text })).toEqual([]);
  });
});

describe('all variables of the environment', () => {
  const used = { 'src/key.ts': `${SDK}export const api = new ProfilesApi(new ApiKeySession(${READ}));` };

  test.each<[name: string, path: string, text: string]>([
    ['that a loader returns', 'app/root.tsx', 'export const loader = () => ({ ENV: process.env });'],
    ['that a route answers with', 'src/a.ts', "app.get('/config', (req, res) => { res.json(process.env); });"],
    [
      'that a function answers with',
      'src/a.ts',
      "app.get('/config', function (req, res) { res.json({ ...process.env }); });",
    ],
    [
      'that a route answers with as a text',
      'src/a.ts',
      "app.get('/c', (q, res) => res.send(JSON.stringify(process.env)));",
    ],
    ['that a route shows', 'src/a.ts', "router.get('/', (req, res) => res.render('i', { env: process.env }));"],
    ['that a route returns', 'src/a.ts', "app.get('/config', async () => process.env);"],
    ['that are spread', 'src/a.ts', 'export const load = () => ({ settings: { ...process.env } });'],
    ['that a template gets', 'server.js', 'app.locals.env = process.env;'],
    ['of a module', 'src/a.ts', "import { env } from '$env/dynamic/private'; export const load = () => ({ ...env });"],
    [
      'of all static ones',
      'src/a.ts',
      "import * as all from '$env/static/private'; export const load = () => ({ ...all });",
    ],
    ['by their name', 'src/a.ts', "import { env } from '$env/dynamic/private'; export const load = () => ({ env });"],
    ['that a window gets', 'src/a.ts', "bridge.exposeInMainWorld('env', process.env);"],
    ['that a page shows', 'src/a.ts', 'const page = `<script>env = ${JSON.stringify(process.env)}</script>`;'],
    ['of Deno', 'src/a.ts', 'respond(Deno.env.toObject());'],
    [
      'that Vite writes into its code',
      'vite.config.js',
      "export default ({ mode }) => ({ define: { 'process.env': loadEnv(mode, '.', '') } });",
    ],
    [
      'that Vite writes as a text',
      'vite.config.js',
      "export default ({ mode }) => ({ define: { 'process.env': JSON.stringify(loadEnv(mode, process.cwd(), '')) } });",
    ],
    ['that Vite takes for its own', 'vite.config.js', "export default { define: { 'import.meta.env': process.env } };"],
    [
      'with all prefixes, spread',
      'vite.config.js',
      `export default ({ mode }) => ({ define: { env: { ...loadEnv(mode, '.', ['', 'VITE_']) } } });`,
    ],
    [
      'that webpack writes into its code',
      'webpack.config.js',
      "module.exports = { plugins: [new DefinePlugin({ 'process.env': JSON.stringify(process.env) })] };",
    ],
    ['that esbuild defines', 'build.mjs', 'build({ define: { "process.env": JSON.stringify({ ...process.env }) } });'],
    [
      'that webpack replaces by their names',
      'webpack.config.js',
      'module.exports = { plugins: [new webpack.EnvironmentPlugin(Object.keys(process.env))] };',
    ],
    [
      'that webpack replaces',
      'webpack.config.js',
      'module.exports = { plugins: [new EnvironmentPlugin(process.env)] };',
    ],
    [
      'that a loop defines for esbuild',
      'esbuild.mjs',
      'for (const k in process.env) define[`process.env.${k}`] = JSON.stringify(process.env[k]); // esbuild',
    ],
    [
      'that a loop with a block defines for esbuild',
      'esbuild.mjs',
      'for (const [k, v] of Object.entries(process.env)) {\n  define["process.env." + k] = JSON.stringify(v);\n}\nif (esbuild) build({ define });',
    ],
    [
      'that are mapped for esbuild',
      'esbuild.mjs',
      'const define = Object.fromEntries(Object.entries(process.env).map(([k, v]) => [`process.env.${k}`, JSON.stringify(v)])); // esbuild',
    ],
    [
      'that are folded for webpack, line by line',
      'webpack.config.js',
      'const all = Object.keys(process.env)\n  .reduce((found, k) => {\n    found[`process.env.${k}`] = JSON.stringify(process.env[k]);\n    return found;\n  }, {});\nplugins.push(new webpack.DefinePlugin(all));',
    ],
    [
      'of dotenv, that webpack writes as a text',
      'webpack.config.js',
      "plugins.push(new webpack.DefinePlugin({ 'process.env': JSON.stringify(require('dotenv').config().parsed) }));",
    ],
  ])('are listed: those %s', async (_, path, text) => {
    expect(await unresolvedIn({ ...used, [path]: text })).toEqual([`${path}:1`]);
  });

  test.each<[name: string, text: string]>([
    ['one of them', 'export const url = process.env.SITE_URL;'],
    ['some of them', 'const { SITE_URL, PORT } = process.env;'],
    ['those that a schema in a function reads', 'const load = once(() => schema.parse(process.env));'],
    ['those that a schema reads', 'export const env = schema.parse(process.env);'],
    [
      'those that a started program gets',
      "import { spawn } from 'node:child_process';\nspawn('x', [], { env: { ...process.env } });",
    ],
    ['a constant of which some are read', 'const env = process.env;\nexport const url = env.SITE_URL;'],
    ['a default of a parameter', 'export const read = (env = process.env) => env.PORT;'],
    ['a default of a typed parameter', 'export function read(\n  env: NodeJS.ProcessEnv = process.env,\n) {}'],
    [
      'what another function reads',
      'start(argv, process.env);\nfor (const [name] of Object.entries(process.env)) count(name);',
    ],
    ['one in the next line', 'export const url = {\n  site: process.env\n    .SITE_URL,\n};'],
    [
      'a constant of one in the next line',
      'const site = process.env\n  .SITE_URL;\nexport const settings = { site };\nrender({ url: site });',
    ],
    [
      'public ones that Vite reads',
      "export default ({ mode }) => ({ define: { 'process.env': loadEnv(mode, '.', 'VITE_') } });",
    ],
    [
      'public ones that Vite reads by itself',
      "export default ({ mode }) => ({ define: { 'process.env': loadEnv(mode, process.cwd()) } });",
    ],
    [
      'one of those that Vite reads',
      "const env = loadEnv(mode, process.cwd(), '');\nexport default { define: { 'process.env.SITE_URL': JSON.stringify(env.SITE_URL) } };",
    ],
    ['those that Vitest gives to tests', "export default ({ mode }) => ({ test: { env: loadEnv(mode, '.', '') } });"],
    ['those that this program itself gets', "process.env = { ...process.env, ...loadEnv(mode, '.', '') };"],
    ['a type', 'export type Env = typeof process.env;'],
    [
      'public ones that webpack replaces by their names',
      "new webpack.EnvironmentPlugin(Object.keys(process.env).filter(k => k.startsWith('PUBLIC_')));",
    ],
    [
      'public ones that a loop defines',
      "for (const k in process.env) if (k.startsWith('PUBLIC_')) define[`process.env.${k}`] = JSON.stringify(process.env[k]); // esbuild",
    ],
    [
      'public ones that a loop with a block defines',
      'for (const k in process.env) {\n  if (!PUBLIC.test(k)) continue;\n  define[`process.env.${k}`] = JSON.stringify(process.env[k]);\n} // esbuild',
    ],
    [
      'public ones that are folded, line by line',
      'const all = Object.keys(process.env)\n  .filter(k => /^PUBLIC_/i.test(k))\n  .reduce((found, k) => ({ ...found, [`process.env.${k}`]: JSON.stringify(process.env[k]) }), {}); // webpack',
    ],
    [
      'names of which some are chosen in an object',
      "new webpack.DefinePlugin({ 'process.env.SITE_URL': JSON.stringify(process.env.SITE_URL) });",
    ],
    [
      'those that a loop counts, beside a bundler',
      'for (const k in process.env) count(k);\ndefine[`process.env.${site}`] = JSON.stringify(site); // esbuild',
    ],
    [
      'those of a public file that dotenv reads',
      "new webpack.DefinePlugin({ 'process.env': JSON.stringify(require('dotenv').config({ path: '.env.public' }).parsed) });",
    ],
    [
      'one of those that dotenv reads',
      "const env = require('dotenv').config().parsed;\nnew webpack.DefinePlugin({ 'process.env.SITE': JSON.stringify(env.SITE) });",
    ],
    ['those that only dotenv reads', "require('dotenv').config();\nbuild({ define }); // esbuild"],
    ['one behind a cast', 'export const url = (process.env as Record<string, string>).SITE_URL;'],
  ])('are not listed: %s', async (_, text) => {
    expect(await unresolvedIn({ ...used, 'src/a.ts': text })).toEqual([]);
  });

  test.each<[name: string, text: string, line: number]>([
    [
      'a constant',
      "const env = require('dotenv').config().parsed;\nplugins.push(new webpack.DefinePlugin({ 'process.env': JSON.stringify(env) }));",
      2,
    ],
    [
      'a part',
      "const { parsed: env } = dotenv.config();\nplugins.push(new webpack.DefinePlugin({ 'process.env': env }));",
      2,
    ],
    [
      'their names',
      "const env = dotenv.config({ path: '.env' }).parsed;\nplugins.push(new webpack.DefinePlugin(Object.keys(env).reduce((a, k) => ({ ...a, [`process.env.${k}`]: JSON.stringify(env[k]) }), {})));",
      2,
    ],
  ])('are listed where dotenv reads them, through %s', async (_, text, line) => {
    expect(await unresolvedIn({ ...used, 'webpack.config.js': text })).toEqual([`webpack.config.js:${line}`]);
  });

  test('are listed through a constant of them', async () => {
    const text =
      "export default ({ mode }) => {\n  const env = loadEnv(mode, process.cwd(), '');\n  return { define: { 'process.env': env } };\n};";
    expect(await unresolvedIn({ ...used, 'vite.config.ts': text })).toEqual(['vite.config.ts:3']);
  });

  const nuxt = { 'nuxt.config.ts': `export default defineNuxtConfig({ runtimeConfig: { mailKey: ${READ} } });` };

  test.each<[name: string, text: string, line: number]>([
    ['a handler returns', 'export default defineEventHandler(e => useRuntimeConfig(e));', 1],
    [
      'a constant is',
      'export default defineEventHandler(() => {\n  const all = useRuntimeConfig();\n  return { all };\n});',
      3,
    ],
    [
      'a page is made of',
      'export default defineEventHandler(() => {\n  return JSON.stringify(useRuntimeConfig());\n});',
      2,
    ],
  ])('are listed where Nuxt has them: those that %s', async (_, text, line) => {
    expect(await unresolvedIn({ ...nuxt, 'server/api/a.get.ts': text })).toEqual([`server/api/a.get.ts:${line}`]);
  });

  test.each<[name: string, path: string, text: string]>([
    ['the public part', 'server/api/a.ts', 'export default defineEventHandler(() => useRuntimeConfig().public);'],
    [
      'one of them',
      'server/api/a.ts',
      'export default defineEventHandler(() => {\n  const all = useRuntimeConfig();\n  return { site: all.public.site, port: all.port };\n});',
    ],
    ['what a browser has of them', 'composables/settings.ts', 'export const settings = () => useRuntimeConfig();'],
  ])('are not listed where Nuxt has them: %s', async (_, path, text) => {
    expect(await unresolvedIn({ ...nuxt, [path]: text })).toEqual([]);
  });

  const define = { 'vite.config.ts': "export default { define: { 'process.env': process.env } };" };

  test('are listed where Vite defines them, and what a page reads of them is a finding', async () => {
    const root = temporaryRepository({
      ...define,
      'index.html': '<script type="module" src="/src/main.js"></script>',
      'src/main.js': `document.title = ${READ};`,
    });
    const { findings, ledger } = await audit({ root, asOf: '2026-11-20' });
    expect(findings.map(({ ruleId, path, line, column }) => ({ ruleId, path, line, column }))).toEqual([
      { ruleId: 'klaviyo/no-private-key-in-browser', path: 'src/main.js', line: 1, column: 18 },
    ]);
    expect(ledger.unresolved?.places).toEqual(['vite.config.ts:1']);
  });

  test('are listed where an example of the environment has a key', async () => {
    expect(await unresolvedIn({ ...define, '.env.example': `${KEY}=\n` })).toEqual(['vite.config.ts:1']);
  });

  test('are not listed where an example of the environment has other variables', async () => {
    expect(await unresolvedIn({ ...define, '.env.example': 'KLAVIYO_PUBLIC_KEY=\nSTRIPE_SECRET_KEY=\n' })).toEqual([]);
  });

  test('are not listed in a package manager that is committed', async () => {
    const text = 'function a(){return{...process.env,GIT:1}}';
    expect(await unresolvedIn({ ...used, '.yarn/releases/yarn-4.5.0.cjs': text })).toEqual([]);
  });

  test('are not listed where no key is read', async () => {
    expect(await unresolvedIn({ 'src/a.ts': 'export const all = { ...process.env };' })).toEqual([]);
  });
});

test('a read where a finding stands is not listed', async () => {
  const text = `export const GET = () => Response.json({ key: ${READ} });`;
  expect(await unresolvedIn({ 'app/api/a/route.ts': text })).toEqual([]);
});

test('of two files that read the same variable, the one is listed that hands it on', async () => {
  const files = {
    'src/api.ts': `${SDK}export const api = new ProfilesApi(new ApiKeySession(${READ}!));`,
    'src/settings.ts': `export const settings = () => ({ crm: ${READ} });`,
  };
  expect(await unresolvedIn(files)).toEqual(['src/settings.ts:1']);
});

test('through the settings of another file, the use is found', async () => {
  const files = {
    'src/config.ts': `export const config = { klaviyo: { apiKey: ${READ} } };`,
    'src/api.ts': `${SDK}import { config } from './config';\nexport const api = new ProfilesApi(new ApiKeySession(config.klaviyo.apiKey));`,
  };
  expect(await unresolvedIn(files)).toEqual([]);
});

test('a change of such a file is shown for review, and does not change the verdict', async () => {
  const root = temporaryRepository({ 'a.txt': '' });
  git(root, 'commit', '-qm', 'base');
  const base = git(root, 'rev-parse', 'HEAD').trim();
  addFiles(root, { 'src/a.ts': `export const config = { apiKey: ${READ} };` });
  git(root, 'add', '--all');
  git(root, 'commit', '-qm', 'change');
  const report = await audit({ root, asOf: '2026-11-20', since: base });
  expect(report.notices).toEqual([
    {
      path: 'src/a.ts',
      message:
        '`src/a.ts` reads a private key, or passes on the whole environment, in line 1, and its use was not found. Review whether it can reach a browser or an app, because no rule has analyzed that.',
    },
  ]);
  expect(report.summary.verdict).toBe('verified');
});
