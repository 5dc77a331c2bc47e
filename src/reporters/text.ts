import type { Finding, SuppressedFinding } from '../model/finding.ts';
import type { Ledger } from '../model/ledger.ts';
import type { Notice, Report, Skipped, Summary } from '../model/report.ts';
import type { Verdict } from '../model/verdict.ts';
import { baseSentences } from './base-text.ts';
import { byPath } from './by-path.ts';
import { ofState, STANDING, standingCount } from './by-state.ts';
import { counted } from './counted.ts';
import { groupText, ledgerSentences } from './ledger-text.ts';
import { suppressedCount, suppressionText } from './suppressed-text.ts';
import { createFindingLines, fixCounts, rulePages, type FindingView } from './text/finding-lines.ts';
import { type Line, printedLines, type Style } from './text/styled-line.ts';

export interface TextOptions extends Partial<FindingView> {
  /** Whether the reader is a terminal that shows colors. */
  colors?: boolean;
  /** Only the findings, what was not analyzed, and the counts. */
  isBrief?: boolean;
}

/**
 * Renders a report for people: new findings by file, keys first, old and baselined ones, what comments suppress, what was not analyzed and what to review, then
 * the counts.
 *
 * The colon behind the severity keeps a runner's problem matcher for ESLint's `stylish` format from reading these lines again.
 */
export function renderText(
  { findings, suppressed, skipped, notices = [], ledger, base, summary }: Report,
  { colors = false, isBrief = false, ...view }: TextOptions = {},
): string {
  const reported = ofState(findings, 'new');
  const lines: Line[] = [...findingLines(reported, view), ...rulePages(reported)];
  if (!isBrief) {
    lines.push(...STANDING.flatMap(({ state, heading }) => standingLines(heading, ofState(findings, state))));
    lines.push(...suppressedLines(suppressed));
  }
  lines.push(...skippedLines(skipped));
  if (!isBrief) lines.push(...noticeLines(notices), ...leftOutLines(ledger));
  lines.push(...baseSentences(base), ...summaryLines(reported, summary), ...fixCounts(reported));
  if (!isBrief) lines.push(...ledgerSentences(ledger));
  lines.push(['Verdict: ', [VERDICT_STYLES[summary.verdict], summary.verdict]]);
  return printedLines(lines, { colors });
}

const VERDICT_STYLES = { verified: 'good', 'not verified': 'warning', violated: 'error' } as const satisfies Record<
  Verdict,
  Style
>;

function findingLines(findings: readonly Finding[], view: Partial<FindingView>): Line[] {
  const linesOf = createFindingLines(view);
  return [...byPath(findings)].flatMap(([path, inFile]): Line[] => [[['path', path]], ...linesOf(inFile), '']);
}

/** As many of a state are listed; the JSON has them all. */
const MOST_STANDING = 50;

function standingLines(heading: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const left = findings.length - MOST_STANDING;
  return [
    `${heading}:`,
    ...findings
      .slice(0, MOST_STANDING)
      .map(
        ({ path, line, column, severity, message, ruleId }) =>
          `  ${path}:${line}:${column}: ${severity}: ${message}  ${ruleId}`,
      ),
    ...(left > 0 ? [`  ${left} more, which '--format json' lists.`] : []),
    '',
  ];
}

function suppressedLines(suppressed: readonly SuppressedFinding[]): string[] {
  if (suppressed.length === 0) return [];
  return [
    'Suppressed by comments:',
    ...suppressed.map(
      ({ path, line, column, ruleId, suppression }) =>
        `  ${path}:${line}:${column}: ${suppressionText(suppression)}  ${ruleId}`,
    ),
    '',
  ];
}

const MOST_PLACES = 5;

function leftOutLines({ leftOut }: Ledger): string[] {
  return leftOut.length === 0
    ? []
    : ['Left out:', ...leftOut.map(group => `  ${group.count} ${groupText(group, MOST_PLACES)}`), ''];
}

function skippedLines(skipped: readonly Skipped[]): string[] {
  if (skipped.length === 0) return [];
  return [
    'Not looked at:',
    ...skipped.map(
      ({ id, path, reason, isChanged }) =>
        `  ${path ?? id}${isChanged ? ' (changed)' : ''}: ${reason}${path === undefined ? '' : `  ${id}`}`,
    ),
    '',
  ];
}

function noticeLines(notices: readonly Notice[]): string[] {
  return notices.length === 0 ? [] : ['To review:', ...notices.map(({ path, message }) => `  ${path}: ${message}`), ''];
}

function summaryLines(findings: readonly Finding[], summary: Summary): string[] {
  const { errors, warnings, filesFound, filesLinted } = summary;
  const files = byPath(findings).size;
  const where = files === 0 ? '' : ` in ${counted(files, 'file')}`;
  return [
    `${counted(errors, 'error')} and ${counted(warnings, 'warning')}${where}${standingCount(summary)}${suppressedCount(summary)}. Linted ${filesLinted} of ${counted(filesFound, 'file')}.`,
  ];
}
