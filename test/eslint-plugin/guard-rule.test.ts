import * as parser from '@typescript-eslint/parser';
import type { TSESLint } from '@typescript-eslint/utils';
import { type ESLint, Linter } from 'eslint';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { guardRule } from '../../eslint-plugin/guard-rule.ts';
import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import plugin from '../../eslint-plugin/index.ts';
import { fakeKey } from '../fake-keys.ts';

const SIGNED = "fetch('https://a.klaviyo.com/api/lists');";

type Listeners = Record<string, (node: never) => void>;

/** What ESLint says of a file where one rule is guarded and another one reports each call. */
function lint(
  create: (context: TSESLint.RuleContext<string, []>) => Listeners,
  { code = SIGNED, filename = 'a.ts' } = {},
): string[] {
  const guarded = guardRule(
    'klaviyo/fragile',
    {
      meta: { type: 'problem', messages: { said: 'Said.' }, schema: [] },
      defaultOptions: [],
      create: create as never,
    },
    klaviyo,
  );
  const other = {
    create: (context: { report(problem: object): void }) => ({
      CallExpression: (node: unknown) => context.report({ node, message: 'A call.' }),
    }),
  };
  const rules = { fragile: guarded, other } as unknown as ESLint.Plugin['rules'];
  return new Linter()
    .verify(
      code,
      [
        {
          files: ['**/*.ts'],
          languageOptions: { parser: parser },
          plugins: { klaviyo: { rules } },
          rules: { 'klaviyo/fragile': 'error', 'klaviyo/other': 'error' },
        },
      ],
      filename,
    )
    .map(({ ruleId, line, column }) => `${line}:${column} ${ruleId}`);
}

function fail(): never {
  throw new TypeError(`it read ${SIGNED}`);
}

describe('a rule that throws', () => {
  const warnings: { message: string; options: { type: string; detail: string } }[] = [];

  beforeEach(() => {
    warnings.length = 0;
    vi.spyOn(process, 'emitWarning').mockImplementation(((message: string, options: never) =>
      warnings.push({ message, options })) as never);
  });
  afterEach(() => void vi.restoreAllMocks());

  test('reports nothing when it is created, and ESLint goes on', () => {
    expect(lint(fail, { filename: 'created.ts' })).toEqual(['1:1 klaviyo/other']);
  });

  test('reports nothing of what it reported before, and ESLint goes on', () => {
    expect(
      lint(context => ({ CallExpression: node => context.report({ node, messageId: 'said' }), 'Program:exit': fail }), {
        filename: 'half.ts',
      }),
    ).toEqual(['1:1 klaviyo/other']);
  });

  test('says once, as a warning of the process, which rule and which file, and nothing of what it read', () => {
    lint(() => ({ Program: fail, CallExpression: fail, 'Program:exit': fail }), { filename: 'src/warned.ts' });
    lint(() => ({ Program: fail }), { filename: 'src/warned.ts' });
    expect(warnings.map(({ message }) => message)).toEqual([
      "The rule 'klaviyo/fragile' failed on 'src/warned.ts' (TypeError) and reports nothing there. Report it at https://github.com/klaviyo-lint/klaviyo-lint/issues.",
    ]);
    expect(warnings[0]?.options).toEqual({
      type: 'KlaviyoLintWarning',
      detail: expect.stringContaining('    at fail '),
    });
    expect(JSON.stringify(warnings)).not.toContain('a.klaviyo.com');
  });

  test('runs no further part of itself', () => {
    const after = vi.fn();
    lint(() => ({ Program: fail, CallExpression: after }), { filename: 'further.ts' });
    expect(after).not.toHaveBeenCalled();
  });

  test('ends nothing when it runs out of stack', () => {
    const deeper = (): number => deeper() + 1;
    expect(lint(() => ({ Program: deeper }), { filename: 'stack.ts' })).toEqual(['1:1 klaviyo/other']);
    expect(warnings[0]?.message).toContain('(RangeError)');
  });
});

test('a private key is found in a file that does not name Klaviyo', () => {
  const configuration = [plugin.configs.recommended] as Linter.Config[];
  expect(new Linter().verify(`connect('${fakeKey()}');`, configuration, 'a.js').map(({ ruleId }) => ruleId)).toEqual([
    'klaviyo/no-hardcoded-key',
  ]);
});

describe('a rule that does not throw', () => {
  test('reports what it finds, in its own listener for the end of the file too', () => {
    const found = lint(context => ({
      CallExpression: node => context.report({ node, messageId: 'said' }),
      'Program:exit': node => context.report({ node, messageId: 'said' }),
    }));
    expect(found.filter(text => text.endsWith('fragile'))).toEqual(['1:1 klaviyo/fragile', '1:1 klaviyo/fragile']);
  });

  test('is not created for a file without a sign of Klaviyo', () => {
    const create = vi.fn(() => ({}));
    lint(create, { code: "fetch('https://shop.example/api/lists');" });
    expect(create).not.toHaveBeenCalled();
  });
});

/** Programs that made an analysis of 0.2.0 call itself until the stack was full. */
const ENDLESS: Record<string, string> = {
  'an interface and a constant of one name':
    "interface Ctor<T> { init(x: T): void } declare function make<T>(n: string): Ctor<T>; export interface Err { message: string } export const Err: Ctor<Err> = make('Err'); Err.init({ message: '/x' }); fetch(Err.url);",
  'an alias and a function of one name':
    'type Send = typeof Send; function Send(x: Send): Send { return Send(x) } fetch(Send(1).url);',
  'a class and an interface of one name':
    'interface A extends B {} class A { b: B } interface B extends A { a: A } declare const a: A; fetch(a.b.a.b.url);',
  'a payload that is merged into itself':
    "import { ProfilesApi } from 'klaviyo-api'; let a = { first_name: 1 }; a = a.merge(); new ProfilesApi(s).createOrUpdateProfile({ data: { attributes: a } });",
  'a type that is made of larger ones of itself':
    'interface Box<T> { inner: Box<Box<T>>; url: T } declare const box: Box<string>; fetch(box.inner.inner.inner.inner.url);',
};

test.each(Object.entries(ENDLESS))('%s: every rule ends', (_, code) => {
  const emitWarning = vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  const configuration = [{ files: ['**/*.ts'], languageOptions: { parser } }, plugin.configs.strict] as Linter.Config[];
  expect(new Linter().verify(`${code} // klaviyo`, configuration, 'endless.ts')).toEqual([]);
  expect(emitWarning).not.toHaveBeenCalled();
  emitWarning.mockRestore();
});
