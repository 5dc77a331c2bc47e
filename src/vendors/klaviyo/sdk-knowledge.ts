import { gt, major, minor } from 'semver';
import { releasesAround } from '../releases.ts';
import { SDK_RELEASES } from './generated/sdk-releases.ts';
import { RETRY_FACTS, type RetryFacts, type SdkRelease } from './sdk-release.ts';

/** The newest release that this release of the tool knows. */
export const NEWEST_RELEASE = SDK_RELEASES.at(-1)!;

/** The oldest release that is known to wait as long as the vendor asks for. */
export const OLDEST_WITH_RETRY_AFTER = SDK_RELEASES.find(
  ({ retries }) => RETRY_FACTS[retries].honoursRetryAfter,
)!.version;

/** The day on which the facts of this release of the tool were read. */
export const FACTS_READ_ON = '2026-11-20';

/**
 * What is known of a version of the SDK.
 *
 * - `known`: a release, or a patch of one, which never changes the revision
 * - `between`: no known release; `newer` is the next one that is known
 * - `newer`: newer than all that is known, so nothing is reported
 */
export type SdkKnowledge =
  { state: 'known'; release: SdkRelease } | { state: 'between'; newer: SdkRelease } | { state: 'newer' };

/** @param version a valid one, without a range */
export function knowledgeOf(version: string): SdkKnowledge {
  const release = SDK_RELEASES.findLast(
    known => major(known.version) === major(version) && minor(known.version) === minor(version),
  );
  if (release !== undefined) return { state: 'known', release };
  const newer = SDK_RELEASES.find(known => gt(known.version, version));
  return newer === undefined ? { state: 'newer' } : { state: 'between', newer };
}

/** How a version retries; undefined unless it is a known release, or those before and after it do alike. A patch may change it. */
export function retriesOf(version: string): RetryFacts | undefined {
  const { before, after } = releasesAround(version, SDK_RELEASES);
  return before !== undefined && before.retries === after?.retries ? RETRY_FACTS[before.retries] : undefined;
}

/** Whether a version is known to ignore `Retry-After`; false where that is not known. */
export function ignoresRetryAfter(version: string): boolean {
  const after = SDK_RELEASES.find(known => !gt(version, known.version));
  return after !== undefined && !RETRY_FACTS[after.retries].honoursRetryAfter;
}
