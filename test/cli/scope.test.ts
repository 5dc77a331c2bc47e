import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { addFiles, committedRepository } from '../project/temporary-folder.ts';

const MANIFEST = '{\n  "dependencies": {\n    "klaviyo-api": "^23.0.0"\n  }\n}\n';

async function check(workingFolder: string, ...args: string[]): Promise<{ code: number; out: string; told: string }> {
  let out = '';
  let told = '';
  const code = await runCli(['check', ...args], {
    workingFolder,
    environment: { PATH: process.env['PATH'] },
    now: new Date('2026-11-20T12:00:00Z'),
    writeOut: async text => void (out += text),
    writeError: text => void (told += text),
  });
  return { code, out, told };
}

/** A repository with one finding in its only commit. */
function committed(): string {
  const { root } = committedRepository({ 'package.json': MANIFEST });
  return root;
}

test('with a base only what is new ends with 1', async () => {
  const root = committed();
  expect(await check(root, '--base', 'HEAD')).toMatchObject({
    code: 0,
    out: expect.stringMatching(
      /^Old, which this change did not bring and which block nothing:\n {2}package\.json:3:20: error: /,
    ),
  });
  addFiles(root, { 'shop/package.json': MANIFEST });
  expect(await check(root, '--base', 'HEAD')).toMatchObject({
    code: 1,
    out: expect.stringContaining('\n1 error and 0 warnings in 1 file, 1 old. Linted 0 of 2 files.\n'),
  });
});

test('with a base and the scope all everything counts', async () => {
  expect(await check(committed(), '--base', 'HEAD', '--scope', 'all')).toMatchObject({
    code: 1,
    out: expect.stringContaining('\n1 error and 0 warnings in 1 file. Linted 0 of 1 file.\n'),
  });
});

test('without a base everything counts', async () => {
  expect(await check(committed())).toMatchObject({ code: 1 });
});

test('the scope changed needs a base', async () => {
  expect(await check(committed(), '--scope', 'changed')).toEqual({
    code: 2,
    out: '',
    told: "klaviyo-lint: '--scope changed' judges what is new. Name the commit to compare with, with '--base'.\n",
  });
});
