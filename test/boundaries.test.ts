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
  ['src/vendors/customerio/keys.ts', '../../model/finding.ts'],
  ['src/vendors/customerio/keys.ts', '../klaviyo/keys.ts'],
  ['src/vendors/signs.ts', '../model/finding.ts'],
  ['src/vendors/customerio/generated/operations.ts', '../../../model/finding.ts'],
  ['src/vendors/klaviyo/generated/operations.ts', '../../../model/finding.ts'],
  ['src/vendors/klaviyo/legacy.ts', '../../messages/legacy-call.ts'],
  ['src/messages/raw-call.ts', '../model/finding.ts'],
  ['src/messages/raw-call.ts', '../../eslint-plugin/rules/no-raw-http.ts'],
  ['eslint-plugin/rules/no-raw-http.ts', '../../src/model/facts.ts'],
  ['eslint-plugin/index.ts', '../src/model/finding.ts'],
  ['eslint-plugin/values/value.ts', '../program/module.ts'],
  ['eslint-plugin/values/value.ts', '../../src/vendors/klaviyo/endpoints.ts'],
  ['eslint-plugin/program/module.ts', '../evaluator/evaluate.ts'],
  ['eslint-plugin/evaluator/evaluate.ts', '../call-graph/effects.ts'],
  ['eslint-plugin/evaluator/evaluate.ts', '../http/request.ts'],
  ['eslint-plugin/evaluator/evaluate.ts', '../klaviyo/sdk-api.ts'],
  ['eslint-plugin/evaluator/evaluate.ts', '../rules/index.ts'],
  ['eslint-plugin/evaluator/evaluate.ts', '../../src/vendors/klaviyo/sdk-release.ts'],
  ['eslint-plugin/call-graph/effects.ts', '../http/request.ts'],
  ['eslint-plugin/call-graph/effects.ts', '../../src/vendors/klaviyo/endpoints.ts'],
  ['eslint-plugin/http/request.ts', '../klaviyo/analyze.ts'],
  ['eslint-plugin/http/clients/axios.ts', '../../vendor/endpoint.ts'],
  ['eslint-plugin/http/request.ts', '../vendor/requests/endpoint.ts'],
  ['eslint-plugin/http/headers.ts', '../../src/vendors/klaviyo/endpoints.ts'],
  ['eslint-plugin/program/relevance.ts', '../../src/vendors/klaviyo/sign.ts'],
  ['eslint-plugin/vendor/requests/endpoint.ts', '../../../src/vendors/klaviyo/endpoints.ts'],
  ['eslint-plugin/vendor/rules/no-raw-http.ts', '../../../src/vendors/customerio/index.ts'],
  ['eslint-plugin/vendor/requests/endpoint.ts', '../../klaviyo/analyze.ts'],
  ['eslint-plugin/vendor/bursts/burst.ts', '../../klaviyo/analyze.ts'],
  ['eslint-plugin/vendor/requests/endpoint.ts', '../../rules/index.ts'],
  ['eslint-plugin/klaviyo/analyze.ts', '../rules/index.ts'],
  ['eslint-plugin-customerio/rules/explicit-region.ts', '../../eslint-plugin/klaviyo/analyze.ts'],
  ['eslint-plugin-customerio/rules/explicit-region.ts', '../../src/vendors/klaviyo/hosts.ts'],
  ['eslint-plugin-customerio/rules/explicit-region.ts', '../../src/model/facts.ts'],
  ['eslint-plugin/klaviyo/analyze.ts', '../upgrade/index.ts'],
  ['eslint-plugin/evaluator/evaluate.ts', 'node:fs'],
  ['eslint-plugin/http/request.ts', '../../src/model/finding.ts'],
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
  ['src/preflight/klaviyo/probes/account.ts', 'klaviyo-api'],
  ['src/preflight/klaviyo/probes/account.ts', 'axios'],
  ['src/preflight/klaviyo/probes/account.ts', 'node:https'],
  ['src/preflight/klaviyo/client.ts', 'node:fs'],
  ['src/preflight/customerio/probes/customerio-region.ts', 'customerio-node'],
  ['src/preflight/run-preflight.ts', 'customerio-node'],
  ['src/preflight/client/send.ts', 'klaviyo-api'],
  ['src/simulator/klaviyo/api-answers.ts', 'node:http'],
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
  ['eslint-plugin-customerio/rules/no-raw-http.ts', '../../eslint-plugin/vendor/rules/no-raw-http.ts'],
  ['eslint-plugin-customerio/rules/no-raw-http.ts', '../../src/vendors/customerio/index.ts'],
  ['eslint-plugin/program/module.ts', '../values/frame.ts'],
  ['eslint-plugin/program/relevance.ts', '../../src/vendors/signs.ts'],
  ['src/vendors/klaviyo/index.ts', '../vendor.ts'],
  ['src/vendors/signs.ts', './klaviyo/sign.ts'],
  ['eslint-plugin/evaluator/evaluate.ts', '../program/known-packages.ts'],
  ['eslint-plugin/http/escapes.ts', '../call-graph/effects.ts'],
  ['eslint-plugin/vendor/requests/endpoint.ts', '../../../src/vendors/vendor.ts'],
  ['eslint-plugin/http/clients/axios.ts', '../client-model.ts'],
  ['eslint-plugin/vendor/requests/endpoint.ts', '../../http/request.ts'],
  ['eslint-plugin/klaviyo/analyze.ts', '../vendor/requests/requests.ts'],
  ['eslint-plugin/rules/no-raw-http.ts', '../klaviyo/analyze.ts'],
  ['src/messages/raw-call.ts', '../vendors/klaviyo/operations.ts'],
  ['src/checks/floating-sdk-range.ts', '../model/facts.ts'],
  ['src/project/discovery/read-file.ts', 'node:fs'],
  ['src/project/lint/eslint-linter.ts', 'eslint/universal'],
  ['src/project/lint/eslint-linter.ts', '../../../eslint-plugin/index.ts'],
  ['src/project/modules/typescript.ts', '@typescript-eslint/parser'],
  ['src/preflight/client/send.ts', 'axios'],
  ['src/preflight/klaviyo/client.ts', 'klaviyo-api'],
  ['src/preflight/customerio/client.ts', 'customerio-node'],
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

test('only one file does without an import', () => {
  const code = "process.getBuiltinModule('node:fs');";
  const rules = (file: string): (string | null)[] =>
    new Linter().verify(code, CONFIGURATION, file).map(({ ruleId }) => ruleId);
  expect(rules('eslint-plugin/klaviyo/analyze.ts')).toEqual(['no-restricted-syntax']);
  expect(rules('eslint-plugin/installed-sdk.ts')).toEqual([]);
});
