import { expect, test } from 'vitest';
import { audit, type AuditOptions } from '../../src/audit/audit.ts';
import type { Report } from '../../src/model/report.ts';
import { fakeKey } from '../fake-keys.ts';
import { addFiles, commitFiles, committedRepository, type Files, git } from '../project/temporary-folder.ts';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

const call = (path: string, name = 'send'): string =>
  `export async function ${name}(key) {
  const answer = await fetch('https://a.klaviyo.com/api/${path}', {
    method: 'POST',
    headers: { Authorization: \`Klaviyo-API-Key \${key}\`, revision: '2026-07-15' },
  });
  if (!answer.ok) throw new Error(String(answer.status));
}
`;

/** A path whose content is `undefined` is deleted by the change. */
type Change = Record<string, string | undefined>;

interface Given extends Partial<AuditOptions> {
  /** The change stays in the working tree. */
  isUncommitted?: boolean;
}

async function check(before: Files, change: Change, { isUncommitted, ...options }: Given = {}): Promise<Report> {
  const { root, commit } = committedRepository({ 'README.md': '', ...before });
  addFiles(root, Object.fromEntries(Object.entries(change).filter(([, text]) => text !== undefined)) as Files);
  for (const [path, text] of Object.entries(change)) if (text === undefined) rmSync(join(root, path));
  if (!isUncommitted) {
    git(root, 'add', '--all');
    git(root, 'commit', '--quiet', '--message', 'change', '--allow-empty');
  }
  return audit({
    root,
    asOf: '2026-11-20',
    failOn: 'error',
    configuration: { commit },
    scope: 'changed',
    ...options,
  });
}

const statesOf = ({ findings }: Report): string[] =>
  findings.map(({ path, line, ruleId, state }) => `${path}:${line} ${ruleId.replace('klaviyo/', '')} ${state}`);

test('a finding of a file that is not touched is old and blocks nothing', async () => {
  const report = await check({ 'a.js': call('lists') }, { 'b.js': 'export const one = 1;\n' });
  expect(statesOf(report)).toEqual(['a.js:2 no-raw-http old']);
  expect(report.summary).toMatchObject({ verdict: 'verified', errors: 0, warnings: 0, old: 1 });
  expect(report.base).toMatchObject({ scope: 'changed' });
});

test('a finding that the change brings is new, beside an old one of the same file', async () => {
  const report = await check({ 'a.js': call('lists') }, { 'a.js': `${call('tags', 'tag')}${call('lists')}` });
  expect(statesOf(report)).toEqual(['a.js:2 no-raw-http new', 'a.js:9 no-raw-http old']);
  expect(report.summary).toMatchObject({ verdict: 'violated', errors: 1, old: 1 });
});

test.each([
  ['formatting', call('lists').replaceAll('\n', '\n\n').replaceAll("'", '"').replaceAll(';', '')],
  [
    'renamed variables',
    call('lists').replaceAll('answer', 'response').replaceAll('(key)', '(secret)').replaceAll('${key}', '${secret}'),
  ],
  ['code above', `export const one = 1;\n\n${call('lists')}`],
])('%s of an old finding leaves it old', async (_, text) => {
  const report = await check({ 'a.js': call('lists') }, { 'a.js': text });
  expect(report.findings.map(({ state }) => state)).toEqual(['old']);
});

test.each([
  ['moves to another folder', { 'src/a.js': undefined, 'lib/deep/b.js': call('lists') }],
  ['moves and changes elsewhere', { 'src/a.js': undefined, 'b.js': `export const one = 1;\n${call('lists')}` }],
])('a finding of a file that %s is old', async (_, change) => {
  const report = await check({ 'src/a.js': call('lists') }, change);
  expect(report.findings.map(({ state }) => state)).toEqual(['old']);
});

test('code that moves to a file that exists is old', async () => {
  const report = await check(
    { 'a.js': `${call('lists')}${call('tags', 'tag')}`, 'b.js': call('events', 'record') },
    { 'a.js': call('lists'), 'b.js': `${call('events', 'record')}${call('tags', 'tag')}` },
  );
  expect(statesOf(report)).toEqual(['a.js:2 no-raw-http old', 'b.js:2 no-raw-http old', 'b.js:9 no-raw-http old']);
});

test('a copy of a file with a finding is new, and the original stays old', async () => {
  const report = await check({ 'b.js': call('lists') }, { 'a.js': call('lists') });
  expect(statesOf(report)).toEqual(['a.js:2 no-raw-http new', 'b.js:2 no-raw-http old']);
});

test('of equal findings in one file that with the line of before is old', async () => {
  const line = `fetch('https://a.klaviyo.com/api/lists', { headers: { Authorization: \`Klaviyo-API-Key \${key}\`, revision: '2026-07-15' } }).then(check);`;
  const report = await check({ 'a.js': `${line}\n` }, { 'a.js': `await ${line}\n${line}\n` });
  expect(statesOf(report)).toEqual(['a.js:1 no-raw-http new', 'a.js:2 no-raw-http old']);
});

const URL_OF =
  "import { HOST } from './host.js';\nexport async function send(key) {\n  const answer = await fetch(`${HOST}/api/lists`, { headers: { Authorization: key, revision: '2026-07-15' } });\n  if (!answer.ok) throw new Error('');\n}\n";

test('a finding that a constant in another file causes is new', async () => {
  const report = await check(
    { 'a.js': URL_OF, 'host.js': "export const HOST = 'https://example.com';\n// klaviyo\n" },
    { 'host.js': "export const HOST = 'https://a.klaviyo.com';\n" },
  );
  expect(statesOf(report)).toEqual(['a.js:3 no-raw-http new']);
});

test('a finding that a constant in another file caused before is old', async () => {
  const host = "export const HOST = 'https://a.klaviyo.com';\n";
  const report = await check({ 'a.js': URL_OF, 'host.js': host }, { 'host.js': `// The vendor.\n${host}` });
  expect(statesOf(report)).toEqual(['a.js:3 no-raw-http old']);
});

const manifest = (version: string): string => JSON.stringify({ dependencies: { 'klaviyo-api': version } }, null, 2);
const lock = (version: string, declared = version): string =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { 'klaviyo-api': declared } },
      'node_modules/klaviyo-api': { version, resolved: '', integrity: '' },
    },
  });

test('a finding at a manifest that a lock file causes is new', async () => {
  const report = await check(
    { 'package.json': manifest('23.0.0'), 'package-lock.json': lock('23.0.0') },
    { 'package-lock.json': lock('22.0.0', '23.0.0') },
  );
  expect(statesOf(report)).toEqual([
    'package.json:3 check/mixed-sdk-versions new',
    'package.json:3 check/unlocked-sdk new',
  ]);
});

const workspaceLock = (version: string): string =>
  JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { workspaces: ['packages/*'] },
      'packages/a': { name: 'a', dependencies: { 'klaviyo-api': '23.0.0' } },
      'node_modules/a': { resolved: 'packages/a', link: true },
      'node_modules/klaviyo-api': { version, resolved: '', integrity: '' },
    },
  });

test.each([
  ['causes is new', '23.0.0', 'new'],
  ['caused before is old', '22.0.0', 'old'],
])('a finding at a manifest that a lock file above the checked folder %s', async (_, versionBefore, state) => {
  const { root, commit } = committedRepository({
    'package.json': '{ "name": "shop", "workspaces": ["packages/*"] }',
    'package-lock.json': workspaceLock(versionBefore),
    'packages/a/package.json': manifest('23.0.0'),
  });
  commitFiles(root, { 'package-lock.json': workspaceLock('22.0.0'), 'packages/a/README.md': 'changed' });
  const report = await audit({
    root: join(root, 'packages/a'),
    asOf: '2026-11-20',
    configuration: { commit },
    scope: 'changed',
  });
  expect(statesOf(report)).toEqual([`package.json:3 check/unlocked-sdk ${state}`]);
});

/** Checks `packages/a` after a change of what stands above it. */
async function checkMember(before: Files, change: Files): Promise<Report> {
  const { root, commit } = committedRepository({
    'package.json': '{ "name": "shop", "workspaces": ["packages/*"] }',
    'package-lock.json': workspaceLock('23.0.0'),
    'packages/a/package.json': manifest('23.0.0'),
    ...before,
  });
  commitFiles(root, { 'packages/a/README.md': 'changed', ...change });
  return audit({ root: join(root, 'packages/a'), asOf: '2026-11-20', configuration: { commit }, scope: 'changed' });
}

test.each<[string, Files, string]>([
  ['lock file', { 'package-lock.json': '{' }, '../../package-lock.json'],
  ['manifest', { 'package.json': '{ "workspaces": ["packages/*"], ' }, '../../package.json'],
  ['catalog', { 'pnpm-workspace.yaml': 'catalog: {klaviyo-api: [' }, '../../pnpm-workspace.yaml'],
])(
  'a %s above the checked folder that the change broke is of the change, and one that was broken is not',
  async (_, broken, path) => {
    const after = await checkMember({}, broken);
    expect(after.skipped).toMatchObject([{ id: 'file', path, isChanged: true }]);
    expect(after.summary.verdict).toBe('not verified');
    expect(after.base?.changedFiles).toBe(1);
    const old = await checkMember(broken, {});
    expect(old.skipped).toMatchObject([{ id: 'file', path }]);
    expect(old.skipped[0]).not.toHaveProperty('isChanged');
  },
);

test('a finding at a manifest that is formatted anew is old', async () => {
  const report = await check(
    { 'package.json': manifest('^23.0.0') },
    { 'package.json': JSON.stringify(JSON.parse(manifest('^23.0.0')), null, 4) },
  );
  expect(statesOf(report)).toEqual(['package.json:3 check/floating-sdk-range old']);
});

test('a call of a method that another SDK in the lock file renamed is new', async () => {
  const report = await check(
    {
      'package.json': manifest('12.0.0'),
      'package-lock.json': lock('12.0.0'),
      'a.ts': "import { Profiles } from 'klaviyo-api';\nProfiles.subscribeProfiles(body);\n",
    },
    { 'package.json': manifest('15.0.0'), 'package-lock.json': lock('15.0.0') },
  );
  expect(statesOf(report)).toContain('a.ts:2 no-deprecated-method new');
});

test('a key that was there is old, and a key that is put in is new, wherever it is copied from', async () => {
  const report = await check(
    { 'a.txt': `${fakeKey(1)}\n` },
    { 'a.txt': `\n\n${fakeKey(1)}\n`, 'b.txt': `${fakeKey(1)}\n${fakeKey(2)}\n` },
  );
  expect(statesOf(report)).toEqual([
    'a.txt:3 no-hardcoded-key old',
    'b.txt:1 no-hardcoded-key new',
    'b.txt:2 no-hardcoded-key new',
  ]);
});

test('a key of the history is new where the change commits it, and old where the base holds it', async () => {
  const report = await check({ 'a.txt': `${fakeKey(1)}\n` }, { 'a.txt': `${fakeKey(2)}\n` }, { history: true });
  expect(report.findings.map(({ history, state }) => [history !== undefined, state]).sort()).toEqual([
    [false, 'new'],
    [true, 'new'],
    [true, 'old'],
  ]);
});

test('what is not committed yet is of the change', async () => {
  const report = await check(
    { 'a.js': call('lists') },
    { 'a.js': `${call('lists')}${call('tags', 'tag')}`, 'b.js': call('events', 'record') },
    { isUncommitted: true },
  );
  expect(statesOf(report)).toEqual(['a.js:2 no-raw-http old', 'a.js:9 no-raw-http new', 'b.js:2 no-raw-http new']);
});

test('a finding that a comment silenced is new when the comment goes', async () => {
  const silenced = call('lists').replace(
    '  const answer',
    '  // eslint-disable-next-line klaviyo/no-raw-http\n  const answer',
  );
  const report = await check({ 'a.js': silenced }, { 'a.js': call('lists') });
  expect(statesOf(report)).toEqual(['a.js:2 no-raw-http new']);
});

test('with the scope all everything is new', async () => {
  const report = await check({ 'a.js': call('lists') }, {}, { scope: 'all' });
  expect(statesOf(report)).toEqual(['a.js:2 no-raw-http new']);
  expect(report.summary.old).toBeUndefined();
  expect(report.base).toMatchObject({ scope: 'all' });
});

test('where the base is not there everything is new, and this is said', async () => {
  const report = await check({ 'a.js': call('lists') }, {}, { configuration: { commit: '1'.repeat(40) } });
  expect(statesOf(report)).toEqual(['a.js:2 no-raw-http new']);
  expect(report.base).toEqual({
    commit: '1'.repeat(40),
    scope: 'changed',
    notCompared: "the base is not in this clone; fetch it, with 'fetch-depth: 2' of actions/checkout",
  });
});
