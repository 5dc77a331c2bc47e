import * as parser from '@typescript-eslint/parser';
import { Linter, type ESLint } from 'eslint';
import { rules } from '../../../../eslint-plugin/rules/index.ts';

export interface Suggested {
  title: string;
  /** The module after it. */
  code: string;
}

/** What a rule suggests for the first finding in a module. */
export function lintRaw(
  { fileName, code }: { fileName: string; code: string },
  { rule = 'no-raw-http', settings = {} }: { rule?: string; settings?: Record<string, unknown> } = {},
): Suggested[] {
  const configuration = {
    files: ['**/*.{js,mjs,cjs,ts,tsx}'],
    languageOptions: { parser, sourceType: /\.c?js$/.test(fileName) ? 'commonjs' : 'module' },
    plugins: { klaviyo: { rules } as unknown as ESLint.Plugin },
    settings: { klaviyo: { asOf: '2026-11-20', ...settings } },
    rules: { [`klaviyo/${rule}`]: 'error' },
  } satisfies Linter.Config;
  const [finding] = new Linter().verify(code, [configuration], fileName);
  if (!finding) throw new Error('Nothing is reported.');
  return (finding.suggestions ?? []).map(({ desc, fix: { range, text } }) => ({
    title: desc,
    code: code.slice(0, range[0]) + text + code.slice(range[1]),
  }));
}

/** The lines that are in the one text only, without the space around them. */
export function addedLines(before: string, after: string): string[] {
  const left = before.split('\n').map(line => line.trim());
  const isAdded = (line: string): boolean => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  };
  return after
    .split('\n')
    .map(line => line.trim())
    .filter(isAdded);
}
