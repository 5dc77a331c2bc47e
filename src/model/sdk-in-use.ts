import { satisfies } from 'semver';
import { SDK_PACKAGE } from '../vendors/klaviyo/sdk-release.ts';
import type { LockedSdk, SdkDependency, SpecifierKind } from './facts.ts';
import { newestIn } from './sdk-knowledge.ts';

/** One version that a manifest gets. */
export interface SdkInUse {
  version: string;
  /** `locked`: the lock file holds it. `pinned`: the manifest does. `newest`: no release that the range admits is newer. */
  how: 'locked' | 'pinned' | 'newest';
  locked?: LockedSdk;
}

/** Declarations that install the SDK itself: no peer, no table that others refer to, no fork, no code of this repository. */
export function installsSdk({ section, packageName, kind }: SdkDependency): boolean {
  return (
    !['peerDependencies', 'catalog', 'override'].includes(section) &&
    packageName === SDK_PACKAGE &&
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
  const newest = newestIn(range);
  return newest === undefined ? [] : [{ version: newest.version, how: 'newest' }];
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
