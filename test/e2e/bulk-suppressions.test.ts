import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { REPOSITORY } from '../support/repository.ts';
import { ONE_RAW_CALL } from './storefronts.ts';

const CALL = ONE_RAW_CALL.replace(': Promise<unknown>', '');

/** Runs ESLint as a user of the built plugin does. @returns its exit code */
function eslint(folder: string, ...args: string[]): number {
  try {
    execFileSync(process.execPath, [path.join(REPOSITORY, 'node_modules/eslint/bin/eslint.js'), ...args, '.'], {
      cwd: folder,
      stdio: 'ignore',
    });
    return 0;
  } catch (error) {
    return (error as { status: number }).status;
  }
}

test("ESLint's own bulk suppressions accept what the plugin reports, as the page of the baseline says", () => {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'bulk-')));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(path.join(REPOSITORY, 'node_modules'), path.join(folder, 'node_modules'));
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
  write(
    'eslint.config.mjs',
    "import klaviyo from 'eslint-plugin-klaviyo';\nexport default [klaviyo.configs.recommended];\n",
  );
  write('a.js', CALL);
  expect(eslint(folder)).toBe(1);
  expect(eslint(folder, '--suppress-rule', 'klaviyo/no-raw-http')).toBe(0);
  expect(JSON.parse(readFileSync(path.join(folder, 'eslint-suppressions.json'), 'utf8'))).toEqual({
    'a.js': { 'klaviyo/no-raw-http': { count: 1 } },
  });
  expect(eslint(folder)).toBe(0);
  write('a.js', CALL + CALL.replace('loadProfiles', 'loadMore'));
  expect(eslint(folder)).toBe(1);
  expect(eslint(folder, '--suppress-all')).toBe(0);
  write('a.js', 'export const one = 1;\n');
  expect(eslint(folder)).toBe(2);
  expect(eslint(folder, '--prune-suppressions')).toBe(0);
  expect(eslint(folder)).toBe(0);
  write('a.js', CALL);
  expect(eslint(folder, '--suppress-all')).toBe(0);
  renameSync(path.join(folder, 'a.js'), path.join(folder, 'b.js'));
  expect(eslint(folder)).toBe(1);
});
