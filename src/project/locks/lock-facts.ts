import { posix } from 'node:path';
import { intersects, validRange } from 'semver';
import type { Skipped } from '../../model/report.ts';
import type { DeclaredSdk } from '../manifests/declaration.ts';
import type { DependencyLock, LockedSdk, LockFile, SdkDependency } from '../../model/facts.ts';
import { installedSdk } from '../manifests/installed-sdk.ts';
import { indexLines } from '../discovery/line-index.ts';
import { createFileReader, type FileReader, MAX_LOCK_BYTES } from '../discovery/read-file.ts';
import { movePaths, surroundingsOf } from '../discovery/surroundings.ts';
import { isGitIgnored } from '../discovery/walk-files.ts';
import { createLockFinder, type FoundLock, type Governing } from './lock-finder.ts';
import { type LockedCopy } from './lock.ts';
import { sdkOf } from '../../model/sdk-in-use.ts';
import { ignoredLock } from './missing-lock.ts';
import { LOCK_FORMATS, readOrExplain } from './read-lock.ts';

/** Where lock files are looked for. */
export interface LockFolder {
  /** A real path; without it nothing that is installed is read. */
  root?: string;
  read: FileReader;
  /** Reads lock files, which are larger than others, by their paths from the top of the repository; from the disk by default. */
  readTop?: FileReader | undefined;
  /** Every file that git or the walk lists, so that one which is only on the disk is known. */
  listed?: ReadonlySet<string>;
}

export interface LockFacts {
  dependencies: SdkDependency[];
  lockFiles: LockFile[];
  skipped: Skipped[];
}

/**
 * Adds to each declaration of the SDK its versions in the lock files and `node_modules`. The lock file of a workspace may stand above
 * the checked folder, in the same repository.
 *
 * @param above catalogs and overrides above the checked folder, which may decide for what is in it
 */
export async function collectLockFacts(
  declared: readonly DeclaredSdk[],
  { root, read, readTop: readGiven, listed }: LockFolder,
  above: readonly DeclaredSdk[] = [],
): Promise<LockFacts> {
  if (root === undefined) return lockFactsFromTop(declared, declared, { read, isIgnored: () => false });
  const { top, prefix, fromTop, fromRoot } = surroundingsOf(root);
  const readTop = readGiven ?? createFileReader(top, MAX_LOCK_BYTES);
  const isIgnored = (path: string): boolean =>
    path.startsWith(prefix)
      ? listed !== undefined && !listed.has(path.slice(prefix.length))
      : isGitIgnored(path, readTop);
  const [own, all] = movePaths([declared, [...declared, ...above]] as const, fromTop);
  const facts = movePaths(await lockFactsFromTop(own, all, { read: readTop, isIgnored }), fromRoot);
  return { ...facts, dependencies: facts.dependencies.map(dependency => withInstalled(dependency, root)) };
}

function withInstalled(dependency: SdkDependency, root: string): SdkDependency {
  if (isShared(dependency) || dependency.section === 'peerDependencies') return dependency;
  const installed = installedSdk(root, folderOf(dependency), dependency.name);
  return installed === undefined ? dependency : { ...dependency, installed };
}

interface LockReading {
  read: FileReader;
  /** Whether git leaves out a lock file that is on the disk. */
  isIgnored: (path: string) => boolean;
}

/** @param all what may decide for another; all paths are from the top of the repository */
async function lockFactsFromTop(
  declared: readonly DeclaredSdk[],
  all: readonly DeclaredSdk[],
  { read, isIgnored }: LockReading,
): Promise<LockFacts> {
  const find = createLockFinder(read);
  const files = new Map<string, LockFile>();
  const unread = new Map<string, string>();

  function fileOf(found: FoundLock): LockFile {
    const known = files.get(found.path) ?? lockFile(found, isIgnored(found.path));
    files.set(found.path, known);
    if ('reason' in found.content) unread.set(found.path, found.content.reason);
    return known;
  }

  function stateIn(found: FoundLock, dependency: DeclaredSdk): DependencyLock {
    const { path, manager, sdks } = fileOf(found);
    if (!('lock' in found.content)) return { path, manager, state: 'unread' };
    if (isShared(dependency)) return { path, manager, state: sdks.some(isOf(dependency)) ? 'held' : 'missing' };
    const { lock, text } = found.content;
    const folder = posix.relative(posix.dirname(path), posix.dirname(dependency.at.path));
    const copy = readOrExplain(commandOf(path), () =>
      lock.copyFor({ folder, name: dependency.name, specifier: dependency.specifier }),
    );
    if (copy === undefined) return { path, manager, state: 'missing' };
    if ('reason' in copy) unread.set(path, copy.reason);
    return 'reason' in copy
      ? { path, manager, state: 'unread' }
      : { path, manager, state: 'held', sdk: lockedSdk(path, text)(copy) };
  }

  async function withLocks(dependency: DeclaredSdk): Promise<SdkDependency> {
    const { catalog: _catalog, replaces: _replaces, ...own } = dependency;
    const folder = folderOf(dependency);
    if (dependency.section === 'peerDependencies') return { ...own, root: folder, locks: [] };
    const governing = await find(folder);
    const locks = governing.locks.map(found => stateIn(found, dependency));
    const decidedBy = isShared(dependency) ? undefined : decider(dependency, all, governing);
    return {
      ...own,
      root: governing.root,
      ...(decidedBy && { decidedBy }),
      locks,
      ...(locks.length === 0 && withoutLock(governing.root, read)),
    };
  }

  const dependencies: SdkDependency[] = [];
  for (const dependency of declared) dependencies.push(await withLocks(dependency));
  const lockFiles = [...files.values()].map(file => ({ ...file, isRead: file.isRead && !unread.has(file.path) }));
  return { dependencies, lockFiles, skipped: [...unread].map(([path, reason]) => ({ id: 'file', path, reason })) };
}

/** Whether a copy is one of the package that a table declares, or of the one whose place a fork takes. */
function isOf(dependency: Pick<DeclaredSdk, 'name' | 'packageName'>): (copy: LockedSdk) => boolean {
  const sdk = sdkOf(dependency);
  return ({ name, packageName = name }) => packageName === sdk;
}

function lockFile({ path, content }: FoundLock, isIgnored: boolean): LockFile {
  const { manager } = LOCK_FORMATS[posix.basename(path)]!;
  const sdks =
    'lock' in content
      ? content.lock.copies.map(lockedSdk(path, content.text)).sort((a, b) => a.at.line - b.at.line)
      : [];
  return { path, manager, isIgnored, isRead: 'lock' in content, sdks };
}

function lockedSdk(path: string, text: string): (copy: LockedCopy) => LockedSdk {
  const lines = indexLines(text);
  return ({ name, packageName, version, axios, start, end }) => ({
    name,
    ...(packageName !== name && { packageName }),
    ...(version !== undefined && { version }),
    ...(axios !== undefined && { axios }),
    at: { path, ...lines.locate(start, end) },
  });
}

/** It stands for several manifests, or for none. */
function isShared({ section }: Pick<SdkDependency, 'section'>): boolean {
  return section === 'catalog' || section === 'override';
}

function folderOf({ at }: Pick<SdkDependency, 'at'>): string {
  const folder = posix.dirname(at.path);
  return folder === '.' ? '' : folder;
}

/** An override of the root wins over a catalog, and a catalog over what refers to it. */
function decider(
  dependency: DeclaredSdk,
  declared: readonly DeclaredSdk[],
  { root }: Governing,
): SdkDependency['decidedBy'] {
  const candidates = declared.filter(other => other.name === dependency.name && folderOf(other) === root);
  const isMeant = ({ section, replaces, catalog = 'default' }: DeclaredSdk): boolean =>
    section === 'override'
      ? replaces === undefined || overlaps(replaces, dependency.specifier)
      : section === 'catalog' && `catalog:${catalog}` === catalogOf(dependency.specifier);
  const found = candidates
    .filter(isMeant)
    .sort((a, b) => Number(a.section === 'catalog') - Number(b.section === 'catalog'))[0];
  return (
    found && {
      section: found.section,
      specifier: found.specifier,
      kind: found.kind,
      ...(found.range !== undefined && { range: found.range }),
      at: found.at,
    }
  );
}

function catalogOf(specifier: string): string {
  return specifier.trim() === 'catalog:' ? 'catalog:default' : specifier.trim();
}

function overlaps(replaced: string, declared: string): boolean {
  return (
    replaced === declared ||
    (validRange(replaced) !== null && validRange(declared) !== null && intersects(replaced, declared))
  );
}

function withoutLock(folder: string, read: FileReader): Pick<SdkDependency, 'ignoredLock'> {
  const ignored = ignoredLock(folder, read);
  return ignored === undefined ? {} : { ignoredLock: ignored };
}

function commandOf(path: string): string {
  return LOCK_FORMATS[posix.basename(path)]!.command;
}
