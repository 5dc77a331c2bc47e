import type * as TypeScriptParser from '@typescript-eslint/parser';
import { sourceTypes } from '../lint/source-type.ts';
import type { TypeProgram } from './type-program.ts';

type Parser = Pick<typeof TypeScriptParser, 'meta' | 'parseForESLint'>;
type Options = Parameters<Parser['parseForESLint']>[1];
type Parsed = Pick<ReturnType<Parser['parseForESLint']>, 'ast' | 'scopeManager' | 'visitorKeys'> & {
  services: { program: TypeProgram };
};

/** What ESLint itself asks for. */
const COMPLETE = {
  loc: true,
  range: true,
  tokens: true,
  comment: true,
  ecmaFeatures: { jsx: true },
  jsDocParsingMode: 'none',
  preserveNodeMaps: false,
  warnOnUnsupportedTypeScriptVersion: false,
} as const;

/** A parser in the form that ESLint takes. */
export interface SharedParser {
  meta: Parser['meta'];
  parseForESLint(text: string, options: Options): Parsed;
}

const parsers = new WeakMap<TypeProgram, SharedParser>();

/**
 * Gives the parser for the files of a program. It parses each of them once, for ESLint and for rules that look into another
 * file, so that both see the same tree and what was found in it.
 */
export function sharedParser(program: TypeProgram, parser: Parser): SharedParser {
  const known = parsers.get(program) ?? createParser(program, parser);
  parsers.set(program, known);
  return known;
}

function createParser(program: TypeProgram, parser: Parser): SharedParser {
  const parsed = new Map<string, Parsed>();
  return {
    meta: parser.meta,
    parseForESLint(text, options) {
      const path = options?.filePath ?? '';
      const [sourceType] = sourceTypes(path);
      const known = parsed.get(path);
      if (known) return known;
      // Handing over the file as it was parsed spares the binding of all files, which asking the program for it would cost.
      const file = program.getSourceFile(path) ?? text;
      const { ast, scopeManager, visitorKeys } = parser.parseForESLint(file, {
        ...COMPLETE,
        filePath: path,
        sourceType,
      });
      const result = { ast, scopeManager, visitorKeys, services: { program } };
      parsed.set(path, result);
      return result;
    },
  };
}
