import type * as TypeScriptParser from '@typescript-eslint/parser';
import { sourceTypes } from '../lint/source-type.ts';
import type { SourceFiles } from './source-files.ts';

type Parser = Pick<typeof TypeScriptParser, 'meta' | 'parseForESLint'>;
type Options = Parameters<Parser['parseForESLint']>[1];
type Parsed = Pick<ReturnType<Parser['parseForESLint']>, 'ast' | 'scopeManager' | 'visitorKeys'> & {
  services: { projectFiles: SourceFiles };
};

/** The options that ESLint itself passes. */
const COMPLETE = {
  loc: true,
  range: true,
  comment: true,
  ecmaFeatures: { jsx: true },
  jsDocParsingMode: 'none',
  preserveNodeMaps: false,
  // What the language declares has no place in a file, and costs hundreds of variables for each of them.
  lib: [] as [],
  warnOnUnsupportedTypeScriptVersion: false,
} as const;

/** A parser in the form that ESLint takes. */
export interface SharedParser {
  meta: Parser['meta'];
  parseForESLint(text: string, options: Options): Parsed;
}

const parsers = new WeakMap<SourceFiles, SharedParser>();

/**
 * Gives the parser for files that are analyzed together. It parses each of them once, for ESLint and for rules that look into another
 * file, so that both see the same tree and what was found in it.
 */
export function sharedParser(files: SourceFiles, parser: Parser): SharedParser {
  const known = parsers.get(files) ?? createParser(files, parser);
  parsers.set(files, known);
  return known;
}

function createParser(projectFiles: SourceFiles, parser: Parser): SharedParser {
  const parsed = new Map<string, Parsed>();
  const withoutTokens = new Set<string>();
  return {
    meta: parser.meta,
    parseForESLint(text, options) {
      const path = options?.filePath ?? '';
      const [sourceType] = sourceTypes(path);
      const parse = (): ReturnType<Parser['parseForESLint']> =>
        parser.parseForESLint(text, { ...COMPLETE, filePath: path, sourceType });
      const known = parsed.get(path);
      if (known) {
        if (projectFiles.isLinted(path) && withoutTokens.delete(path)) known.ast.tokens = parse().ast.tokens;
        return known;
      }
      const { ast, scopeManager, visitorKeys } = parse();
      // A third of the memory of a syntax tree, which only ESLint needs, and the parser has no option for it.
      if (!projectFiles.isLinted(path)) {
        ast.tokens = [];
        withoutTokens.add(path);
      }
      const result = { ast, scopeManager, visitorKeys, services: { projectFiles } };
      parsed.set(path, result);
      return result;
    },
  };
}
