import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const RAW_CALL = "fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } });\n";

test('100,000 files are looked at, and the one that matters is found', async () => {
  const names = Array.from(
    { length: 100_000 },
    (_, index) => `group-${index % 100}/${index}.${['js', 'ts', 'vue', 'sh', 'md'][index % 5]}`,
  );
  const asked = new Set<string>();
  const read = (path: string): Buffer => (asked.add(path), Buffer.from(path === 'src/use.js' ? RAW_CALL : ''));
  const { findings, count } = await lintFiles(read, ['src/use.js', ...names], { root: '/checked', asOf: '2026-11-20' });
  expect([findings.map(({ path }) => path), count, asked.size]).toEqual([['src/use.js'], 1, 80_001]);
});

test('a folder in a folder in a folder, 500 times, is looked at', async () => {
  const folder = temporaryFolder();
  const deep = Array.from({ length: 500 }, () => 'a').join('/');
  mkdirSync(join(folder, deep), { recursive: true });
  writeFileSync(join(folder, deep, 'use.js'), RAW_CALL);
  expect((await audit({ root: folder, asOf: '2026-11-20', failOn: 'error' })).findings.map(({ path }) => path)).toEqual(
    [`${deep}/use.js`],
  );
});

test.each([
  ['of code', `${RAW_CALL.trim()}${'f(1);'.repeat(80_000)}`],
  ['of a text', `${RAW_CALL.trim()}const text = '${'x'.repeat(900_000)}';`],
  ['of an array', `${RAW_CALL.trim()}const list = [${'1,'.repeat(200_000)}];`],
])('a line of half a million characters %s is read or skipped, and the rest counts', async (_, line) => {
  const { findings, skipped } = await audit({
    root: temporaryFolder({ 'long.js': line, 'short.js': RAW_CALL }),
    asOf: '2026-11-20',
    failOn: 'error',
  });
  expect(findings.map(({ path }) => path)).toContain('short.js');
  expect([...findings, ...skipped].map(({ path }) => path)).toContain('long.js');
});

test.each([
  ['2 MB', 400_000, 'it is larger than 1 MB'],
  ['10 MB', 2_000_000, 'it is larger than 5 MB'],
])('a line of %s is one entry', async (_, calls, reason) => {
  const { findings, skipped } = await audit({
    root: temporaryFolder({ 'long.js': `${RAW_CALL.trim()}${'f(1);'.repeat(calls)}`, 'short.js': RAW_CALL }),
    asOf: '2026-11-20',
    failOn: 'error',
  });
  expect(findings.map(({ path }) => path)).toEqual(['short.js']);
  expect(skipped).toEqual([{ id: 'file', path: 'long.js', reason }]);
});
