import { checkForChecklist } from '../audit/checklist.ts';
import { UsageError } from '../model/errors.ts';
import { thresholdsIn } from '../model/thresholds.ts';
import { chooseScope } from '../project/discovery/scope.ts';
import { printedJson } from '../reporters/printed-json.ts';
import { renderRolloutMarkdown } from '../reporters/rollout-markdown.ts';
import { rolloutPlan, type RolloutPlan } from '../rollout/rollout-plan.ts';
import { configurationSource } from './check-command.ts';
import { deliver, tell, type CliIo } from './cli-io.ts';
import { readPreflightFile } from './preflight-file.ts';
import { withProgress } from './progress.ts';

export interface RolloutPlanArguments {
  format: keyof typeof ROLLOUT_RENDERERS;
  output?: string;
  /** `YYYY-MM-DD`. */
  asOf: string;
  /** A commit whose configuration and attestations count. */
  base?: string;
  /** The JSON of a preflight. */
  preflight?: string;
  /** In seconds. */
  timeBudget?: number;
}

export const ROLLOUT_RENDERERS = {
  markdown: renderRolloutMarkdown,
  json: printedJson,
} satisfies Record<string, (plan: RolloutPlan) => string>;

/**
 * Runs `klaviyo-lint rollout-plan`, which judges nothing: what is violated or open stands in the plan.
 *
 * @returns the exit code, which is 0
 * @throws UsageError for a folder that does not exist, a wrong configuration, or a preflight that cannot be read
 */
export async function runRolloutPlan(
  folder: string | undefined,
  args: RolloutPlanArguments,
  io: CliIo,
): Promise<number> {
  const { root, paths } = chooseScope(io.workingFolder, folder === undefined ? [] : [folder]);
  if (paths.length > 0) throw new UsageError(`'${folder}' is not a folder. Name the folder of the project.`);
  const configuration = await configurationSource(root, args.base, io);
  const checked = await withProgress(io, onProgress =>
    checkForChecklist({
      root,
      asOf: args.asOf,
      failOn: 'never',
      configuration,
      searchPath: io.environment['PATH'],
      ...(args.timeBudget !== undefined && { timeBudgetMs: args.timeBudget * 1000 }),
      onProgress,
    }),
  );
  for (const { message } of checked.report.notices ?? []) tell(io, message);
  const live =
    args.preflight === undefined ? undefined : readPreflightFile(io.workingFolder, args.preflight, args.asOf);
  const plan = rolloutPlan(await checked.judge(live), thresholdsIn(checked.run));
  await deliver(io, ROLLOUT_RENDERERS[args.format](plan), args.output);
  return 0;
}
