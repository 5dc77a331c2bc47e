import { checkForChecklist, type CheckedForChecklist } from '../audit/checklist.ts';
import { UsageError } from '../model/errors.ts';
import type { AcceptedSource } from '../project/discovery/accepted-file.ts';
import { chooseScope } from '../project/discovery/scope.ts';
import { tell, type CliIo } from './cli-io.ts';
import { withProgress } from './progress.ts';

/** The folder of a project that an argument names; the working folder without one. @throws UsageError for one that is none */
export function projectFolder(folder: string | undefined, io: CliIo): string {
  const { root, paths } = chooseScope(io.workingFolder, folder === undefined ? [] : [folder]);
  if (paths.length > 0) throw new UsageError(`'${folder}' is not a folder. Name the folder of the project.`);
  return root;
}

export interface FolderArguments {
  /** `YYYY-MM-DD`. */
  asOf: string;
  /** Whose configuration and attestations count. */
  configuration: AcceptedSource;
  /** In seconds. */
  timeBudget?: number;
}

/** Checks a folder for its checklist, shows the progress, and says what a reviewer should know. */
export async function checkedFolder(
  root: string,
  { asOf, configuration, timeBudget }: FolderArguments,
  io: CliIo,
): Promise<CheckedForChecklist> {
  const checked = await withProgress(io, onProgress =>
    checkForChecklist({
      root,
      asOf,
      failOn: 'never',
      configuration,
      searchPath: io.environment['PATH'],
      ...(timeBudget !== undefined && { timeBudgetMs: timeBudget * 1000 }),
      onProgress,
    }),
  );
  for (const { message } of checked.report.notices ?? []) tell(io, message);
  return checked;
}
