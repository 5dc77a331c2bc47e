import { posix } from 'node:path';
import { decodeText } from '../discovery/decode-text.ts';
import { hasWorkspaces } from '../manifests/manifest.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { LOCK_FORMATS, readLock, type ReadLock } from './read-lock.ts';

export interface FoundLock {
  /** Relative to the checked folder. */
  path: string;
  content: ReadLock;
}

/** What decides which versions a manifest gets. */
export interface Governing {
  /** The folder whose overrides count; empty for the checked folder. */
  root: string;
  /** Usually one; several where the files of several managers stand side by side. */
  locks: FoundLock[];
}

/** Files that stand aside when the other one is there, as their package manager does it. */
const ECLIPSED_BY: Readonly<Record<string, string>> = {
  'package-lock.json': 'npm-shrinkwrap.json',
  'bun.lockb': 'bun.lock',
};

/** Makes a function that finds the lock files for the manifest of a folder: beside it, or above it in the root of its workspace. */
export function createLockFinder(read: FileReader): (folder: string) => Promise<Governing> {
  const known = new Map<string, Promise<FoundLock[]>>();
  const locksIn = (folder: string): Promise<FoundLock[]> => {
    const found = known.get(folder) ?? readLocksIn(read, folder);
    known.set(folder, found);
    return found;
  };

  return async folder => {
    for (const root of upwards(folder)) {
      const locks = await locksIn(root);
      const governing =
        root === folder
          ? locks
          : locks.filter(lock => governs(lock, posix.relative(root, folder), isWorkspaceRoot(read, root)));
      if (governing.length > 0) return { root, locks: governing };
    }
    return { root: upwards(folder).find(above => isWorkspaceRoot(read, above)) ?? folder, locks: [] };
  };
}

/** A folder and those above it, up to the checked folder. */
export function upwards(folder: string): string[] {
  return folder === '' ? [''] : [folder, ...upwards(folder.slice(0, Math.max(folder.lastIndexOf('/'), 0)))];
}

async function readLocksIn(read: FileReader, folder: string): Promise<FoundLock[]> {
  const found: FoundLock[] = [];
  for (const name of Object.keys(LOCK_FORMATS)) {
    const path = posix.join(folder, name);
    const isEclipsed = found.some(other => posix.basename(other.path) === ECLIPSED_BY[name]);
    const content = isEclipsed ? undefined : await readLock(read, path);
    if (content !== undefined) found.push({ path, content });
  }
  return found;
}

/** A member that was never locked is still one, but only the root can tell. */
function governs({ content }: FoundLock, folder: string, isRoot: boolean): boolean {
  return isRoot || ('lock' in content && content.lock.covers(folder) === true);
}

function isWorkspaceRoot(read: FileReader, folder: string): boolean {
  const bytes = read(posix.join(folder, 'package.json'));
  if (bytes instanceof Uint8Array && hasWorkspaces(decodeText(bytes).text)) return true;
  return read(posix.join(folder, 'pnpm-workspace.yaml')) instanceof Uint8Array;
}
