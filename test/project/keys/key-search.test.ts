import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import { keyFingerprint } from '../../../src/vendors/key-fingerprint.ts';
import type { Report } from '../../../src/model/report.ts';
import { fakeKey } from '../../fake-keys.ts';
import { git, temporaryFolder, temporaryRepository, type Files } from '../temporary-folder.ts';

const KEY = fakeKey();
const RULE = 'klaviyo/no-hardcoded-key';

const check = (root: string): Promise<Report> =>
  audit({ root, asOf: '2026-11-20', failOn: 'error', configuration: 'folder' });

async function places(files: Files): Promise<string[]> {
  const { findings } = await check(temporaryRepository(files));
  return findings
    .filter(({ ruleId }) => ruleId === RULE)
    .map(({ path, line, column, endColumn }) => `${path}:${line}:${column}-${endColumn}`);
}

const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('a key is reported', () => {
  test.each([
    '.env.example',
    'README',
    'a.yml',
    'a.sql',
    'main.tf',
    'a.php',
    'notebook.ipynb',
    'server.log',
    'a.unknown',
    'Dockerfile',
    'deep/er/x.toml',
    'vendor/a.py',
  ])('in %s', async path => {
    expect(await places({ [path]: `first\nkey = "${KEY}"\n` })).toEqual([`${path}:2:8-45`]);
  });

  test.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFFkey=${KEY}`)],
    ['UTF-16, little end first', Buffer.from(`\uFEFFkey=${KEY}`, 'utf16le')],
    ['UTF-16, big end first', swapped(`\uFEFFkey=${KEY}`)],
    ['UTF-16 without a mark', Buffer.from(`key=${KEY}`, 'utf16le')],
    ['UTF-16, big end first, without a mark', swapped(`key=${KEY}`)],
    ['bytes of an older encoding', Buffer.from(`key=${KEY} caf\xe9`, 'latin1')],
  ])('in %s', async (_, bytes) => {
    expect(await places({ 'key.txt': bytes })).toEqual(['key.txt:1:5-42']);
  });

  test('in base64, with the place of what is encoded', async () => {
    const report = await check(
      temporaryRepository({ 'k8s.yml': `data:\n  key: ${Buffer.from(KEY).toString('base64')}\n` }),
    );
    expect(report.findings[0]).toMatchObject({ line: 2, column: 8, message: expect.stringContaining('as base64') });
  });

  test('in base64 of base64, with the place of what is encoded', async () => {
    const report = await check(temporaryRepository({ 'k8s.yml': `kind: Secret\ndata:\n  key: ${btoa(btoa(KEY))}\n` }));
    expect(report.findings[0]).toMatchObject({ line: 3, column: 8, message: expect.stringContaining('as base64') });
  });

  test('in a binary file', async () => {
    expect(
      await places({ 'a.bin': Buffer.concat([Buffer.from([0, 1, 2, 0]), Buffer.from(KEY), Buffer.from([0])]) }),
    ).toEqual(['a.bin:1:5-42']);
  });

  test('in the text of an image, whose checksum looks like a digit', async () => {
    const chunk = Buffer.from(`\x89PNG\r\n\x1a\n\0\0\0\x2dtEXtComment\0${KEY}E\xd6\x9c\xac`, 'latin1');
    expect(await places({ 'a.png': chunk })).toEqual(['a.png:3:17-54']);
  });

  test.each([
    ['on one line', `a = join("", ["${KEY.slice(0, 9)}", "${KEY.slice(9)}"])\n`, 'main.tf:1:15-58'],
    ['on several lines', `a = join("", [\n  "${KEY.slice(0, 9)}",\n  "${KEY.slice(9)}",\n])\n`, 'main.tf:2:3-33'],
  ])('in a list that Terraform joins, %s', async (_, text, place) => {
    expect(await places({ 'main.tf': text })).toEqual([place]);
  });

  test('in two bytes for each letter, in a binary file', async () => {
    const bytes = Buffer.concat([Buffer.from([0, 1, 2, 0, 0xff]), Buffer.from(KEY, 'utf16le'), Buffer.from([0xff, 0])]);
    expect(await places({ 'a.exe': bytes })).toEqual(['a.exe:1:6-79']);
  });

  test('in the name of a file or a folder', async () => {
    const { findings } = await check(temporaryRepository({ [`a/${KEY}.txt`]: '', [`${fakeKey(2)}/b.js`]: 'b();' }));
    const masked = (key: string): string => `pk_…${key.slice(-2)}`;
    expect(findings.map(({ path, line, message }) => `${path}:${line} ${message}`)).toEqual(
      [
        [`a/${masked(KEY)}.txt`, KEY],
        [`${masked(fakeKey(2))}/b.js`, fakeKey(2)],
      ].map(
        ([path = '', key = '']) =>
          `${path}:1 The Klaviyo private key '${masked(key)}' stands in the name of this file. Rename the file, and revoke the key (fingerprint ${keyFingerprint(key)}).`,
      ),
    );
  });

  test('each of 10,000 in one line, with fingerprints of their own', async () => {
    const keys = Array.from({ length: 10_000 }, (_, index) => fakeKey(index));
    const { findings } = await check(temporaryRepository({ 'a.json': JSON.stringify(keys) }));
    expect(findings.map(({ column }) => column)).toEqual(keys.map((_, index) => 3 + 40 * index));
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(10_000);
  });

  test('in the name of a link, and in where it leads', async () => {
    const folder = temporaryRepository({ 'a.js': '' });
    symlinkSync(`/keys/${KEY}`, join(folder, 'secret'));
    symlinkSync('a.js', join(folder, `${fakeKey(2)}.js`));
    const { findings } = await check(folder);
    expect(findings.map(({ path: file, line, message }) => `${file}:${line} ${message}`)).toEqual([
      `pk_…${fakeKey(2).slice(-2)}.js:1 The Klaviyo private key 'pk_…${fakeKey(2).slice(-2)}' stands in the name of this file. Rename the file, and revoke the key (fingerprint ${keyFingerprint(fakeKey(2))}).`,
      `secret:1 The Klaviyo private key 'pk_…${KEY.slice(-2)}' stands in the target of this link. Remove the link, and revoke the key (fingerprint ${keyFingerprint(KEY)}).`,
    ]);
  });

  test('in what a build made, where git tracks it', async () => {
    expect(await places({ 'dist/app.min.js': `var k="${KEY}"`, 'app.min.js': `var k="${KEY}"` })).toEqual([
      'app.min.js:1:7-46',
      'dist/app.min.js:1:7-46',
    ]);
  });

  test('in a file that is too large for everything else', async () => {
    const line = `${'-'.repeat(1023)}\n`;
    expect(
      await places({
        'server.log': `${line.repeat(6 * 1024)}key=${KEY}\n`,
        'big.js': `// klaviyo\n${line.replaceAll('-', '/').repeat(2 * 1024)}k('${KEY}')\n`,
      }),
    ).toEqual(['big.js:2050:4-41', 'server.log:6145:5-42']);
  });

  test('in a script that does not parse', async () => {
    expect(await places({ 'a.js': `klaviyo('${KEY}'` })).toEqual(['a.js:1:10-47']);
  });

  test('once in a script, where the rule reports it', async () => {
    expect(
      await places({
        'a.ts': `klaviyo('${KEY}');\n`,
        'b.ts': `const token = '${Buffer.from(KEY).toString('base64')}';\n`,
      }),
    ).toEqual(['a.ts:1:9-48', 'b.ts:1:15-69']);
  });

  test('once in each part of a component', async () => {
    const vue = `<template>\n  <a data-key="${KEY}">a</a>\n</template>\n<script>\nklaviyo('${fakeKey(2)}');\n</script>\n`;
    expect(await places({ 'a.vue': vue })).toEqual(['a.vue:2:16-53', 'a.vue:5:9-48']);
  });
});

describe('wherever git tracks it', () => {
  test.each([
    'package-lock.json',
    'yarn.lock',
    'pnpm-lock.yaml',
    'bun.lockb',
    'composer.lock',
    'go.sum',
    'deep/Cargo.lock',
    '.terraform.lock.hcl',
  ])('in the lock file %s', async path => {
    expect(await places({ [path]: `"${KEY}"\n` })).toEqual([`${path}:1:2-39`]);
  });

  test('in what is installed', async () => {
    expect(await places({ 'package.json': '{}', 'node_modules/a/index.js': `key('${KEY}')` })).toEqual([
      'node_modules/a/index.js:1:6-43',
    ]);
  });
});

describe('nothing is reported', () => {
  test('in what git ignores', async () => {
    const root = temporaryRepository({ '.gitignore': '.env\n' });
    writeFileSync(join(root, '.env'), `KEY=${KEY}\n`);
    expect((await check(root)).findings).toEqual([]);
    git(root, 'add', '--force', '.env');
    expect((await check(root)).findings.map(({ path }) => path)).toContain('.env');
  });

  test.each(['#', '//', '--', '<!--', ';'])('where a comment with %s silences it', async start => {
    expect(
      await places({ 'a.txt': `${start} klaviyo-lint-disable-next-line ${RULE} -- revoked\n${KEY}\n${KEY}\n` }),
    ).toEqual(['a.txt:3:1-38']);
  });

  test('where the configuration ignores the file, or switches the rule off', async () => {
    expect(await places({ 'klaviyo-lint.json': '{ "ignore": ["/samples/"] }', 'samples/a.txt': KEY })).toEqual([]);
    expect(
      await places({
        'klaviyo-lint.json': `{ "rules": { "${RULE}": "off" } }`,
        'a.txt': KEY,
        'a.js': `klaviyo('${KEY}')`,
      }),
    ).toEqual([]);
  });
});

describe('a key is allowed', () => {
  const allowing = (fingerprint: string): string =>
    JSON.stringify({ rules: { [RULE]: { allow: [{ fingerprint, reason: 'revoked in 2024' }] } } });

  test('everywhere, by its own fingerprint', async () => {
    const files = { 'a.txt': KEY, 'a.js': `klaviyo('${KEY}');`, 'b.txt': fakeKey(2) };
    expect(await places({ ...files, 'klaviyo-lint.json': allowing(keyFingerprint(KEY)) })).toEqual(['b.txt:1:1-38']);
  });

  test('at one place, by the fingerprint of the finding', async () => {
    const files = { 'a.txt': KEY, 'b.js': `klaviyo('${KEY}');` };
    const { findings } = await check(temporaryRepository(files));
    for (const { fingerprint, path } of findings) {
      const left = await places({ ...files, 'klaviyo-lint.json': allowing(fingerprint) });
      expect(left.map(place => place.split(':')[0])).toEqual(Object.keys(files).filter(other => other !== path));
    }
  });

  test.each([
    ['no reason', [{ fingerprint: keyFingerprint(KEY) }], /The entry 'reason' is missing here/],
    ['an empty reason', [{ fingerprint: keyFingerprint(KEY), reason: ' ' }], /Write why the key may stay/],
    ['no fingerprint', [{ reason: 'revoked' }], /The entry 'fingerprint' is missing here/],
    ['the key itself', [{ fingerprint: KEY, reason: 'revoked' }], /Write the fingerprint from the report/],
    ['no list', 'all', /Write a list/],
  ])('not with %s', async (_, allow, problem) => {
    const root = temporaryFolder({ 'klaviyo-lint.json': JSON.stringify({ rules: { [RULE]: { allow } } }) });
    await expect(check(root)).rejects.toThrow(problem);
    await expect(check(root)).rejects.not.toThrow(KEY);
  });
});

test('a warning is what the configuration asks for', async () => {
  const report = await check(
    temporaryRepository({ 'a.txt': KEY, 'klaviyo-lint.json': `{ "rules": { "${RULE}": "warn" } }` }),
  );
  expect(report.findings).toMatchObject([{ severity: 'warning' }]);
});

test('a text that is too large even for this is reported, a film is not', async () => {
  const root = temporaryFolder({ 'server.log': 'a line\n'.repeat(2000), 'film.mp4': '' });
  const size = 64 * 1024 * 1024 + 1;
  for (const name of ['server.log', 'film.mp4']) truncateSync(join(root, name), size);
  expect((await check(root)).skipped).toEqual([{ id: 'file', path: 'server.log', reason: 'it is larger than 64 MB' }]);
});
