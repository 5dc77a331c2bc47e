import { dependenciesOf } from '../model/sdk-in-use.ts';
import { SDKS } from '../vendors/sdks.ts';
import { collectFacts } from '../project/manifests/collect-facts.ts';
import { UsageError } from '../model/errors.ts';
import { openProject } from '../project/discovery/project.ts';
import { findChanges } from '../project/upgrade/find-changes.ts';
import { createOverlay } from '../project/upgrade/overlay.ts';
import { pinSdk } from '../project/upgrade/pin-sdk.ts';
import { writeOwnFile } from '../project/upgrade/write-own-file.ts';
import { writeChanges } from '../project/upgrade/write-changes.ts';
import { breakingChangesBetween } from './breaking-changes-between.ts';
import { NOTE_PATH, readNote, writeNote } from './earlier-upgrade.ts';
import { chooseEnds, describeEnd } from './releases.ts';
import type { Place, UpgradeChange, UpgradeReport } from './upgrade-report.ts';

export interface UpgradeOptions {
  /** The folder of the project. */
  root: string;
  /** A release or a range of releases; the newest known one by default. */
  target?: string | undefined;
  /** The release that the code was written for, where the lock file does not say. */
  from?: string | undefined;
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  /** Whether to make what can be made automatically. */
  write: boolean;
  /** Where git is looked for. */
  searchPath?: string | undefined;
}

/**
 * Returns what an upgrade of the SDK changes for a project, and makes a part of it if requested. Nothing of the project is run, nothing
 * is installed, and no lock file is touched.
 *
 * @throws UsageError for a folder that does not exist or does not declare the SDK, a release that is not known, and a file that
 *   cannot be written
 */
export async function upgrade({
  root,
  target,
  from: named,
  asOf,
  write,
  searchPath,
}: UpgradeOptions): Promise<UpgradeReport> {
  const project = await openProject(root, { paths: [], configuration: 'folder', searchPath });
  const { facts, skipped } = await collectFacts(project.read, project.files, project);
  const unread = skipped.find(({ path }) => path?.endsWith('package.json'));
  if (facts.sdkDependencies.length === 0 && unread)
    throw new UsageError(`'${unread.path}' cannot be analyzed: ${unread.reason}. Correct it, and run this again.`);
  const overlay = createOverlay(project.read);
  const dependencies = dependenciesOf(SDKS.klaviyo.package, facts.sdkDependencies);
  const ends = chooseEnds(dependencies, target, named);
  const earlier = readNote(overlay.textOf(NOTE_PATH));
  // What an earlier run left to be done by hand is still to be done, although the code names the new release now.
  const isContinued = named === undefined && earlier?.to === ends.to.version && earlier.to === ends.from.version;
  const { from, to } = isContinued ? chooseEnds(dependencies, target, earlier.from) : ends;
  const ofManifests = pinSdk(dependencies, to.version, overlay);
  const code = await findChanges(overlay, {
    root: project.root,
    files: project.files,
    from: from.version,
    to: to.version,
    revision: to.revision,
    asOf,
  });
  const { changes: breaking, unconcerned } = breakingChangesBetween(from.version, to.version, code.uses);
  if (write) {
    writeChanges(project.root, overlay.changed);
    if (from.version !== to.version)
      writeOwnFile(project.root, NOTE_PATH, writeNote({ from: from.version, to: to.version }));
  }
  const changes = [...ofManifests, ...withoutTwins(code.changes, breaking), ...breaking];
  return {
    schemaVersion: 1,
    asOf,
    from: describeEnd(from, asOf),
    to: describeEnd(to, asOf),
    isWritten: write,
    changes: [...changes.filter(({ by }) => by === 'tool'), ...changes.filter(({ by }) => by === 'hand')],
    unconcerned,
    skipped: [...project.skipped, ...skipped, ...code.skipped],
  };
}

/** What does not fit the types of the target is not said again where a breaking change says why. */
function withoutTwins(changes: readonly UpgradeChange[], breaking: readonly UpgradeChange[]): UpgradeChange[] {
  const keyOf = ({ path, line, column }: Place): string => `${path}:${line}:${column}`;
  const reported = new Set(breaking.flatMap(({ places }) => places.map(keyOf)));
  return changes.flatMap(change => {
    if (change.id !== 'sdk-types') return [change];
    const places = change.places.filter(place => !reported.has(keyOf(place)));
    return places.length === 0 ? [] : [{ ...change, places }];
  });
}
