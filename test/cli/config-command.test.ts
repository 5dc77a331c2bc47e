import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { addFiles, committedRepository, type Files, temporaryRepository } from '../project/temporary-folder.ts';
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
  const { rules: _, thresholds, vendorSettings, ...general } = report;
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
  expect(vendorSettings).toMatchObject({
    'customerio.workspace': { value: null, from: 'default' },
    'customerio.thresholds.errorPercent': { value: 1, from: 'default' },
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

describe('the settings of a vendor', () => {
  const root = (): string =>
    temporaryRepository({
      'klaviyo-lint.json': JSON.stringify({
        customerio: {
          workspace: 12,
          sendingDomain: { name: 'cio1.shop.example', mx: ['mx.shop.example'] },
          thresholds: { errorPercent: 2, bouncePercent: 3 },
        },
      }),
      'apps/shop/klaviyo-lint.json': JSON.stringify({
        customerio: {
          region: 'eu',
          sendingDomain: {
            name: 'cio2.shop.example',
            spf: ['include:a.example', 'include:b.example'],
            dkim: `p=${'A'.repeat(200)}`,
          },
          thresholds: { bouncePercent: 4 },
        },
      }),
      'apps/shop/x.js': '',
    });

  test('are all that the schema has, each with the file that sets it', async () => {
    const own = 'klaviyo-lint.json';
    const above = '../../klaviyo-lint.json';
    const { vendorSettings } = await explained(root(), ['apps/shop']);
    expect(vendorSettings).toEqual({
      'customerio.workspace': { value: 12, from: above },
      'customerio.region': { value: 'eu', from: own },
      'customerio.sendingDomain.name': { value: 'cio2.shop.example', from: own },
      // A domain counts as a whole, so that the one above adds nothing to it.
      'customerio.sendingDomain.mx': { value: null, from: 'default' },
      'customerio.sendingDomain.spf': { value: ['include:a.example', 'include:b.example'], from: own },
      'customerio.sendingDomain.dkim': { value: `p=${'A'.repeat(200)}`, from: own },
      'customerio.sendingDomain.dkimSelector': { value: 'krs', from: 'default' },
      'customerio.sendingDomain.linkTracking.host': { value: null, from: 'default' },
      'customerio.sendingDomain.linkTracking.target': { value: 'e.customeriomail.com', from: 'default' },
      'customerio.otherFingerprints': { value: null, from: 'default' },
      'customerio.thresholds.errorPercent': { value: 2, from: above },
      'customerio.thresholds.p99Seconds': { value: 5, from: 'default' },
      'customerio.thresholds.bouncePercent': { value: 4, from: own },
      'customerio.thresholds.complaintPercent': { value: 0.1, from: 'default' },
      'customerio.thresholds.deliveryPercent': { value: 95, from: 'default' },
      'customerio.thresholds.queueDepth': { value: 10_000, from: 'default' },
      'customerio.thresholds.webhookErrorPercent': { value: 5, from: 'default' },
    });
  });

  test('are those of the run, which is that of the working folder', async () => {
    const { vendorSettings } = await explained(root(), ['apps/shop/x.js']);
    expect(vendorSettings).toMatchObject({
      'customerio.region': { value: null, from: 'default' },
      'customerio.sendingDomain.name': { value: 'cio1.shop.example', from: 'klaviyo-lint.json' },
      'customerio.thresholds.bouncePercent': { value: 3, from: 'klaviyo-lint.json' },
    });
  });

  test('are in the table, the long ones cut', async () => {
    const { out } = await cli(root(), ['config', 'apps/shop']);
    expect(out).toMatch(/\ncustomerio\.workspace +12 +\.\.\/\.\.\/klaviyo-lint\.json\n/);
    expect(out).toMatch(/\ncustomerio\.sendingDomain\.mx +not set +default\n/);
    expect(out).toMatch(
      /\ncustomerio\.sendingDomain\.spf +include:a\.example, include:b\.example +klaviyo-lint\.json\n/,
    );
    expect(out).toMatch(/\ncustomerio\.sendingDomain\.dkim +p=A{57}… +klaviyo-lint\.json\n/);
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
  const { root } = committedRepository({ 'klaviyo-lint.json': '{ "failOn": "warning" }' });
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
    expect(out).toMatch(/\ncheck\/unlocked-sdk +default +default\n/);
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
