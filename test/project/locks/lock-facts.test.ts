import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collectFacts } from '../../../src/project/manifests/collect-facts.ts';
import type { RepositoryFacts, SdkDependency } from '../../../src/model/facts.ts';
import { createFileReader } from '../../../src/project/discovery/read-file.ts';
import { temporaryFolder, type Files } from '../temporary-folder.ts';

const manifest = (dependencies: object, more: object = {}): string => JSON.stringify({ dependencies, ...more });
const yarn = (...entries: [request: string, version: string][]): string =>
  `# yarn lockfile v1\n\n${entries.map(([request, version]) => `"${request}":\n  version "${version}"\n`).join('\n')}`;
const npm = (packages: object): string => JSON.stringify({ lockfileVersion: 3, packages });
const pnpm = (specifier: string, version: string, key: string, entry = '{}'): string =>
  `lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      klaviyo-api:\n        specifier: '${specifier}'\n        version: ${version}\npackages:\n  ${key}: ${entry}\nsnapshots:\n  ${key}: {}\n`;

async function factsIn(root: string, files: readonly string[]): Promise<RepositoryFacts> {
  const { facts } = await collectFacts(createFileReader(root), files, { root, listed: files });
  return facts;
}

async function dependenciesOf(files: Files): Promise<SdkDependency[]> {
  return (await factsIn(temporaryFolder(files), Object.keys(files))).sdkDependencies;
}

const heldIn = ({ locks }: SdkDependency): unknown[] =>
  locks.map(({ path, state, sdk }) => [path, state, ...(sdk ? [sdk.version] : [])]);

describe('what is installed from elsewhere than the registry', () => {
  const ARCHIVE = `https://codeload.github.com/klaviyo/klaviyo-api-node/tar.gz/${'0a'.repeat(20)}`;

  test.each([
    [
      'npm 3',
      'package-lock.json',
      npm({
        '': { dependencies: { 'klaviyo-api': 'github:klaviyo/klaviyo-api-node' } },
        'node_modules/klaviyo-api': {
          version: '22.0.1',
          resolved: 'git+ssh://git@github.com/klaviyo/klaviyo-api-node.git#0a',
        },
      }),
      '22.0.1',
    ],
    [
      'npm 1',
      'package-lock.json',
      JSON.stringify({
        lockfileVersion: 1,
        dependencies: { 'klaviyo-api': { version: 'github:klaviyo/klaviyo-api-node#0a' } },
      }),
      undefined,
    ],
    [
      'pnpm 9',
      'pnpm-lock.yaml',
      pnpm('github:klaviyo/klaviyo-api-node', ARCHIVE, `klaviyo-api@${ARCHIVE}`, '{version: 22.0.1}'),
      '22.0.1',
    ],
    [
      'pnpm 5',
      'pnpm-lock.yaml',
      'lockfileVersion: 5.4\ndependencies:\n  klaviyo-api: github.com/klaviyo/klaviyo-api-node/0a\npackages:\n  github.com/klaviyo/klaviyo-api-node/0a:\n    name: klaviyo-api\n    version: 22.0.1\n',
      '22.0.1',
    ],
    ['yarn 1', 'yarn.lock', yarn(['klaviyo-api@github:klaviyo/klaviyo-api-node', '22.0.1']), '22.0.1'],
    [
      'bun',
      'bun.lock',
      '{ "workspaces": { "": { "dependencies": { "klaviyo-api": "x" } } }, "packages": { "klaviyo-api": ["klaviyo-api@github:klaviyo/klaviyo-api-node#0a", {}, "x"] } }',
      undefined,
    ],
  ])('a git repository in %s', async (_, path, text, version) => {
    const [dependency] = await dependenciesOf({
      'package.json': manifest({ 'klaviyo-api': 'github:klaviyo/klaviyo-api-node' }),
      [path]: text,
    });
    expect(dependency?.locks.map(({ state, sdk }) => [state, sdk?.version])).toEqual([['held', version]]);
  });

  test('a patched package of yarn', async () => {
    const request = 'klaviyo-api@patch:klaviyo-api@npm%3A22.0.1#~/.yarn/patches/a.patch';
    const lock = `__metadata:\n  version: 8\n\n"${request}":\n  version: 22.0.1\n  resolution: "${request}"\n\n"shop@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "shop@workspace:."\n  dependencies:\n    klaviyo-api: "${request.slice('klaviyo-api@'.length)}"\n`;
    const [dependency] = await dependenciesOf({
      'package.json': manifest({ 'klaviyo-api': request.slice('klaviyo-api@'.length) }),
      'yarn.lock': lock,
    });
    expect([dependency?.kind, heldIn(dependency!)]).toEqual(['exact', [['yarn.lock', 'held', '22.0.1']]]);
  });

  test('a folder that npm links', async () => {
    const lock = npm({
      '': { dependencies: { 'klaviyo-api': 'file:sdk' } },
      'node_modules/klaviyo-api': { resolved: 'sdk', link: true },
      sdk: { name: 'klaviyo-api', version: '0.0.1' },
    });
    expect(
      (
        await dependenciesOf({ 'package.json': manifest({ 'klaviyo-api': 'file:sdk' }), 'package-lock.json': lock })
      ).map(heldIn),
    ).toEqual([[['package-lock.json', 'held', '0.0.1']]]);
  });

  test('a fork under its name is held as what it is', async () => {
    const lock = npm({
      '': { dependencies: { 'klaviyo-api': 'npm:@fork/sdk@1.0.0' } },
      'node_modules/klaviyo-api': { name: '@fork/sdk', version: '1.0.0' },
    });
    const facts = await factsIn(
      temporaryFolder({
        'package.json': manifest({ 'klaviyo-api': 'npm:@fork/sdk@1.0.0' }),
        'package-lock.json': lock,
      }),
      ['package.json', 'package-lock.json'],
    );
    expect([
      facts.sdkDependencies.map(({ packageName }) => packageName),
      facts.sdkDependencies.map(heldIn),
      facts.lockFiles[0]?.sdks,
    ]).toEqual([['@fork/sdk'], [[['package-lock.json', 'held', '1.0.0']]], []]);
  });
});

describe('what decides in place of a declaration', () => {
  test.each([
    ["npm's overrides", { overrides: { 'klaviyo-api': '20.0.0' } }],
    ["npm's overrides with a table", { overrides: { 'klaviyo-api': { '.': '20.0.0', axios: '1.7.9' } } }],
    ["yarn's resolutions", { resolutions: { 'klaviyo-api': '20.0.0' } }],
    ["yarn's resolutions anywhere", { resolutions: { '**/klaviyo-api': '20.0.0' } }],
    ["yarn's resolutions of a range", { resolutions: { 'klaviyo-api@npm:^19.0.0': '20.0.0' } }],
    ["pnpm's overrides", { pnpm: { overrides: { 'klaviyo-api': '20.0.0' } } }],
    ["pnpm's overrides of a range", { pnpm: { overrides: { 'klaviyo-api@^19': '20.0.0' } } }],
  ])('%s', async (_, more) => {
    const [dependency] = await dependenciesOf({ 'package.json': manifest({ 'klaviyo-api': '^19.0.0' }, more) });
    expect(dependency?.decidedBy).toMatchObject({
      section: 'override',
      specifier: '20.0.0',
      kind: 'exact',
      range: '20.0.0',
      at: { path: 'package.json' },
    });
  });

  test.each([
    [
      'an override below another package',
      {
        overrides: { other: { 'klaviyo-api': '20.0.0' } },
        resolutions: { 'other/klaviyo-api': '20.0.0' },
        pnpm: { overrides: { 'other>klaviyo-api': '20.0.0' } },
      },
    ],
    ['an override that refers to the declaration', { overrides: { 'klaviyo-api': '$klaviyo-api' } }],
    ['an override of another range', { pnpm: { overrides: { 'klaviyo-api@^15': '15.0.0' } } }],
  ])('%s does not', async (_, more) => {
    const [dependency] = await dependenciesOf({ 'package.json': manifest({ 'klaviyo-api': '^19.0.0' }, more) });
    expect(dependency?.decidedBy).toBeUndefined();
  });

  test("the root's overrides count for its workspaces, those of a workspace do not", async () => {
    const files = {
      'package.json': JSON.stringify({ workspaces: ['a'], overrides: { 'klaviyo-api': '20.0.0' } }),
      'a/package.json': manifest({ 'klaviyo-api': '^19' }, { overrides: { 'klaviyo-api': '1.0.2' } }),
    };
    const dependencies = await dependenciesOf(files);
    expect(dependencies.find(({ section }) => section === 'dependencies')?.decidedBy).toMatchObject({
      specifier: '20.0.0',
      at: { path: 'package.json' },
    });
  });

  test.each(['catalog:', 'catalog:default'])("the default catalog, for '%s'", async specifier => {
    const dependencies = await dependenciesOf({
      'pnpm-workspace.yaml': 'catalog:\n  klaviyo-api: 20.0.0\ncatalogs:\n  old:\n    klaviyo-api: 1.0.2\n',
      'a/package.json': manifest({ 'klaviyo-api': specifier }),
    });
    expect(dependencies.at(-1)?.decidedBy ?? dependencies[0]?.decidedBy).toMatchObject({
      section: 'catalog',
      specifier: '20.0.0',
      at: { path: 'pnpm-workspace.yaml', line: 2 },
    });
  });

  test('a named catalog', async () => {
    const dependencies = await dependenciesOf({
      'package.json': manifest(
        { 'klaviyo-api': 'catalog:old' },
        { workspaces: { catalogs: { old: { 'klaviyo-api': '1.0.2' }, new: { 'klaviyo-api': '23.0.0' } } } },
      ),
    });
    expect(dependencies[0]?.decidedBy?.specifier).toBe('1.0.2');
  });

  test("pnpm's overrides beside the workspaces", async () => {
    const dependencies = await dependenciesOf({
      'package.json': manifest({ 'klaviyo-api': '^19' }),
      'pnpm-workspace.yaml': 'overrides:\n  klaviyo-api: 20.0.0\n',
    });
    expect(dependencies[0]?.decidedBy).toMatchObject({
      section: 'override',
      at: { path: 'pnpm-workspace.yaml', line: 2 },
    });
  });

  test('a resolution of yarn 4 leaves one entry, under what it says', async () => {
    const lock =
      '__metadata:\n  version: 8\n\n"klaviyo-api@npm:20.0.0":\n  version: 20.0.0\n  resolution: "klaviyo-api@npm:20.0.0"\n\n"shop@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "shop@workspace:."\n  dependencies:\n    klaviyo-api: "npm:^19.0.0"\n';
    const dependencies = await dependenciesOf({
      'package.json': manifest({ 'klaviyo-api': '^19.0.0' }, { resolutions: { 'klaviyo-api': '20.0.0' } }),
      'yarn.lock': lock,
    });
    expect(heldIn(dependencies[0]!)).toEqual([['yarn.lock', 'held', '20.0.0']]);
  });
});

describe('which lock file governs', () => {
  const LOCK = npm({
    '': { dependencies: { 'klaviyo-api': '22.0.1' } },
    'node_modules/klaviyo-api': { version: '22.0.1' },
  });
  const MANIFEST = manifest({ 'klaviyo-api': '22.0.1' });

  test('the one beside the manifest, also below another one', async () => {
    expect(
      (
        await dependenciesOf({
          'package-lock.json': npm({ '': {} }),
          'a/package.json': MANIFEST,
          'a/package-lock.json': LOCK,
        })
      ).map(heldIn),
    ).toEqual([[['a/package-lock.json', 'held', '22.0.1']]]);
  });

  test('none above that knows nothing of the folder, if that is no root of workspaces', async () => {
    const [dependency] = await dependenciesOf({
      'package.json': '{}',
      'package-lock.json': npm({ '': {} }),
      'example/package.json': MANIFEST,
    });
    expect([dependency?.locks, dependency?.root]).toEqual([[], 'example']);
  });

  test('npm-shrinkwrap.json before package-lock.json', async () => {
    expect(
      (
        await dependenciesOf({
          'package.json': MANIFEST,
          'package-lock.json': npm({ '': {} }),
          'npm-shrinkwrap.json': LOCK,
        })
      ).map(heldIn),
    ).toEqual([[['npm-shrinkwrap.json', 'held', '22.0.1']]]);
  });

  test('bun.lock before bun.lockb', async () => {
    const bun =
      '{ "workspaces": { "": { "dependencies": { "klaviyo-api": "22.0.1" } } }, "packages": { "klaviyo-api": ["klaviyo-api@22.0.1"] } }';
    expect(
      (await dependenciesOf({ 'package.json': MANIFEST, 'bun.lock': bun, 'bun.lockb': '\0' })).map(heldIn),
    ).toEqual([[['bun.lock', 'held', '22.0.1']]]);
  });

  test('all of several managers', async () => {
    expect(
      (
        await dependenciesOf({
          'package.json': MANIFEST,
          'package-lock.json': LOCK,
          'yarn.lock': yarn(['klaviyo-api@^21', '21.0.1']),
        })
      ).map(heldIn),
    ).toEqual([
      [
        ['package-lock.json', 'held', '22.0.1'],
        ['yarn.lock', 'missing'],
      ],
    ]);
  });

  test('for a peer none does', async () => {
    expect(
      (
        await dependenciesOf({
          'package.json': JSON.stringify({ peerDependencies: { 'klaviyo-api': '22.0.1' } }),
          'package-lock.json': LOCK,
        })
      ).map(({ locks }) => locks),
    ).toEqual([[]]);
  });

  test("the last document of a file of pnpm's, behind what pnpm needs for itself", async () => {
    const text = `---\nlockfileVersion: '9.0'\nimporters:\n  .:\n    packageManagerDependencies: {}\n---\n${pnpm('22.0.1', '22.0.1', 'klaviyo-api@22.0.1')}`;
    const [dependency] = await dependenciesOf({ 'package.json': MANIFEST, 'pnpm-lock.yaml': text });
    expect([heldIn(dependency!), dependency?.locks[0]?.sdk?.at.line]).toEqual([
      [['pnpm-lock.yaml', 'held', '22.0.1']],
      text.split('\n').indexOf('  klaviyo-api@22.0.1: {}') + 1,
    ]);
  });
});

describe('without a lock file', () => {
  const MANIFEST = manifest({ 'klaviyo-api': '22.0.1' });

  test('one that git ignores is reported', async () => {
    expect(
      (
        await dependenciesOf({
          '.gitignore': '*.lock\n',
          'a/.gitignore': 'package-lock.json\n!yarn.lock\n',
          'a/package.json': MANIFEST,
        })
      )[0],
    ).toMatchObject({ locks: [], ignoredLock: 'a/package-lock.json' });
    expect(
      (await dependenciesOf({ '.gitignore': '/package-lock.json\n', 'a/package.json': MANIFEST }))[0],
    ).not.toHaveProperty('ignoredLock');
  });

  test('one that is on the disk but not listed is ignored by git', async () => {
    const root = temporaryFolder({ 'package.json': MANIFEST, 'yarn.lock': yarn(['klaviyo-api@22.0.1', '22.0.1']) });
    expect((await factsIn(root, ['package.json'])).lockFiles).toEqual([
      expect.objectContaining({ path: 'yarn.lock', isIgnored: true }),
    ]);
  });
});

describe('what is installed', () => {
  const MANIFEST = manifest({ 'klaviyo-api': '22.0.1' });

  test('is that of the nearest folder above', async () => {
    const files = {
      'packages/a/package.json': MANIFEST,
      'node_modules/klaviyo-api/package.json': '{"version":"22.0.0"}',
    };
    expect((await dependenciesOf(files))[0]?.installed).toEqual({
      version: '22.0.0',
      path: 'node_modules/klaviyo-api/package.json',
    });
  });

  test('is never looked for outside of the checked folder', async () => {
    const outside = temporaryFolder({ 'klaviyo-api/package.json': '{"version":"22.0.0"}' });
    const root = temporaryFolder({ 'package.json': manifest({ 'klaviyo-api': '22.0.1' }) });
    mkdirSync(join(root, 'node_modules'));
    symlinkSync(join(outside, 'klaviyo-api'), join(root, 'node_modules/klaviyo-api'));
    expect((await factsIn(root, ['package.json'])).sdkDependencies.map(({ installed }) => installed)).toEqual([
      undefined,
    ]);
  });
});

test('packages that came before the SDK are found by what is really installed', async () => {
  const root = temporaryFolder({
    'package.json': manifest({ 'node-klaviyo': '^1', old: 'npm:klaviyo-sdk@20220330.0.0', 'node-klaviyo-x': '1' }),
  });
  expect((await factsIn(root, ['package.json'])).legacyDependencies).toEqual([
    { packageName: 'node-klaviyo', section: 'dependencies', at: expect.objectContaining({ line: 1 }) },
    { packageName: 'klaviyo-sdk', section: 'dependencies', at: expect.anything() },
  ]);
});
