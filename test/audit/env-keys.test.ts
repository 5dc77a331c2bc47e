import { expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import type { KeyState } from '../../src/model/finding.ts';
import { keyFingerprint } from '../../src/vendors/key-fingerprint.ts';
import { fakeKey } from '../fake-keys.ts';
import { git, temporaryRepository, type Files } from '../project/temporary-folder.ts';

const KEY = fakeKey();
const CHECK = 'check/committed-env-file';
const RULE = 'klaviyo/no-hardcoded-key';
const BROWSER_RULE = 'klaviyo/no-private-key-in-browser';

async function findings(files: Files, add = true): Promise<string[]> {
  const root = temporaryRepository(files);
  if (!add) git(root, 'rm', '--quiet', '--cached', '-r', '.');
  const report = await audit({ root, asOf: '2026-11-20', failOn: 'error', configuration: 'folder' });
  return report.findings.map(({ path, line, ruleId, severity }) => `${path}:${line} ${ruleId} ${severity}`);
}

const rules = (settings: object): string => JSON.stringify({ rules: settings });

test('a key in an env file is one finding, with the advice of the check', async () => {
  const root = temporaryRepository({ '.env': `A=1\nNEXT_PUBLIC_KLAVIYO_PRIVATE_KEY=${KEY}\n` });
  const report = await audit({ root, asOf: '2026-11-20', failOn: 'error' });
  expect(report.findings).toMatchObject([{ ruleId: CHECK, severity: 'error', path: '.env', line: 2 }]);
  expect(report.findings[0]?.message).toBe(
    `This env file holds the real value of 'NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY', and git tracks it. Take it out with 'git rm --cached', add it to '.gitignore', and replace what it holds (fingerprint ${keyFingerprint(KEY)}).`,
  );
});

test('each of several keys is one, also in a comment', async () => {
  expect(await findings({ '.env': `A=${KEY}\nB="${fakeKey(2)}"\n# C=${fakeKey(3)}\n` })).toEqual([
    `.env:1 ${CHECK} error`,
    `.env:2 ${CHECK} error`,
    `.env:3 ${RULE} error`,
  ]);
});

test('in a file that git does not track it is as severe as before', async () => {
  expect(await findings({ '.env': `A=${KEY}\n` }, false)).toEqual([`.env:1 ${CHECK} error`]);
  expect(await findings({ '.env': `A=${KEY}\n`, 'klaviyo-lint.json': rules({ [RULE]: 'off' }) }, false)).toEqual([
    `.env:1 ${CHECK} warning`,
  ]);
});

test('without the check, and in an example, it is one of the rule', async () => {
  const text = `NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY=${KEY}\n`;
  expect(await findings({ '.env': text, 'klaviyo-lint.json': rules({ [CHECK]: 'off' }) })).toEqual([
    `.env:1 ${RULE} error`,
  ]);
  expect(await findings({ '.env.example': text })).toEqual([`.env.example:1 ${RULE} error`]);
});

test('without either it is one of the rule about browsers', async () => {
  const text = `NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY=${KEY}\n`;
  expect(await findings({ '.env': text, 'klaviyo-lint.json': rules({ [CHECK]: 'off', [RULE]: 'off' }) })).toEqual([
    `.env:1 ${BROWSER_RULE} error`,
  ]);
});

test('a public variable that only names a key stays a finding of its own', async () => {
  expect(await findings({ '.env': `NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY=of-the-shop\nA=${KEY}\n` })).toEqual([
    `.env:1 ${BROWSER_RULE} error`,
    `.env:2 ${CHECK} error`,
  ]);
});

test('a key that is allowed is none', async () => {
  const allow = [{ fingerprint: keyFingerprint(KEY), reason: 'revoked in 2024' }];
  expect(
    await findings({ '.env': `A=${KEY}\nB=${fakeKey(2)}\n`, 'klaviyo-lint.json': rules({ [RULE]: { allow } }) }),
  ).toEqual([`.env:2 ${CHECK} error`]);
});

test('beside env files each rule has its finding', async () => {
  const code = `const key = process.env.NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY ?? '${KEY}';\n`;
  expect(await findings({ 'a.js': code })).toEqual([`a.js:1 ${BROWSER_RULE} error`, `a.js:1 ${RULE} error`]);
});

test('the vendor is asked about it too', async () => {
  const root = temporaryRepository({ '.env': `A=${KEY}\n` });
  const askKeys = async (keys: readonly string[]): Promise<KeyState[]> =>
    keys.map(key => (key === KEY ? 'alive' : 'unknown'));
  const report = await audit({ root, asOf: '2026-11-20', failOn: 'error', askKeys });
  expect(report.findings).toMatchObject([{ ruleId: CHECK, keyState: 'alive' }]);
});

test('a key of Customer.io that code in an env file uses is one finding', async () => {
  const key = ['a1b2c3d4e5', 'f6g7h8i9j0'].join('');
  const used = `export CUSTOMERIO_APP_KEY = '${key}'\n`;
  const code = `import { APIClient, RegionEU } from 'customerio-node';\nconst config = {};\nvar CIO_APP_KEY;\nCIO_APP_KEY = '${key}';\nexport const client = new APIClient('${key}', { region: RegionEU });\n`;
  expect(await findings({ '.env': used })).toEqual(['.env:1 check/customerio-committed-env-file error']);
  expect((await findings({ '.env.js': code })).filter(found => found.startsWith('.env.js:4'))).toHaveLength(1);
});

test('what is written and used on one line of it is left to the check', async () => {
  const key = ['a1b2c3d4e5', 'f6g7h8i9j0'].join('');
  const code = `const { APIClient, RegionEU } = require('customerio-node');\nlet client, CIO_APP_KEY;\nCIO_APP_KEY = '${key}'; client = new APIClient('${key}', { region: RegionEU });\n`;
  const all = await findings({ '.env.js': code });
  const off = await findings({
    '.env.js': code,
    'klaviyo-lint.json': rules({ 'check/customerio-committed-env-file': 'off' }),
  });
  expect([all, off]).toEqual([
    ['.env.js:3 check/customerio-committed-env-file error'],
    ['.env.js:3 customerio/no-hardcoded-key error'],
  ]);
});
