import { gt, gtr, satisfies } from 'semver';

/**
 * The newest known version that a range admits; undefined if it admits one that is newer than all that is known, or none.
 *
 * @param versions those that are known, oldest first
 */
export function newestIn(range: string, versions: readonly string[]): string | undefined {
  const newest = versions.at(-1);
  return newest !== undefined && gtr(newest, range)
    ? versions.findLast(version => satisfies(version, range))
    : undefined;
}

/** The known release that a version is or comes after, and the one that it is or comes before. @param releases oldest first */
export function releasesAround<Release extends { version: string }>(
  version: string,
  releases: readonly Release[],
): { before?: Release | undefined; after?: Release | undefined } {
  const before = releases.findLast(known => !gt(known.version, version));
  return { before, after: before?.version === version ? before : releases.find(known => gt(known.version, version)) };
}
