import type { Ignore } from 'ignore';
import { isForeignFolder } from './build-output.ts';
import { ignoreRules } from './ignore-patterns.ts';
import type { FileReader } from './read-file.ts';
import type { Tree } from './tree.ts';

const MAX_GITIGNORE_BYTES = 64 * 1024;

/** Returns whether a `.gitignore` beside a file or above it leaves the file out, whether or not the file is there. */
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

/** What a walk meets: a file, a link, or a folder with packages of others, which it does not enter. */
export interface WalkedEntry {
  path: string;
  kind: 'file' | 'link' | 'foreign';
}

/** Lists what is below a folder, for trees without git. No `.gitignore` counts: it may name what is committed all the same. */
export function* walkFiles(tree: Tree, folder = ''): Generator<WalkedEntry> {
  const base = folder === '' ? '' : `${folder}/`;
  for (const entry of tree.entries(folder).values()) {
    const path = base + entry.name;
    if (entry.isFile()) yield { path, kind: 'file' };
    else if (entry.isSymbolicLink()) yield { path, kind: 'link' };
    else if (entry.isDirectory() && !isForeignFolder(entry.name)) yield* walkFiles(tree, path);
    else if (entry.isDirectory() && entry.name !== '.git') yield { path: `${path}/`, kind: 'foreign' };
  }
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
