import type { TSESLint } from '@typescript-eslint/utils';
import { directiveOf, isClientName, isForUsers, isServerOnly } from '../../../src/vendors/browser-module.ts';
import { clientAbove } from '../../program/client-above.ts';
import { projectFilesOf } from '../../program/project-files.ts';
import { projectPath } from '../../program/project-path.ts';
import { isTestFile } from '../../program/test-file.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Decides by itself whether a file reaches the browser; its path is that inside of the project. */
export function isClient(path: string, text: string): boolean {
  return (
    !isTestFile(path) &&
    !isServerOnly(path, text) &&
    (isClientName(path) || directiveOf(text) === 'use client' || isForUsers(text))
  );
}

/**
 * The file of the browser through which the linted file gets there, where type information shows who imports whom.
 *
 * @returns the last two parts of its path
 */
export function importedByClient(context: Context): string | undefined {
  const { filename, cwd } = context;
  const files = projectFilesOf(context);
  if (!files?.importersOf) return undefined;
  const pathOf = (name: string): string => projectPath(name, cwd);
  const textOf = (name: string): string => files.text(name) ?? '';
  const client = clientAbove(filename, {
    importersOf: names =>
      names
        .flatMap(name => files.importersOf?.(name) ?? [])
        .filter(name => !isTestFile(pathOf(name)) && !isServerOnly(pathOf(name), textOf(name))),
    isClient: name => isClient(pathOf(name), textOf(name)),
  });
  return client?.split('/').slice(-2).join('/');
}
