import { chooseScope } from '../project/discovery/scope.ts';
import { askForSuggestions } from './ask-suggestion.ts';
import { deliver, tell, type CliIo } from './cli-io.ts';
import { type Choose, chooseOnly } from '../fix/choose.ts';
import { fix } from '../fix/fix.ts';
import type { FixReport } from '../fix/fix-report.ts';
import { UsageError } from '../model/errors.ts';
import type { FailOn } from '../model/verdict.ts';
import { renderDiff, renderFixText } from '../reporters/fix-text.ts';
import { renderFixJson } from '../reporters/json.ts';

export interface FixArguments {
  format: (typeof FIX_FORMATS)[number];
  output?: string;
  failOn: FailOn;
  /** `YYYY-MM-DD`. */
  asOf: string;
  dryRun?: boolean;
  suggestions?: boolean;
  /** Accepts each suggestion that has no alternative. */
  yes?: boolean;
  /** In seconds. */
  timeBudget: number;
}

export const FIX_FORMATS = ['text', 'json'] as const;

/**
 * Runs `klaviyo-lint fix`.
 *
 * @returns the exit code: 0 when nothing at or above the level is left, else 1
 * @throws UsageError for what a check refuses, for questions without a terminal, and for a file that cannot be written
 */
export async function runFix(
  paths: readonly string[],
  { format, output, failOn, asOf, dryRun = false, suggestions = false, yes = false, timeBudget }: FixArguments,
  io: CliIo,
): Promise<number> {
  const choose = suggestions ? chooserOf(io, yes || dryRun) : undefined;
  const report = await fix({
    ...chooseScope(io.workingFolder, paths),
    asOf,
    failOn,
    configuration: 'folder',
    searchPath: io.environment['PATH'],
    timeBudgetMs: timeBudget * 1000,
    choose,
    write: !dryRun,
  });
  if (format === 'json') await deliver(io, renderFixJson(report), output);
  else if (dryRun) await deliverDiff(report, output, io);
  else await deliver(io, renderFixText(report), output);
  return report.left.verdict === 'violated' ? 1 : 0;
}

/** @throws UsageError if nobody can be asked */
function chooserOf(io: CliIo, isDecided: boolean): Choose {
  if (isDecided) return chooseOnly;
  if (io.ask === undefined)
    throw new UsageError(
      "'--suggestions' asks for each one, and there is no terminal. Accept those without an alternative with '--yes', or look at them with '--dry-run'.",
    );
  return askForSuggestions(io, io.ask);
}

/** The diff alone is on standard output, for `git apply`; in a file it is as it is, and before a person it can do nothing. */
async function deliverDiff(report: FixReport, output: string | undefined, io: CliIo): Promise<void> {
  io.writeError(renderFixText(report));
  if (report.patch === '' && output === undefined) return;
  await deliver(io, output === undefined ? renderDiff(report.patch) : report.patch, output);
  if (output !== undefined && report.patch !== '')
    tell(io, `Apply it with 'git apply', in the folder that was checked.`);
}
