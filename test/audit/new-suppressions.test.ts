import { expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import type { Report } from '../../src/model/report.ts';
import type { Suppressions } from '../../src/model/verdict.ts';
import { fakeKey } from '../fake-keys.ts';
import { commitFiles, committedRepository, type Files, temporaryRepository } from '../project/temporary-folder.ts';

const call = (path: string): string =>
  `fetch('https://a.klaviyo.com/api/${path}', { headers: { Authorization: \`Klaviyo-API-Key \${key}\`, revision: '2026-07-15' } }).then(check);\n`;
const OLD = `// eslint-disable-next-line klaviyo/no-raw-http\n${call('lists')}`;

async function check(before: Files, after: Files, suppressions?: Suppressions): Promise<Report> {
  const { root, commit } = committedRepository({ 'README.md': '', ...before });
  commitFiles(root, after);
  return audit({
    root,
    asOf: '2026-11-20',
    failOn: 'error',
    configuration: { commit },
    ...(suppressions && { suppressions }),
  });
}

const reported = ({ suppressed, summary }: Report): unknown => [
  suppressed.map(({ path, line, suppression: { isNew } }) => `${path}:${line}${isNew ? ' new' : ''}`),
  [summary.suppressed, summary.newlySuppressed],
];

test.each([
  ['in a new file', {}, { 'a.js': OLD }, ['a.js:2 new'], 1],
  [
    'beside an old one',
    { 'a.js': OLD },
    { 'a.js': `${OLD}${OLD.replace('lists', 'tags')}` },
    ['a.js:2', 'a.js:4 new'],
    1,
  ],
  ['for an old finding', { 'a.js': call('lists') }, { 'a.js': OLD }, ['a.js:2 new'], 1],
  [
    'for a call that an old comment of the file covers',
    { 'a.js': '/* eslint-disable */\n' },
    { 'a.js': `/* eslint-disable */\n${call('lists')}` },
    ['a.js:2 new'],
    1,
  ],
  ['the same once more', { 'a.js': OLD }, { 'a.js': OLD + OLD }, ['a.js:2', 'a.js:4 new'], 1],
])('a suppression %s is new', async (_, before, after, places, count) => {
  expect(reported(await check(before, after))).toEqual([places, [places.length, count]]);
});

test.each([
  ['of a file that is not touched', { 'a.js': OLD }, { 'b.js': '' }, 'a.js:2'],
  ['that moves', { 'a.js': OLD }, { 'a.js': `\n\n${OLD}` }, 'a.js:4'],
  [
    'of a key in a text',
    { 'a.txt': `# klaviyo-lint-disable-next-line klaviyo/no-hardcoded-key -- revoked\n${fakeKey(7)}\n` },
    { 'a.txt': `\n# klaviyo-lint-disable-next-line klaviyo/no-hardcoded-key -- revoked\n${fakeKey(7)}\n` },
    'a.txt:3',
  ],
])('a suppression %s is not new', async (_, before, after, place) => {
  expect(reported(await check(before, after))).toEqual([[place], [1, 0]]);
});

test('without a base nothing is said of what is new', async () => {
  const report = await audit({ root: temporaryRepository({ 'a.js': OLD }), asOf: '2026-11-20', failOn: 'error' });
  expect(reported(report)).toEqual([['a.js:2'], [1, undefined]]);
});

test.each([
  ['allow', ['verified', []]],
  ['reason', ['violated', ['check/suppressed-finding a.js:2']]],
  ['block', ['violated', ['check/suppressed-finding a.js:2', 'check/suppressed-finding a.js:4']]],
] as const)('with %s', async (suppressions, expected) => {
  const after = `${OLD}// eslint-disable-next-line klaviyo/no-raw-http -- a probe\n${call('tags')}`;
  const { findings, summary } = await check({}, { 'a.js': after }, suppressions);
  expect([summary.verdict, findings.map(({ ruleId, path, line }) => `${ruleId} ${path}:${line}`)]).toEqual(expected);
});

test('the configuration of the base may switch the check off', async () => {
  const settings = { 'klaviyo-lint.json': '{ "rules": { "check/suppressed-finding": "off" } }' };
  expect((await check(settings, { 'a.js': OLD }, 'block')).summary.verdict).toBe('verified');
});

test('where the base cannot be read, everything counts as new and as changed', async () => {
  const root = temporaryRepository({ 'a.js': OLD, 'b.js': 'klaviyo(' });
  const commit = '1'.repeat(40);
  const report = await audit({ root, asOf: '2026-11-20', failOn: 'error', configuration: { commit } });
  expect(report.base).toEqual({ commit, scope: 'all' });
  expect(report.summary.newlySuppressed).toBe(1);
  expect(report.skipped).toMatchObject([{ path: 'b.js', isChanged: true }]);
});
