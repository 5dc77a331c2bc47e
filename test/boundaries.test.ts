import * as parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';
import { BOUNDARIES } from '../eslint.boundaries.mjs';

const CONFIGURATION = [
  { files: ['**/*.ts'], languageOptions: { parser }, plugins: { '@typescript-eslint': tseslint.plugin } },
  ...BOUNDARIES,
] as unknown as Linter.Config[];

function isRefused(file: string, code: string): boolean {
  const messages = new Linter().verify(code, CONFIGURATION, file);
  expect(messages.every(({ ruleId }) => ruleId === '@typescript-eslint/no-restricted-imports')).toBe(true);
  return messages.length > 0;
}

test.each([
  ['src/klaviyo/keys.ts', '../finding.ts'],
  ['src/klaviyo/generated/operations.ts', '../../finding.ts'],
  ['eslint-plugin/rules/no-raw-http.ts', '../../src/project/facts.ts'],
  ['eslint-plugin/index.ts', '../src/finding.ts'],
  ['eslint-plugin/syntax/module.ts', 'node:fs'],
  ['eslint-plugin/syntax/module.ts', 'ts-morph'],
  ['eslint-plugin/syntax/module.ts', 'typescript'],
  ['src/checks/floating-sdk-range.ts', '../project/manifest.ts'],
  ['src/checks/floating-sdk-range.ts', '@typescript-eslint/utils'],
  ['src/checks/floating-sdk-range.ts', 'node:fs/promises'],
  ['src/audit.ts', 'ts-morph'],
  ['src/audit.ts', 'node:fs'],
  ['src/audit.ts', '@actions/core'],
  ['src/audit.ts', 'eslint'],
  ['src/audit.ts', '../eslint-plugin/index.ts'],
  ['src/audit.ts', '../action/io.ts'],
  ['src/preflight/probes/account.ts', 'klaviyo-api'],
  ['src/preflight/probes/account.ts', 'axios'],
  ['src/preflight/probes/account.ts', 'node:https'],
  ['src/preflight/client.ts', 'node:fs'],
  ['src/simulator/api-answers.ts', 'node:http'],
  ['src/simulator/listener.ts', 'node:fs'],
  ['src/reporters/text.ts', 'node:fs'],
  ['src/reporters/text.ts', 'node:process'],
  ['src/project/lint.ts', 'eslint'],
  ['src/project/lint.ts', '@typescript-eslint/parser'],
  ['src/project/lint.ts', 'klaviyo-api'],
  ['action/run-action.ts', 'klaviyo-api'],
])('%s must not import %s', (file, name) => {
  expect(isRefused(file, `import { thing } from '${name}';`)).toBe(true);
});

test.each([
  ['src/klaviyo/revisions.ts', './generated/sdk-releases.ts'],
  ['src/klaviyo/generated/operations.ts', '../operations.ts'],
  ['eslint-plugin/rules/no-raw-http.ts', '../../src/klaviyo/operations.ts'],
  ['src/checks/floating-sdk-range.ts', '../project/facts.ts'],
  ['src/project/type-program.ts', 'ts-morph'],
  ['src/project/read-file.ts', 'node:fs'],
  ['src/project/eslint-linter.ts', 'eslint/universal'],
  ['src/project/eslint-linter.ts', '../../eslint-plugin/index.ts'],
  ['src/project/typescript.ts', '@typescript-eslint/parser'],
  ['src/preflight/client.ts', 'klaviyo-api'],
  ['src/simulator/listener.ts', 'node:http'],
  ['src/audit.ts', '../eslint-plugin/help-url.ts'],
  ['action/main.ts', '@actions/core'],
  ['action/main.ts', '../src/audit.ts'],
])('%s may import %s', (file, name) => {
  expect(isRefused(file, `import { thing } from '${name}';`)).toBe(false);
});

test('a type of a heavy package weighs nothing', () => {
  expect(isRefused('src/project/lint.ts', "import type { Linter } from 'eslint';")).toBe(false);
});
