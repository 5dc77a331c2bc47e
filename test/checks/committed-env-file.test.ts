import { expect, test } from 'vitest';
import check from '../../src/checks/committed-env-file.ts';
import type { EnvFile } from '../../src/model/facts.ts';
import { factsWith } from '../sdk-facts.ts';

const at = { path: '.env', line: 2, column: 21, endLine: 2, endColumn: 58 };
const secret = (name: string): EnvFile['secrets'][number] => ({ vendor: 'klaviyo', name, at });

const run = (...envFiles: EnvFile[]): object[] => [...check.run(factsWith({ envFiles }), { asOf: '2026-11-20' })];

test('a tracked file is an error at each secret, with the fingerprint of a key', () => {
  const key = { ...secret('KLAVIYO_PRIVATE_KEY'), fingerprint: '0123456789abcdef' };
  expect(run({ path: '.env', isTracked: true, secrets: [key, secret('KLAVIYO_WEBHOOK_SECRET')] })).toEqual([
    {
      message:
        "This env file holds the real value of 'KLAVIYO_PRIVATE_KEY', and git tracks it. Take it out with 'git rm --cached', add it to '.gitignore', and replace what it holds (fingerprint 0123456789abcdef).",
      at,
    },
    {
      message:
        "This env file holds the real value of 'KLAVIYO_WEBHOOK_SECRET', and git tracks it. Take it out with 'git rm --cached', add it to '.gitignore', and replace what it holds.",
      at,
    },
  ]);
});

test('a file that nothing ignores is a warning', () => {
  expect(run({ path: '.env', isTracked: false, secrets: [secret('KLAVIYO_PRIVATE_KEY')] })).toEqual([
    {
      message:
        "This env file holds the real value of 'KLAVIYO_PRIVATE_KEY', and no '.gitignore' covers it. Add it to '.gitignore' before somebody commits it.",
      at,
      severity: 'warning',
    },
  ]);
});

test('a file without a secret is nothing', () => {
  expect(run({ path: '.env', isTracked: true, secrets: [] })).toEqual([]);
});
