import { helpUrl } from '../../eslint-plugin/help-url.ts';
import { UsageError } from '../model/errors.ts';
import { CHECKLIST_CHECKS, checkRuns, type CheckRun } from './check-runs.ts';
import {
  identify,
  isSuppressed,
  type Finding,
  type UnidentifiedFinding,
  type UnidentifiedSuppressed,
} from '../model/finding.ts';
import { maskKeys } from '../vendors/klaviyo/keys.ts';
import { oneForEachEnvKey } from './env-keys.ts';
import { type AskKeys, withKeyStates } from './key-states.ts';
import { keepLedger, openEntries } from './ledger.ts';
import { HARDCODED_KEY_RULE } from '../messages/written-key.ts';
import { listUnseen } from './unseen.ts';
import { markNew, suppressionFact } from './new-suppressions.ts';
import { byPlace } from './order.ts';
import type { Change } from '../project/git/change.ts';
import { collectFacts } from '../project/manifests/collect-facts.ts';
import type { ConfigurationSource } from '../project/discovery/configuration.ts';
import type { EvidenceFacts } from '../model/evidence-facts.ts';
import type { RepositoryFacts } from '../model/facts.ts';
import { failureReason } from '../project/discovery/failure.ts';
import { findKeys } from '../project/keys/find-keys.ts';
import { createKeySearch } from '../project/keys/key-search.ts';
import { allowedKeys } from '../project/keys/key-settings.ts';
import { lintFiles } from '../project/lint/lint-files.ts';
import { sdkVersionOf } from '../project/manifests/sdk-version-of.ts';
import { lineTextAt, openProject, type Project } from '../project/discovery/project.ts';
import { DEFAULT_TIME_BUDGET_MS, isOver, TIME_REASON, timedReader } from '../project/discovery/time-budget.ts';
import type { FileReader } from '../project/discovery/read-file.ts';
import type { RuleSettings } from '../project/discovery/rule-settings.ts';
import type { Base, Report, Skipped } from '../model/report.ts';
import { counted } from '../reporters/counted.ts';
import { checkVerdict, type FailOn, type Suppressions } from '../model/verdict.ts';

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
  /** Which new comments that silence a finding pass. */
  suppressions?: Suppressions;
  /** Whether all that was ever committed is searched for keys too. */
  history?: boolean;
  /** Verifies at the vendor whether keys are valid; without it, no key is sent. */
  askKeys?: AskKeys | undefined;
  /** After so many milliseconds nothing further is begun, and what was not done is reported; 5 minutes by default. */
  timeBudgetMs?: number;
  /** Called with a sentence as each stage ends. */
  onProgress?: (message: string) => unknown;
}

const DEFAULTS = {
  paths: [],
  configuration: 'nowhere',
  suppressions: 'allow',
  history: false,
  timeBudgetMs: DEFAULT_TIME_BUDGET_MS,
  onProgress: () => undefined,
} as const satisfies Partial<AuditOptions>;

/**
 * Checks a repository. Nothing of it is run, and what could not be analyzed is reported.
 *
 * @throws UsageError for a folder or path that does not exist, a folder without a file, a path outside of the folder, or a wrong configuration
 */
export async function audit(options: AuditOptions): Promise<Report> {
  return (await auditProject(options)).report;
}

/** What an audit saw, for the checklist. */
export interface Audited {
  report: Report;
  /** The same with what the configuration switches off. */
  found: Pick<Report, 'findings' | 'suppressed' | 'skipped'>;
  /** With evidence where the project has to do with the vendor. */
  facts: RepositoryFacts;
  project: Project;
  /** It calls the vendor, names it in code, or declares its SDK; for the checklist also in languages that are not analyzed. */
  concernsVendor: boolean;
}

/**
 * Collects evidence where the project has to do with the vendor; undefined where it has not.
 *
 * @param isNamed it is known to; otherwise only code that is not analyzed may
 */
type CollectEvidence = (
  read: FileReader,
  files: readonly string[],
  isNamed: boolean,
) => Promise<EvidenceFacts | undefined>;

/**
 * Checks a repository as `audit` does.
 *
 * @param collectEvidence for the checklist: rules and checks then run whatever the configuration switches off, which the report leaves out
 */
export async function auditProject(options: AuditOptions, collectEvidence?: CollectEvidence): Promise<Audited> {
  const settings = { ...DEFAULTS, ...options };
  const { root, asOf, failOn, history, askKeys, timeBudgetMs, onProgress } = settings;
  const deadline = performance.now() + timeBudgetMs;
  const project = await openProject(root, settings);
  if (!history) requireFiles(project, root);
  const isForChecklist = collectEvidence !== undefined;
  const runs = checkRuns(project.rules, { ...settings, isForChecklist });
  const rules = isForChecklist ? withoutOff(project.rules) : project.rules;
  onProgress(
    `Found ${counted(project.files.length, 'file')}${project.ignored.length > 0 ? `, and left out ${project.ignored.length} that the configuration ignores` : ''}.`,
  );
  const search = createKeySearch(project.root, timedReader(project.read, deadline));
  const { facts, skipped } = await collectFacts(timedReader(project.read, deadline), project.all, project);
  const lintOptions = {
    root: project.root,
    isChecked: project.isSelected,
    unlisted: project.leftOut.map(({ path }) => path),
    asOf,
    settings: rules,
    deadline,
    sdkVersionOf: sdkVersionOf(facts.sdkDependencies),
  };
  const linted = await lintFiles(search.read, project.all, lintOptions);
  onProgress(`Linted ${counted(linted.count, 'file')} with a sign of Klaviyo.`);
  const keys = await findKeys(project, search, {
    analyzed: linted.analyzed,
    history,
    deadline,
    onHistory: count => onProgress(`Found ${counted(count, 'key')} in the history.`),
  });
  // Identified together, so that one that is silenced shares no fingerprint with one that is not.
  const identified = identify<UnidentifiedFinding | UnidentifiedSuppressed>(
    [...linted.findings, ...keys.findings, ...(linted.suppressed ?? []), ...keys.suppressed].sort(byPlace),
  ).filter(finding => !isAllowed(finding, project.rules));
  const suppressed = await markNew(identified.filter(isSuppressed), project, lintOptions);
  const { concernsVendor, ...collected } = await evidenceOf(
    project.files,
    timedReader(project.read, deadline),
    linted.count > 0 || facts.sdkDependencies.length > 0,
    collectEvidence,
  );
  const allFacts = { ...facts, suppressions: suppressed.map(suppressionFact), ...collected };
  const checked = runChecks(runs, allFacts, project.rules);
  const isChecked = ({ path }: { path?: string }): boolean => path === undefined || project.isSelected(path);
  const problems = checked.problems
    .filter(isChecked)
    .map(problem => ({ ...problem, lineText: lineTextAt(project, problem) }));
  const standing = oneForEachEnvKey(
    [...identified.filter(finding => !isSuppressed(finding)), ...identify(problems.sort(byPlace))].sort(byPlace),
    allowedKeys(project.rules),
  );
  const findings = askKeys ? await withKeyStates(standing, keys.keys, { ask: askKeys, deadline }) : standing;
  const seenFiles = { looks: search.looks, reached: linted.reached ?? new Set() };
  const unseen = [
    ...project.skipped,
    ...openEntries(project, seenFiles),
    ...linted.skipped,
    ...keys.skipped,
    ...[...skipped, ...checked.skipped].filter(isChecked),
  ];
  if (isOver(deadline)) onProgress(`Stopped after ${timeBudgetMs / 1000} seconds, because ${TIME_REASON}.`);
  const { notices, change } = project;
  const found = { findings, suppressed, skipped: listUnseen(unseen, change) };
  const seen = {
    asOf,
    ...asConfigured(found, project.rules),
    ...(notices.length > 0 && { notices }),
    ledger: keepLedger(project, { ...seenFiles, skipped: unseen }),
    ...(change && { base: baseOf(change) }),
  };
  const counts = { filesFound: project.files.length, filesLinted: linted.count };
  return { report: report(seen, failOn, counts), found, facts: allFacts, project, concernsVendor };
}

/** Without a collector nothing is looked at but whether the vendor is named. */
async function evidenceOf(
  files: readonly string[],
  read: FileReader,
  isNamed: boolean,
  collect: CollectEvidence | undefined,
): Promise<{ concernsVendor: boolean; evidence?: EvidenceFacts }> {
  const evidence = await collect?.(read, files, isNamed);
  return evidence ? { concernsVendor: true, evidence } : { concernsVendor: isNamed };
}

/** Rules and checks as a configuration sets them, but all of them. */
function withoutOff(rules: RuleSettings): RuleSettings {
  return Object.fromEntries(Object.entries(rules).filter(([, setting]) => setting !== 'off'));
}

/** Leaves out what only the checklist asked for. */
function asConfigured(found: Audited['found'], rules: RuleSettings): Audited['found'] {
  const isKept = (id: string): boolean => rules[id] !== 'off' && !CHECKLIST_CHECKS.has(id);
  return {
    findings: found.findings.filter(({ ruleId }) => isKept(ruleId)),
    suppressed: found.suppressed.filter(({ ruleId }) => isKept(ruleId)),
    skipped: found.skipped.filter(({ id }) => isKept(id)),
  };
}

function baseOf({ base, files }: Change): Base {
  return { commit: base, ...(files !== undefined && { changedFiles: files }) };
}

/** A folder that holds nothing is more likely a mistake than a repository that is fine. */
function requireFiles({ emptyFolders: [empty] }: Project, root: string): void {
  if (empty !== undefined)
    throw new UsageError(
      `'${empty || root}' holds no file to check. Check out the repository first, or name another folder.`,
    );
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
      // Whatever it failed on may be new.
      skipped.push({ id, reason: failureReason(error), isChanged: true });
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
  const { findings, suppressed, skipped } = seen;
  const count = (wanted: Finding['severity']): number => findings.filter(({ severity }) => severity === wanted).length;
  const verdict = checkVerdict(findings, skipped, failOn);
  const silenced = {
    suppressed: suppressed.length,
    ...(seen.base && { newlySuppressed: suppressed.filter(({ suppression }) => suppression.isNew).length }),
  };
  return {
    schemaVersion: 1,
    ...seen,
    summary: { verdict, errors: count('error'), warnings: count('warning'), ...silenced, ...files },
  };
}
