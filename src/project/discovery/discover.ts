import { lstatSync, readlinkSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import type { LeftOut } from '../../model/ledger.ts';
import type { Skipped } from '../../model/report.ts';
import { isBuildOutput, isOfPackage, mayBeCode } from './build-output.ts';
import { isCodeName, isMediaName } from './file-kind.ts';
import { type GitEntry, listGitFiles } from '../git/git-files.ts';
import { systemErrorCode } from './system-error.ts';
import { openTree, type Tree } from './tree.ts';
import { walkFiles } from './walk-files.ts';

/** Sorted paths relative to the checked folder, with `/`; each file is in one of the lists. */
export interface Discovery {
  /** What people wrote. */
  files: string[];
  /** Tracked code where builds and tools write, which may be generated. */
  built: string[];
  /** What is only searched for keys: packages, and what else lies where builds and tools write. */
  keysOnly: string[];
  leftOut: LeftOut[];
  skipped: Skipped[];
}

/**
 * Lists what stands in a folder: git's list, or a walk where git does not track it. No link is followed, and no submodule
 * is entered. A `.gitignore` hides nothing that git tracks, and nothing at all where git was not asked.
 *
 * @param root a real path
 * @param searchPath where git is looked for
 */
export async function discover(root: string, searchPath?: string): Promise<Discovery> {
  const tree = openTree(root);
  const listed = await listGitFiles(root, searchPath);
  // An empty list means that a repository around this folder ignores it.
  const found = listed?.length ? sortListed(listed, tree) : sortWalked(tree);
  return {
    files: found.files.sort(),
    built: found.built.sort(),
    keysOnly: found.keysOnly.sort(),
    leftOut: [...found.leftOut, ...leftOutLinks(root, found)],
    skipped: tree.skipped,
  };
}

interface Found extends Omit<Discovery, 'skipped'> {
  links: string[];
}

function emptyFound(): Found {
  return { files: [], built: [], keysOnly: [], leftOut: [], links: [] };
}

function sortListed(entries: readonly GitEntry[], tree: Tree): Found {
  const found = emptyFound();
  for (const entry of entries) {
    const { path, kind, isTracked } = entry;
    if (kind === 'submodule' || kind === 'repository') found.leftOut.push({ path, cause: kind, isOpen: true });
    else if (tree.isLink(path)) found.links.push(path);
    else if (!tree.isFile(path)) found.leftOut.push(...absent(entry));
    else if (isOfPackage(path)) found.keysOnly.push(path);
    else if (!isBuildOutput(path)) found.files.push(path);
    else if (isTracked && mayBeCode(path)) found.built.push(path);
    else found.keysOnly.push(path);
  }
  return found;
}

/** What is tracked and was deleted is no part of what is checked; what a sparse checkout leaves out is. */
function absent({ path, isTracked, isSparse }: GitEntry): LeftOut[] {
  if (isSparse) return [{ path, cause: 'sparse', isOpen: !isMediaName(path) }];
  return isTracked ? [{ path, cause: 'absent', isOpen: false }] : [];
}

/** Nothing tells here what of a build or of packages is committed. */
function sortWalked(tree: Tree): Found {
  const found = emptyFound();
  for (const { path, kind } of walkFiles(tree)) {
    if (kind === 'link') found.links.push(path);
    else if (kind === 'foreign') found.leftOut.push({ path, cause: 'no-git', isOpen: true });
    else if (!isBuildOutput(path)) found.files.push(path);
    else {
      found.keysOnly.push(path);
      if (mayBeCode(path)) found.leftOut.push({ path, cause: 'no-git', isOpen: true });
    }
  }
  return found;
}

/** A link matters if its name makes code of something that is no code by its own name, or if what it leads to lies elsewhere. */
function leftOutLinks(root: string, { links, files, built }: Found): LeftOut[] {
  if (links.length === 0) return [];
  const seen = new Set([...files, ...built]);
  return links.map(path => {
    const written = writtenTarget(root, path);
    const target = written === undefined ? undefined : targetIn(root, path, written);
    const isSeen = target !== undefined && seen.has(target) && isCodeName(target);
    const isOpen = isCodeName(path) ? !isSeen : isFolderElsewhere(root, { path, target, seen });
    return { path, cause: 'link', isOpen, ...(written !== undefined && { target: written }) };
  });
}

interface Link {
  path: string;
  target: string | undefined;
  seen: ReadonlySet<string>;
}

/** The target is only asked what it is; nothing in it is read. */
function isFolderElsewhere(root: string, { path, target, seen }: Link): boolean {
  const inside = `${path}/index.js`;
  if (target === undefined || isOfPackage(inside) || isBuildOutput(inside)) return false;
  if (!isFolder(resolve(root, target))) return false;
  const folder = posix.join(target, './', '/');
  return folder !== './' && ![...seen].some(file => file.startsWith(folder));
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch (error) {
    systemErrorCode(error);
    return false;
  }
}

function targetIn(root: string, path: string, written: string): string {
  const target = written.replaceAll('\\', '/');
  return posix.isAbsolute(target) ? posix.relative(root, target) : posix.join(posix.dirname(path), target);
}

function writtenTarget(root: string, path: string): string | undefined {
  try {
    return readlinkSync(join(root, path));
  } catch (error) {
    systemErrorCode(error);
    return undefined;
  }
}
