import { unmetItems } from '../src/checklist/required-items.ts';
import type { Checklist, ChecklistItem } from '../src/model/checklist.ts';
import type { PreflightReport, ProbeResult, Report, Skipped } from '../src/model/report.ts';
import { baseSentences } from '../src/reporters/base-text.ts';
import { counted } from '../src/reporters/counted.ts';
import { combineVerdicts, type FailOn, failsUnverified, isViolation, type Verdict } from '../src/model/verdict.ts';
import type { ActionInputs } from './inputs.ts';
import type { PreflightGate } from './preflight-gate.ts';

/** All that a run of the Action found out. */
export interface Outcome {
  /** Paths are relative to the workspace. */
  report: Report;
  /** The same with paths relative to the checked folder, as every other output of the tool has them. */
  ownReport: Report;
  /** All safe fixes, relative to the workspace; empty where nothing can be fixed. */
  patch: string;
  gate: PreflightGate;
  /** The lowest level of findings that fails the job. */
  failOn: FailOn;
  /** The items of the checklist that fail the job while they are violated or open. */
  requiredItems: readonly string[];
  /** Why new findings are not distinguished from old ones although that was requested; a sentence. */
  notCompared?: string | undefined;
  /** Only where the code has to do with Klaviyo, or items are required; its paths are relative to the workspace. */
  checklist?: Checklist;
  /** Only when the live preflight ran. */
  preflight?: PreflightReport;
}

/** The combined verdict of code and live preflight. */
export function verdictOf({ report, gate, preflight }: Outcome): Verdict {
  const live = preflight?.verdict ?? (gate.kind === 'run' ? 'not verified' : gate.verdict);
  return combineVerdicts([report.summary.verdict, live]);
}

/** Why the job fails, one sentence each with what to do; none when it passes. */
export function failuresOf(outcome: Outcome, inputs: ActionInputs): string[] {
  const { report, gate, checklist, preflight } = outcome;
  const failures: string[] = [];
  if (report.findings.some(finding => isViolation(finding, outcome.failOn))) failures.push(findingsSentence(outcome));
  if (preflight?.verdict === 'violated')
    failures.push(`${probesSentence(preflight, 'failed')} failed; do what the job summary names as next.`);
  const unmet = checklist ? unmetItems(checklist, outcome.requiredItems) : [];
  if (unmet.length > 0) failures.push(checklistSentence(unmet));
  if (gate.kind === 'impossible') failures.push(`The live preflight could not run: ${gate.reason}`);
  return failures.length > 0 ? failures : unverifiedFailures(outcome, inputs);
}

/** Why the job fails although nothing wrong was found. */
function unverifiedFailures(outcome: Outcome, { preflight: mode, notVerified }: ActionInputs): string[] {
  const { report, preflight } = outcome;
  if (notVerified === 'pass' || verdictOf(outcome) !== 'not verified') return [];
  if (notVerified === 'fail')
    return [`Not everything could be checked, and 'not-verified' is 'fail': ${unverifiedParts(outcome)}.`];
  const isDemanded = mode === 'always' && preflight?.verdict === 'not verified';
  return [
    ...(failsUnverified(report.skipped, notVerified) ? [changedSentence(report)] : []),
    ...(isDemanded
      ? [
          `'preflight' is 'always', and not everything could be verified: ${unverifiedParts(outcome)}. Set 'not-verified' to 'pass' where that may go live.`,
        ]
      : []),
  ];
}

/** What a job reports although it passes, one sentence each. */
export function warningsOf(outcome: Outcome): string[] {
  const { preflight } = outcome;
  const warned = preflight?.probes.some(({ status }) => status === 'warned')
    ? [`${probesSentence(preflight, 'warned')} warned; see the job summary.`]
    : [];
  const unverified =
    verdictOf(outcome) === 'not verified' ? [`Not everything could be checked: ${unverifiedParts(outcome)}.`] : [];
  return [...comparisonSentences(outcome), ...unverified, ...warned];
}

/** Why every finding counts as new; nothing where that is no question. */
function comparisonSentences({ report, notCompared }: Outcome): string[] {
  return notCompared === undefined ? baseSentences(report.base) : [notCompared];
}

function findingsSentence(outcome: Outcome): string {
  const { summary, findings } = outcome.report;
  const files = new Set(findings.filter(({ state }) => state === 'new').map(({ path }) => path)).size;
  const numbers = `${counted(summary.errors, 'error')} and ${counted(summary.warnings, 'warning')} in ${counted(files, 'file')}`;
  const advice = 'fix them where the annotations stand, or read them all in the job summary.';
  return [`klaviyo-lint found ${numbers}; ${advice}`, ...comparisonSentences(outcome)].join(' ');
}

function checklistSentence(unmet: readonly ChecklistItem[]): string {
  const named = unmet.map(({ id, state }) => `${id} ${state}`).join(', ');
  return `${counted(unmet.length, 'item')} of the checklist that 'require-checklist' names (${named}) ${unmet.length === 1 ? 'does' : 'do'} not hold; the job summary says what to do.`;
}

function changedSentence({ skipped, base }: Report): string {
  const changed = skipped.filter(({ isChanged }) => isChanged);
  const parts = `${counted(changed.length, 'part')} of the code (${firstReasons(changed)})`;
  return base?.changedFiles === undefined
    ? `${parts} could not be analyzed, and the base of the pull request is not there to tell whether that is new. Fetch it, with 'fetch-depth: 2' of actions/checkout.`
    : `${parts} could not be analyzed, and this change touches them. Make them readable, or set 'not-verified' to 'pass' where that may be merged.`;
}

function probesSentence({ probes }: PreflightReport, status: ProbeResult['status']): string {
  const named = probes
    .filter(probe => probe.status === status)
    .map(({ id, priority }) => (priority ? `${id} ${priority}` : id));
  return `${named.length} of ${counted(probes.length, 'live probe')} (${named.join(', ')})`;
}

function unverifiedParts({ report, gate, preflight }: Outcome): string {
  const parts: string[] = [];
  if (report.skipped.length > 0)
    parts.push(`${report.skipped.length} of the code's parts (${firstReasons(report.skipped)})`);
  if (gate.kind !== 'run' && gate.verdict === 'not verified')
    parts.push(`the live preflight was left out because ${gate.reason}`);
  if (preflight?.probes.some(({ status }) => status === 'skipped'))
    parts.push(`${probesSentence(preflight, 'skipped')} got no answer`);
  return parts.join('; ');
}

const REASONS_NAMED = 3;

function firstReasons(skipped: readonly Skipped[]): string {
  const named = skipped.slice(0, REASONS_NAMED).map(({ id, path, reason }) => `${path ?? id}: ${reason}`);
  return [...named, ...(skipped.length > REASONS_NAMED ? ['…'] : [])].join(', ');
}
