import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { audit, type AuditOptions } from '../../../src/audit/audit.ts';
import { thresholdsOf } from '../../../src/model/thresholds.ts';
import { openProject } from '../../../src/project/discovery/project.ts';
import { readLiveSettings } from '../../../src/project/discovery/read-live-settings.ts';
import type { Report } from '../../../src/model/report.ts';
import {
  addFiles,
  committedRepository,
  type Files,
  git,
  temporaryFolder,
  temporaryRepository,
} from '../temporary-folder.ts';

const RAW_CALL = "fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } });\n";
const CODE = { 'packages/a/src/a.js': RAW_CALL, 'packages/b/src/b.js': RAW_CALL };
const OFF = '{ "rules": { "no-raw-http": "off" } }';
const WARN = '{ "rules": { "no-raw-http": "warn" } }';

async function report(root: string, options: Partial<AuditOptions> = {}): Promise<Report> {
  return audit({ root, asOf: '2026-11-20', configuration: 'folder', ...options });
}

/** What is found, as `path severity`. */
async function found(root: string, options?: Partial<AuditOptions>): Promise<string[]> {
  return (await report(root, options)).findings.map(({ path, severity }) => `${path} ${severity}`);
}

const foundIn = async (files: Files, folder = ''): Promise<string[]> =>
  found(join(temporaryRepository({ ...CODE, ...files }), folder));

describe('the files of all folders count together', () => {
  test.each<[string, Files, string[]]>([
    ['none', {}, ['packages/a/src/a.js error', 'packages/b/src/b.js error']],
    [
      'one for its folder',
      { 'packages/a/klaviyo-lint.json': WARN },
      ['packages/a/src/a.js warning', 'packages/b/src/b.js error'],
    ],
    ['one that switches off', { 'packages/a/klaviyo-lint.json': OFF }, ['packages/b/src/b.js error']],
    [
      'the nearer one where two contradict each other',
      { 'klaviyo-lint.json': OFF, 'packages/a/klaviyo-lint.json': '{ "rules": { "klaviyo/no-raw-http": 2 } }' },
      ['packages/a/src/a.js error'],
    ],
    [
      'other rules of the one above',
      { 'klaviyo-lint.json': OFF, 'packages/a/klaviyo-lint.json': '{ "rules": { "require-revision": "off" } }' },
      [],
    ],
    [
      'a level keeps the options of the one above',
      {
        'klaviyo-lint.json': '{ "rules": { "no-raw-http": { "allowPaths": ["/api/lists"] } } }',
        'packages/a/klaviyo-lint.json': WARN,
      },
      [],
    ],
    [
      'options replace those of the one above',
      {
        'klaviyo-lint.json': '{ "rules": { "no-raw-http": { "allowPaths": ["/api/lists"] } } }',
        'packages/a/klaviyo-lint.json': '{ "rules": { "no-raw-http": { "allowPaths": [] } } }',
      },
      ['packages/a/src/a.js error'],
    ],
    [
      'a root leaves out those above',
      { 'klaviyo-lint.json': OFF, 'packages/a/klaviyo-lint.json': '{ "root": true }' },
      ['packages/a/src/a.js error'],
    ],
    [
      'patterns are relative to their folder',
      { 'packages/a/klaviyo-lint.json': '{ "ignore": ["/src/"] }' },
      ['packages/b/src/b.js error'],
    ],
    [
      'an exception of the nearer one',
      { 'klaviyo-lint.json': '{ "ignore": ["*.js"] }', 'packages/a/klaviyo-lint.json': '{ "ignore": ["!a.js"] }' },
      ['packages/a/src/a.js error'],
    ],
    [
      'a root does not know the patterns above',
      { 'klaviyo-lint.json': '{ "ignore": ["*.js"] }', 'packages/a/klaviyo-lint.json': '{ "root": true }' },
      ['packages/a/src/a.js error'],
    ],
    [
      'not one in a folder that is left out, which may be wrong',
      { 'klaviyo-lint.json': '{ "ignore": ["/packages/a/"] }', 'packages/a/klaviyo-lint.json': '{' },
      ['packages/b/src/b.js error'],
    ],
    [
      'not one of a package',
      { 'packages/a/node_modules/b/klaviyo-lint.json': '{', 'node_modules/klaviyo-lint.json': '{' },
      ['packages/a/src/a.js error', 'packages/b/src/b.js error'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await foundIn(files)).toEqual(expected);
  });

  test('for checks, too', async () => {
    const manifest = '{ "dependencies": { "klaviyo-api": "^23.0.0" } }';
    const root = temporaryRepository({
      'packages/a/package.json': manifest,
      'packages/b/package.json': manifest,
      'packages/c/package.json': manifest,
      'klaviyo-lint.json': '{ "rules": { "unlocked-sdk": "off" } }',
      'packages/a/klaviyo-lint.json': '{ "rules": { "floating-sdk-range": "off" } }',
      'packages/b/klaviyo-lint.json': '{ "rules": { "floating-sdk-range": "warn" } }',
    });
    expect(await found(root)).toEqual(['packages/b/package.json warning', 'packages/c/package.json error']);
  });

  test('for what is written in shell scripts', async () => {
    const script = 'curl https://a.klaviyo.com/api/lists -H "revision: 2026-07-15"\n';
    const root = temporaryRepository({ 'a/x.sh': script, 'b/x.sh': script, 'a/klaviyo-lint.json': OFF });
    expect(await found(root)).toEqual(['b/x.sh error']);
  });
});

test('a level raises what only warns', async () => {
  const files = {
    'package.json': '{ "dependencies": { "klaviyo-api": "^23.0.0" } }',
    'package-lock.json':
      '{ "lockfileVersion": 3, "packages": { "": { "dependencies": { "klaviyo-api": "^23.0.0" } }, "node_modules/klaviyo-api": { "version": "23.0.0" } } }',
  };
  const levels = async (setting: string): Promise<string[]> =>
    (await report(temporaryRepository({ ...files, 'klaviyo-lint.json': setting }))).findings
      .filter(({ ruleId }) => ruleId === 'check/floating-sdk-range')
      .map(({ severity }) => severity);
  expect(await levels('{}')).toEqual(['warning']);
  expect(await levels('{ "rules": { "floating-sdk-range": "error" } }')).toEqual(['error']);
});

describe('above the checked folder', () => {
  test('the files up to the repository count', async () => {
    expect(await foundIn({ 'klaviyo-lint.json': WARN }, 'packages/a')).toEqual(['src/a.js warning']);
    expect(await foundIn({ 'packages/klaviyo-lint.json': OFF }, 'packages/a')).toEqual([]);
    expect(await foundIn({ 'klaviyo-lint.json': '{ "ignore": ["/packages/a/src/"] }' }, 'packages/a')).toEqual([]);
  });

  test('patterns that leave out the checked folder itself do not count', async () => {
    expect(await foundIn({ 'klaviyo-lint.json': '{ "ignore": ["/packages/"] }' }, 'packages/a')).toEqual([
      'src/a.js error',
    ]);
  });

  test('nothing outside of the repository counts', async () => {
    const outside = temporaryFolder({ 'klaviyo-lint.json': OFF });
    addFiles(join(outside, 'shop'), CODE);
    git(join(outside, 'shop'), 'init', '--quiet');
    expect(await found(join(outside, 'shop', 'packages', 'a'))).toEqual(['src/a.js error']);
  });

  test('nothing counts without a repository', async () => {
    const root = temporaryFolder({ ...CODE, 'klaviyo-lint.json': OFF });
    expect(await found(join(root, 'packages/a'))).toEqual(['src/a.js error']);
  });

  test('what is wrong there is said with its path', async () => {
    await expect(foundIn({ 'klaviyo-lint.json': '{ "x": 1 }' }, 'packages/a')).rejects.toThrow(
      "../../klaviyo-lint.json:1:3: The setting 'x' does not exist.",
    );
  });
});

describe('what is no file', () => {
  test.each(['', 'packages/', 'packages/a/src/'])('a link in %j is an error, whatever it leads to', async folder => {
    const root = temporaryRepository(CODE);
    symlinkSync(join(temporaryFolder({ 'x.json': OFF }), 'x.json'), join(root, folder, 'klaviyo-lint.json'));
    await expect(found(join(root, 'packages/a'))).rejects.toThrow('was not read: it is a symbolic link. Make it');
  });

  test('a folder is an error', async () => {
    const root = temporaryRepository(CODE);
    mkdirSync(join(root, 'klaviyo-lint.json'));
    await expect(found(root)).rejects.toThrow("'klaviyo-lint.json' was not read: it cannot be read (EISDIR).");
  });

  test('a file that is too large is an error', async () => {
    await expect(foundIn({ 'packages/klaviyo-lint.json': ' '.repeat(10 * 1024 * 1024) })).rejects.toThrow(
      "'packages/klaviyo-lint.json' was not read: it is larger than 1 MB. Make it a file that can be read.",
    );
  });
});

test.each<[string, (text: string) => Uint8Array | string]>([
  ['a byte order mark', text => `\uFEFF${text}`],
  ['UTF-16', text => Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['line ends of Windows', text => text.replaceAll(' ', '\r\n')],
])('a file with %s is read', async (_, encode) => {
  expect(await foundIn({ 'klaviyo-lint.json': encode(OFF) })).toEqual([]);
});

test('what is wrong in several files is reported at once, but not endlessly', async () => {
  const wrong = JSON.stringify(Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`x${index}`, 1])));
  const files = { 'klaviyo-lint.json': '{ "y": 1 }', 'packages/a/klaviyo-lint.json': wrong };
  const error = await foundIn(files).catch((caught: unknown) => caught as Error & { detail: string });
  expect(error).toHaveProperty('message', expect.stringMatching(/^klaviyo-lint\.json:1:3: .* There are 41 more\.$/));
  expect((error as { detail: string }).detail.split('\n')).toHaveLength(10 * 3 + 2);
});

describe('a wrong one in test data', () => {
  const DATA = { 'test/data/shop/klaviyo-lint.json': '{ "x": 1 }' };

  test('is an error that names it, and says how to leave it out', async () => {
    await expect(foundIn(DATA)).rejects.toMatchObject({
      message: expect.stringMatching(/^test\/data\/shop\/klaviyo-lint\.json:1:3: The setting 'x' does not exist\. /),
      detail: expect.stringContaining(
        "\nWhere such a file is data of a test, leave out its folder with 'ignore' in the configuration above it.",
      ),
    });
  });

  test.each([
    '/test/data/',
    'test/data/**',
    'data',
    '/test/data/shop',
    'test/**/klaviyo-lint.json',
    '/test/data/*',
    '/test/data/shop/klaviyo-lint.json',
  ])('is not read where %j is ignored', async pattern => {
    const files = { ...DATA, 'klaviyo-lint.json': JSON.stringify({ ignore: [pattern] }) };
    expect(await foundIn(files)).toEqual(['packages/a/src/a.js error', 'packages/b/src/b.js error']);
  });

  test('is read where a pattern takes it back', async () => {
    const files = { ...DATA, 'klaviyo-lint.json': '{ "ignore": ["/test/data/*", "!/test/data/shop"] }' };
    await expect(foundIn(files)).rejects.toThrow('test/data/shop/klaviyo-lint.json:1:3');
  });

  test('is not in the way of other folders that are checked by themselves', async () => {
    expect(await foundIn(DATA, 'packages/a')).toEqual(['src/a.js error']);
  });
});

describe('on a change', () => {
  function base(files: Files): { root: string; commit: string } {
    const { root } = committedRepository({ ...CODE, ...files });
    return { root, commit: git(root, 'rev-parse', 'HEAD').trim() };
  }

  test('those of the base count in every folder, and each that differs is reported', async () => {
    const { root, commit } = base({ 'packages/a/klaviyo-lint.json': WARN, 'packages/b/klaviyo-lint.json': WARN });
    addFiles(root, { 'klaviyo-lint.json': OFF, 'packages/a/klaviyo-lint.json': OFF });
    rmSync(join(root, 'packages/b/klaviyo-lint.json'));
    const { findings, notices } = await report(root, { configuration: { commit } });
    expect(findings.map(({ path, severity }) => `${path} ${severity}`)).toEqual([
      'packages/a/src/a.js warning',
      'packages/b/src/b.js warning',
    ]);
    expect(notices?.map(({ path, message }) => [path, message.split('. ')[0]])).toEqual([
      ['klaviyo-lint.json', "'klaviyo-lint.json' does not count, because the base has none that can be read"],
      [
        'packages/a/klaviyo-lint.json',
        "'packages/a/klaviyo-lint.json' is changed here, and that of the base counts until this is merged",
      ],
      [
        'packages/b/klaviyo-lint.json',
        "'packages/b/klaviyo-lint.json' is changed here, and that of the base counts until this is merged",
      ],
    ]);
  });

  test('those above the checked folder are of the base, too', async () => {
    const { root, commit } = base({ 'klaviyo-lint.json': WARN });
    addFiles(root, { 'klaviyo-lint.json': OFF });
    const { findings, notices } = await report(join(root, 'packages/a'), { configuration: { commit } });
    expect(findings.map(({ severity }) => severity)).toEqual(['warning']);
    expect(notices?.map(({ path }) => path)).toEqual(['../../klaviyo-lint.json']);
  });

  test('one that the change brings together with the pattern that leaves it out is not read', async () => {
    const { root, commit } = base({});
    addFiles(root, {
      'klaviyo-lint.json': '{ "ignore": ["/test/"] }',
      'test/klaviyo-lint.json': '{ "x": 1 }',
    });
    git(root, 'add', '--all');
    const { notices } = await report(root, { configuration: { commit } });
    expect(notices?.map(({ path }) => path)).toEqual(['klaviyo-lint.json']);
  });

  test('a pattern of the change does not leave out one of the base', async () => {
    const { root, commit } = base({ 'packages/a/klaviyo-lint.json': WARN });
    addFiles(root, { 'klaviyo-lint.json': '{ "ignore": ["/packages/a/"] }' });
    git(root, 'add', '--all');
    expect(await found(root, { configuration: { commit } })).toEqual([
      'packages/a/src/a.js warning',
      'packages/b/src/b.js error',
    ]);
  });

  test('a nested one cannot escape what the base ignores or sets', async () => {
    const { root, commit } = base({});
    addFiles(root, { 'packages/a/klaviyo-lint.json': '{ "root": true, "ignore": ["*"] }' });
    expect(await found(root, { configuration: { commit } })).toHaveLength(2);
  });

  test('one of the base that is wrong sets nothing, and the change can correct it', async () => {
    const { root, commit } = base({ 'packages/a/klaviyo-lint.json': '{' });
    addFiles(root, { 'packages/a/klaviyo-lint.json': OFF });
    expect(await found(root, { configuration: { commit } })).toHaveLength(2);
  });

  test('a link in the base is none', async () => {
    const { root } = base({ 'target.json': OFF });
    symlinkSync('target.json', join(root, 'klaviyo-lint.json'));
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message', 'link');
    const commit = git(root, 'rev-parse', 'HEAD').trim();
    rmSync(join(root, 'klaviyo-lint.json'));
    expect(await found(root, { configuration: { commit } })).toHaveLength(2);
  });
});

describe('what is set for the run', () => {
  test('is that of the checked folder and above', async () => {
    const root = temporaryRepository({
      ...CODE,
      'klaviyo-lint.json': '{ "failOn": "never", "baseline": "all.json", "checklist": { "require": ["A*"] } }',
      'packages/a/klaviyo-lint.json': '{ "failOn": "warning" }',
      'packages/b/klaviyo-lint.json': '{ "baseline": false }',
    });
    const runOf = async (folder: string): Promise<unknown> =>
      (await openProject(join(root, folder), { paths: [], configuration: 'folder' })).run;
    expect(await runOf('')).toEqual({ failOn: 'never', baseline: 'all.json', requiredItems: ['A*'] });
    expect(await runOf('packages/a')).toEqual({
      failOn: 'warning',
      baseline: '../../all.json',
      requiredItems: ['A*'],
    });
    expect(await runOf('packages/b')).toEqual({ failOn: 'never', baseline: false, requiredItems: ['A*'] });
  });

  test('of thresholds of Customer.io, too, beside its other settings', async () => {
    const root = temporaryRepository({
      ...CODE,
      'klaviyo-lint.json': '{ "customerio": { "region": "eu", "thresholds": { "errorPercent": 2, "queueDepth": 3 } } }',
      'packages/a/klaviyo-lint.json': '{ "customerio": { "workspace": 1, "thresholds": { "errorPercent": 1.5 } } }',
      'packages/b/klaviyo-lint.json': '{ "customerio": { "workspace": 2 } }',
    });
    const options = { configuration: 'folder' } as const;
    const setIn = async (folder: string): Promise<unknown> => {
      const { customerio, thresholds } = await readLiveSettings(join(root, folder), options);
      expect(thresholds).toEqual(thresholdsOf(customerio.thresholds ?? {}));
      return customerio;
    };
    expect(await setIn('packages/a')).toEqual({
      region: 'eu',
      workspace: 1,
      thresholds: { errorPercent: 1.5, queueDepth: 3 },
    });
    expect(await setIn('packages/b')).toMatchObject({ workspace: 2, thresholds: { errorPercent: 2, queueDepth: 3 } });
  });

  test('of thresholds the nearer one wins, each by itself, and none of a folder below counts', async () => {
    const root = temporaryRepository({
      ...CODE,
      'klaviyo-lint.json': '{ "thresholds": { "latencySeconds": 2, "preflightDays": 3 } }',
      'packages/a/klaviyo-lint.json': '{ "thresholds": { "latencySeconds": 1 } }',
      'packages/b/klaviyo-lint.json': '{ "root": true }',
    });
    const options = { configuration: 'folder' } as const;
    const setIn = async (folder: string): Promise<unknown> => {
      const { run } = await openProject(join(root, folder), { paths: [], ...options });
      expect((await readLiveSettings(join(root, folder), options)).thresholds).toEqual(
        thresholdsOf(run.thresholds ?? {}),
      );
      return run.thresholds;
    };
    expect(await setIn('')).toEqual({ latencySeconds: 2, preflightDays: 3 });
    expect(await setIn('packages/a')).toEqual({ latencySeconds: 1, preflightDays: 3 });
    expect(await setIn('packages/b')).toBeUndefined();
  });

  test('thresholds are those of the base, whatever the change says', async () => {
    const { root, commit } = committedRepository({
      ...CODE,
      'klaviyo-lint.json': '{ "thresholds": { "latencySeconds": 2 } }',
    });
    addFiles(root, { 'klaviyo-lint.json': '{ "thresholds": { "latencySeconds": 30 } }' });
    expect((await readLiveSettings(root, { configuration: { commit } })).thresholds).toEqual(
      thresholdsOf({ latencySeconds: 2 }),
    );
    expect((await readLiveSettings(root, { configuration: 'folder' })).thresholds).toMatchObject({
      latencySeconds: 30,
    });
    expect((await readLiveSettings(root, { configuration: 'nowhere' })).thresholds).toEqual(thresholdsOf({}));
  });

  test.each([
    ['never', undefined, 'verified'],
    ['never', 'error', 'violated'],
    ['error', 'never', 'verified'],
    ['error', undefined, 'violated'],
  ] as const)("with 'failOn: %s' and the option %s the verdict is %s", async (failOn, option, verdict) => {
    const root = temporaryRepository({ ...CODE, 'klaviyo-lint.json': JSON.stringify({ failOn }) });
    expect((await report(root, { failOn: option })).summary.verdict).toBe(verdict);
  });
});

describe('the layers', () => {
  const FILES = {
    'packages/a/web/orders.js': `import { ProfilesApi, ApiKeySession } from 'klaviyo-api';
export const load = id => new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY)).getProfile(id);
`,
  };
  const layered = async (files: Files, folder = ''): Promise<string[]> =>
    (await report(join(temporaryRepository({ ...FILES, ...files }), folder))).findings
      .filter(({ ruleId }) => ruleId === 'klaviyo/sdk-layering')
      .map(({ path }) => path);

  test.each<[string, Files, string, string[]]>([
    [
      'are relative to their file',
      { 'packages/a/klaviyo-lint.json': '{ "preset": "strict", "layers": { "routes": ["web/*"] } }' },
      '',
      ['packages/a/web/orders.js'],
    ],
    [
      'above the checked folder',
      { 'klaviyo-lint.json': '{ "preset": "strict", "layers": { "routes": ["packages/*/web/*"] } }' },
      'packages/a',
      ['web/orders.js'],
    ],
    [
      'as an option of the rule, which switches it on',
      { 'klaviyo-lint.json': '{ "rules": { "sdk-layering": { "layers": { "routes": ["packages/a/web/*"] } } } }' },
      'packages/a',
      ['web/orders.js'],
    ],
    [
      'switch the rule on by themselves no more than a preset does',
      { 'klaviyo-lint.json': '{ "layers": { "routes": ["*/web/*"] } }' },
      '',
      [],
    ],
    ['of another folder', { 'klaviyo-lint.json': '{ "preset": "strict", "layers": { "routes": ["web/*"] } }' }, '', []],
  ])('%s', async (_, files, folder, expected) => {
    expect(await layered(files, folder)).toEqual(expected);
  });
});
