import { posix, relative, sep } from 'node:path';
import { findRepository } from '../git/git-files.ts';

/** Where a checked folder lies in its repository. */
export interface Surroundings {
  /** The top of the repository, a real path; the checked folder itself where there is none. */
  top: string;
  /** From the top to the checked folder, with a slash at its end; empty for the top. */
  prefix: string;
  /** Makes a path from the top relative to the checked folder; it may begin with `../`. */
  fromRoot(path: string): string;
  /** Makes a path that is relative to the checked folder one from the top. */
  fromTop(path: string): string;
}

/** Finds out where a folder lies. Nothing outside of its repository is looked at. @param root a real path */
export function surroundingsOf(root: string): Surroundings {
  const top = findRepository(root) ?? root;
  const way = relative(top, root).split(sep).join('/');
  const prefix = way === '' ? '' : `${way}/`;
  return {
    top,
    prefix,
    fromRoot: path => posix.relative(`/${prefix}`, `/${path}`),
    fromTop: path => posix.resolve('/', prefix, path).slice(1),
  };
}

/** The members of facts that are paths, whatever holds them. */
const PATHS = new Set(['path', 'root', 'ignoredLock']);

/** Changes every path in facts, which are plain data. */
export function movePaths<Facts>(facts: Facts, change: (path: string) => string): Facts {
  if (Array.isArray(facts)) return facts.map((item: unknown) => movePaths(item, change)) as Facts;
  if (typeof facts !== 'object' || facts === null) return facts;
  const moved = Object.entries(facts).map(([name, value]: [string, unknown]) => [
    name,
    PATHS.has(name) && typeof value === 'string' ? change(value) : movePaths(value, change),
  ]);
  return Object.fromEntries(moved) as Facts;
}
