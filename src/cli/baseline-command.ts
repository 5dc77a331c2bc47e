import { auditProject } from '../audit/audit.ts';
import { baselinePlace, readBaseline } from '../audit/read-baseline.ts';
import { type BaselineUpdate, updateBaseline } from '../audit/update-baseline.ts';
import { UsageError } from '../model/errors.ts';
import { chooseScope, realFolder } from '../project/discovery/scope.ts';
import { writeOwnFile } from '../project/upgrade/write-own-file.ts';
import { counted } from '../reporters/counted.ts';
import { renderBaselineJson } from '../reporters/json.ts';
import { tell, type CliIo } from './cli-io.ts';

export interface BaselineArguments {
  /** `YYYY-MM-DD`. */
  asOf: string;
  /** Findings are accepted that the baseline does not have yet. */
  add?: boolean;
  /** Entries are removed that no finding needs any more. */
  prune?: boolean;
  /** In seconds. */
  timeBudget?: number;
}

/**
 * Runs `klaviyo-lint baseline`: writes the first baseline, and changes one that is there only as far as an option says.
 *
 * @returns the exit code: 1 where the baseline and the findings differ and no option says what to do
 * @throws UsageError for what is no folder, and for a baseline that cannot be read or written
 */
export async function runBaseline(
  folder: string | undefined,
  { asOf, add = false, prune = false, timeBudget }: BaselineArguments,
  io: CliIo,
): Promise<number> {
  const root = projectFolder(folder, io);
  const searchPath = io.environment['PATH'];
  const { report, project } = await auditProject({
    root,
    asOf,
    failOn: 'never',
    configuration: 'folder',
    baseline: false,
    searchPath,
    ...(timeBudget !== undefined && { timeBudgetMs: timeBudget * 1000 }),
    onProgress: message => tell(io, message),
  });
  const place = baselinePlace(project);
  if (place === undefined)
    throw new UsageError("The configuration says 'baseline: false', so none counts. Remove that setting first.");
  const { own } = await readBaseline(project, 'folder');
  const { findings, skipped } = report;
  const unseen = new Set(skipped.flatMap(({ path }) => path ?? []));
  const update = updateBaseline(own ?? [], findings, { add: add || own === undefined, prune, unseen });
  if (isWritten(own !== undefined, update, add || prune))
    writeOwnFile(place.root, place.name, renderBaselineJson(update.entries));
  for (const sentence of sentencesAbout(place.name, update, own !== undefined)) tell(io, sentence);
  return update.notAccepted > 0 || update.stale > 0 ? 1 : 0;
}

function projectFolder(folder: string | undefined, { workingFolder }: CliIo): string {
  const { root, paths } = chooseScope(workingFolder, folder === undefined ? [] : [folder]);
  if (paths.length > 0) throw new UsageError(`'${folder}' is not a folder. Name the folder of the project.`);
  return realFolder(root);
}

function isWritten(isThere: boolean, { entries }: BaselineUpdate, isAsked: boolean): boolean {
  return isThere ? isAsked : entries.length > 0;
}

function sentencesAbout(
  name: string,
  { entries, added, removed, notAccepted, stale, keys, allowingRules }: BaselineUpdate,
  isThere: boolean,
): string[] {
  const size = counted(entries.length, 'finding');
  const isChanged = added + removed > 0;
  return [
    ...(isChanged
      ? [`'${name}' now accepts ${size}: ${added} added, ${removed} removed. Have it reviewed like code.`]
      : [isThere ? `'${name}' accepts ${size}, as before.` : 'Nothing was found that a baseline could accept.']),
    ...(notAccepted > 0
      ? [
          `${counted(notAccepted, 'finding')} ${notAccepted === 1 ? 'is' : 'are'} not accepted. Fix what 'klaviyo-lint check' reports, or accept it with '--add'.`,
        ]
      : []),
    ...(stale > 0
      ? [
          `${counted(stale, 'entry', 'entries')} ${stale === 1 ? 'is' : 'are'} not found any more. Remove with '--prune' what nobody needs.`,
        ]
      : []),
    ...(keys > 0
      ? [
          `${counted(keys, 'finding')} about keys ${keys === 1 ? 'is' : 'are'} left out, because anyone who reads the code can use them. Revoke the keys, and then name their fingerprints with a reason in 'allow' of ${allowingRules.map(rule => `'${rule}'`).join(' and ')}.`,
        ]
      : []),
  ];
}
