import semver from 'semver';
import { stateOf } from '../../../vendors/klaviyo/revisions.ts';
import type { Priority } from '../../../model/report.ts';
import { knowledgeOf, NEWEST_RELEASE as NEWEST } from '../../../vendors/klaviyo/sdk-knowledge.ts';
import { defineProbe } from '../define-probe.ts';
import type { ProbeOutcome } from '../../define-probe.ts';
import type { ProjectSdk } from '../project-use.ts';

export default defineProbe({
  id: 'sdk-version',
  description: 'SDK releases that are not the locked and pinned one, or whose API revision is deprecated or retired',
  order: 9,
  notAsked: ({ sdk }) =>
    sdk?.installed === undefined && sdk?.locked === undefined && sdk?.declared === undefined
      ? 'there is no project with the SDK in the working folder'
      : undefined,
  async run({ sdk = {}, asOf }) {
    const version = semver.valid(sdk.installed ?? sdk.locked ?? sdk.declared);
    if (version === null) return unknownVersion(sdk);
    const life = judge(version, asOf);
    return life.status === 'failed' ? life : (disagreement(version, sdk) ?? life);
  },
});

function unknownVersion(sdk: ProjectSdk): ProbeOutcome {
  const message = `The installed version of klaviyo-api is not known; the manifest says '${printable(sdk.declared)}'.`;
  return warned('P4', message, 'Commit a lock file, or declare one exact version.');
}

/** What is installed should be what is locked, and that what is declared, so that every install brings the same. */
function disagreement(version: string, { installed, locked, declared }: ProjectSdk): ProbeOutcome | undefined {
  if (installed !== undefined && locked !== undefined && installed !== locked) {
    return warned(
      'P3',
      `klaviyo-api ${version} is installed, but ${printable(locked)} is locked.`,
      'Install again from the lock file, as with npm ci.',
    );
  }
  const range = semver.validRange(declared);
  if (range === null || declared === undefined) return undefined;
  if (!semver.satisfies(version, range, { includePrerelease: true })) {
    return warned(
      'P3',
      `klaviyo-api ${version} is ${installed === undefined ? 'locked' : 'installed'}, but the manifest declares '${printable(declared)}'.`,
      'Install again, and commit the lock file.',
    );
  }
  return semver.valid(declared) === null
    ? warned(
        'P3',
        `klaviyo-api ${version} is in use, but the manifest declares the range '${printable(declared)}'.`,
        `Declare '${version}' exactly, because each release sends its own API revision.`,
      )
    : undefined;
}

function warned(priority: Priority, message: string, nextAction: string): ProbeOutcome {
  return { status: 'warned', priority, faultDomain: 'code', message, nextAction };
}

function judge(version: string, asOf: string): ProbeOutcome {
  const knowledge = knowledgeOf(version);
  if (knowledge.state !== 'known') return unlisted(version, knowledge.state === 'newer');
  const { revision } = knowledge.release;
  const fact = `klaviyo-api ${version} sends revision '${revision}'`;
  const nextAction = `Move to klaviyo-api ${NEWEST.version}, with revision '${NEWEST.revision}'.`;
  const life = stateOf(revision, asOf);
  if (life.state === 'retired') {
    const shape = life.servedAs === undefined ? 'another one' : `'${life.servedAs}'`;
    return {
      status: 'failed',
      priority: 'P2',
      faultDomain: 'code',
      message: `${fact}, retired on ${life.on} and answered as ${shape}.`,
      nextAction,
    };
  }
  if (life.state === 'deprecated') {
    return warned('P3', `${fact}, deprecated since ${life.since} and retired on ${life.retiresOn}.`, nextAction);
  }
  return { status: 'passed', message: `${fact}; the newest known release is ${NEWEST.version}.` };
}

function unlisted(version: string, isNewer: boolean): ProbeOutcome {
  if (isNewer)
    return {
      status: 'passed',
      message: `klaviyo-api ${version} is newer than ${NEWEST.version}, the newest release known here.`,
    };
  return warned(
    'P4',
    `klaviyo-api ${version} is no release that is known here.`,
    `Move to klaviyo-api ${NEWEST.version}, with revision '${NEWEST.revision}'.`,
  );
}

/** What a manifest says is anybody's text, perhaps an address with a password; only what ranges are made of is repeated. */
function printable(specifier = ''): string {
  return /^[\da-zA-Z.^~<>=|* -]{1,60}$/.test(specifier) ? specifier : '…';
}
