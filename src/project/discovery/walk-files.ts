import type { Dirent } from 'node:fs';
import type { Ignore } from 'ignore';
import { isForeignFolder } from './build-output.ts';
import { ignoreRules } from './ignore-patterns.ts';
import type { FileReader } from './read-file.ts';
import type { Tree } from './tree.ts';

const MAX_GITIGNORE_BYTES = 64 * 1024;

/** Tells whether a `.gitignore` beside a file or above it leaves the file out, whether or not the file is there. */
export function isGitIgnored(path: string, read: FileReader): boolean {
  const folders = path.split('/').slice(0, -1);
  const bases = [...folders.map((_, index) => `${folders.slice(0, index + 1).join('/')}/`).reverse(), ''];
  return isIgnored(
    path,
    bases.map(base => ({ base, rules: readRules(read, `${base}.gitignore`) })),
  );
}

/** The rules of one `.gitignore`. */
interface IgnoreFile {
  /** The folder it stands in, with a slash at the end; `''` for the checked folder. */
  base: string;
  rules: Ignore;
}

/** Lists the files below a folder that no `.gitignore` on the way leaves out, for trees without git. */
export function* walkFiles(
  tree: Tree,
  read: FileReader,
  folder = '',
  outer: readonly IgnoreFile[] = [],
): Generator<string> {
  const base = folder === '' ? '' : `${folder}/`;
  const entries = tree.entries(folder);
  const ignoreFiles = entries.get('.gitignore')?.isFile()
    ? [{ base, rules: readRules(read, `${base}.gitignore`) }, ...outer]
    : outer;
  for (const entry of entries.values()) {
    const path = base + entry.name;
    if (entry.isFile() && !isIgnored(path, ignoreFiles)) yield path;
    if (isEntered(entry) && !isIgnored(`${path}/`, ignoreFiles)) yield* walkFiles(tree, read, path, ignoreFiles);
  }
}

function isEntered(entry: Dirent): boolean {
  return entry.isDirectory() && !isForeignFolder(entry.name);
}

function readRules(read: FileReader, path: string): Ignore {
  const bytes = read(path);
  const text = bytes instanceof Uint8Array && bytes.length <= MAX_GITIGNORE_BYTES ? bytes.toString('utf8') : '';
  return ignoreRules(text.split(/\r?\n/));
}

/** The innermost file that matches decides. */
function isIgnored(path: string, innermostFirst: readonly IgnoreFile[]): boolean {
  for (const { base, rules } of innermostFirst) {
    const { ignored, unignored } = rules.test(path.slice(base.length));
    if (ignored || unignored) return ignored;
  }
  return false;
}
