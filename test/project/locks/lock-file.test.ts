import { expect, test } from 'vitest';
import { isLockFile } from '../../../src/project/locks/lock-file.ts';

test.each([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'a/yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'deno.lock',
  'composer.lock',
  'Gemfile.lock',
  'Pipfile.lock',
  'go.sum',
  'packages.lock.json',
  '.terraform.lock.hcl',
  'conda-lock.yml',
])('%s is a lock file', path => {
  expect(isLockFile(path)).toBe(true);
});

test.each(['package.json', 'lock.ts', 'block.json', 'locks.json', 'yarn.lock.md', 'yarn.lock/notes.txt', 'clock.yaml'])(
  '%s is none',
  path => {
    expect(isLockFile(path)).toBe(false);
  },
);
