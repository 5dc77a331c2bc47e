import { posix } from 'node:path';
import { isTestFile } from '../../../eslint-plugin/program/test-file.ts';
import { isForPeople } from '../addresses/searched-files.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { isConstantOfKey } from './reads-in-text.ts';

const NAME = /\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\b/g;

/** Whether a file is code that is no test. */
export function isCode(path: string): boolean {
  const kind = fileKind(path);
  return (kind === 'javascript' || kind === 'typescript') && !isTestFile(path) && !isForPeople(path);
}

/** Whether a text names the variable of a key. */
export function namesKey(text: string): boolean {
  return [...text.matchAll(NAME)].some(([name]) => isConstantOfKey(name));
}

/** What a text has that imports a module: a part of each specifier with its name. */
export function waysToImport(path: string): string[] {
  const stem = stemOf(path);
  return [`/${stem}'`, `/${stem}"`, `/${stem}.`, `'${stem}'`, `"${stem}"`];
}

/** What an import of a module ends with: its name, or that of its folder. */
function stemOf(path: string): string {
  const name = posix.basename(path).replace(/(?:\.d)?\.\w+$/, '');
  return name === 'index' ? posix.basename(posix.dirname(path)) : name;
}
