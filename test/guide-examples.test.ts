import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { transformSync } from 'esbuild';
import { Linter, type ESLint } from 'eslint';
import * as klaviyoApi from 'klaviyo-api';
import { describe, expect, test } from 'vitest';
import plugin from '../eslint-plugin/index.ts';
import { startSimulator } from '../src/simulator/index.ts';
import { REPOSITORY } from './support/repository.ts';
import { typeErrors } from './type-check.ts';

/** The day that the pages were written for. */
const AS_OF = '2026-11-20';
const GUIDES = [
  'go-live',
  'raw-http-to-sdk',
  'monorepo',
  'testing',
  'incidents',
  'faq',
  'troubleshooting',
  'comparison',
];

interface Block {
  name: string;
  language: string;
  code: string;
  /** Whether it shows what a reader has before the change. */
  isBefore: boolean;
}

function blocksOf(guide: string): Block[] {
  const text = readFileSync(path.join(REPOSITORY, `docs/${guide}.md`), 'utf8');
  return [...text.matchAll(/(Before:\n\n)?^```(js|ts)(?: \S+)?\n(.*?)^```$/gms)].map(
    ([, before, language = '', code = ''], index) => ({
      name: `${guide} ${index + 1}`,
      language,
      code,
      isBefore: before !== undefined,
    }),
  );
}

function lint({ language, code }: Block): string[] {
  const configuration = {
    ...(plugin.configs.strict as Linter.Config),
    files: ['**/*.{js,ts}'],
    plugins: { klaviyo: plugin as unknown as ESLint.Plugin },
    settings: { klaviyo: { asOf: AS_OF } },
    languageOptions: { parser },
  } satisfies Linter.Config;
  return new Linter()
    .verify(code, [configuration], `guide.${language}`)
    .map(({ ruleId, message }) => ruleId ?? message);
}

const blocks = GUIDES.flatMap(blocksOf);
const after = blocks.filter(({ isBefore }) => !isBefore);

describe('the examples of the guides', () => {
  test.each(blocks.filter(({ isBefore }) => isBefore))('$name is reported', block => {
    expect(lint(block)).toContain('klaviyo/no-raw-http');
  });

  test.each(after)('$name is not reported', block => {
    expect(lint(block)).toEqual([]);
  });

  const typed = after.filter(({ language, code }) => language === 'ts' && !code.includes('klaviyo-lint/simulator'));
  test('compile against the SDK', () => {
    const files = Object.fromEntries(typed.map(({ name, code }) => [`${name.replace(' ', '-')}.ts`, code]));
    expect(Object.keys(files).length).toBeGreaterThan(3);
    expect(typeErrors(files)).toEqual([]);
  });
});

type Modules = Readonly<Record<string, object>>;
type Run = (modules: Modules) => Promise<void>;
const AsyncFunction = (async () => undefined).constructor as new (parameter: string, body: string) => Run;

/** The test that a block of the guide holds. */
async function testIn({ code }: Block): Promise<() => Promise<void>> {
  const body = transformSync(code, { loader: 'ts' }).code;
  const tests: (() => Promise<void>)[] = [];
  await new AsyncFunction('modules', body.replaceAll(/^import (\{.*?\}) from (".*?");$/gm, 'const $1 = modules[$2];'))({
    'klaviyo-api': klaviyoApi,
    'klaviyo-lint/simulator': { startSimulator },
    vitest: { expect, test: (_: string, run: () => Promise<void>) => tests.push(run) },
  });
  const [run] = tests;
  if (run === undefined) throw new Error('the block holds no test');
  return run;
}

test.each(blocks.filter(({ code }) => code.includes('klaviyo-lint/simulator')))(
  '$name is a test that passes',
  async block => {
    await (
      await testIn(block)
    )();
  },
);
