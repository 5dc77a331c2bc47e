import { helpUrl } from '../../eslint-plugin/help-url.ts';
import { UsageError } from '../model/errors.ts';
import { checkRuns, type CheckRun } from './check-runs.ts';
import { identify, type Finding, type UnidentifiedFinding } from '../model/finding.ts';
import { maskKeys } from '../vendors/klaviyo/keys.ts';
import { oneForEachEnvKey } from './env-keys.ts';
import { type AskKey, withKeyStates } from './key-states.ts';
import { HARDCODED_KEY_RULE } from '../messages/written-key.ts';
import { collectFacts } from '../project/manifests/collect-facts.ts';
import type { ConfigurationSource } from '../project/discovery/configuration.ts';
import type { RepositoryFacts } from '../model/facts.ts';
import { failureReason } from '../project/discovery/failure.ts';
import { findKeys } from '../project/keys/find-keys.ts';
import { createKeySearch } from '../project/keys/key-search.ts';
import { allowedKeys } from '../project/keys/key-settings.ts';
import { lintFiles } from '../project/lint/lint-files.ts';
import { sdkVersionOf } from '../project/manifests/sdk-version-of.ts';
import { lineTextAt, openProject, type Project } from '../project/discovery/project.ts';
import type { RuleSettings } from '../project/discovery/rule-settings.ts';
import type { Report, Skipped } from '../model/report.ts';
import { counted } from '../reporters/counted.ts';
import { checkVerdict, type FailOn } from '../model/verdict.ts';

export interface AuditOptions {
  /** The folder to check. */
  root: string;
  /** Files and folders to keep of it, absolute or relative to it; everything if there are none. */
  paths?: readonly string[];
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  failOn: FailOn;
  /** Where the `klaviyo-lint.json` that counts is read; none counts by default. */
  configuration?: ConfigurationSource;
  /** The `PATH` on which git is looked for; without it, in the system's own folders. */
  searchPath?: string | undefined;
  /** Whether all that was ever committed is searched for keys too. */
  history?: boolean;
  /** Verifies at the vendor whether a key is valid; without it, no key is sent. */
  askKey?: AskKey | undefined;
  /** Called with a sentence as each stage ends. */
  onProgress?: (message: string) => void;
}

/**
 * Checks a repository. Nothing of it is run, and what could not be analyzed is reported.
 *
 * @throws UsageError for a folder or path that does not exist, a folder without a file, a path outside of the folder, or a wrong configuration
 */
export async function audit({
  root,
  paths = [],
  asOf,
  failOn,
  configuration = 'nowhere',
  searchPath,
  history = false,
  askKey,
  onProgress,
}: AuditOptions): Promise<Report> {
  const project = await openProject(root, { paths, configuration, searchPath });
  if (!history) requireFiles(project, root);
  const runs = checkRuns(project.rules, asOf);
  onProgress?.(
    `Found ${counted(project.files.length, 'file')}${project.ignored > 0 ? `, and left out ${project.ignored} that the configuration ignores` : ''}.`,
  );
  const search = createKeySearch(project.root, project.read);
  const { facts, skipped } = await collectFacts(project.read, project.all, project);
  const linted = await lintFiles(search.read, project.all, {
    root: project.root,
    isChecked: project.isSelected,
    asOf,
    settings: project.rules,
    sdkVersionOf: sdkVersionOf(facts.sdkDependencies),
  });
  onProgress?.(`Linted ${counted(linted.count, 'file')} with a sign of Klaviyo.`);
  const found = await findKeys(project, search, {
    analyzed: linted.analyzed,
    history,
    onHistory: count => onProgress?.(`Found ${counted(count, 'key')} in the history.`),
  });
  const checked = runChecks(runs, facts, project.rules);
  const isChecked = ({ path }: { path?: string }): boolean => path === undefined || project.isSelected(path);
  const problems = checked.problems
    .filter(isChecked)
    .map(problem => ({ ...problem, lineText: lineTextAt(project, problem) }));
  const standing = oneForEachEnvKey(
    [...linted.findings, ...found.findings, ...problems].sort(byPlace),
    allowedKeys(project.rules),
  );
  const identified = identify(standing).filter(finding => !isAllowed(finding, project.rules));
  const findings = askKey ? await withKeyStates(identified, found.keys, askKey) : identified;
  const unseen = [
    ...project.skipped,
    ...linted.skipped,
    ...newOnly(found.skipped, linted.skipped),
    ...[...skipped, ...checked.skipped].filter(isChecked),
  ].sort(byPath);
  const { notices } = project;
  return report({ asOf, findings, skipped: unseen, ...(notices.length > 0 && { notices }) }, failOn, {
    filesFound: project.files.length,
    filesLinted: linted.count,
  });
}

/** A folder that holds nothing is more likely a mistake than a repository that is fine. */
function requireFiles({ emptyFolders: [empty] }: Project, root: string): void {
  if (empty !== undefined)
    throw new UsageError(
      `'${empty || root}' holds no file to check. Check out the repository first, or name another folder.`,
    );
}

/** A file that could not be read is reported once. */
function newOnly(skipped: readonly Skipped[], known: readonly Skipped[]): Skipped[] {
  const paths = new Set(known.map(({ path }) => path));
  return skipped.filter(({ path }) => path === undefined || !paths.has(path));
}

/** One place of a key is allowed by the fingerprint of its finding; the key itself was looked for among the allowed before. */
function isAllowed({ ruleId, fingerprint }: Finding, settings: RuleSettings): boolean {
  return ruleId === HARDCODED_KEY_RULE && allowedKeys(settings).some(allowed => allowed.fingerprint === fingerprint);
}

type Problem = Omit<UnidentifiedFinding, 'lineText'>;

/** A check that throws is reported as skipped, and the others count. */
function runChecks(
  runs: readonly CheckRun[],
  facts: RepositoryFacts,
  settings: RuleSettings,
): { problems: Problem[]; skipped: Skipped[] } {
  const problems: Problem[] = [];
  const skipped: Skipped[] = [];
  for (const run of runs) {
    const id = `check/${run.check.id}`;
    try {
      problems.push(...problemsOf(run, facts, settings[id] === 'warn'));
      skipped.push(...[...(run.check.notes?.(facts, run.context) ?? [])].map(note => ({ id, ...note })));
    } catch (error) {
      skipped.push({ id, reason: failureReason(error) });
    }
  }
  return { problems, skipped };
}

function problemsOf(
  { check: { id, severity, run }, context }: CheckRun,
  facts: RepositoryFacts,
  onlyWarns: boolean,
): Problem[] {
  return [...run(facts, context)].map(({ message, at, ...rest }) => ({
    ruleId: `check/${id}`,
    severity,
    message: maskKeys(message),
    ...at,
    helpUrl: helpUrl('checks', id),
    ...rest,
    ...(onlyWarns && { severity: 'warning' as const }),
  }));
}

function report(
  seen: Omit<Report, 'schemaVersion' | 'summary'>,
  failOn: FailOn,
  files: Pick<Report['summary'], 'filesFound' | 'filesLinted'>,
): Report {
  const { findings, skipped } = seen;
  const count = (wanted: Finding['severity']): number => findings.filter(({ severity }) => severity === wanted).length;
  const verdict = checkVerdict(findings, skipped, failOn);
  return {
    schemaVersion: 1,
    ...seen,
    summary: { verdict, errors: count('error'), warnings: count('warning'), ...files },
  };
}

function byPlace(left: UnidentifiedFinding, right: UnidentifiedFinding): number {
  return compare(
    [left.path, left.line, left.column, left.ruleId, left.message],
    [right.path, right.line, right.column, right.ruleId, right.message],
  );
}

function byPath(left: Skipped, right: Skipped): number {
  return compare([left.path ?? '', left.id, left.reason], [right.path ?? '', right.id, right.reason]);
}

/** Compares by the first part that differs; texts by their code units, so that no locale changes the order. */
function compare(left: readonly (string | number)[], right: readonly (string | number)[]): number {
  const at = left.findIndex((part, index) => part !== right[index]);
  const [first, second] = [left[at] ?? 0, right[at] ?? 0];
  return first < second ? -1 : Number(first > second);
}
