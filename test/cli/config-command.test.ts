import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { addFiles, type Files, git, temporaryRepository } from '../project/temporary-folder.ts';
import { fakeKey } from '../fake-keys.ts';
import { publishedSchema } from '../support/published-schema.ts';

const errors = publishedSchema('config.schema.json');

async function cli(workingFolder: string, args: string[]): Promise<{ code: number; out: string; told: string }> {
  let out = '';
  let told = '';
  const code = await runCli(args, {
    workingFolder,
    environment: { PATH: process.env['PATH'] },
    now: new Date('2026-11-20T23:00:00Z'),
    writeOut: async text => void (out += text),
    writeError: text => void (told += text),
  });
  return { code, out, told };
}

const FILES: Files = {
  'klaviyo-lint.json':
    '{ "failOn": "warning", "ignore": ["*.gen.js"], "checklist": { "require": ["A1"] }, "thresholds": { "latencySeconds": 2.5 }, "rules": { "no-raw-http": { "allowPaths": ["/api/lists"] } } }',
  'packages/a/klaviyo-lint.json':
    '{ "preset": "strict", "rules": { "no-raw-http": "warn" }, "baseline": "b.json", "thresholds": { "serverErrorsPerMinute": 3 } }',
  'packages/a/x.js': '',
  'packages/a/x.gen.js': '',
};

interface Explained {
  rules: { id: string }[];
  [name: string]: unknown;
}

async function explained(root: string, args: string[] = []): Promise<Explained> {
  const { code, out } = await cli(root, ['config', '--format', 'json', ...args]);
  expect(code).toBe(0);
  const report = JSON.parse(out) as Explained;
  expect(errors(report)).toEqual([]);
  return report;
}

const ruleIn = ({ rules }: Explained, id: string): unknown => rules.find(rule => rule.id === id);

test('a file: what counts, and which file says so', async () => {
  const report = await explained(temporaryRepository(FILES), ['packages/a/x.js']);
  const { rules: _, thresholds, ...general } = report;
  expect(general).toEqual({
    schemaVersion: 1,
    path: 'packages/a/x.js',
    files: ['klaviyo-lint.json', 'packages/a/klaviyo-lint.json'],
    ignored: { value: false, from: 'default' },
    preset: { value: 'strict', from: 'packages/a/klaviyo-lint.json' },
    // The run is that of the working folder.
    failOn: { value: 'warning', from: 'klaviyo-lint.json' },
    baseline: { value: null, from: 'default' },
    requiredItems: { value: ['A1'], from: 'klaviyo-lint.json' },
    notices: [],
  });
  expect(thresholds).toMatchObject({
    latencySeconds: { value: 2.5, from: 'klaviyo-lint.json' },
    serverErrorsPerMinute: { value: 10, from: 'default' },
  });
  expect(ruleIn(report, 'klaviyo/no-raw-http')).toEqual({
    id: 'klaviyo/no-raw-http',
    level: { value: 'warn', from: 'packages/a/klaviyo-lint.json' },
    options: { value: { allowPaths: ['/api/lists'] }, from: 'klaviyo-lint.json' },
  });
  expect(ruleIn(report, 'klaviyo/sdk-layering')).toEqual({
    id: 'klaviyo/sdk-layering',
    level: { value: 'default', from: 'default' },
  });
});

test('a folder is the one that would be checked', async () => {
  expect(await explained(temporaryRepository(FILES), ['packages/a'])).toMatchObject({
    path: '.',
    files: ['../../klaviyo-lint.json', 'klaviyo-lint.json'],
    failOn: { value: 'warning', from: '../../klaviyo-lint.json' },
    baseline: { value: 'b.json', from: 'klaviyo-lint.json' },
    thresholds: {
      latencySeconds: { value: 2.5, from: '../../klaviyo-lint.json' },
      serverErrorsPerMinute: { value: 3, from: 'klaviyo-lint.json' },
      preflightDays: { value: 7, from: 'default' },
    },
  });
});

test('a file that is left out, and a rule that the preset leaves out', async () => {
  const report = await explained(temporaryRepository({ ...FILES, 'y.gen.js': '' }), ['y.gen.js']);
  expect(report['ignored']).toEqual({ value: true, from: 'klaviyo-lint.json' });
  expect(ruleIn(report, 'klaviyo/sdk-layering')).toEqual({
    id: 'klaviyo/sdk-layering',
    level: { value: 'off', from: 'preset' },
  });
});

test('with a base, what it says, and what differs', async () => {
  const root = temporaryRepository({ 'klaviyo-lint.json': '{ "failOn": "warning" }' });
  git(root, 'commit', '--quiet', '--message', 'base');
  addFiles(root, { 'klaviyo-lint.json': '{ "failOn": "never" }' });
  expect(await explained(root, ['--base', 'HEAD'])).toMatchObject({
    failOn: { value: 'warning', from: 'klaviyo-lint.json' },
    notices: [{ path: 'klaviyo-lint.json' }],
  });
});

describe('for people', () => {
  test('a table', async () => {
    const { code, out } = await cli(temporaryRepository(FILES), ['config', 'packages/a/x.js']);
    expect(code).toBe(0);
    expect(out).toMatch(/^What counts for 'packages\/a\/x\.js'\nFiles, the nearest last: klaviyo-lint\.json, packages/);
    expect(out).toMatch(/\nfailOn +warning +klaviyo-lint\.json\n/);
    expect(out).toMatch(/\nklaviyo\/no-raw-http +warn +packages\/a\/klaviyo-lint\.json\n/);
    expect(out).toContain('Options of klaviyo/no-raw-http, from klaviyo-lint.json:\n  {"allowPaths":["/api/lists"]}\n');
  });

  test('without a configuration', async () => {
    const { out } = await cli(temporaryRepository({ 'x.js': '' }), ['config', 'x.js']);
    expect(out).toContain('No klaviyo-lint.json counts for it.\n');
    expect(out).not.toContain('klaviyo-lint.json,');
  });

  test('holds no key', async () => {
    const key = fakeKey();
    const root = temporaryRepository({ 'klaviyo-lint.json': JSON.stringify({ baseline: key }) });
    for (const format of ['text', 'json'])
      expect((await cli(root, ['config', '--format', format])).out).not.toContain(key);
  });
});

test('a path that does not exist is a usage error', async () => {
  expect(await cli(temporaryRepository(FILES), ['config', 'nowhere.js'])).toMatchObject({
    code: 2,
    told: "klaviyo-lint: 'nowhere.js' does not exist.\n",
  });
});

test('what is wrong is reported with its line and a caret', async () => {
  const root = temporaryRepository({ 'klaviyo-lint.json': '{\n  "fail-on": "never"\n}\n' });
  for (const command of ['config', 'check', 'checklist'])
    expect(await cli(root, [command])).toEqual({
      code: 2,
      out: '',
      told: `klaviyo-lint: klaviyo-lint.json:2:3: The setting 'fail-on' does not exist. Did you mean 'failOn'?
  2 |   "fail-on": "never"
    |   ^^^^^^^^^
`,
    });
});
