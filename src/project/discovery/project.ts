import type { Location } from '../../model/finding.ts';
import type { LeftOut } from '../../model/ledger.ts';
import type { Notice, Skipped } from '../../model/report.ts';
import { configurationNames, type ConfigurationSource, readConfiguration, type RunSettings } from './configuration.ts';
import { decodeText } from './decode-text.ts';
import { judgeClaims } from './generated-claims.ts';
import { isOfPackage } from './build-output.ts';
import { discover } from './discover.ts';
import { isCodeName } from './file-kind.ts';
import { createVendorNames, type NamesVendor } from './names-vendor.ts';
import { lineAt } from './line-index.ts';
import { createFileReader, type FileReader } from './read-file.ts';
import type { FolderSettings } from './rule-settings.ts';
import { type Change, readChange } from '../git/change.ts';
import { isSelected, realFolder, requireMatches, selectPaths } from './scope.ts';
import { placeOfUnsaved, type UnsavedText, withUnsaved } from './unsaved-text.ts';

/** A folder that is checked, and the part of it that counts. */
export interface Project {
  /** A real path. */
  root: string;
  /** What is checked: sorted, relative to `root`, with `/`. */
  files: string[];
  /** These and all others that the configuration does not leave out: what the checked ones may import. */
  all: string[];
  /** What people wrote, whatever of it is checked. */
  listed: string[];
  /** Returns whether a path is selected. */
  isSelected: (path: string) => boolean;
  /** Selected folders that hold no file, with a slash at their end; `''` is `root`. */
  emptyFolders: string[];
  /** What is only searched for keys. */
  keysOnly: string[];
  /** Of these, what a header or a source map says is generated from what is checked. */
  generated: string[];
  /** What was not read at all, and where only git could tell whether it is committed; whatever of it was asked for. */
  leftOut: LeftOut[];
  /** Returns for any path whether the configuration leaves it out. */
  isIgnored: (path: string) => boolean;
  /** What the configuration leaves out of what was asked for. */
  ignored: string[];
  /** What lies outside of what was asked for. */
  notAsked: string[];
  /** How the configuration runs rules and checks. */
  rules: FolderSettings;
  /** What the configuration sets for the run. */
  run: RunSettings;
  skipped: Skipped[];
  /** Changes of what decides over the findings. */
  notices: Notice[];
  /** What is changed since the commit whose configuration counts, or that was named; undefined where there is none. */
  change: Change | undefined;
  read: FileReader;
  /** Where git is looked for. */
  searchPath: string | undefined;
}

export interface ProjectOptions {
  /** What to keep, absolute or relative to `root`; everything if empty. */
  paths: readonly string[];
  configuration: ConfigurationSource;
  /** The full name of a commit that is compared with, where the configuration is not that of one. */
  since?: string | undefined;
  /** Where git is looked for. */
  searchPath?: string | undefined;
  /** A text that stands for a file, which is then all that is checked. */
  unsaved?: UnsavedText | undefined;
  /** Reads the files of the folder, where they are not to be read as they are. */
  read?: FileReader | undefined;
}

/**
 * Finds what there is to check.
 *
 * @throws UsageError if `root` is no folder, a path does not exist or lies outside of it, or the configuration is wrong
 */
export async function openProject(
  root: string,
  { paths, configuration, since, searchPath, unsaved, read: readOther }: ProjectOptions,
): Promise<Project> {
  const folder = realFolder(root);
  const readSaved = readOther ?? createFileReader(folder);
  const unsavedPath = unsaved && placeOfUnsaved(folder, unsaved.path);
  const selection =
    unsavedPath === undefined ? await selectPaths(folder, paths) : { folders: [], files: [unsavedPath], globs: [] };
  const read = unsaved && unsavedPath ? withUnsaved(readSaved, unsavedPath, unsaved.bytes) : readSaved;
  const found = await discover(folder, searchPath);
  const { isIgnored, rules, run, notices } = await readConfiguration({
    root: folder,
    source: configuration,
    listed: configurationNames(found),
    searchPath,
  });
  const isChosen = (path: string): boolean => isSelected(selection, path);
  const own = found.files.filter(path => !isIgnored(path));
  const base = typeof configuration === 'object' ? configuration.commit : since;
  const change = base === undefined ? undefined : await readChange(folder, base, searchPath);
  const built = found.built.filter(path => !isIgnored(path));
  const claims = await judgeClaims(built, { checked: own, read, change });
  const { generated, handwritten } = claims;
  const leftOut = [
    ...found.leftOut,
    ...claims.leftOut,
    ...changedPackages(found.keysOnly, change, createVendorNames(read, own)),
  ];
  // A file that is named counts, whatever it is and whether or not git knows it.
  const all = [...new Set([...own, ...handwritten, ...selection.files])].sort();
  const checked = new Set(all);
  const everything = [...found.files, ...found.built, ...found.keysOnly];
  requireMatches(selection, everything);
  const keysOnly = [...generated, ...claims.leftOut.map(({ path }) => path), ...found.keysOnly].filter(
    path => isChosen(path) && !isIgnored(path) && !checked.has(path),
  );
  return {
    root: folder,
    files: all.filter(isChosen),
    all,
    listed: found.files,
    isSelected: isChosen,
    emptyFolders: selection.folders.filter(name => !everything.some(file => file.startsWith(name))),
    keysOnly,
    generated: keysOnly.filter(path => generated.has(path)),
    leftOut: leftOut.filter(({ path }) => !isIgnored(path) && !checked.has(path)),
    isIgnored,
    ignored: everything.filter(path => isChosen(path) && isIgnored(path) && !checked.has(path)),
    notAsked: everything.filter(path => !isChosen(path)),
    rules,
    run,
    skipped: found.skipped.filter(({ path = '.' }) => isChosen(path)),
    notices: [...notices, ...claims.notices.filter(({ path }) => isChosen(path))],
    change,
    read,
    searchPath,
  };
}

/** Code of packages is of others, and only searched for keys; where a change brings it and it names a vendor, that is not enough. */
function changedPackages(keysOnly: readonly string[], change: Change | undefined, namesVendor: NamesVendor): LeftOut[] {
  return keysOnly
    .filter(path => isOfPackage(path) && isCodeName(path) && change?.has(path) && namesVendor(path))
    .map(path => ({ path, cause: 'package', isOpen: true }));
}

/** The text of the line that something begins on; empty if it cannot be read any more. */
export function lineTextAt({ read }: Pick<Project, 'read'>, { path, line }: Location): string {
  const bytes = read(path);
  return bytes instanceof Uint8Array ? lineAt(decodeText(bytes).text, line) : '';
}
