import { surroundingsOf } from '../discovery/surroundings.ts';
import { readGitFile, runGitAt } from './git-files.ts';

/** What is changed since a commit. */
export interface Change {
  /** The full name of the commit. */
  base: string;
  /** The full name of the commit that the change starts at: that one, or the one at which both parted. */
  comparedWith: string;
  /** How many files of the folder are changed; undefined where the commit cannot be read. */
  files: number | undefined;
  /** Returns whether the change touches a file, also one above the folder (`../`); where the commit cannot be read, it may touch each. */
  has(path: string): boolean;
  /** Returns the same for a file or anything in a folder. */
  touches(path: string): boolean;
  /** Returns for a path whether the change adds it. */
  isNew(path: string): boolean;
  /** Reads a file as it was before the change; undefined where there was none. */
  readBefore(path: string): Promise<string | undefined>;
}

/**
 * Compares what git tracks now with a commit, or with the one at which both parted. Only names are compared, so that no filter of
 * the repository runs; what is changed on the disk and not added is no change yet.
 *
 * @param root a real path
 * @param base the full name of a commit
 */
export async function readChange(root: string, base: string, searchPath?: string): Promise<Change> {
  const git = async (...command: string[]): Promise<string | undefined> => runGitAt(root, command, searchPath);
  const parted = (await git('merge-base', base, 'HEAD'))?.trim() || base;
  const status = await git('diff-index', '--cached', '-z', '--name-status', '--no-renames', parted, '--');
  const changed = status === undefined ? undefined : statusByPath(status, surroundingsOf(root).fromRoot);
  return {
    base,
    comparedWith: parted,
    files: changed && [...changed.keys()].filter(path => !path.startsWith('../')).length,
    has: path => changed?.has(path) ?? true,
    touches: path =>
      changed === undefined || [...changed.keys()].some(name => `${name}/`.startsWith(`${path.replace(/\/$/, '')}/`)),
    isNew: path => changed === undefined || changed.get(path) === 'A',
    readBefore: async path => readGitFile(root, parted, path, searchPath),
  };
}

/** Returns whether a commit is another one or comes before it. @param root a real path */
export async function isAncestor(root: string, commit: string, other: string, searchPath?: string): Promise<boolean> {
  return (await runGitAt(root, ['merge-base', '--is-ancestor', commit, other], searchPath)) !== undefined;
}

/** A letter and a path from the top of the repository take turns. */
function statusByPath(output: string, fromRoot: (path: string) => string): Map<string, string> {
  const parts = output.split('\0');
  return new Map(parts.flatMap((path, index) => (index % 2 === 1 ? [[fromRoot(path), parts[index - 1] ?? '']] : [])));
}

/** Finds the full name of a commit. @param root a real path @returns undefined where there is no such commit */
export async function resolveCommit(root: string, name: string, searchPath?: string): Promise<string | undefined> {
  const command = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  return (await runGitAt(root, command, searchPath))?.trim() || undefined;
}
