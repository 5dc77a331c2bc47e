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
  ['src/vendors/klaviyo/keys.ts', '../../model/finding.ts'],
  ['src/vendors/klaviyo/generated/operations.ts', '../../../model/finding.ts'],
  ['src/vendors/klaviyo/legacy.ts', '../../messages/legacy-call.ts'],
  ['src/messages/raw-call.ts', '../model/finding.ts'],
  ['src/messages/raw-call.ts', '../../eslint-plugin/rules/no-raw-http.ts'],
  ['eslint-plugin/rules/no-raw-http.ts', '../../src/model/facts.ts'],
  ['eslint-plugin/index.ts', '../src/model/finding.ts'],
  ['eslint-plugin/program/module.ts', 'node:fs'],
  ['eslint-plugin/program/module.ts', 'ts-morph'],
  ['eslint-plugin/program/module.ts', 'typescript'],
  ['src/checks/floating-sdk-range.ts', '../project/manifests/manifest.ts'],
  ['src/checks/floating-sdk-range.ts', '@typescript-eslint/utils'],
  ['src/checks/floating-sdk-range.ts', 'node:fs/promises'],
  ['src/audit/audit.ts', 'ts-morph'],
  ['src/project/modules/source-files.ts', 'typescript'],
  ['src/audit/audit.ts', 'node:fs'],
  ['src/audit/audit.ts', '@actions/core'],
  ['src/audit/audit.ts', 'eslint'],
  ['src/audit/audit.ts', '../../eslint-plugin/index.ts'],
  ['src/audit/audit.ts', '../../action/io.ts'],
  ['src/preflight/probes/account.ts', 'klaviyo-api'],
  ['src/preflight/probes/account.ts', 'axios'],
  ['src/preflight/probes/account.ts', 'node:https'],
  ['src/preflight/client.ts', 'node:fs'],
  ['src/simulator/api-answers.ts', 'node:http'],
  ['src/simulator/listener.ts', 'node:fs'],
  ['src/reporters/text.ts', 'node:fs'],
  ['src/reporters/text.ts', 'node:process'],
  ['src/project/lint/lint.ts', 'eslint'],
  ['src/project/lint/lint.ts', '@typescript-eslint/parser'],
  ['src/project/lint/lint.ts', 'klaviyo-api'],
  ['action/run-action.ts', 'klaviyo-api'],
])('%s must not import %s', (file, name) => {
  expect(isRefused(file, `import { thing } from '${name}';`)).toBe(true);
});

test.each([
  ['src/vendors/klaviyo/revisions.ts', './generated/sdk-releases.ts'],
  ['src/vendors/klaviyo/generated/operations.ts', '../operations.ts'],
  ['eslint-plugin/rules/no-raw-http.ts', '../../src/vendors/klaviyo/operations.ts'],
  ['eslint-plugin/rules/no-raw-http.ts', '../../src/messages/raw-call.ts'],
  ['src/messages/raw-call.ts', '../vendors/klaviyo/operations.ts'],
  ['src/checks/floating-sdk-range.ts', '../model/facts.ts'],
  ['src/project/discovery/read-file.ts', 'node:fs'],
  ['src/project/lint/eslint-linter.ts', 'eslint/universal'],
  ['src/project/lint/eslint-linter.ts', '../../../eslint-plugin/index.ts'],
  ['src/project/modules/typescript.ts', '@typescript-eslint/parser'],
  ['src/preflight/client.ts', 'klaviyo-api'],
  ['src/simulator/listener.ts', 'node:http'],
  ['src/audit/audit.ts', '../../eslint-plugin/help-url.ts'],
  ['src/project/modules/path-aliases.ts', '../../../eslint-plugin/program/known-packages.ts'],
  ['action/main.ts', '@actions/core'],
  ['action/main.ts', '../src/audit/audit.ts'],
])('%s may import %s', (file, name) => {
  expect(isRefused(file, `import { thing } from '${name}';`)).toBe(false);
});

test('a type of a heavy package weighs nothing', () => {
  expect(isRefused('src/project/lint/lint.ts', "import type { Linter } from 'eslint';")).toBe(false);
});
