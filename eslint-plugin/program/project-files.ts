import type { TSESLint } from '@typescript-eslint/utils';
import type ts from 'typescript';
import { programFiles } from './program-files.ts';

/** The files of a project that can be seen together, by the names that the parser is given. */
export interface ProjectFiles {
  /** What somebody of the project wrote: no declarations, nothing of a package. */
  names(): readonly string[];
  /** All of them are analyzed, so that to parse one more costs nothing; otherwise they are the files of a whole program. */
  areAnalyzed?: true;
  /** The text of a file; undefined if the project has no such file. */
  text(name: string): string | undefined;
  /** The module specifiers of a file. */
  specifiers(name: string): readonly string[];
  /** The file of the project that a specifier means. */
  resolve(from: string, specifier: string): string | undefined;
  /** The package that a specifier of a file is an alias of, where the project declares one. */
  aliased?(from: string, specifier: string): string | undefined;
  /** The files that import values, and not only types, from a file; undefined where imports are not followed that far. */
  importersOf?(name: string): readonly string[];
  /** Called once with each file that was needed and does not parse. */
  whenUnparsed?(name: string): void;
}

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** What parsers tell of other files: ours in the tool the files, the one of typescript-eslint a program. */
interface Services {
  projectFiles?: ProjectFiles;
  program?: ts.Program | null;
}

/** The files that can be seen from the linted one; undefined where the parser knows of no other. */
export function projectFilesOf({ sourceCode }: Pick<Context, 'sourceCode'>): ProjectFiles | undefined {
  const { projectFiles, program } = (sourceCode.parserServices ?? {}) as Services;
  return projectFiles ?? (program ? programFiles(program) : undefined);
}
