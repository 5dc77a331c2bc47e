import { describe, expect, test } from 'vitest';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
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

  test('and another package of that name is not', async () => {
    const files = { 'package.json': '{ "dependencies": { "kl": "1.0.0", "klaviyo-api": "23.0.0" } }', 'src/a.ts': USE };
    const { findings } = await lintFiles(virtualReader(files), Object.keys(files), {
      root: '/checked',
      asOf: '2026-11-20',
    });
    expect(findings).toEqual([]);
  });
});
