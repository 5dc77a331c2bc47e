import { readdirSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { Skipped } from '../../model/report.ts';
import { systemErrorCode } from './system-error.ts';

/** What stands in a checked folder, without ever looking through a link. */
export interface Tree {
  /** Entries of a folder by name; none if it is no real folder. `''` is the checked folder. */
  entries(folder: string): ReadonlyMap<string, Dirent>;
  isFile(path: string): boolean;
  isLink(path: string): boolean;
  /** The folders that could not be read. */
  skipped: Skipped[];
}

type Entries = ReadonlyMap<string, Dirent>;

const NOTHING: Entries = new Map();

/** @param root a real path; each of its folders is read once, when something in it is needed */
export function openTree(root: string): Tree {
  const skipped: Skipped[] = [];
  const known = new Map<string, Entries>([['', readFolder('')]]);

  function entries(folder: string): Entries {
    const found = known.get(folder) ?? (entryOf(folder)?.isDirectory() ? readFolder(folder) : NOTHING);
    known.set(folder, found);
    return found;
  }

  function entryOf(path: string): Dirent | undefined {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    const siblings = entries(path.slice(0, Math.max(slash, 0)));
    // On macOS git composes the accents of a name that the disk may hold decomposed.
    return siblings.get(name) ?? siblings.get(name.normalize('NFD'));
  }

  function readFolder(folder: string): Entries {
    try {
      return new Map(readdirSync(join(root, folder), { withFileTypes: true }).map(entry => [entry.name, entry]));
    } catch (error) {
      skipped.push({
        id: 'file',
        path: folder || '.',
        reason: `the folder cannot be read (${systemErrorCode(error)})`,
      });
      return NOTHING;
    }
  }

  return {
    entries,
    isFile: path => entryOf(path)?.isFile() ?? false,
    isLink: path => entryOf(path)?.isSymbolicLink() ?? false,
    skipped,
  };
}
