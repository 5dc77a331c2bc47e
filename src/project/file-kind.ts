import { posix } from 'node:path';

export type SourceLanguage = 'javascript' | 'typescript';
export type FileKind = SourceLanguage | 'manifest' | 'catalog';

const BY_NAME = new Map<string, FileKind>([
  ['package.json', 'manifest'],
  ['pnpm-workspace.yaml', 'catalog'],
  ['.yarnrc.yml', 'catalog'],
]);

const BY_EXTENSION = new Map<string, FileKind>([
  ['.js', 'javascript'],
  ['.jsx', 'javascript'],
  ['.mjs', 'javascript'],
  ['.cjs', 'javascript'],
  ['.ts', 'typescript'],
  ['.tsx', 'typescript'],
  ['.mts', 'typescript'],
  ['.cts', 'typescript'],
]);

/** Tells what a file is read as, from its name; undefined for what is not read at all. */
export function fileKind(path: string): FileKind | undefined {
  return BY_NAME.get(posix.basename(path)) ?? BY_EXTENSION.get(posix.extname(path).toLowerCase());
}
