import * as parser from '@typescript-eslint/parser';
import { Linter, type ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { rules } from '../../../eslint-plugin/rules/index.ts';
import { typeErrors } from '../../type-check.ts';

/** A file, and all that a rule offers to change in it, in the order of the file. */
export interface SuggestionCase {
  name: string;
  file: string;
  code: string;
  /** The title, and the lines that go and come. */
  offers: { title: string; change: string }[];
}

interface Offer {
  title: string;
  output: string;
}

/** The fixes and suggestions of a rule for a file, each applied alone. */
function offersFor(rule: string, { file, code }: SuggestionCase): Offer[] {
  const configuration = {
    files: ['**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}'],
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    plugins: { klaviyo: { rules } as unknown as ESLint.Plugin },
    settings: { klaviyo: { asOf: '2026-11-20', sdkVersion: '23.0.0' } },
    rules: { [`klaviyo/${rule}`]: 'error' },
  } satisfies Linter.Config;
  const messages = new Linter().verify(code, [configuration], file);
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  const offers = messages.flatMap(({ fix, suggestions = [] }) => [
    ...(fix ? [{ desc: 'fix', fix }] : []),
    ...suggestions,
  ]);
  return offers.map(({ desc, fix: { range, text } }) => ({
    title: desc,
    output: code.slice(0, range[0]) + text + code.slice(range[1]),
  }));
}

/**
 * Tests what a rule offers: exactly the named changes, and each of them leaves code that parses and, in TypeScript, has no error of
 * types against the SDK that was not there before.
 */
export function testSuggestions(rule: string, cases: readonly SuggestionCase[]): void {
  const all = cases.map(each => ({ ...each, found: offersFor(rule, each) }));

  describe(`what ${rule} offers`, () => {
    test.each(all)('$name', ({ code, offers, found }) => {
      expect(found.map(({ title, output }) => ({ title, change: changeBetween(code, output) }))).toEqual(offers);
    });

    test('parses', () => {
      for (const { file, found } of all)
        for (const { output } of found) expect(() => parser.parse(output, { jsx: /x$/.test(file) })).not.toThrow();
    });

    test('compiles against the SDK', { timeout: 120_000 }, () => {
      const typed = all.filter(({ file }) => /\.ts$/.test(file));
      const files = typed.flatMap(({ code, found }, index) => [
        [`before-${index}.ts`, code],
        ...found.map(({ output }, offer) => [`after-${index}-${offer}.ts`, output]),
      ]);
      const errors = typeErrors(Object.fromEntries(files));
      const messagesOf = (file: string): string[] =>
        errors.flatMap(error => (error.startsWith(`${file}: `) ? [error.slice(file.length)] : []));
      for (const [index, { found }] of typed.entries()) {
        const before = messagesOf(`before-${index}.ts`);
        for (const offer of found.keys()) {
          const after = messagesOf(`after-${index}-${offer}.ts`);
          expect(after.filter(message => !before.includes(message))).toEqual([]);
        }
      }
    });
  });
}

/** The lines that differ, by their longest common subsequence. */
export function changeBetween(before: string, after: string): string {
  const [left, right] = [before.split('\n'), after.split('\n')];
  const common = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1)
      common[i]![j] =
        left[i] === right[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const lines: string[] = [];
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    if (i < left.length && j < right.length && left[i] === right[j]) [i, j] = [i + 1, j + 1];
    else if (j >= right.length || (i < left.length && common[i + 1]![j]! >= common[i]![j + 1]!))
      lines.push(`- ${left[i++]}`);
    else lines.push(`+ ${right[j++]}`);
  }
  return lines.join('\n');
}
