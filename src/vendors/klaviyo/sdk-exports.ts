import { REMOVED_EXPORTS } from './generated/removed-exports.ts';

let lastReleases: ReadonlyMap<string, string> | undefined;

/**
 * The last release of the SDK that exports a name.
 *
 * @returns undefined for a name that the newest known release exports, and for one that none ever did
 */
export function lastReleaseWith(name: string): string | undefined {
  lastReleases ??= new Map(
    Object.entries(REMOVED_EXPORTS).flatMap(([version, names]) => names.map(removed => [removed, version] as const)),
  );
  return lastReleases.get(name);
}
