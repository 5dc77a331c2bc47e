export type SourceLanguage = 'javascript' | 'typescript';
export type FileKind = SourceLanguage | 'manifest' | 'catalog';

const BY_EXTENSION: Record<string, SourceLanguage> = {
  js: 'javascript',
  jsx: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
};

const BY_NAME: Record<string, FileKind> = {
  'package.json': 'manifest',
  'pnpm-workspace.yaml': 'catalog',
  '.yarnrc.yml': 'catalog',
};

/** Tells what a file is read as, from its name; undefined for what is not read at all. */
export function fileKind(path: string): FileKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name];
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined;
}
