import { thresholdsIn } from '../model/thresholds.ts';
import { printedJson } from '../reporters/printed-json.ts';
import { renderRolloutMarkdown } from '../reporters/rollout-markdown.ts';
import { rolloutPlan, type RolloutPlan } from '../rollout/rollout-plan.ts';
import { configurationSource } from './check-command.ts';
import { checkedFolder, projectFolder } from './checked-folder.ts';
import { deliver, type CliIo } from './cli-io.ts';
import { readPreflightFile } from './preflight-file.ts';

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
  const root = projectFolder(folder, io);
  const configuration = await configurationSource(root, args.base, io);
  const checked = await checkedFolder(root, { ...args, configuration }, io);
  const live =
    args.preflight === undefined ? undefined : readPreflightFile(io.workingFolder, args.preflight, args.asOf);
  const plan = rolloutPlan(await checked.judge(live), thresholdsIn(checked.run));
  await deliver(io, ROLLOUT_RENDERERS[args.format](plan), args.output);
  return 0;
}
