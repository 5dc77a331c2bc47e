import { describe, expect, test } from 'vitest';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { readBundlerAliases } from '../../../src/project/modules/bundler-aliases.ts';
import { packageAliases } from '../../../src/project/modules/package-aliases.ts';
import { createJsonReader } from '../../../src/project/manifests/read-json.ts';
import { isSdkModule } from '../../../src/vendors/klaviyo/sdk-release.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

const ofFiles = (files: VirtualFiles): ReturnType<typeof packageAliases> =>
  packageAliases(new Set(Object.keys(files)), createJsonReader(virtualReader(files)));

describe('an alias of a package', () => {
  test.each<[string, VirtualFiles]>([
    ['among the dependencies', { 'package.json': { dependencies: { kl: 'npm:klaviyo-api@^23.0.0' } } }],
    ['in the imports of a package', { 'package.json': { imports: { kl: 'klaviyo-api' } } }],
    ['for browsers', { 'package.json': { browser: { kl: 'klaviyo-api' } } }],
    ['under a condition', { 'package.json': { imports: { kl: { node: 'klaviyo-api', default: './kl.js' } } } }],
    ['of Deno', { 'deno.json': { imports: { kl: 'npm:klaviyo-api@23' } } }],
    [
      'in a map of Deno',
      {
        'deno.jsonc': { importMap: './maps/a.json' },
        'maps/a.json': { imports: { kl: 'https://esm.sh/klaviyo-api' } },
      },
    ],
    [
      'in a map of a function',
      { 'supabase/functions/import_map.json': { imports: { kl: 'https://esm.sh/klaviyo-api@23.0.0' } } },
    ],
  ])('%s', (_, files) => {
    const aliases = ofFiles(files);
    expect(aliases.of(isSdkModule)).toEqual(['kl']);
    expect(aliases.aliased('kl', 'supabase/functions/a/index.ts')).toMatch(/klaviyo-api/);
    expect(aliases.aliased('kl/dist/api', 'supabase/functions/a/index.ts')).toMatch(/klaviyo-api(?:@.*)?\/dist\/api$/);
    expect(aliases.aliased('klx', 'supabase/functions/a/index.ts')).toBeUndefined();
  });

  test.each<[string, VirtualFiles]>([
    ['of a file', { 'package.json': { imports: { '#kl': './kl.js' } } }],
    ['of another package', { 'package.json': { dependencies: { kl: 'npm:other@1' } } }],
    ['that is a range', { 'package.json': { dependencies: { kl: '^1.0.0' } } }],
    ['that is no text', { 'package.json': { imports: [1], dependencies: { kl: 1 } } }],
  ])('is none of the SDK: one %s', (_, files) => {
    expect(ofFiles(files).of(isSdkModule)).toEqual([]);
  });

  test('counts only below its manifest', () => {
    const { aliased } = ofFiles({ 'a/package.json': { dependencies: { kl: 'npm:klaviyo-api@23' } } });
    expect(aliased('kl', 'b/index.ts')).toBeUndefined();
    expect(aliased('kl', 'a/src/index.ts')).toBe('npm:klaviyo-api@23');
  });
});

const USE = "import { ProfilesApi } from 'kl';\nnew ProfilesApi(session).createProfile(body);\n";

describe('an alias of a tsconfig', () => {
  const withPaths = (paths: Record<string, string[]>, more: VirtualFiles = {}): ReturnType<typeof packageAliases> =>
    ofFiles({ 'tsconfig.json': { compilerOptions: { paths } }, ...more });

  test('leads to where the SDK is installed', () => {
    const { aliased, of } = withPaths({
      '@kl': ['./node_modules/klaviyo-api'],
      '@kl/*': ['./node_modules/klaviyo-api/dist/*'],
    });
    expect(of(isSdkModule)).toEqual(['@kl', '@kl/']);
    expect(aliased('@kl', 'src/a.ts')).toBe('node_modules/klaviyo-api');
    expect(aliased('@kl/api', 'src/a.ts')).toMatch(/^node_modules\/klaviyo-api\/(?:dist\/)?api$/);
    expect(aliased('@klx', 'src/a.ts')).toBeUndefined();
  });

  test.each<[string, Record<string, string[]>]>([
    ['to a stub', { '@kl': ['./stubs/klaviyo-api'] }],
    ['to a stub first', { '@kl': ['./stubs/klaviyo-api', './node_modules/klaviyo-api'] }],
    ['to another package', { '@kl': ['./node_modules/klaviyo-api-client'] }],
    ['to all that is installed', { '*': ['./node_modules/*'] }],
    ['from the name of the SDK to its types', { 'klaviyo-api': ['./node_modules/klaviyo-api/dist/index.d.ts'] }],
  ])('leads elsewhere: %s', (_, paths) => {
    expect(withPaths(paths).of(isSdkModule)).toEqual([]);
  });
});

describe('an alias of a bundler', () => {
  const told = async (path: string, text: string): Promise<readonly string[]> => {
    const read = virtualReader({ [path]: text });
    return packageAliases(new Set([path]), createJsonReader(read), await readBundlerAliases([path], read)).of(
      isSdkModule,
    );
  };

  test.each([
    ['of Vite', 'vite.config.ts', "export default { resolve: { alias: { kl: 'klaviyo-api' } } };"],
    [
      'in a list',
      'vite.config.ts',
      "export default { resolve: { alias: [{ find: 'kl', replacement: 'klaviyo-api' }] } };",
    ],
    [
      'by a pattern',
      'vite.config.mts',
      "export default { resolve: { alias: [{ find: /^kl$/, replacement: 'klaviyo-api' }] } };",
    ],
    ['of webpack', 'config/webpack.prod.js', "module.exports = { resolve: { alias: { kl$: 'klaviyo' + '-api' } } };"],
    [
      'that is resolved',
      'webpack.config.js',
      "const alias = { kl: require.resolve('klaviyo-api') };\nmodule.exports = { resolve: { alias } };",
    ],
    [
      'by its path',
      'webpack.config.js',
      "module.exports = { resolve: { alias: { kl: path.resolve(__dirname, 'node_modules', 'klaviyo-api') } } };",
    ],
    [
      'that is assigned',
      'next.config.js',
      "module.exports = { webpack: config => { config.resolve.alias.kl = 'klaviyo-api'; return config; } };",
    ],
    [
      'that is merged',
      'next.config.js',
      "module.exports = { webpack(config) { Object.assign(config.resolve.alias, { kl: 'klaviyo-api' }); return config; } };",
    ],
    [
      'that is spread',
      'next.config.mjs',
      "export default { webpack(config) { config.resolve.alias = { ...config.resolve.alias, kl: 'klaviyo-api' }; return config; } };",
    ],
    [
      'of Turbopack',
      'next.config.ts',
      "export default { turbopack: { resolveAlias: { kl: { browser: 'klaviyo-api' } } } };",
    ],
    [
      'of Rollup',
      'rollup.config.mjs',
      "export default { plugins: [alias({ entries: [{ find: 'kl', replacement: 'klaviyo-api' }] })] };",
    ],
    ['of esbuild', 'scripts/build.mjs', "await build({ alias: { kl: 'klaviyo-api' } });"],
  ])('%s', async (_, path, text) => {
    expect(await told(path, text)).toEqual(['kl']);
  });

  test.each([
    ['to a stub', 'vite.config.ts', "export default { resolve: { alias: { kl: './src/klaviyo-api' } } };"],
    [
      'to a stub by its path',
      'webpack.config.js',
      "module.exports = { resolve: { alias: { kl: path.resolve(__dirname, 'klaviyo-api') } } };",
    ],
    ['to another package', 'vite.config.ts', "export default { resolve: { alias: { kl: 'klaviyo-api-client' } } };"],
    [
      'that is external',
      'webpack.config.js',
      "module.exports = { resolve: { alias: {} }, externals: { kl: 'klaviyo-api' } };",
    ],
    ['in a file that is no configuration', 'src/names.ts', "export const alias = { kl: 'klaviyo-api' };"],
    ['in what does not parse', 'vite.config.ts', "export default { resolve: { alias: { kl: 'klaviyo-api' }"],
  ])('is none of the SDK: %s', async (_, path, text) => {
    expect(await told(path, text)).toEqual([]);
  });
});

describe('the SDK under another name is the SDK', () => {
  test.each<[string, Record<string, string>]>([
    ['of npm', { 'package.json': '{ "dependencies": { "kl": "npm:klaviyo-api@23.0.0" } }', 'src/a.ts': USE }],
    [
      'of the imports of a package',
      { 'package.json': '{ "imports": { "#kl": "klaviyo-api" } }', 'src/a.ts': USE.replace("'kl'", "'#kl'") },
    ],
    ['of Deno', { 'deno.json': '{ "imports": { "kl": "npm:klaviyo-api" } }', 'src/a.ts': USE }],
    ['of a URL', { 'src/a.ts': USE.replace("'kl'", "'https://esm.sh/klaviyo-api@23.0.0'") }],
    ['of a protocol', { 'src/a.ts': USE.replace("'kl'", "'npm:klaviyo-api@23'") }],
  ])('%s', async (_, files) => {
    const { findings } = await lintFiles(virtualReader(files), Object.keys(files), {
      root: '/checked',
      asOf: '2026-11-20',
    });
    expect(findings.map(({ ruleId, path, line }) => `${ruleId} ${path}:${line}`)).toEqual([
      'klaviyo/prefer-profile-upsert src/a.ts:2',
    ]);
  });

  test('and reaches the browser', async () => {
    const files = {
      'package.json': '{ "dependencies": { "kl": "npm:klaviyo-api@23.0.0" } }',
      'src/a.client.ts': "import { ProfilesApi } from 'kl';\nexport const api = ProfilesApi;\n",
    };
    const { findings } = await lintFiles(virtualReader(files), Object.keys(files), {
      root: '/checked',
      asOf: '2026-11-20',
    });
    expect(findings.map(({ ruleId, line, column }) => `${ruleId} ${line}:${column}`)).toEqual([
      'klaviyo/no-private-key-in-browser 1:29',
    ]);
  });

  test('and reaches the browser through a file that a component imports', async () => {
    const files = {
      'vite.config.ts': "export default { resolve: { alias: { kl: 'klaviyo-api' } } };",
      'src/api.ts': "import { ProfilesApi } from 'kl';\nexport const api = ProfilesApi;\n",
      'src/a.client.ts': "import { api } from './api';\napi;\n",
    };
    const { findings } = await lintFiles(virtualReader(files), Object.keys(files), {
      root: '/checked',
      asOf: '2026-11-20',
    });
    expect(findings.map(({ ruleId, path, line }) => `${ruleId} ${path}:${line}`)).toEqual([
      'klaviyo/no-private-key-in-browser src/api.ts:1',
    ]);
  });

  test('and another package of that name is not', async () => {
    const files = { 'package.json': '{ "dependencies": { "kl": "1.0.0", "klaviyo-api": "23.0.0" } }', 'src/a.ts': USE };
    const { findings } = await lintFiles(virtualReader(files), Object.keys(files), {
      root: '/checked',
      asOf: '2026-11-20',
    });
    expect(findings).toEqual([]);
  });
});
