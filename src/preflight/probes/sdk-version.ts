import semver from 'semver';
import { SDK_RELEASES } from '../../klaviyo/generated/sdk-releases.ts';
import { stateOf } from '../../klaviyo/revisions.ts';
import type { SdkRelease } from '../../klaviyo/sdk-release.ts';
import { defineProbe } from '../define-probe.ts';
import type { ProbeOutcome, ProjectSdk } from '../define-probe.ts';

const NEWEST = SDK_RELEASES.at(-1)!;

export default defineProbe({
  id: 'sdk-version',
  description: 'SDK releases whose API revision is deprecated or retired',
  order: 6,
  async run({ sdk, asOf }) {
    if (sdk.installed === undefined && sdk.declared === undefined) return withoutProject();
    const version = semver.valid(sdk.installed ?? sdk.declared);
    if (version === null) return unknownVersion(sdk);
    if (isOutOfRange(version, sdk.declared)) return outOfRange(version, sdk.declared ?? '');
    return judge(version, asOf);
  },
});

/** Outside of a project there is nothing to compare, which is no gap in the look at the account. */
function withoutProject(): ProbeOutcome {
  const message = `No project was given to compare; the preflight itself sends revision '${NEWEST.revision}'.`;
  return { status: 'passed', message };
}

function unknownVersion(sdk: ProjectSdk): ProbeOutcome {
  return {
    status: 'warned',
    priority: 'P4',
    message: `The installed version of klaviyo-api is not known; the manifest says '${printable(sdk.declared)}'.`,
    nextAction: 'Commit a lock file, or declare one exact version.',
  };
}

function isOutOfRange(version: string, declared: string | undefined): boolean {
  return semver.validRange(declared) !== null && !semver.satisfies(version, declared ?? '', { includePrerelease: true });
}

function outOfRange(version: string, declared: string): ProbeOutcome {
  return {
    status: 'warned',
    priority: 'P3',
    message: `klaviyo-api ${version} is installed, but the manifest declares '${printable(declared)}'.`,
    nextAction: 'Install again, and commit the lock file.',
  };
}

function judge(version: string, asOf: string): ProbeOutcome {
  const release = releaseOf(version);
  if (release === undefined) return unlisted(version);
  const fact = `klaviyo-api ${version} sends revision '${release.revision}'`;
  const nextAction = `Move to klaviyo-api ${NEWEST.version}, with revision '${NEWEST.revision}'.`;
  const life = stateOf(release.revision, asOf);
  if (life.state === 'retired') {
    const shape = life.servedAs === undefined ? 'another one' : `'${life.servedAs}'`;
    return { status: 'failed', priority: 'P2', message: `${fact}, retired on ${life.on} and answered as ${shape}.`, nextAction };
  }
  if (life.state === 'deprecated') {
    const message = `${fact}, deprecated since ${life.since} and retired on ${life.retiresOn}.`;
    return { status: 'warned', priority: 'P3', message, nextAction };
  }
  return { status: 'passed', message: `${fact}; the newest known release is ${NEWEST.version}.` };
}

/** A patch release never changes the revision, so the known release of the same minor version stands for it. */
function releaseOf(version: string): SdkRelease | undefined {
  const minor = (text: string): string => `${semver.major(text)}.${semver.minor(text)}`;
  return SDK_RELEASES.findLast(release => minor(release.version) === minor(version));
}

function unlisted(version: string): ProbeOutcome {
  if (semver.gt(version, NEWEST.version)) {
    return { status: 'passed', message: `klaviyo-api ${version} is newer than ${NEWEST.version}, the newest release known here.` };
  }
  return {
    status: 'warned',
    priority: 'P4',
    message: `klaviyo-api ${version} is no release that is known here.`,
    nextAction: `Move to klaviyo-api ${NEWEST.version}, with revision '${NEWEST.revision}'.`,
  };
}

/** What a manifest says is anybody's text, perhaps an address with a password; only what ranges are made of is repeated. */
function printable(specifier = ''): string {
  return /^[\da-zA-Z.^~<>=|* -]{1,60}$/.test(specifier) ? specifier : '…';
}
