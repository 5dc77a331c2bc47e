import type { TSESTree } from '@typescript-eslint/utils';
import type { ParsedFile } from '../../../eslint-plugin/program/module.ts';
import type { Location } from '../../model/finding.ts';
import { decodeAnyText } from '../discovery/text-encoding.ts';
import type { KeySearch } from '../keys/key-search.ts';

/** What is asked of files that no rule has to run over. */
type Engine = Pick<
  typeof import('../lint/eslint-linter.ts'),
  | 'configNamespaces'
  | 'errorsInExceptions'
  | 'errorsOfHandlers'
  | 'exportedEnvironments'
  | 'givenEnvironments'
  | 'givenNamespaces'
  | 'givenSettings'
  | 'namedSettings'
> & {
  /** Undefined for what does not parse: it names no vendor, or is reported where it is linted. */
  parse(path: string, text: string): ParsedFile | undefined;
};

/** Loads the engine, and a parser. */
export async function loadEngine(): Promise<Engine> {
  const [{ createLeanParser }, engine] = await Promise.all([
    import('../modules/typescript.ts'),
    import('../lint/eslint-linter.ts'),
  ]);
  const parser = createLeanParser();
  return {
    ...engine,
    parse(path, text) {
      try {
        return { ...parser.parseForESLint(text, { filePath: path }), fileName: path, path, text };
      } catch {
        return undefined;
      }
    },
  };
}

/** The text of a file; empty where it cannot be read. */
export function textIn({ read }: Pick<KeySearch, 'read'>, path: string): string {
  const bytes = read(path);
  return bytes instanceof Uint8Array ? (decodeAnyText(bytes) ?? '') : '';
}

export function locationOf({ loc: { start, end } }: TSESTree.Node, path: string): Location {
  return { path, line: start.line, column: start.column + 1, endLine: end.line, endColumn: end.column + 1 };
}
