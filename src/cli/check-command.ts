import { REPOSITORY_URL } from '../../eslint-plugin/help-url.ts';
import manifest from '../../package.json' with { type: 'json' };
import { audit } from '../audit/audit.ts';
import { deliver, tell, type CliIo } from './cli-io.ts';
import { UsageError } from '../model/errors.ts';
import type { AskKey } from '../audit/key-states.ts';
import { createKeyAsker } from '../preflight/ask-key.ts';
import { chooseScope } from '../project/discovery/scope.ts';
import { headOrigin, readEvent } from '../project/git/workflow-event.ts';
import type { Report } from '../model/report.ts';
import { renderJson } from '../reporters/json.ts';
import { renderMarkdown } from '../reporters/markdown.ts';
import { renderText } from '../reporters/text.ts';
import type { FailOn } from '../model/verdict.ts';

export interface CheckArguments {
  format: keyof typeof CHECK_RENDERERS;
  output?: string;
  failOn: FailOn;
  /** `YYYY-MM-DD`. */
  asOf: string;
  history?: boolean;
  verifyKeys?: boolean;
  /** In seconds. */
  timeBudget?: number;
}

export const CHECK_RENDERERS = {
  text: renderText,
  json: renderJson,
  sarif: renderSarifReport,
  markdown: (report: Report) => renderMarkdown(report),
};

/** Runs `klaviyo-lint check`. @returns the exit code: 1 for findings at or above the level that fails */
export async function runCheck(
  paths: readonly string[],
  { format, output, failOn, asOf, history = false, verifyKeys = false, timeBudget }: CheckArguments,
  io: CliIo,
): Promise<number> {
  const scope = chooseScope(io.workingFolder, paths);
  const askKey = verifyKeys ? keyAsker(io) : undefined;
  const report = await audit({
    ...scope,
    asOf,
    failOn,
    configuration: 'folder',
    searchPath: io.environment['PATH'],
    history,
    askKey,
    ...(timeBudget !== undefined && { timeBudgetMs: timeBudget * 1000 }),
    onProgress: message => tell(io, message),
  });
  await deliver(io, await CHECK_RENDERERS[format](report), output);
  return report.summary.verdict === 'violated' ? 1 : 0;
}

/** @throws UsageError where untrusted code would decide which keys are sent */
function keyAsker({ environment }: CliIo): AskKey {
  const event = readEvent(environment);
  if (headOrigin(event) !== 'same repository') {
    throw new UsageError(
      "'--verify-keys' is refused on the pull request of a fork, because its author decides which keys stand there. Ask where the code is accepted.",
    );
  }
  const { KLAVIYO_LINT_API_URL: apiUrl } = environment;
  return createKeyAsker({ ...(apiUrl && { apiUrl }) });
}

/** Describes also the rules that found nothing, so these are loaded for this format only. */
async function renderSarifReport(report: Report): Promise<string> {
  const [{ renderSarif }, { ruleMetadata }] = await Promise.all([
    import('../reporters/sarif.ts'),
    import('../audit/rule-metadata.ts'),
  ]);
  return renderSarif(report, {
    version: manifest.version,
    informationUri: REPOSITORY_URL,
    rules: await ruleMetadata(),
  });
}
