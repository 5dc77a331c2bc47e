import { REPOSITORY_URL } from '../../eslint-plugin/help-url.ts';
import manifest from '../../package.json' with { type: 'json' };
import { audit } from '../audit/audit.ts';
import { deliver, tell, type CliIo } from './cli-io.ts';
import { UsageError } from '../model/errors.ts';
import type { AskKeys } from '../audit/key-states.ts';
import { createKeyAsker } from '../preflight/ask-key.ts';
import type { ConfigurationSource } from '../project/discovery/configuration.ts';
import { chooseScope, realFolder } from '../project/discovery/scope.ts';
import { resolveCommit } from '../project/git/change.ts';
import { headOrigin, readEvent } from '../project/git/workflow-event.ts';
import type { Report, Scope } from '../model/report.ts';
import { renderJson } from '../reporters/json.ts';
import { renderMarkdown } from '../reporters/markdown.ts';
import { renderText } from '../reporters/text.ts';
import { type CodeNotVerified, type FailOn, failsUnverified, type Suppressions } from '../model/verdict.ts';

export interface CheckArguments {
  format: keyof typeof CHECK_RENDERERS;
  output?: string;
  /** That of the configuration, or `error`, if it is not given. */
  failOn?: FailOn;
  /** `YYYY-MM-DD`. */
  asOf: string;
  /** A commit to compare with. */
  base?: string;
  scope?: Scope;
  notVerified?: CodeNotVerified;
  suppressions?: Suppressions;
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

/** Runs `klaviyo-lint check`. @returns the exit code: 1 for findings at or above the level that fails, and for what must not stay unverified */
export async function runCheck(
  paths: readonly string[],
  { format, output, failOn, asOf, history = false, verifyKeys = false, timeBudget, ...judging }: CheckArguments,
  io: CliIo,
): Promise<number> {
  const { base, notVerified, suppressions, scope: findingScope } = withDefaults(judging);
  const scope = chooseScope(io.workingFolder, paths);
  const askKeys = verifyKeys ? keyAsker(io) : undefined;
  const report = await audit({
    ...scope,
    asOf,
    failOn,
    configuration: await configurationSource(scope.root, base, io),
    searchPath: io.environment['PATH'],
    suppressions,
    scope: findingScope,
    history,
    askKeys,
    ...(timeBudget !== undefined && { timeBudgetMs: timeBudget * 1000 }),
    onProgress: message => tell(io, message),
  });
  await deliver(io, await CHECK_RENDERERS[format](report), output);
  return report.summary.verdict === 'violated' || failsUnverified(report.skipped, notVerified) ? 1 : 0;
}

type Judging = Pick<CheckArguments, 'base' | 'notVerified' | 'suppressions' | 'scope'>;

/** @throws UsageError where a setting needs a base and there is none */
function withDefaults(judging: Judging): Judging & Required<Omit<Judging, 'base'>> {
  const { base, suppressions = 'allow', scope } = judging;
  const defaults = { suppressions, ...(base === undefined ? WITHOUT_BASE : WITH_BASE) };
  if (base === undefined && suppressions !== 'allow')
    throw new UsageError("'--suppressions' judges what is new. Name the commit to compare with, with '--base'.");
  if (base === undefined && scope === 'changed')
    throw new UsageError("'--scope changed' judges what is new. Name the commit to compare with, with '--base'.");
  return { ...defaults, ...judging };
}

const WITHOUT_BASE = { notVerified: 'pass', scope: 'all' } as const;
const WITH_BASE = { notVerified: 'changed', scope: 'changed' } as const;

/** What is compared with a commit is judged by the configuration of that commit. @throws UsageError if there is no such commit */
export async function configurationSource(
  root: string,
  base: string | undefined,
  { environment }: CliIo,
): Promise<ConfigurationSource> {
  if (base === undefined) return 'folder';
  const commit = await resolveCommit(realFolder(root), base, environment['PATH']);
  if (commit === undefined)
    throw new UsageError(`'--base' names '${base}', which is no commit of the repository. Fetch it, or name another.`);
  return { commit };
}

/** @throws UsageError where untrusted code would decide which keys are sent */
function keyAsker({ environment }: CliIo): AskKeys {
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
