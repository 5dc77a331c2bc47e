import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { getExampleNumber, type CountryCode } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import plugin from '../../eslint-plugin/index.ts';
import { problemWithPhoneNumber } from '../../eslint-plugin/klaviyo/phone-number.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);
const built = require('../../eslint-plugin/dist/index.cjs') as typeof plugin;
const core = require('../../core/dist/index.cjs') as Record<string, Record<string, typeof problemWithPhoneNumber>>;

async function reportedBy({ configs }: typeof plugin): Promise<Linter.LintMessage[]> {
  const eslint = new ESLint({
    cwd: path.join(ROOT, 'examples', 'broken-storefront'),
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{js,ts}'], languageOptions: { parser }, settings: { klaviyo: { asOf: '2026-11-20' } } },
      configs.strict as Linter.Config,
    ],
  });
  return (await eslint.lintFiles(['**/*.{js,ts}'])).flatMap(({ messages }) => messages);
}

describe('the built plugin', () => {
  it('reports what the sources report, with the same fixes and suggestions', async () => {
    const reported = await reportedBy(built);
    expect(reported.length).toBeGreaterThan(15);
    expect(reported).toEqual(await reportedBy(plugin));
  });

  it('judges the numbers of every country as the library does with all that it knows', () => {
    const judge = core['eslint-plugin/klaviyo/phone-number.ts']!.problemWithPhoneNumber!;
    const numbers = (Object.keys(examples) as CountryCode[]).flatMap(country => {
      const number = getExampleNumber(country, examples)!;
      return [number.number, number.formatInternational(), `${number.number}0`, number.number.slice(0, -2)];
    });
    expect(numbers.length).toBeGreaterThan(900);
    expect(numbers.map(number => [number, judge(number)])).toEqual(
      numbers.map(number => [number, problemWithPhoneNumber(number)]),
    );
  });

  it.each(['core', 'eslint-plugin'])('%s brings no code that a text is turned into', folder => {
    expect(readFileSync(path.join(ROOT, folder, 'dist', 'index.cjs'), 'utf8')).not.toMatch(
      /\beval\(|\bnew Function\b|\bFunction\(|node:(?:vm|zlib)/,
    );
  });
});
