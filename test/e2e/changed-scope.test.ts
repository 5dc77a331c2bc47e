import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { fakeKey } from '../fake-keys.ts';
import { type BundleRun, downloadAction, runBundle, writeRepository } from './run-bundle.ts';
import { CLEAN, ONE_RAW_CALL } from './storefronts.ts';

let action: string;

beforeAll(() => {
  action = downloadAction();
});

type Files = Record<string, string>;

const OLD: Files = { ...CLEAN, 'src/old.ts': ONE_RAW_CALL };
const NEW_CALL = ONE_RAW_CALL.replaceAll('profiles', 'lists').replace('loadProfiles', 'loadLists');
/** The old finding moves down and loses its quotes, and another one comes. */
const CHANGE: Files = {
  'src/old.ts': `export const one = 1;\n\n${ONE_RAW_CALL.replaceAll("'", '"')}`,
  'src/new.ts': NEW_CALL,
};

function git(folder: string, ...args: string[]): string {
  const settings = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'protocol.file.allow=always'];
  return execFileSync('git', ['-C', folder, ...settings, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

interface Checkout {
  folder: string;
  base: string;
  head: string;
}

/** What actions/checkout makes: the merge of a change into its base, with as many commits as `fetch-depth` says. */
function checkOut(before: Files, change: Files, { depth = 2 } = {}): Checkout {
  const origin = writeRepository(before);
  git(origin, 'init', '--quiet', '--initial-branch', 'main');
  git(origin, 'add', '--all', '--force');
  git(origin, 'commit', '--quiet', '--message', 'base');
  git(origin, 'checkout', '--quiet', '-b', 'change');
  for (const [name, text] of Object.entries(change)) writeFileSync(path.join(origin, name), text);
  git(origin, 'add', '--all', '--force');
  git(origin, 'commit', '--quiet', '--message', 'change');
  const head = git(origin, 'rev-parse', 'HEAD');
  git(origin, 'checkout', '--quiet', 'main');
  git(origin, 'merge', '--quiet', '--no-ff', '--message', 'merge', 'change');
  const folder = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'checkout-'))), 'shop');
  git(origin, 'clone', '--quiet', `--depth=${depth}`, `file://${origin}`, folder);
  const base = git(origin, 'rev-parse', 'HEAD^1');
  rmSync(origin, { recursive: true, force: true });
  return { folder, base, head };
}

const pullRequest = ({ base, head }: Checkout): object => ({
  number: 7,
  pull_request: {
    number: 7,
    head: { sha: head, repo: { full_name: 'octo/shop', fork: false } },
    base: { sha: base, repo: { full_name: 'octo/shop', fork: false } },
  },
});
const mergeGroup = ({ base, head }: Checkout): object => ({ merge_group: { base_sha: base, head_sha: head } });

const INPUTS = { preflight: 'never' };

const annotationsOf = ({ annotations }: BundleRun): unknown[] =>
  annotations.map(({ name, properties }) => [name, properties.file]);
const statesOf = ({ report }: BundleRun): unknown =>
  report?.findings.map(({ path: file, line, state }) => `${file}:${line} ${state}`);

it.each([
  ['pull_request', pullRequest],
  ['pull_request_target', pullRequest],
  ['merge_group', mergeGroup],
])('on %s an old finding is listed and a new one fails', async (event, payloadOf) => {
  const checkout = checkOut(OLD, CHANGE);
  const run = await runBundle(action, { files: checkout.folder, event, payload: payloadOf(checkout), inputs: INPUTS });
  expect([run.exitCode, run.outputs.verdict, run.outputs.errors]).toEqual([1, 'violated', '1']);
  expect(statesOf(run)).toEqual(['src/new.ts:2 new', 'src/old.ts:4 old']);
  expect(annotationsOf(run)).toEqual([
    ['error', 'src/new.ts'],
    ['error', undefined],
  ]);
  expect(run.annotations.at(-1)?.data).toBe(
    'klaviyo-lint found 1 error and 0 warnings in 1 file; fix them where the annotations stand, or read them all in the job summary.',
  );
  expect(run.summary).toContain('**1 error** and **0 warnings** in 1 file, 1 old.');
  expect(run.summary.split('\n').find(line => line.includes('src/old.ts'))).toMatch(/^\| error \|/);
  expect(run.summary).toContain('|  | Old | Finding | Rule |');
});

it.each([
  ['pull_request', pullRequest],
  ['merge_group', mergeGroup],
])('on %s old findings alone pass', async (event, payloadOf) => {
  const checkout = checkOut(OLD, { 'src/old.ts': CHANGE['src/old.ts']!, 'README.md': '# Shop\n' });
  const run = await runBundle(action, { files: checkout.folder, event, payload: payloadOf(checkout), inputs: INPUTS });
  expect([run.exitCode, run.outputs.verdict, run.commands]).toEqual([0, 'verified', []]);
  expect(statesOf(run)).toEqual(['src/old.ts:4 old']);
});

it('an old key passes too, and is annotated as a warning', async () => {
  const checkout = checkOut(
    { ...CLEAN, 'src/old.ts': `export const key = '${fakeKey(1)}';\n` },
    { 'README.md': '# Shop\n' },
  );
  const run = await runBundle(action, {
    files: checkout.folder,
    event: 'pull_request',
    payload: pullRequest(checkout),
    inputs: INPUTS,
  });
  expect([run.exitCode, run.outputs.verdict]).toEqual([0, 'verified']);
  expect(annotationsOf(run)).toEqual([['warning', 'src/old.ts']]);
  expect(run.output).not.toContain(fakeKey(1));
});

it.each([
  ['on push, where no base is known', 'push', undefined],
  ['on a pull request with the scope all', 'pull_request', 'all'],
])('%s everything counts', async (_, event, scope) => {
  const checkout = checkOut(OLD, CHANGE);
  const run = await runBundle(action, {
    files: checkout.folder,
    event,
    payload: event === 'push' ? {} : pullRequest(checkout),
    inputs: { ...INPUTS, ...(scope && { scope }) },
  });
  expect([run.exitCode, run.outputs.errors]).toEqual([1, '2']);
  expect(statesOf(run)).toEqual(['src/new.ts:2 new', 'src/old.ts:4 new']);
});

it.each([
  ['pull_request', pullRequest],
  ['merge_group', mergeGroup],
])('on %s without the base everything counts, and the job says why', async (event, payloadOf) => {
  const checkout = checkOut(OLD, CHANGE, { depth: 1 });
  const run = await runBundle(action, { files: checkout.folder, event, payload: payloadOf(checkout), inputs: INPUTS });
  const sentence =
    "Every finding counts as new, because the base is not in this clone; fetch it, with 'fetch-depth: 2' of actions/checkout.";
  expect([run.exitCode, run.outputs.errors]).toEqual([1, '2']);
  expect(run.annotations.at(-1)?.data).toContain(sentence);
  expect(run.output).toContain(`\n${sentence}\n`);
  expect(run.summary).toContain('> Every finding counts as new');
});

it('a push with the scope changed is compared with the commit before it', async () => {
  const checkout = checkOut(OLD, CHANGE);
  const run = await runBundle(action, {
    files: checkout.folder,
    event: 'push',
    payload: { before: checkout.base },
    inputs: { ...INPUTS, scope: 'changed' },
  });
  expect([run.exitCode, run.outputs.errors]).toEqual([1, '1']);
  expect(statesOf(run)).toEqual(['src/new.ts:2 new', 'src/old.ts:4 old']);
  expect(run.report?.base).toMatchObject({ commit: checkout.base, scope: 'changed' });
});

it.each([
  ['begins a branch', '0'.repeat(40), 'this push begins a branch or a tag, so every finding counts as new.'],
  [
    'has its commit before elsewhere',
    'a'.repeat(40),
    "the commit before this push is not in this clone, so every finding counts as new. Check out with 'fetch-depth: 0'.",
  ],
])('a push that %s counts everything, and says so', async (_, before, reason) => {
  const checkout = checkOut(OLD, CHANGE);
  const run = await runBundle(action, {
    files: checkout.folder,
    event: 'push',
    payload: { before },
    inputs: { ...INPUTS, scope: 'changed' },
  });
  expect([run.exitCode, run.outputs.errors]).toEqual([1, '2']);
  expect(run.annotations.at(-1)?.data).toContain(`Input 'scope' is 'changed', but ${reason}`);
});

it('a scope that no event can serve is said', async () => {
  const run = await runBundle(action, { files: CLEAN, event: 'push', inputs: { ...INPUTS, scope: 'changed' } });
  expect([run.exitCode, run.annotations.map(({ name, data }) => [name, data])]).toEqual([
    0,
    [['warning', "Input 'scope' is 'changed', but this event names no base, so every finding counts as new."]],
  ]);
});

it('the baseline of the base counts, and an entry that the change adds is a notice', async () => {
  const empty = JSON.stringify({ schemaVersion: 1, findings: [] });
  const entry = { identity: '0'.repeat(32), ruleId: 'klaviyo/no-raw-http', path: 'src/new.ts' };
  const baseline = '.klaviyo-lint/baseline.json';
  const checkout = checkOut(
    { ...OLD, [baseline]: empty },
    { ...CHANGE, [baseline]: JSON.stringify({ schemaVersion: 1, findings: [entry] }) },
  );
  const run = await runBundle(action, {
    files: checkout.folder,
    event: 'pull_request',
    payload: pullRequest(checkout),
    inputs: INPUTS,
  });
  expect(statesOf(run)).toEqual(['src/new.ts:2 new', 'src/old.ts:4 old']);
  expect(run.annotations.filter(({ name }) => name === 'notice').map(({ data }) => data)).toEqual([
    'This change adds 1 entry to the baseline and removes 0, and that of the base counts until it is merged. Review what it will accept.',
  ]);
  const accepted = { ...entry, identity: run.report!.findings[0]!.identity };
  const later = checkOut(
    { ...OLD, ...CHANGE, [baseline]: JSON.stringify({ schemaVersion: 1, findings: [accepted] }) },
    { 'README.md': '# Shop\n' },
  );
  const push = await runBundle(action, { files: later.folder, event: 'push', inputs: INPUTS });
  expect([push.exitCode, statesOf(push)]).toEqual([1, ['src/new.ts:2 baselined', 'src/old.ts:4 new']]);
});
