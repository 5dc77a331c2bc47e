import { UsageError } from '../model/errors.ts';
import { openBase } from './base-findings.ts';
import { CHECKLIST_CHECKS, type CheckRunOptions } from './check-runs.ts';
import {
  identify,
  isSuppressed,
  type Finding,
  type SuppressedFinding,
  type UnidentifiedFinding,
  type UnidentifiedSuppressed,
} from '../model/finding.ts';
import { oneForEachEnvKey } from './env-keys.ts';
import { type AskKeys, withKeyStates } from './key-states.ts';
import { keepLedger, openEntries } from './ledger.ts';
import { HARDCODED_KEY_RULES } from '../messages/about-keys.ts';
import { withSnippets } from './snippets.ts';
import { listUnseen } from './unseen.ts';
import { type CountingBaseline, readBaseline } from './read-baseline.ts';
import { runChecks } from './run-checks.ts';
import type { Judged, StateOptions } from './states.ts';
import { markNew, suppressionFact } from './new-suppressions.ts';
import { byLocation, byPlace } from './order.ts';
import { type UnresolvedPlaces, unresolvedNotices } from './unresolved-notices.ts';
import type { Change } from '../project/git/change.ts';
import { collectFacts } from '../project/manifests/collect-facts.ts';
import type { ConfigurationSource } from '../project/discovery/configuration.ts';
import type { EvidenceFacts } from '../model/evidence-facts.ts';
import type { RepositoryFacts } from '../model/facts.ts';
import { dependenciesOf } from '../model/sdk-in-use.ts';
import { SDKS } from '../vendors/sdks.ts';
import { findKeys, type FoundKeys } from '../project/keys/find-keys.ts';
import { createKeySearch, type KeySearch } from '../project/keys/key-search.ts';
import { allowedKeys } from '../project/keys/key-settings.ts';
import { type LintedFiles, lintFiles } from '../project/lint/lint-files.ts';
import type { LintOptions } from '../project/lint/lint.ts';
import { sdkVersionOf } from '../project/manifests/sdk-version-of.ts';
import { lineTextAt, openProject, type Project } from '../project/discovery/project.ts';
import { DEFAULT_TIME_BUDGET_MS, isOver, TIME_REASON, timedReader } from '../project/discovery/time-budget.ts';
import type { FileReader } from '../project/discovery/read-file.ts';
import { type FolderSettings, isOff, mapSettings, type RuleSettings } from '../project/discovery/rule-settings.ts';
import type { UnsavedText } from '../project/discovery/unsaved-text.ts';
import { BASELINE_FILE, type BaselineEntry } from '../model/baseline.ts';
import type { Base, Notice, Report, Scope, Skipped } from '../model/report.ts';
import { counted } from '../reporters/counted.ts';
import { checkVerdict, type FailOn, type Suppressions } from '../model/verdict.ts';

export interface AuditOptions {
  /** The folder to check. */
  root: string;
  /** Files and folders to keep of it, absolute or relative to it; everything if there are none. */
  paths?: readonly string[];
  /** A text that stands for a file, which is then all that is checked. */
  unsaved?: UnsavedText | undefined;
  /** Today, `YYYY-MM-DD`. */
  asOf: string;
  /** The lowest level that fails; that of the configuration, or `error`, if it is not given. */
  failOn?: FailOn | undefined;
  /** Where the `klaviyo-lint.json` that counts is read; none counts by default. */
  configuration?: ConfigurationSource;
  /** The full name of a commit that findings are compared with, where the configuration is not that of one. */
  since?: string | undefined;
  /** The `PATH` on which git is looked for; without it, in the system's own folders. */
  searchPath?: string | undefined;
  /** Which new comments that silence a finding pass. */
  suppressions?: Suppressions;
  /** Whether findings that existed at the base are distinguished from new ones; `all` by default. */
  scope?: Scope;
  /** Whether items of the checklist are required, so that the states of everything that they are about are determined. */
  isChecklistRequired?: boolean;
  /** Whether the baseline counts; it does by default. */
  baseline?: boolean;
  /** Whether all that was ever committed is searched for keys too. */
  history?: boolean;
  /** Verifies at the vendor whether keys are valid; without it, no key is sent. */
  askKeys?: AskKeys | undefined;
  /** After so many milliseconds nothing further is begun, and what was not done is reported; 5 minutes by default. */
  timeBudgetMs?: number;
  /** Whether findings get the code around them, for outputs that show it. */
  snippets?: boolean;
  /** Reads the files of the folder, where they are not to be read as they are. */
  read?: FileReader;
  /** Called with a sentence as each stage ends. */
  onProgress?: (message: string) => unknown;
}

const DEFAULTS = {
  paths: [],
  configuration: 'nowhere',
  suppressions: 'allow',
  scope: 'all',
  baseline: true,
  isChecklistRequired: false,
  history: false,
  timeBudgetMs: DEFAULT_TIME_BUDGET_MS,
  snippets: false,
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
  /** It calls the vendor, names it in code, or declares its SDK. */
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
  const deadline = performance.now() + settings.timeBudgetMs;
  const project = await openProject(settings.root, settings);
  if (!settings.history) requireFiles(project, settings.root);
  const baseline = await readBaseline(project, settings.baseline ? settings.configuration : 'nowhere');
  const isForChecklist = collectEvidence !== undefined;
  const checkOptions = { ...settings, isForChecklist };
  const rules = isForChecklist ? mapSettings(project.rules, withoutOff) : project.rules;
  const code = await lintCode(project, { ...settings, rules, deadline });
  const { facts, linted, keys, search } = code;
  const base = openBase(project, { ...code, checkOptions, deadline });
  const suppressed = await markNew(code.identified.filter(isSuppressed), project.change, base);
  const { concernsVendor, ...collected } = await evidenceOf(
    project.files,
    timedReader(project.read, deadline),
    linted.count > 0 || dependenciesOf(SDKS.klaviyo.package, facts.sdkDependencies).length > 0,
    collectEvidence,
  );
  const allFacts = { ...facts, suppressions: suppressed.map(suppressionFact), ...collected };
  const checked = checkFacts(project, allFacts, checkOptions);
  const standing = oneForEachEnvKey(
    [...code.identified.filter(finding => !isSuppressed(finding)), ...checked.findings].sort(byPlace),
    path => allowedKeys(project.rules.of(path)),
  );
  const judged = await judge(standing, {
    baseline: baseline.entries,
    base: settings.scope === 'changed' ? base : undefined,
    isCounted: finding => isKept(finding, project.rules),
    isOfInterest: interestOf(isForChecklist, settings, project),
  });
  const stated = await withStatesOfKeys(judged.findings, keys.keys, settings.askKeys, deadline);
  const findings = withSnippets(stated, { isWanted: settings.snippets, read: project.read, suppressed });
  const seenFiles = { looks: search.looks, packed: search.packed, reached: linted.reached ?? new Set() };
  const unseen = [
    ...project.skipped,
    ...openEntries(project, seenFiles),
    ...linted.skipped,
    ...keys.skipped,
    ...code.skipped,
    ...checked.skipped,
  ];
  const places = await unresolvedIn(project, { linted, search, findings: code.identified });
  const unresolved = [...places.addresses, ...places.reads, ...places.errors].sort(byLocation);
  tellIfOver(deadline, settings);
  const found = { findings, suppressed, skipped: listUnseen(unseen, project.change) };
  const stale = settings.paths.length > 0 || settings.unsaved ? [] : judged.stale;
  const notices = [
    ...project.notices,
    ...unresolvedNotices(places, project.change),
    ...(await baselineNotices(baseline, stale, unseen, project.run.baseline || BASELINE_FILE)),
  ];
  const seen = {
    asOf: settings.asOf,
    ...asConfigured(found, project.rules),
    ...(notices.length > 0 && { notices }),
    ledger: keepLedger(project, { ...seenFiles, skipped: unseen, unresolved }),
    ...(project.change && { base: baseOf(project.change, settings.scope, judged) }),
  };
  const counts = { filesFound: project.files.length, filesLinted: linted.count };
  return {
    report: report(seen, lowestLevel(settings.failOn, project), {
      ...counts,
      hasBaseline: baseline.entries !== undefined,
    }),
    found,
    facts: allFacts,
    project,
    concernsVendor,
  };
}

/** The lines with an address, or a read of a key, whose use was not found, or with an error that may have the key. */
async function unresolvedIn(
  project: Project,
  seen: { linted: LintedFiles; search: KeySearch; findings: readonly (Finding | SuppressedFinding)[] },
): Promise<UnresolvedPlaces> {
  const { linted, search } = seen;
  if (linted.count + search.naming.size + search.reading.size === 0) return { addresses: [], reads: [], errors: [] };
  const lines = await import('./unresolved-lines.ts');
  return {
    addresses: lines.unresolvedAddresses(project, seen),
    reads: [
      ...lines.unresolvedReads(project, seen),
      ...(await lines.unresolvedEnvironments(project, seen)),
      ...(await lines.unresolvedNamespaces(project, seen)),
      ...(await lines.unresolvedSettings(project, seen)),
    ],
    errors: await lines.unresolvedErrors(project, seen),
  };
}

/** What only the checklist sees fails a change where items are required; what a check of its own misses there is of no change. */
function interestOf(
  isForChecklist: boolean,
  { isChecklistRequired }: AuditOptions,
  { run }: Project,
): (finding: Finding) => boolean {
  const isRequired = isForChecklist && (isChecklistRequired || run.requiredItems !== undefined);
  return ({ ruleId }) => isRequired && !CHECKLIST_CHECKS.has(ruleId);
}

/** Where there is neither a base nor a baseline, everything is new. */
async function judge(findings: Finding[], options: StateOptions): Promise<Judged> {
  if (options.baseline === undefined && (options.base === undefined || findings.length === 0))
    return { findings, stale: [] };
  const { judgeStates } = await import('./standing-parts.ts');
  return judgeStates(findings, options);
}

async function baselineNotices(
  { entries, notice }: CountingBaseline,
  stale: readonly BaselineEntry[],
  unseen: readonly Skipped[],
  path: string,
): Promise<Notice[]> {
  if (entries === undefined) return notice ? [notice] : [];
  const { noticesAbout } = await import('./standing-parts.ts');
  return noticesAbout(notice, stale, unseen, path);
}

function tellIfOver(
  deadline: number,
  { timeBudgetMs, onProgress }: Pick<Required<AuditOptions>, 'timeBudgetMs' | 'onProgress'>,
): void {
  if (isOver(deadline)) onProgress(`Stopped after ${timeBudgetMs / 1000} seconds, because ${TIME_REASON}.`);
}

interface CodeOptions extends Pick<Required<AuditOptions>, 'asOf' | 'history' | 'onProgress'> {
  rules: FolderSettings;
  deadline: number;
}

/** What the rules found, and what they were run with. */
interface LintedCode {
  facts: RepositoryFacts;
  lintOptions: LintOptions;
  linted: LintedFiles;
  keys: FoundKeys;
  search: KeySearch;
  identified: (Finding | SuppressedFinding)[];
  skipped: Skipped[];
}

async function lintCode(
  project: Project,
  { asOf, rules, history, deadline, onProgress }: CodeOptions,
): Promise<LintedCode> {
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
  const linted = await lintFiles(search.read, project.all, {
    ...lintOptions,
    onFile: (done, count) => onProgress(`Linted ${done} of ${counted(count, 'file')} with a sign of Klaviyo.`),
  });
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
  return {
    facts,
    lintOptions,
    linted,
    keys,
    search,
    identified,
    skipped: skipped.filter(entry => isChecked(entry, project)),
  };
}

function checkFacts(
  project: Project,
  facts: RepositoryFacts,
  options: CheckRunOptions,
): { findings: Finding[]; skipped: Skipped[] } {
  const checked = runChecks(facts, project.rules, options);
  const problems = checked.problems
    .filter(problem => isChecked(problem, project))
    .map(problem => ({ ...problem, lineText: lineTextAt(project, problem) }));
  return {
    findings: identify(problems.sort(byPlace)),
    skipped: checked.skipped.filter(entry => isChecked(entry, project)),
  };
}

function isChecked({ path }: { path?: string }, project: Project): boolean {
  return path === undefined || project.isSelected(path);
}

async function withStatesOfKeys(
  findings: Finding[],
  keys: readonly string[],
  ask: AskKeys | undefined,
  deadline: number,
): Promise<Finding[]> {
  return ask ? withKeyStates(findings, keys, { ask, deadline }) : findings;
}

/** What is asked for wins over the configuration. */
export function lowestLevel(failOn: FailOn | undefined, { run }: Project): FailOn {
  return failOn ?? run.failOn ?? 'error';
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
  return Object.fromEntries(
    Object.entries(rules).map(([id, { level, ...rest }]) => [
      id,
      level === 'off' || !level ? rest : { level, ...rest },
    ]),
  );
}

/** Leaves out what only the checklist asked for. */
function asConfigured(found: Audited['found'], rules: FolderSettings): Audited['found'] {
  return {
    findings: found.findings.filter(finding => isKept(finding, rules)),
    suppressed: found.suppressed.filter(finding => isKept(finding, rules)),
    skipped: found.skipped.filter(({ id, path }) => isKept({ ruleId: id, path }, rules)),
  };
}

function isKept({ ruleId, path = '' }: { ruleId: string; path?: string | undefined }, rules: FolderSettings): boolean {
  return !isOff(rules.of(path), ruleId) && !CHECKLIST_CHECKS.has(ruleId);
}

function baseOf({ base, files }: Change, scope: Scope, { notCompared }: Judged): Base {
  return {
    commit: base,
    ...(files !== undefined && { changedFiles: files }),
    scope,
    ...(notCompared !== undefined && { notCompared }),
  };
}

/** A folder that holds nothing is more likely a mistake than a repository that is fine. */
function requireFiles({ emptyFolders: [empty] }: Project, root: string): void {
  if (empty !== undefined)
    throw new UsageError(
      `'${empty || root}' holds no file to check. Check out the repository first, or name another folder.`,
    );
}

/** One place of a key is allowed by the fingerprint of its finding; the key itself was looked for among the allowed before. */
function isAllowed({ ruleId, path, fingerprint }: Finding, settings: FolderSettings): boolean {
  return (
    HARDCODED_KEY_RULES.has(ruleId) &&
    allowedKeys(settings.of(path), ruleId).some(allowed => allowed.fingerprint === fingerprint)
  );
}

function report(
  seen: Omit<Report, 'schemaVersion' | 'summary'>,
  failOn: FailOn,
  { hasBaseline, ...files }: Pick<Report['summary'], 'filesFound' | 'filesLinted'> & { hasBaseline: boolean },
): Report {
  const { findings, suppressed, skipped } = seen;
  const count = (wanted: Finding['severity']): number =>
    findings.filter(({ severity, state }) => severity === wanted && state === 'new').length;
  const verdict = checkVerdict(findings, skipped, failOn);
  const inState = (wanted: Finding['state']): number => findings.filter(({ state }) => state === wanted).length;
  const standing = {
    ...(seen.base?.scope === 'changed' && seen.base.notCompared === undefined && { old: inState('old') }),
    ...(hasBaseline && { baselined: inState('baselined') }),
  };
  const silenced = {
    suppressed: suppressed.length,
    ...(seen.base && { newlySuppressed: suppressed.filter(({ suppression }) => suppression.isNew).length }),
  };
  return {
    schemaVersion: 1,
    ...seen,
    summary: { verdict, errors: count('error'), warnings: count('warning'), ...standing, ...silenced, ...files },
  };
}
