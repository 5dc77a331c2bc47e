import { existsSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import { systemErrorCode } from './system-error.ts';

export interface Scope {
  /** The folder to check. */
  root: string;
  /** What to keep of it; everything if empty. */
  paths: string[];
}

/**
 * Decides what the paths of a command line mean: one folder is the folder to check, anything else narrows the working folder.
 *
 * @throws UsageError for a folder that only seems to lie in the working folder, because a link leads out of it
 */
export function chooseScope(workingFolder: string, paths: readonly string[]): Scope {
  const base = realFolder(workingFolder);
  const target = resolve(base, paths[0] ?? '');
  if (paths.length !== 1 || !isFolder(target)) return { root: base, paths: [...paths] };
  return { root: isBelow(base, target) ? join(base, resolveInside(base, target)) : target, paths: [] };
}

/** Gives the real path of a folder. @throws UsageError if there is none */
export function realFolder(path: string): string {
  const real = realPath(path);
  if (!isFolder(real)) throw new UsageError(`'${path}' is not a folder.`);
  return real;
}

/**
 * Gives the real path of what is named, relative to a real path, with `/`; `''` for the latter itself.
 *
 * @throws UsageError if it does not exist, or lies outside
 */
export function resolveInside(root: string, path: string): string {
  const real = realPath(resolve(root, path), path);
  if (!isBelow(root, real)) throw new UsageError(`'${path}' lies outside of the folder that is checked.`);
  return relative(root, real).split(sep).join('/');
}

/** A pattern, as it was given, and what tells whether a path fits. */
export interface Glob {
  pattern: string;
  matches: (path: string) => boolean;
}

/** Stands in every pattern, and in few names of files. */
const GLOB_CHARACTER = /[*?[{(]/;

/** What is kept of a checked folder, as paths relative to it. */
export interface Selection {
  /** Each with a slash at its end; `''` is the checked folder. */
  folders: string[];
  files: string[];
  globs: Glob[];
}

/**
 * Reads the paths that narrow a check; without any, everything is kept. What looks like a pattern and is no name of a file is one.
 *
 * @throws UsageError as `resolveInside`
 */
export async function selectPaths(root: string, paths: readonly string[]): Promise<Selection> {
  const mayBeGlobs = paths.filter(path => GLOB_CHARACTER.test(path) && !existsSync(resolve(root, path)));
  const globs = mayBeGlobs.length > 0 ? (await import('./globs.ts')).readGlobs(mayBeGlobs) : [];
  const patterns = new Set(globs.map(({ pattern }) => pattern));
  const inside = (paths.length === 0 ? ['.'] : paths)
    .filter(path => !patterns.has(path))
    .map(path => resolveInside(root, path));
  const isFolderInside = (path: string): boolean => isFolder(join(root, path));
  return {
    folders: inside.filter(isFolderInside).map(path => (path === '' ? '' : `${path}/`)),
    files: inside.filter(path => !isFolderInside(path)),
    globs,
  };
}

export function isSelected({ folders, files, globs }: Selection, path: string): boolean {
  return (
    files.includes(path) ||
    folders.some(folder => `${path}/`.startsWith(folder)) ||
    globs.some(({ matches }) => matches(path))
  );
}

/** @throws UsageError for a pattern that no file fits */
export function requireMatches({ globs }: Selection, files: readonly string[]): void {
  const useless = globs.find(({ matches }) => !files.some(matches));
  if (useless !== undefined)
    throw new UsageError(`'${useless.pattern}' fits no file. Quote it, and write it from the working folder on.`);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    systemErrorCode(error);
    return false;
  }
}

/** Returns whether a path is that of a folder, or of something in it. */
export function isBelow(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function realPath(path: string, asGiven = path): string {
  try {
    return realpathSync(path);
  } catch (error) {
    const isMissing = ['ENOENT', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE'].includes(systemErrorCode(error));
    throw new UsageError(`'${asGiven}' ${isMissing ? 'does not exist' : 'cannot be read'}.`, { cause: error });
  }
}
