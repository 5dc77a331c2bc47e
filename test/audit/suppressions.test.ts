import { expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import type { Report } from '../../src/model/report.ts';
import { fakeKey } from '../fake-keys.ts';
import { temporaryRepository, type Files } from '../project/temporary-folder.ts';

const KEY = fakeKey();
const RULE = 'klaviyo/no-hardcoded-key';
const KEY_LINE = `const key = '${KEY}';\n`;
const RAW_CALL =
  "fetch('https://a.klaviyo.com/api/profiles', { headers: { Authorization: `Klaviyo-API-Key ${key}`, revision: '2026-07-15' } }).then(check);\n";

const check = (files: Files): Promise<Report> =>
  audit({ root: temporaryRepository(files), asOf: '2026-11-20', failOn: 'error' });

const reported = ({ findings, suppressed }: Report): unknown => ({
  findings: findings.map(({ ruleId, line }) => [ruleId, line]),
  suppressed: suppressed.map(({ ruleId, line, suppression: { reason } }) => [ruleId, line, reason]),
});

test.each([
  ['the next line', `// eslint-disable-next-line klaviyo/no-raw-http -- a probe\n${RAW_CALL}`, 2, 'a probe'],
  ['the file', `/* eslint-disable -- generated */\n${RAW_CALL}`, 2, 'generated'],
  ['its own line', `${RAW_CALL.trim()} // eslint-disable-line\n`, 1, ''],
  ['a rule by configuration', `/* eslint klaviyo/no-raw-http: off -- later */\n${RAW_CALL}`, 2, 'later'],
])('a comment that silences %s is reported with its reason', async (_, text, line, reason) => {
  const report = await check({ 'a.js': text });
  expect(reported(report)).toEqual({ findings: [], suppressed: [['klaviyo/no-raw-http', line, reason]] });
  expect(report.summary).toMatchObject({ verdict: 'verified', errors: 0, suppressed: 1 });
});

test.each([
  ['is bare', '// eslint-disable-next-line'],
  ['gives no reason', `// eslint-disable-next-line ${RULE}`],
  ['does not name the rule', '// eslint-disable-next-line -- it is a test'],
  ['disables the file', '/* eslint-disable -- it is a test */'],
  ['configures the rule without a reason', `/* eslint ${RULE}: off */`],
])('a comment that %s does not silence a key', async (_, comment) => {
  expect(reported(await check({ 'a.js': `${comment}\n${KEY_LINE}` }))).toEqual({
    findings: [[RULE, 2]],
    suppressed: [],
  });
});

test.each([
  ['a line', `// eslint-disable-next-line ${RULE} -- revoked`],
  ['several rules', `// eslint-disable-next-line no-console, ${RULE} -- revoked`],
  ['the file', `/* eslint-disable ${RULE} -- revoked */`],
  ['by configuration', `/* eslint ${RULE}: off -- revoked */`],
])('a comment with the name and a reason silences a key: %s', async (_, comment) => {
  expect(reported(await check({ 'a.js': `${comment}\n${KEY_LINE}` }))).toEqual({
    findings: [],
    suppressed: [[RULE, 2, 'revoked']],
  });
});

test('a bare comment does not silence the import of the SDK in the browser', async () => {
  const text = "'use client';\n// eslint-disable-next-line\nimport { ProfilesApi } from 'klaviyo-api';\nProfilesApi;\n";
  expect((await check({ 'a.jsx': text })).findings.map(({ ruleId }) => ruleId)).toContain(
    'klaviyo/no-private-key-in-browser',
  );
});

test('in other files the comment of the tool is reported, too', async () => {
  const text = `# klaviyo-lint-disable-next-line ${RULE} -- revoked\n${KEY}\n`;
  expect(reported(await check({ 'a.txt': text }))).toEqual({ findings: [], suppressed: [[RULE, 2, 'revoked']] });
});

test.each(['', ` ${RULE}`, ' -- revoked'])('the comment of the tool with %j alone silences nothing', async rest => {
  const text = `# klaviyo-lint-disable-next-line${rest}\n${KEY}\n`;
  expect(reported(await check({ 'a.txt': text }))).toEqual({ findings: [[RULE, 2]], suppressed: [] });
});

test('one that is silenced shares no fingerprint with one that is not, and no key is in a reason', async () => {
  const report = await check({ 'a.js': `// eslint-disable-next-line -- ${KEY}\n${RAW_CALL}${RAW_CALL}` });
  const all = [...report.findings, ...report.suppressed].map(({ fingerprint }) => fingerprint);
  expect(new Set(all).size).toBe(all.length);
  expect(JSON.stringify(report)).not.toContain(KEY);
});
