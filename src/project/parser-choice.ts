import type { Linter } from 'eslint';
import type { SourceFile } from './prefilter.ts';
import type { TypeProgram } from './type-program.ts';

export type LanguageOptions = NonNullable<Linter.Config['languageOptions']>;

const PLAIN_PARSING = { ecmaFeatures: { jsx: true }, jsDocParsingMode: 'none', warnOnUnsupportedTypeScriptVersion: false };

/**
 * Yields the ways to parse a file, most likely first, with the program that holds it where there is one; the next one counts only if the one before failed. The TypeScript
 * parser also reads Flow's and decorators' syntax in JavaScript.
 */
export async function* parserChoices({ path, language }: SourceFile, program?: TypeProgram): AsyncGenerator<LanguageOptions> {
  const sourceTypes = /\.c[jt]s$/i.test(path) ? (['commonjs', 'module'] as const) : (['module', 'commonjs'] as const);
  if (program) {
    const { parser } = await import('./typescript.ts');
    yield { sourceType: sourceTypes[0], parser: parser, parserOptions: { ...PLAIN_PARSING, programs: [program] } };
  }
  if (language === 'javascript') {
    for (const sourceType of sourceTypes) yield { sourceType, parserOptions: { ecmaFeatures: { jsx: true } } };
  }
  const { parser } = await import('./typescript.ts');
  yield { sourceType: sourceTypes[0], parser, parserOptions: PLAIN_PARSING };
}
