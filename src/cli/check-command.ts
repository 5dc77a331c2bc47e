import { isAbsolute, relative, sep } from 'node:path';
import { auditProject, lowestLevel } from '../audit/audit.ts';
import { CHECK_RENDERERS, type CheckFormat, type FormatContext, WITH_CODE } from './check-formats.ts';
import { deliver, type CliIo } from './cli-io.ts';
import { wantsColors } from './colors.ts';
import { withProgress } from './progress.ts';
import { readUnsavedText, type StdinArguments } from './unsaved-text.ts';
import { UsageError } from '../model/errors.ts';
import type { AskKeys } from '../audit/key-states.ts';
import { createKeyAsker } from '../preflight/klaviyo/ask-key.ts';
import type { ConfigurationSource } from '../project/discovery/configuration.ts';
import type { UnsavedText } from '../project/discovery/unsaved-text.ts';
import { chooseScope, realFolder, type Scope } from '../project/discovery/scope.ts';
import { surroundingsOf } from '../project/discovery/surroundings.ts';
import { findRepository } from '../project/git/git-files.ts';
import { resolveCommit } from '../project/git/change.ts';
import { headOrigin, readEvent } from '../project/git/workflow-event.ts';
import type { Report, Scope as FindingScope } from '../model/report.ts';
import {
  type CodeNotVerified,
  type FailOn,
  failsUnverified,
  isViolation,
  type Suppressions,
} from '../model/verdict.ts';

export interface CheckArguments extends StdinArguments {
  format: CheckFormat;
  output?: string;
  /** Further reports. */
  report?: ReportFile[];
  /** Only what fails is printed. */
  quiet?: boolean;
  /** That of the configuration, or `error`, if it is not given. */
  failOn?: FailOn;
  /** `YYYY-MM-DD`. */
  asOf: string;
  /** A commit to compare with. */
  base?: string;
  scope?: FindingScope;
  notVerified?: CodeNotVerified;
  suppressions?: Suppressions;
  history?: boolean;
  verifyKeys?: boolean;
  /** In seconds. */
  timeBudget?: number;
}

/** A report in a file of its own. */
export interface ReportFile {
  format: CheckFormat;
  file: string;
}

/** Runs `klaviyo-lint check`. @returns the exit code: 1 for findings at or above the level that fails, and for what must not stay unverified */
export async function runCheck(paths: readonly string[], args: CheckArguments, io: CliIo): Promise<number> {
  const judging = withDefaults(args);
  const { notVerified } = judging;
  const scope = chooseScope(io.workingFolder, paths);
  const { report, failOn } = await auditFor(scope, { ...args, ...judging }, io, await readUnsavedText(args, paths, io));
  const isFailed = report.summary.verdict === 'violated' || failsUnverified(report.skipped, notVerified);
  const failing = isFailed ? failingPart(report, failOn, notVerified) : undefined;
  await deliverReports({ ...args, failOn }, { report, failing, ...waysTo(scope.root, io) }, io);
  return isFailed ? 1 : 0;
}

async function auditFor(
  scope: Scope,
  { asOf, base, history = false, verifyKeys, timeBudget, ...args }: CheckArguments & Required<Omit<Judging, 'base'>>,
  io: CliIo,
  unsaved: UnsavedText | undefined,
): Promise<{ report: Report; failOn: FailOn }> {
  const configuration = await configurationSource(scope.root, base, io);
  const askKeys = verifyKeys ? keyAsker(io) : undefined;
  const { failOn: given, suppressions } = args;
  const { report, project } = await withProgress(io, onProgress =>
    auditProject({
      ...scope,
      unsaved,
      asOf,
      failOn: given,
      configuration,
      searchPath: io.environment['PATH'],
      suppressions,
      scope: args.scope,
      history,
      askKeys,
      snippets: reportsOf(args).some(({ format }) => WITH_CODE.has(format)),
      ...(timeBudget !== undefined && { timeBudgetMs: timeBudget * 1000 }),
      onProgress,
    }),
  );
  return { report, failOn: lowestLevel(given, project) };
}

/** @param failing what is left of the report with `--quiet`; nothing is printed without it */
async function deliverReports(
  args: CheckArguments & Required<Pick<CheckArguments, 'failOn'>>,
  { report, failing, ...ways }: { report: Report; failing: Report | undefined } & Ways,
  io: CliIo,
): Promise<void> {
  for (const target of reportsOf(args)) {
    const isBrief = args.quiet === true && target.format === 'text';
    const shown = isBrief ? failing : report;
    if (shown === undefined) continue;
    const context = { failOn: args.failOn, isBrief, ...ways, ...lookOf(target, io) };
    await deliver(io, await CHECK_RENDERERS[target.format](shown, context), target.file);
  }
}

/** A report, and its file; without one it is printed. */
type Target = Pick<ReportFile, 'format'> & { file?: string | undefined };

function reportsOf({ format, output, report = [] }: Pick<CheckArguments, 'format' | 'output' | 'report'>): Target[] {
  return [{ format, file: output }, ...report];
}

/** What of a report makes the run fail. */
function failingPart(report: Report, failOn: FailOn, notVerified: CodeNotVerified): Report {
  return {
    ...report,
    findings: report.findings.filter(finding => isViolation(finding, failOn)),
    skipped: report.skipped.filter(entry => failsUnverified([entry], notVerified)),
  };
}

type Ways = Pick<FormatContext, 'prefix' | 'repositoryPrefix'>;

/** Where there is no repository, the working folder stands for it. */
function waysTo(root: string, io: CliIo): Ways {
  const prefix = wayTo(root, io);
  const real = realFolder(root);
  return { prefix, repositoryPrefix: findRepository(real) === undefined ? prefix : surroundingsOf(real).prefix };
}

/** From the working folder to the checked one, where that is inside of it. */
function wayTo(root: string, { workingFolder }: CliIo): string {
  const way = relative(realFolder(workingFolder), root).split(sep).join('/');
  const isInside = way !== '' && !isAbsolute(way) && way.split('/')[0] !== '..';
  return isInside ? `${way}/` : '';
}

/** How a report looks: a file is no terminal. */
function lookOf({ file }: Target, io: CliIo): Pick<FormatContext, 'colors' | 'columns'> {
  if (file !== undefined) return { colors: false };
  return { colors: wantsColors(io), ...(io.outputColumns !== undefined && { columns: io.outputColumns }) };
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
