import type { TSESLint } from '@typescript-eslint/utils';
import { directiveOf, isClientName, isServerOnly } from '../../src/vendors/klaviyo/browser-module.ts';
import { projectFilesOf } from '../program/project-files.ts';
import { projectPath } from '../program/project-path.ts';
import { isTestFile } from '../program/test-file.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

const DEEPEST = 8;

/** Tells by itself whether a file reaches the browser; its path is that inside of the project. */
export function isClient(path: string, text: string): boolean {
  return !isTestFile(path) && !isServerOnly(path, text) && (isClientName(path) || directiveOf(text) === 'use client');
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
  const seen = new Set([filename]);
  let level = [filename];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth += 1) {
    level = level
      .flatMap(name => files.importersOf?.(name) ?? [])
      .filter(name => !seen.has(name) && !isTestFile(pathOf(name)) && !isServerOnly(pathOf(name), textOf(name)));
    const client = level.find(name => isClient(pathOf(name), textOf(name)));
    if (client !== undefined) return client.split('/').slice(-2).join('/');
    for (const name of level) seen.add(name);
  }
  return undefined;
}
