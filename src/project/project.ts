import type { Location } from '../finding.ts';
import type { Skipped } from '../report.ts';
import { decodeText } from './decode-text.ts';
import { discover } from './discover.ts';
import { lineAt } from './line-index.ts';
import { createFileReader, type FileReader } from './read-file.ts';
import { isSelected, realFolder, selectPaths } from './scope.ts';

/** A folder that is checked, and the part of it that counts. */
export interface Project {
  /** A real path. */
  root: string;
  /** Sorted, relative to `root`, with `/`. */
  files: string[];
  skipped: Skipped[];
  read: FileReader;
}

/**
 * Finds what there is to check.
 *
 * @param paths what to keep, absolute or relative to `root`; everything if empty
 * @param searchPath where git is looked for
 * @throws UsageError if `root` is no folder, or a path does not exist or lies outside of it
 */
export async function openProject(root: string, paths: readonly string[], searchPath?: string): Promise<Project> {
  const folder = realFolder(root);
  const selection = selectPaths(folder, paths);
  const { files, skipped } = await discover(folder, searchPath);
  const listed = files.filter(path => isSelected(selection, path));
  return {
    root: folder,
    // A file that is named counts, whatever it is and whether or not git knows it.
    files: [...new Set([...listed, ...selection.files])].sort(),
    skipped: skipped.filter(({ path = '.' }) => isSelected(selection, path)),
    read: createFileReader(folder),
  };
}

/** The text of the line that something begins on; empty if it cannot be read any more. */
export function lineTextAt({ read }: Project, { path, line }: Location): string {
  const bytes = read(path);
  return bytes instanceof Uint8Array ? lineAt(decodeText(bytes).text, line) : '';
}
