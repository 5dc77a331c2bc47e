import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import type { ConfigurationSource } from '../../../src/project/discovery/configuration.ts';
import type { Report } from '../../../src/model/report.ts';
import { addFiles, committedRepository, git, temporaryFolder } from '../temporary-folder.ts';

const RAW_CALL = "fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } });\n";
const FILES = { 'src/a.js': RAW_CALL, 'examples/b.js': RAW_CALL };
const IGNORING = { ...FILES, 'klaviyo-lint.json': '{ "ignore": ["/examples/"] }' };

async function foundIn(
  root: string,
  configuration: ConfigurationSource = 'folder',
  paths: string[] = [],
): Promise<string[]> {
  const { findings } = await audit({ root, paths, asOf: '2026-11-20', failOn: 'error', configuration });
  return findings.map(({ path }) => path);
}

test('what the configuration ignores is left out', async () => {
  expect(await foundIn(temporaryFolder(IGNORING))).toEqual(['src/a.js']);
});

test.each([
  ['a name anywhere', ['b.js'], ['src/a.js']],
  ['a path from the folder', ['/examples/*.js'], ['src/a.js']],
  ['an exception', ['*.js', '!/src/a.js'], ['src/a.js']],
  ['a case that differs', ['/Examples/'], ['examples/b.js', 'src/a.js']],
  ['nothing', [], ['examples/b.js', 'src/a.js']],
])('patterns are those of a .gitignore: %s', async (_, patterns, found) => {
  expect(
    await foundIn(temporaryFolder({ ...FILES, 'klaviyo-lint.json': JSON.stringify({ ignore: patterns }) })),
  ).toEqual(found);
});

test('the folder that is checked decides, not one around it', async () => {
  expect(await foundIn(join(temporaryFolder(IGNORING), 'examples'))).toEqual(['b.js']);
});

test('a file that is named counts all the same', async () => {
  expect(await foundIn(temporaryFolder(IGNORING), 'folder', ['examples/b.js'])).toEqual(['examples/b.js']);
});

test('by default nothing is left out', async () => {
  expect((await audit({ root: temporaryFolder(IGNORING), asOf: '2026-11-20', failOn: 'error' })).findings).toHaveLength(
    2,
  );
});

test('progress reports how much was left out', async () => {
  const told: string[] = [];
  await audit({
    root: temporaryFolder(IGNORING),
    asOf: '2026-11-20',
    failOn: 'error',
    configuration: 'folder',
    onProgress: message => told.push(message),
  });
  expect(told[0]).toBe('Found 2 files, and left out 1 that the configuration ignores.');
});

describe('a rule of the strict preset', () => {
  const SWALLOWED = `import { ProfilesApi, ApiKeySession } from 'klaviyo-api';
const profiles = new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY));
export const find = id => profiles.getProfile(id).catch(() => {});
`;
  test.each([
    ['is off without a configuration', {}, []],
    ['is off where other things are configured', { 'klaviyo-lint.json': '{ "ignore": ["/b.js"] }' }, []],
    ['runs with the preset', { 'klaviyo-lint.json': '{ "preset": "strict" }' }, ['warning']],
    [
      'runs where it is set by itself',
      { 'klaviyo-lint.json': '{ "rules": { "klaviyo/no-swallowed-error": "warn" } }' },
      ['warning'],
    ],
    [
      'is off where it is set so',
      { 'klaviyo-lint.json': '{ "preset": "strict", "rules": { "klaviyo/no-swallowed-error": "off" } }' },
      [],
    ],
  ])('%s', async (_, files, expected) => {
    const root = temporaryFolder({ 'a.js': SWALLOWED, ...files });
    const { findings } = await audit({ root, asOf: '2026-11-20', failOn: 'error', configuration: 'folder' });
    const swallowed = findings.filter(({ ruleId }) => ruleId === 'klaviyo/no-swallowed-error');
    expect(swallowed.map(({ severity }) => severity)).toEqual(expected);
  });
});

test('a configuration behind a link is a usage error', async () => {
  const root = temporaryFolder(FILES);
  symlinkSync(join(temporaryFolder(IGNORING), 'klaviyo-lint.json'), join(root, 'klaviyo-lint.json'));
  await expect(foundIn(root)).rejects.toThrow(
    "'klaviyo-lint.json' was not read: it is a symbolic link. Make it a file that can be read.",
  );
});

test.each([
  ['', ['src/a.js']],
  ['shop', ['src/a.js']],
])("a commit's configuration counts, whatever stands in the folder '%s' now", async (folder, found) => {
  const { root: top, commit } = committedRepository(
    Object.fromEntries(Object.entries(IGNORING).map(([name, text]) => [join(folder, name), text])),
  );
  const root = join(top, folder);
  addFiles(root, { 'klaviyo-lint.json': '{ "ignore": ["*"] }' });
  expect(await foundIn(root, { commit })).toEqual(found);
  rmSync(join(root, 'klaviyo-lint.json'));
  expect(await foundIn(root, { commit })).toEqual(found);
});

describe('a change of the configuration is shown to who reviews it', () => {
  function repositoryWith(base: string | undefined): { root: string; commit: string } {
    const { root } = committedRepository({ ...FILES, ...(base !== undefined && { 'klaviyo-lint.json': base }) });
    return { root, commit: git(root, 'rev-parse', 'HEAD').trim() };
  }

  async function noticesOf(root: string, configuration: ConfigurationSource): Promise<Report['notices']> {
    return (await audit({ root, asOf: '2026-11-20', failOn: 'error', configuration })).notices;
  }

  test('where it loosens that of the base', async () => {
    const { root, commit } = repositoryWith('{}');
    addFiles(root, IGNORING);
    expect(await noticesOf(root, { commit })).toEqual([
      {
        path: 'klaviyo-lint.json',
        message:
          "'klaviyo-lint.json' is changed here, and that of the base counts until this is merged. Review what it will loosen.",
      },
    ]);
  });

  test('where it is taken away', async () => {
    const { root, commit } = repositoryWith('{}');
    rmSync(join(root, 'klaviyo-lint.json'));
    expect(await noticesOf(root, { commit })).toHaveLength(1);
  });

  test('where the base has none', async () => {
    const { root, commit } = repositoryWith(undefined);
    addFiles(root, IGNORING);
    expect(await noticesOf(root, { commit })).toEqual([
      {
        path: 'klaviyo-lint.json',
        message:
          "'klaviyo-lint.json' does not count, because the base has none that can be read. Review what it will loosen, and fetch the base.",
      },
    ]);
  });

  test('and only where there is one', async () => {
    const { root, commit } = repositoryWith('{}');
    expect(await noticesOf(root, { commit })).toBeUndefined();
    expect(await noticesOf(root, 'folder')).toBeUndefined();
    expect(await noticesOf(repositoryWith(undefined).root, { commit: '0'.repeat(40) })).toBeUndefined();
  });
});

test('a wrong configuration cannot come in behind a right one, and one that is in can be fixed', async () => {
  const { root, commit } = committedRepository({ ...FILES, 'klaviyo-lint.json': 'wrong' });
  await expect(foundIn(root, { commit })).rejects.toThrow(
    'klaviyo-lint.json:1:1: This is not valid JSON. Correct it; comments and trailing commas are allowed.',
  );
  addFiles(root, IGNORING);
  expect(await foundIn(root, { commit })).toEqual(['examples/b.js', 'src/a.js']);
});

test.each([
  ['that is not here', '0'.repeat(40)],
  ['whose name is no hash', 'HEAD'],
])('a commit %s ignores nothing', async (_, commit) => {
  const { root } = committedRepository(IGNORING);
  expect(await foundIn(root, { commit })).toEqual(['examples/b.js', 'src/a.js']);
});

const withRules = (rules: unknown): string =>
  temporaryFolder({ ...FILES, 'klaviyo-lint.json': JSON.stringify({ rules }) });

test('a rule that is off finds nothing', async () => {
  expect(await foundIn(withRules({ 'klaviyo/no-raw-http': 'off' }))).toEqual([]);
});

test('a rule that only warns fails nothing', async () => {
  const { findings, summary } = await audit({
    root: withRules({ 'klaviyo/no-raw-http': 'warn' }),
    asOf: '2026-11-20',
    failOn: 'error',
    configuration: 'folder',
  });
  expect(findings.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
  expect(summary.verdict).toBe('verified');
});

test.each([
  ['a path', { allowPaths: ['/api/lists'] }, []],
  ['paths by a star', { allowPaths: ['/api/*'] }, []],
  ['another path', { allowPaths: ['/api/profiles'] }, ['examples/b.js', 'src/a.js']],
  ['files', { allowFiles: ['examples/*'] }, ['src/a.js']],
  ['a client', { allowClients: ['fetch'] }, []],
])('the options of a rule count: %s', async (_, options, found) => {
  expect(await foundIn(withRules({ 'klaviyo/no-raw-http': options }))).toEqual(found);
});

test('a check can be switched off', async () => {
  const manifest = JSON.stringify({ dependencies: { 'klaviyo-api': '^23.0.0' } });
  const folder = (setting: object): string =>
    temporaryFolder({ 'package.json': manifest, 'klaviyo-lint.json': JSON.stringify(setting) });
  expect(await foundIn(folder({}))).toEqual(['package.json']);
  expect(await foundIn(folder({ rules: { 'check/floating-sdk-range': 'off', 'check/unlocked-sdk': 'off' } }))).toEqual(
    [],
  );
});
