import { analyze, type ScopeManager } from '@typescript-eslint/scope-manager';
import { parse } from '@typescript-eslint/typescript-estree';
import type { TSESTree } from '@typescript-eslint/utils';
import { visitorKeys, type VisitorKeys } from '@typescript-eslint/visitor-keys';
import { sourceTypes } from '../lint/source-type.ts';

/** What a parser of ESLint's gives. */
export interface Parsed {
  ast: TSESTree.Program;
  scopeManager: ScopeManager;
  visitorKeys: VisitorKeys;
}

/**
 * A TypeScript parser in the form that ESLint takes, whose trees have no tokens: they are a third of the memory of a tree, and hardly
 * any file has a rule that reads them. Where one does, the file is parsed with them and linted once more.
 */
export interface LeanParser {
  parseForESLint(text: string, options?: { filePath?: string }): Parsed;
  /** Lints a file, with tokens if a rule turns out to need them. */
  lint<Result>(path: string, verify: () => Result): Result;
  /** Called by `verify` once the rules begin to run: before that ESLint itself reads the tokens. */
  rulesBegin(path: string): void;
  /** Whether the tree of a file has tokens when it is parsed. */
  givesTokens(path: string): boolean;
}

/** What ESLint itself needs of a tree, but for the tokens, and what its parser for TypeScript is asked for. */
const OPTIONS = {
  loc: true,
  range: true,
  comment: true,
  jsx: true,
  jsDocParsingMode: 'none',
  onUnsupportedTypeScriptVersion: 'ignore',
} as const;

export function createLeanParser(): LeanParser {
  const linted = new Set<string>();
  const needed = new Set<string>();
  return {
    parseForESLint(text, { filePath: path = '' } = {}) {
      const sourceType = sourceTypes(path)[0] === 'module' ? 'module' : 'script';
      const tree = parse(text, { ...OPTIONS, filePath: path, sourceType, tokens: needed.has(path) });
      const ast = Object.assign(tree, {
        sourceType,
        tokens: tree.tokens ?? noTokens(() => linted.has(path) && needed.add(path)),
      }) as TSESTree.Program;
      // What the language declares has no place in a file, and costs hundreds of variables for each of them.
      const scopeManager = analyze(ast, { sourceType, lib: [] });
      return { ast, scopeManager, visitorKeys };
    },
    lint(path, verify) {
      if (needed.has(path)) return verify();
      try {
        const verified = verify();
        if (!needed.has(path)) return verified;
      } catch (error) {
        if (!needed.has(path)) throw error;
      } finally {
        linted.delete(path);
      }
      return verify();
    },
    rulesBegin: path => linted.add(path),
    givesTokens: path => needed.has(path),
  };
}

/** An empty list that reports when it is read. */
function noTokens(whenRead: () => unknown): TSESTree.Token[] {
  return new Proxy<TSESTree.Token[]>([], {
    get(list, key, receiver) {
      whenRead();
      return Reflect.get(list, key, receiver) as unknown;
    },
  });
}
