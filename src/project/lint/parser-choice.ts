import type { Linter } from 'eslint';
import type { LeanParser } from '../modules/lean-parser.ts';
import type { SourceFile } from './prefilter.ts';
import { sourceTypes } from './source-type.ts';
import type { SourceFiles } from '../modules/source-files.ts';

export type LanguageOptions = Omit<NonNullable<Linter.Config['languageOptions']>, 'parser'> & { parser?: LeanParser };

/**
 * Yields the ways to parse a file, most likely first, with the files that it is seen together with where there are some; the next
 * one counts only if the one before failed. The TypeScript parser also reads Flow's and decorators' syntax in JavaScript.
 */
export async function* parserChoices(
  { path, language }: SourceFile,
  files?: SourceFiles,
): AsyncGenerator<LanguageOptions> {
  const types = sourceTypes(path);
  if (files) {
    const { sharedParser } = await import('../modules/typescript.ts');
    yield { sourceType: types[0], parser: sharedParser(files) };
  }
  if (language === 'javascript') {
    for (const sourceType of types) yield { sourceType, parserOptions: { ecmaFeatures: { jsx: true } } };
  }
  const { createLeanParser } = await import('../modules/typescript.ts');
  yield { sourceType: types[0], parser: createLeanParser() };
}
