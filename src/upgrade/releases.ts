import { compare, lt, maxSatisfying, minVersion, valid, validRange } from 'semver';
import { UsageError } from '../model/errors.ts';
import { SDK_RELEASES } from '../vendors/klaviyo/generated/sdk-releases.ts';
import { stateOf } from '../vendors/klaviyo/revisions.ts';
import type { SdkRelease } from '../vendors/klaviyo/sdk-release.ts';
import type { SdkDependency } from '../model/facts.ts';
import { knowledgeOf } from '../vendors/klaviyo/sdk-knowledge.ts';
import type { UpgradeEnd } from './upgrade-report.ts';

const NEWEST = SDK_RELEASES.at(-1)!;

/** Where an upgrade starts and where it ends. */
export interface Ends {
  from: SdkRelease;
  to: SdkRelease;
}

/**
 * Decides between which releases code moves.
 *
 * @param wanted a release or a range of releases; the newest known one by default
 * @param named the release that the code was written for, where an option names it
 * @throws UsageError if there is no SDK, a release is not known, or the target is older
 */
export function chooseEnds(
  dependencies: readonly SdkDependency[],
  wanted: string | undefined,
  named: string | undefined,
): Ends {
  const from = knownRelease(named ?? oldestInUse(dependencies));
  const to = wanted === undefined ? NEWEST : targetOf(wanted);
  if (lt(to.version, from.version))
    throw new UsageError(
      `klaviyo-api ${to.version} is older than ${from.version}, which this code uses. Name a newer release, or none for the newest.`,
    );
  return { from, to };
}

/** The oldest release that a lock file, `node_modules` or, without these, a declaration names: what the code must still work with. */
function oldestInUse(dependencies: readonly SdkDependency[]): string {
  const versions = dependencies.flatMap(versionsOf).sort(compare);
  if (versions[0] !== undefined) return versions[0];
  if (dependencies.length === 0)
    throw new UsageError("No manifest here declares 'klaviyo-api'. Run it in the folder of the project that does.");
  throw new UsageError(
    "No lock file and no manifest here names a release of 'klaviyo-api'. Say with '--from' which one the code was written for.",
  );
}

function versionsOf({ locks, installed, specifier }: SdkDependency): string[] {
  const held = [...locks.map(({ sdk }) => sdk?.version), installed?.version].flatMap(version => valid(version) ?? []);
  if (held.length > 0) return held;
  const range = validRange(specifier.replace(/^npm:(?:klaviyo-api@)?/, ''));
  return range === null || range === '*' ? [] : [minVersion(range)?.version ?? []].flat();
}

/** A release that the registry lost does as the known one of the same minor version, else as the one before it. */
function knownRelease(version: string): SdkRelease {
  if (valid(version) === null) throw new UsageError(`'${version}' is not a release. Write it as '${NEWEST.version}'.`);
  if (lt(NEWEST.version, version))
    throw new UsageError(
      `klaviyo-api ${version} is newer than this klaviyo-lint, which knows ${NEWEST.version}. Update klaviyo-lint.`,
    );
  const knowledge = knowledgeOf(version);
  const release =
    knowledge.state === 'known'
      ? knowledge.release
      : (SDK_RELEASES.findLast(known => !lt(version, known.version)) ?? SDK_RELEASES[0]!);
  return { ...release, version };
}

function targetOf(wanted: string): SdkRelease {
  const versions = SDK_RELEASES.map(({ version }) => version);
  const version = validRange(wanted) === null ? null : maxSatisfying(versions, wanted);
  const release = SDK_RELEASES.find(known => known.version === version);
  if (release) return release;
  if (valid(wanted) !== null) knownRelease(wanted);
  throw new UsageError(
    `'${wanted}' is no release of klaviyo-api that is known here. Name one such as '${NEWEST.version}', or '${NEWEST.version.split('.')[0]}'.`,
  );
}

/** A release as a report describes it. @param asOf the day that counts as today, `YYYY-MM-DD` */
export function describeEnd({ version, revision }: SdkRelease, asOf: string): UpgradeEnd {
  return { version, revision, state: describeState(revision, asOf) };
}

function describeState(revision: string, asOf: string): string {
  const state = stateOf(revision, asOf);
  switch (state.state) {
    case 'stable':
      return `stable until ${state.deprecatedOn}`;
    case 'deprecated':
      return `deprecated since ${state.since}, retires on ${state.retiresOn}`;
    case 'retired':
      return `retired on ${state.on}`;
    default:
      return state.state;
  }
}
