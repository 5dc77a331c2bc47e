import { createLeanParser, type LeanParser, type Parsed } from './lean-parser.ts';
import type { SourceFiles } from './source-files.ts';

const parsers = new WeakMap<SourceFiles, LeanParser>();

/**
 * Gives the parser for files that are analyzed together. It parses each of them once, for ESLint and for rules that look into another
 * file, so that both see the same tree and what was found in it.
 */
export function sharedParser(files: SourceFiles): LeanParser {
  const known = parsers.get(files) ?? createParser(files);
  parsers.set(files, known);
  return known;
}

function createParser(projectFiles: SourceFiles): LeanParser {
  const parser = createLeanParser();
  const parsed = new Map<string, Parsed & { services: { projectFiles: SourceFiles } }>();
  return {
    ...parser,
    parseForESLint(text, options) {
      const path = options?.filePath ?? '';
      const known = parsed.get(path);
      if (known) {
        if (parser.givesTokens(path) && known.ast.tokens?.length === 0)
          known.ast.tokens = parser.parseForESLint(text, options).ast.tokens;
        return known;
      }
      const result = { ...parser.parseForESLint(text, options), services: { projectFiles } };
      parsed.set(path, result);
      return result;
    },
  };
}
