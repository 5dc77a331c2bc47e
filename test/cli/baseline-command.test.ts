import { existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Baseline } from '../../src/model/baseline.ts';
import type { Report } from '../../src/model/report.ts';
import { fakeKey } from '../fake-keys.ts';
import {
  addFiles,
  committedRepository,
  git,
  temporaryFolder,
  temporaryRepository,
} from '../project/temporary-folder.ts';
import { publishedSchema } from '../support/published-schema.ts';

const FILE = '.klaviyo-lint/baseline.json';
const call = (path: string, name = 'send'): string =>
  `export async function ${name}(key) {\n  const answer = await fetch('https://a.klaviyo.com/api/${path}', { headers: { Authorization: \`Klaviyo-API-Key \${key}\`, revision: '2026-07-15' } });\n  if (!answer.ok) throw new Error('');\n}\n`;

interface Outcome {
  code: number;
  out: string;
  told: string[];
}

async function cli(workingFolder: string, ...args: string[]): Promise<Outcome> {
  let out = '';
  let told = '';
  const code = await runCli(args, {
    workingFolder,
    environment: { PATH: process.env['PATH'] },
    now: new Date('2026-11-20T12:00:00Z'),
    writeOut: async text => void (out += text),
    writeError: text => void (told += text),
  });
  return { code, out, told: told.split('\n').filter(line => line !== '' && !/^(?:Found|Linted) /.test(line)) };
}

async function check(root: string, ...args: string[]): Promise<Report> {
  return JSON.parse((await cli(root, 'check', '--format', 'json', ...args)).out) as Report;
}

const stateOf = ({ findings }: Report): string[] => findings.map(({ path, line, state }) => `${path}:${line} ${state}`);
const baselineOf = (root: string): Baseline => JSON.parse(readFileSync(join(root, FILE), 'utf8')) as Baseline;
const placesOf = (root: string): string[] => baselineOf(root).findings.map(({ path, ruleId }) => `${path} ${ruleId}`);

test('the first baseline accepts what is found, and only a new finding fails then', async () => {
  const root = temporaryRepository({ 'b.js': call('tags'), 'a.js': call('lists') });
  expect(await cli(root, 'baseline')).toEqual({
    code: 0,
    out: '',
    told: [`'${FILE}' now accepts 2 findings: 2 added, 0 removed. Have it reviewed like code.`],
  });
  expect(placesOf(root)).toEqual(['a.js klaviyo/no-raw-http', 'b.js klaviyo/no-raw-http']);
  expect(publishedSchema('baseline.schema.json')(baselineOf(root))).toEqual([]);
  const accepted = await check(root);
  expect(accepted.summary).toMatchObject({ verdict: 'verified', errors: 0, baselined: 2 });
  addFiles(root, { 'c.js': call('events') });
  const report = await check(root);
  expect(stateOf(report)).toEqual(['a.js:2 baselined', 'b.js:2 baselined', 'c.js:2 new']);
  expect(report.summary).toMatchObject({ verdict: 'violated', errors: 1, baselined: 2 });
});

test('a baseline that is there accepts nothing more by itself', async () => {
  const root = temporaryRepository({ 'a.js': call('lists') });
  await cli(root, 'baseline');
  addFiles(root, { 'b.js': call('tags') });
  expect(await cli(root, 'baseline')).toEqual({
    code: 1,
    out: '',
    told: [
      `'${FILE}' accepts 1 finding, as before.`,
      "1 finding is not accepted. Fix what 'klaviyo-lint check' reports, or accept it with '--add'.",
    ],
  });
  expect(placesOf(root)).toEqual(['a.js klaviyo/no-raw-http']);
  expect((await cli(root, 'baseline', '--prune')).code).toBe(1);
  expect(placesOf(root)).toEqual(['a.js klaviyo/no-raw-http']);
  expect(await cli(root, 'baseline', '--add')).toMatchObject({
    code: 0,
    told: [`'${FILE}' now accepts 2 findings: 1 added, 0 removed. Have it reviewed like code.`],
  });
  expect(placesOf(root)).toEqual(['a.js klaviyo/no-raw-http', 'b.js klaviyo/no-raw-http']);
});

test('an entry that is not found any more is reported, and removed with --prune only', async () => {
  const root = temporaryRepository({ 'a.js': call('lists'), 'b.js': call('tags') });
  await cli(root, 'baseline');
  addFiles(root, { 'b.js': 'export const one = 1;\n' });
  expect((await check(root)).notices).toEqual([
    {
      path: FILE,
      message: "1 entry of the baseline is not found any more. Remove it with 'klaviyo-lint baseline --prune'.",
    },
  ]);
  expect(await cli(root, 'baseline')).toMatchObject({
    code: 1,
    told: [
      `'${FILE}' accepts 2 findings, as before.`,
      "1 entry is not found any more. Remove with '--prune' what nobody needs.",
    ],
  });
  expect(await cli(root, 'baseline', '--prune')).toMatchObject({
    code: 0,
    told: [`'${FILE}' now accepts 1 finding: 0 added, 1 removed. Have it reviewed like code.`],
  });
  expect(placesOf(root)).toEqual(['a.js klaviyo/no-raw-http']);
  expect((await check(root)).notices).toBeUndefined();
});

test('of a part of the folder nothing is said to be gone', async () => {
  const root = temporaryRepository({ 'a.js': call('lists'), 'b.js': call('tags') });
  await cli(root, 'baseline');
  const report = await check(root, 'a.js', 'b.js');
  expect(report.notices).toBeUndefined();
  expect((await check(root, 'a.js')).notices).toBeUndefined();
});

test('the entry of a file that could not be analyzed stays', async () => {
  const root = temporaryRepository({ 'a.js': call('lists') });
  await cli(root, 'baseline');
  addFiles(root, { 'a.js': `${call('lists')}(` });
  expect(await cli(root, 'baseline', '--prune')).toMatchObject({ code: 0 });
  expect(placesOf(root)).toEqual(['a.js klaviyo/no-raw-http']);
  expect((await check(root)).notices).toBeUndefined();
});

test('a moved file keeps its entries, whose paths follow at the next change', async () => {
  const root = temporaryRepository({ 'a.js': call('lists') });
  await cli(root, 'baseline');
  renameSync(join(root, 'a.js'), join(root, 'b.js'));
  expect(stateOf(await check(root))).toEqual(['b.js:2 baselined']);
  await cli(root, 'baseline', '--prune');
  expect(placesOf(root)).toEqual(['b.js klaviyo/no-raw-http']);
});

test('equal findings have entries of their own, and one more is new in the file that has it', async () => {
  const root = temporaryRepository({ 'b.js': call('lists'), 'c.js': call('lists') });
  await cli(root, 'baseline');
  const [first, second] = baselineOf(root).findings;
  expect(second?.identity).toBe(`${first?.identity}-2`);
  addFiles(root, { 'a.js': call('lists') });
  expect(stateOf(await check(root))).toEqual(['a.js:2 new', 'b.js:2 baselined', 'c.js:2 baselined']);
  rmSync(join(root, 'b.js'));
  expect(stateOf(await check(root))).toEqual(['a.js:2 baselined', 'c.js:2 baselined']);
});

test('keys of Customer.io are not accepted either, and the rule that allows them is named', async () => {
  const key = ['4f0c', '9b7d', '2e61', 'a853', 'd27c'].join('');
  const client = `import { APIClient, RegionUS } from 'customerio-node';\nnew APIClient('${key}', { region: RegionUS });\n`;
  expect((await cli(temporaryRepository({ 'a.js': client }), 'baseline')).told.at(-1)).toContain(
    "with a reason in 'allow' of 'customerio/no-hardcoded-key'.",
  );
  const both = temporaryRepository({ 'a.js': client, 'b.txt': `${fakeKey(1)}\n` });
  const { told } = await cli(both, 'baseline');
  expect(told.at(-1)).toContain("in 'allow' of 'customerio/no-hardcoded-key' and 'klaviyo/no-hardcoded-key'.");
  expect(told.join()).not.toContain(key);
});

test('keys are never accepted, not even by an entry that is written by hand', async () => {
  const root = temporaryRepository({ 'a.txt': `${fakeKey(1)}\n`, 'a.js': call('lists') });
  expect((await cli(root, 'baseline')).told.at(-1)).toBe(
    "1 finding about keys is left out, because anyone who reads the code can use them. Revoke the keys, and then name their fingerprints with a reason in 'allow' of 'klaviyo/no-hardcoded-key'.",
  );
  expect(placesOf(root)).toEqual(['a.js klaviyo/no-raw-http']);
  const { findings } = await check(root);
  const entries = findings.map(({ identity, ruleId, path }) => ({ identity, ruleId, path }));
  addFiles(root, { [FILE]: JSON.stringify({ schemaVersion: 1, findings: entries }) });
  expect(stateOf(await check(root))).toEqual(['a.js:2 baselined', 'a.txt:1 new']);
});

test('where nothing is found no baseline is written', async () => {
  const root = temporaryRepository({ 'a.js': 'export const one = 1;\n' });
  expect(await cli(root, 'baseline')).toEqual({
    code: 0,
    out: '',
    told: ['Nothing was found that a baseline could accept.'],
  });
  expect(existsSync(join(root, FILE))).toBe(false);
});

test('on a change the baseline of the base counts, and the edit is a notice', async () => {
  const root = temporaryRepository({ 'a.js': call('lists') });
  await cli(root, 'baseline');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'base');
  addFiles(root, { 'b.js': call('tags') });
  await cli(root, 'baseline', '--add');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'change');
  const report = await check(root, '--base', 'HEAD~1');
  expect(stateOf(report)).toEqual(['a.js:2 baselined', 'b.js:2 new']);
  expect(report.notices).toEqual([
    {
      path: FILE,
      message:
        'This change adds 1 entry to the baseline and removes 0, and that of the base counts until it is merged. Review what it will accept.',
    },
  ]);
});

test('a finding that only the baseline of the change accepts is old where it stood at the base', async () => {
  const { root } = committedRepository({ 'a.js': call('lists') });
  await cli(root, 'baseline');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'change');
  const report = await check(root, '--base', 'HEAD~1');
  expect(stateOf(report)).toEqual(['a.js:2 old']);
  expect(report.notices).toEqual([
    {
      path: FILE,
      message: `'${FILE}' does not count, because the base has none that can be read. Review what it will loosen, and fetch the base.`,
    },
  ]);
});

test('of what the baseline accepts a copy is new on a change', async () => {
  const root = temporaryRepository({ 'b.js': call('lists') });
  await cli(root, 'baseline');
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--message', 'base');
  addFiles(root, { 'a.js': call('lists') });
  expect(stateOf(await check(root, '--base', 'HEAD'))).toEqual(['a.js:2 new', 'b.js:2 baselined']);
});

test.each([
  ['no JSON', '{', 'is not valid JSON'],
  ['a list', '[]', 'does not have the form of a baseline'],
  ['another version', '{"schemaVersion":2,"findings":[]}', 'does not have the form of a baseline'],
  [
    'an entry without an identity',
    '{"schemaVersion":1,"findings":[{"ruleId":"a","path":"b"}]}',
    'does not have the form of a baseline',
  ],
])('%s is refused', async (_, text, fault) => {
  const root = temporaryRepository({ 'a.js': call('lists'), [FILE]: text });
  const sentence = `klaviyo-lint: '${FILE}' ${fault}. Restore it from git, or delete it and write it again with 'klaviyo-lint baseline'.`;
  expect(await cli(root, 'check')).toEqual({ code: 2, out: '', told: [sentence] });
  expect(await cli(root, 'baseline')).toEqual({ code: 2, out: '', told: [sentence] });
});

test('it is never written through a link', async () => {
  const [root, elsewhere] = [temporaryRepository({ 'a.js': call('lists') }), temporaryFolder()];
  symlinkSync(elsewhere, join(root, '.klaviyo-lint'));
  expect(await cli(root, 'baseline')).toMatchObject({
    code: 2,
    told: [`klaviyo-lint: '${FILE}' cannot be written.`],
  });
  expect(existsSync(join(elsewhere, 'baseline.json'))).toBe(false);
});

test('a file is no project', async () => {
  const root = temporaryRepository({ 'a.js': call('lists') });
  expect(await cli(root, 'baseline', 'a.js')).toEqual({
    code: 2,
    out: '',
    told: ["klaviyo-lint: 'a.js' is not a folder. Name the folder of the project."],
  });
});
