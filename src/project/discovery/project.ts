import type { Location } from '../../model/finding.ts';
import type { Notice, Skipped } from '../../model/report.ts';
import { readConfiguration, type ConfigurationSource } from './configuration.ts';
import { decodeText } from './decode-text.ts';
import { discover } from './discover.ts';
import { lineAt } from './line-index.ts';
import { createFileReader, type FileReader } from './read-file.ts';
import type { RuleSettings } from './rule-settings.ts';
import { isSelected, realFolder, selectPaths } from './scope.ts';

/** A folder that is checked, and the part of it that counts. */
export interface Project {
  /** A real path. */
  root: string;
  /** What is checked: sorted, relative to `root`, with `/`. */
  files: string[];
  /** These and all others that the configuration does not leave out: what the checked ones may import. */
  all: string[];
  /** All that git or the walk lists, whatever of it is checked. */
  listed: string[];
  /** Tells whether a path is selected. */
  isSelected: (path: string) => boolean;
  /** Selected folders that hold no file, with a slash at their end; `''` is `root`. */
  emptyFolders: string[];
  /** What a build made of them and is there to be read. */
  built: string[];
  /** Tells of any path whether the configuration leaves it out. */
  isIgnored: (path: string) => boolean;
  /** How many files the configuration leaves out. */
  ignored: number;
  /** How the configuration runs rules and checks. */
  rules: RuleSettings;
  skipped: Skipped[];
  /** Changes of what decides over the findings. */
  notices: Notice[];
  read: FileReader;
  /** Where git is looked for. */
  searchPath: string | undefined;
}

export interface ProjectOptions {
  /** What to keep, absolute or relative to `root`; everything if empty. */
  paths: readonly string[];
  configuration: ConfigurationSource;
  /** Where git is looked for. */
  searchPath?: string | undefined;
}

/**
 * Finds what there is to check.
 *
 * @throws UsageError if `root` is no folder, a path does not exist or lies outside of it, or the configuration is wrong
 */
export async function openProject(
  root: string,
  { paths, configuration, searchPath }: ProjectOptions,
): Promise<Project> {
  const folder = realFolder(root);
  const selection = selectPaths(folder, paths);
  const read = createFileReader(folder);
  const { isIgnored, rules, notices } = await readConfiguration(folder, configuration, read, searchPath);
  const { files, built, skipped } = await discover(folder, searchPath);
  const isChosen = (path: string): boolean => isSelected(selection, path);
  const selected = files.filter(isChosen);
  const kept = files.filter(path => !isIgnored(path));
  // A file that is named counts, whatever it is and whether or not git tracks it.
  const all = [...new Set([...kept, ...selection.files])].sort();
  return {
    root: folder,
    files: all.filter(isChosen),
    all,
    listed: files,
    isSelected: isChosen,
    emptyFolders: selection.folders.filter(name => ![...files, ...built].some(file => file.startsWith(name))),
    built: built.filter(path => isChosen(path) && !isIgnored(path) && !selection.files.includes(path)),
    isIgnored,
    ignored: selected.filter(isIgnored).length,
    rules,
    skipped: skipped.filter(({ path = '.' }) => isChosen(path)),
    notices,
    read,
    searchPath,
  };
}

/** The text of the line that something begins on; empty if it cannot be read any more. */
export function lineTextAt({ read }: Project, { path, line }: Location): string {
  const bytes = read(path);
  return bytes instanceof Uint8Array ? lineAt(decodeText(bytes).text, line) : '';
}
