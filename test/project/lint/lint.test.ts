import type { Rule } from 'eslint';
import { describe, expect, test } from 'vitest';
import { createLint, type LintResult, type LintRule } from '../../../src/project/lint/lint.ts';
import type { SourceFile } from '../../../src/project/lint/prefilter.ts';
import { fakeKey } from '../../fake-keys.ts';

type Docs = Partial<NonNullable<LintRule['meta']['docs']>>;

function rule(docs: Docs, create: Rule.RuleModule['create'], meta: Rule.RuleMetaData = {}): Rule.RuleModule & LintRule {
  const messages = { found: "Found '{{name}}'. Mend it.", other: 'Something else.' };
  return {
    meta: { messages, schema: [], ...meta, docs: { severity: 'error', url: 'https://example.com/page', ...docs } },
    create,
  };
}

/** Reports each call of `bad`, and offers to remove its name. */
const noBad = rule(
  {},
  context => ({
    "CallExpression[callee.name='bad']"(node: Rule.Node) {
      const [start] = node.range ?? [0];
      const remove = (fixer: Rule.RuleFixer): Rule.Fix => fixer.removeRange([start, start + 3]);
      context.report({
        node,
        messageId: 'found',
        data: { name: 'bad' },
        suggest: [{ desc: 'Remove it.', fix: remove }],
      });
    },
  }),
  { hasSuggestions: true },
);

const throwing = rule({}, () => ({
  "CallExpression[callee.name='bad']"() {
    throw new TypeError('a defect');
  },
}));

const ROOT = '/checked';

async function lint(
  source: Partial<SourceFile>,
  rules: Record<string, LintRule> = { 'no-bad': noBad },
): Promise<LintResult> {
  const run = await createLint({ root: ROOT, asOf: '2026-11-20', rules });
  return run({ path: 'src/a.js', language: 'javascript', text: '', hasByteOrderMark: false, ...source });
}

const places = ({ findings }: LintResult): string[] =>
  findings.map(({ ruleId, line, column }) => `${ruleId} ${line}:${column}`);
const FOUND = ['klaviyo/no-bad 2:1'];

describe('an edit', () => {
  const renamed = (context: Rule.RuleContext): Rule.ReportFixer => {
    const { text } = context.sourceCode;
    return fixer => fixer.replaceTextRange([0, text.length], text.replace('bad', 'good'));
  };
  const wide = rule(
    {},
    context => ({
      "CallExpression[callee.name='bad']"(node: Rule.Node) {
        context.report({
          node,
          messageId: 'found',
          data: { name: 'bad' },
          fix: renamed(context),
          suggest: [
            { desc: 'Rename it.', fix: renamed(context) },
            { desc: 'Remove it.', fix: fixer => fixer.remove(node) },
          ],
        });
      },
    }),
    { fixable: 'code', hasSuggestions: true },
  );
  const titlesWith = async (value: string): Promise<[boolean, string[] | undefined][]> => {
    const { findings } = await lint({ text: `const key = '${value}';\nbad();\n` }, { 'no-bad': wide });
    return findings.map(({ fix, suggestions }) => [fix !== undefined, suggestions?.map(({ title }) => title)]);
  };

  test('that would repeat a private key is left out, alone', async () => {
    expect(await titlesWith(fakeKey())).toEqual([[false, ['Remove it.']]]);
  });

  test('of the same extent without one is kept', async () => {
    expect(await titlesWith('Xk1234')).toEqual([[true, ['Apply the automatic fix.', 'Rename it.', 'Remove it.']]]);
  });
});

test('a finding says all that a report needs', async () => {
  expect(await lint({ text: 'good();\n  bad(1);\n' })).toEqual({
    findings: [
      {
        ruleId: 'klaviyo/no-bad',
        severity: 'error',
        message: "Found 'bad'. Mend it.",
        path: 'src/a.js',
        line: 2,
        column: 3,
        endLine: 2,
        endColumn: 9,
        helpUrl: 'https://example.com/page',
        lineText: '  bad(1);',
        construct: '["","",["1"]]',
        suggestions: [{ title: 'Remove it.', edits: [{ start: 10, end: 13, text: '' }] }],
      },
    ],
    skipped: [],
  });
});

describe('an edit is right', () => {
  test('behind a byte order mark, which ESLint does not count', async () => {
    const { findings } = await lint({ text: 'bad()', hasByteOrderMark: true });
    expect(findings[0]).toMatchObject({ line: 1, column: 1, suggestions: [{ edits: [{ start: 1, end: 4 }] }] });
  });

  test('behind line ends of Windows, which count two', async () => {
    const { findings } = await lint({ text: 'a;\r\nbad()' });
    expect(findings[0]).toMatchObject({ line: 2, column: 1, suggestions: [{ edits: [{ start: 4, end: 7 }] }] });
  });
});

test('an automatic fix is offered as an edit', async () => {
  const fixable = rule(
    {},
    context => ({
      DebuggerStatement: node => context.report({ node, messageId: 'found', fix: fixer => fixer.remove(node) }),
    }),
    { fixable: 'code' },
  );
  const { findings } = await lint({ text: 'debugger;' }, { fixable });
  expect(findings[0]?.suggestions).toEqual([
    { title: 'Apply the automatic fix.', edits: [{ start: 0, end: 9, text: '' }] },
  ]);
});

test('the day and the full path reach the rule', async () => {
  const seen: unknown[] = [];
  const curious = rule({}, ({ settings, filename }) => (seen.push(settings['klaviyo'], filename), {}));
  await lint({ path: 'src/a.js' }, { curious });
  expect(seen).toEqual([{ asOf: '2026-11-20' }, '/checked/src/a.js']);
});

test.each([
  ['warning', 'found', 'warning'],
  [{ other: 'warning' }, 'other', 'warning'],
  [{ other: 'warning' }, 'found', 'error'],
] as const)('with the severity %j the message %s is of level %s', async (severity, messageId, expected) => {
  const rated = rule({ severity }, context => ({ Program: node => context.report({ node, messageId }) }));
  expect((await lint({ text: 'a' }, { rated })).findings[0]?.severity).toBe(expected);
});

test('a key in a message is masked', async () => {
  const telling = rule({}, context => ({
    Program: node => context.report({ node, messageId: 'found', data: { name: fakeKey() } }),
  }));
  const { findings } = await lint({ text: 'a' }, { telling });
  expect(findings[0]?.message).toMatch(/^Found 'pk_…[0-9a-f]{2}'\. Mend it\.$/);
});

describe('a comment silences', () => {
  test.each([
    ['the next line', '// eslint-disable-next-line klaviyo/no-bad\nbad();'],
    ['its line', 'bad(); // eslint-disable-line klaviyo/no-bad'],
    ['the file', '/* eslint-disable klaviyo/no-bad -- known */\nbad();'],
    ['everything', '/* eslint-disable */\nbad();'],
    ['the rule by configuration', '/* eslint klaviyo/no-bad: off */\nbad();'],
  ])('%s', async (_, text) => {
    expect(await lint({ text })).toMatchObject({
      findings: [],
      suppressed: [
        { ruleId: 'klaviyo/no-bad', message: expect.any(String), suppression: { reason: expect.any(String) } },
      ],
      skipped: [],
    });
  });

  test('only what it names', async () => {
    expect(places(await lint({ text: '// eslint-disable-next-line klaviyo/other, no-undef\nbad();' }))).toEqual(FOUND);
  });
});

describe('a comment does not break the run', () => {
  test.each([
    ['configures our rule with options that are invalid', '/* eslint klaviyo/no-bad: ["error", { "x": 1 }] */'],
    ['configures our rule with a level that is none', '/* eslint klaviyo/no-bad: "loud" */'],
    ['configures a rule of another plugin', '/* eslint other/rule: "error" */'],
    ["switches on one of ESLint's own rules", '/* eslint no-undef: "error", no-unused-vars: "error" */'],
    ["switches on one of ESLint's own rules that then fails", '/* eslint no-restricted-syntax: ["error", "["] */'],
    ['is no configuration', '/* eslint [{: */'],
    ['is nested without an end', `/* eslint a: ${'['.repeat(50_000)} */`],
    ['declares a global in a wrong way', '/* global fetch: maybe */'],
    ['names an environment', '/* eslint-env node */'],
    ['disables a rule that nobody has', '/* eslint-disable other/rule */'],
    ['enables what was not disabled', '/* eslint-enable */'],
  ])('that %s', async (_, comment) => {
    const result = await lint({ text: `${comment}\nbad();` });
    expect(places(result)).toEqual(FOUND);
    expect(result.skipped).toEqual([]);
  });
});

describe('JavaScript is parsed', () => {
  test.each([
    ['a module', 'a.js', 'import x from "x"; export default await x;'],
    ['a script', 'a.js', 'with (a) { b = 010 }'],
    ['a script that returns', 'a.js', 'return require("x");'],
    ['CommonJS', 'a.cjs', 'delete x; return;'],
    ['a module in spite of its name', 'a.cjs', 'import x from "x";'],
    ['JSX', 'a.jsx', 'const a = <p title="x">{b}</p>;'],
    ['JSX in any file', 'a.js', 'const a = <p />;'],
    ['a hashbang', 'a.mjs', '#!/usr/bin/env node'],
    ['decorators', 'a.js', '@entity class A { @column name; }'],
    ['types of Flow', 'a.js', 'import type { A } from "a"; const f = (a: A, b?: string): ?number => 1;'],
  ])('%s', async (_, path, code) => {
    expect(places(await lint({ path, text: `${code}\nbad();` }))).toEqual(FOUND);
  });
});

describe('TypeScript is parsed', () => {
  test.each([
    ['types', 'a.ts', 'const a = <T,>(b: T): b is T => true; enum E { A } declare module "x";'],
    ['an assertion in angle brackets', 'a.ts', 'const a = <string>b;'],
    ['JSX', 'a.tsx', 'const a: Node = <p>{b as string}</p>;'],
    ['a module', 'a.mts', 'import type { A } from "a"; export const a = 1 satisfies number;'],
    ['CommonJS', 'a.cts', 'import a = require("a"); export = a;'],
    ['decorators', 'a.ts', '@Injectable() class A { constructor(private readonly http: HttpService) {} }'],
  ])('%s', async (_, path, code) => {
    expect(places(await lint({ path, language: 'typescript', text: `${code}\nbad();` }))).toEqual(FOUND);
  });
});

describe('a file that does not parse is skipped, with the line', () => {
  test.each([
    ['a.js', 'javascript', 'good();\nconst = 1;', 2],
    ['a.ts', 'typescript', 'good();\nconst = 1;', 2],
    ['a.js', 'javascript', '<<<<<<< ours\nbad();', 1],
  ] as const)('%s', async (path, language, text, line) => {
    const { findings, skipped } = await lint({ path, language, text });
    expect(findings).toEqual([]);
    expect(skipped).toEqual([
      { id: 'file', path, reason: expect.stringMatching(new RegExp(`^it does not parse \\(line ${line}: `)) },
    ]);
  });

  test('and a key in the message of the parser is masked', async () => {
    const { skipped } = await lint({ text: `a b ${fakeKey()}` });
    expect(JSON.stringify(skipped)).not.toContain(fakeKey());
  });
});

describe('code that is nested very deeply is skipped', () => {
  test.each([
    ['arrays', 'a.js', 'javascript', '['.repeat(50_000)],
    ['closed arrays', 'a.js', 'javascript', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['calls', 'a.ts', 'typescript', `${'a('.repeat(20_000)}${')'.repeat(20_000)}`],
    ['a sum', 'a.js', 'javascript', `x = ${'1+'.repeat(50_000)}1`],
  ] as const)('%s', async (_, path, language, text) => {
    const { findings, skipped } = await lint({ path, language, text });
    expect(findings).toEqual([]);
    expect(skipped).toHaveLength(1);
  });
});

describe('a rule that throws is skipped for the file, and the others count', () => {
  test.each([
    ['in a visitor', throwing],
    [
      'at the start',
      rule({}, () => {
        throw new Error('a defect');
      }),
    ],
    [
      'something that is no error',
      rule({}, () => {
        throw 'a defect';
      }),
    ],
  ])('%s', async (_, broken) => {
    const result = await lint({ text: 'good();\nbad();' }, { broken, 'no-bad': noBad });
    expect(result.skipped).toHaveLength(1);
    expect(result.skipped[0]).toMatchObject({ path: 'src/a.js' });
  });

  test('with the reason that is true: it ran out of stack', async () => {
    const endless = (): number => endless() + 1;
    const result = await lint({ text: 'bad();' }, { broken: rule({}, () => ({ Program: endless })) });
    expect(result.skipped).toEqual([
      { id: 'klaviyo/broken', path: 'src/a.js', reason: 'the rule ran out of stack on it' },
    ]);
  });

  test('with the findings of the others', async () => {
    const result = await lint(
      { text: 'good();\nbad();' },
      { broken: throwing, 'no-bad': noBad, 'also-broken': throwing },
    );
    expect(places(result)).toEqual(FOUND);
    expect(result.skipped).toEqual([
      { id: 'klaviyo/broken', path: 'src/a.js', reason: 'the rule failed on it (TypeError)' },
      { id: 'klaviyo/also-broken', path: 'src/a.js', reason: 'the rule failed on it (TypeError)' },
    ]);
  });
});

test.each([
  '-rf.js',
  'a\nb.js',
  '..a.js',
  '[x].js',
  'node_modules/x/a.js',
  '.git/a.js',
  'back\\slash.js',
  'a b/%2e.js',
  '!a.js',
  '\u001b[31m.js',
])('a file named %j is linted', async path => {
  expect(places(await lint({ path, text: 'a;\nbad();' }))).toEqual(FOUND);
});

test('one file does not touch the next', async () => {
  const run = await createLint({ root: ROOT, asOf: '2026-11-20', rules: { 'no-bad': noBad } });
  const source = { path: 'a.js', language: 'javascript', hasByteOrderMark: false } as const;
  await run({ ...source, text: '/* eslint klaviyo/no-bad: off */ bad();' });
  await run({ ...source, text: 'bad(' });
  expect(places(await run({ ...source, text: 'a;\nbad();' }))).toEqual(FOUND);
});
