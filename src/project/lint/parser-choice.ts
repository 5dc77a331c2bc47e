import type { Linter } from 'eslint';
import type { SourceFile } from './prefilter.ts';
import { sourceTypes } from './source-type.ts';
import type { TypeProgram } from '../modules/type-program.ts';

export type LanguageOptions = NonNullable<Linter.Config['languageOptions']>;

const PLAIN_PARSING = {
  ecmaFeatures: { jsx: true },
  jsDocParsingMode: 'none',
  warnOnUnsupportedTypeScriptVersion: false,
};

/**
 * Yields the ways to parse a file, most likely first, with the program that holds it where there is one; the next one counts only if the one before failed. The TypeScript
 * parser also reads Flow's and decorators' syntax in JavaScript.
 */
export async function* parserChoices(
  { path, language }: SourceFile,
  program?: TypeProgram,
): AsyncGenerator<LanguageOptions> {
  const types = sourceTypes(path);
  if (program) {
    const { parser, sharedParser } = await import('../modules/typescript.ts');
    yield { sourceType: types[0], parser: sharedParser(program, parser) };
  }
  if (language === 'javascript') {
    for (const sourceType of types) yield { sourceType, parserOptions: { ecmaFeatures: { jsx: true } } };
  }
  const { parser } = await import('../modules/typescript.ts');
  yield { sourceType: types[0], parser, parserOptions: PLAIN_PARSING };
}
