import { satisfies } from 'semver';
import { type Sdk, SDKS, SDK_PACKAGES } from '../vendors/sdks.ts';
import type { LockedSdk, LockFile, RepositoryFacts, SdkDependency, SpecifierKind } from './facts.ts';
import { newestIn } from '../vendors/releases.ts';

/** One version that a manifest gets. */
export interface SdkInUse {
  version: string;
  /** `locked`: the lock file holds it. `pinned`: the manifest does. `newest`: no release that the range admits is newer. */
  how: 'locked' | 'pinned' | 'newest';
  locked?: LockedSdk;
}

/** The declarations of one vendor's SDK, and of forks in its place, with its copies in the lock files. */
export function sdksOf(
  { package: sdk }: Sdk,
  { sdkDependencies, lockFiles }: Pick<RepositoryFacts, 'sdkDependencies' | 'lockFiles'>,
): Pick<RepositoryFacts, 'sdkDependencies' | 'lockFiles'> {
  const ownLocks = lockFiles.map((file): LockFile => ({
    ...file,
    sdks: file.sdks.filter(({ name, packageName = name }) => packageName === sdk),
  }));
  return { sdkDependencies: dependenciesOf(sdk, sdkDependencies), lockFiles: ownLocks };
}

/** The declarations of one SDK, under its own name or another, and of forks in its place. */
export function dependenciesOf(sdk: string, dependencies: readonly SdkDependency[]): SdkDependency[] {
  return dependencies.filter(dependency => sdkOf(dependency) === sdk);
}

/** The package of the SDK that a declaration is about, also where a fork takes its place. */
export function sdkOf({ name, packageName }: Pick<SdkDependency, 'name' | 'packageName'>): string {
  return SDK_PACKAGES.includes(packageName) ? packageName : name;
}

/** Declarations that install an SDK itself: no peer, no table that others refer to, no fork, no code of this repository. */
export function installsSdk({ section, packageName, kind }: SdkDependency): boolean {
  return (
    !['peerDependencies', 'catalog', 'override'].includes(section) &&
    SDK_PACKAGES.includes(packageName) &&
    kind !== 'workspace'
  );
}

/** Whether the text of a declaration itself can stand for another release tomorrow; `floating-sdk-range` tells all of these. */
export function floats({ kind, decidedBy, section }: SdkDependency): boolean {
  return decidedBy === undefined && section !== 'peerDependencies' && FLOATING.has(kind);
}

const FLOATING: ReadonlySet<SpecifierKind> = new Set(['range', 'tag', 'git', 'url', 'file']);

/** The versions that a declaration gets: one, none where that is not known, several where several lock files disagree. A stale lock file does not count. */
export function sdksInUse(dependency: SdkDependency): SdkInUse[] {
  const held = lockedSdks(dependency).filter(sdk => isAsDeclared(dependency, sdk));
  const locked = held.flatMap((sdk): SdkInUse[] =>
    sdk.version === undefined ? [] : [{ version: sdk.version, how: 'locked', locked: sdk }],
  );
  if (locked.length > 0)
    return locked.filter(({ version }, index) => locked.findIndex(other => other.version === version) === index);
  if (held.length > 0 || dependency.locks.some(({ state }) => state === 'unread')) return [];
  const { range, kind } = dependency.decidedBy ?? dependency;
  if (range === undefined) return [];
  if (kind === 'exact') return [{ version: range, how: 'pinned' }];
  const newest = newestIn(range, versionsOf(dependency));
  return newest === undefined ? [] : [{ version: newest, how: 'newest' }];
}

function versionsOf({ packageName }: SdkDependency): readonly string[] {
  return Object.values(SDKS).find(sdk => sdk.package === packageName)?.versions ?? [];
}

/** What the lock files install for a declaration. */
export function lockedSdks({ locks }: Pick<SdkDependency, 'locks'>): LockedSdk[] {
  return locks.flatMap(({ sdk }) => sdk ?? []);
}

/** Whether a lock file holds a version that the declaration admits; true where that is not known. Another one is stale. */
export function isAsDeclared({ range, decidedBy }: SdkDependency, { version }: LockedSdk): boolean {
  const wanted = decidedBy === undefined ? range : decidedBy.range;
  return version === undefined || wanted === undefined || satisfies(version, wanted, { includePrerelease: true });
}

/** The line to change: that of the override or catalog which decides, else the declaration itself. What lies above the checked folder is not of the check. */
export function placeToChange({ at, decidedBy }: SdkDependency): SdkDependency['at'] {
  return decidedBy === undefined || decidedBy.at.path.startsWith('../') ? at : decidedBy.at;
}
