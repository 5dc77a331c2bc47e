import type { Finding, SuppressedFinding } from '../model/finding.ts';
import { LEFT_OUT_CAUSES, type LeftOutGroup } from '../model/ledger.ts';
import type { Report, Skipped, Summary } from '../model/report.ts';
import { baseSentences } from './base-text.ts';
import { byPath } from './by-path.ts';
import { ofState, STANDING, standingCount } from './by-state.ts';
import { counted } from './counted.ts';
import { keysFirst } from './keys-first.ts';
import { ledgerSentences } from './ledger-text.ts';
import { markdownLink, markdownTable } from './markdown-table.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import { percentEncoded } from './percent-encoded.ts';
import { printed } from './printed.ts';
import { suppressedCount, suppressionText } from './suppressed-text.ts';

export interface MarkdownOptions {
  /** Where the checked folder can be read, such as `https://github.com/octo/shop/blob/<commit>/`; places are no links without it. */
  sourceUrl?: string;
  /** The most bytes of UTF-8. GitHub refuses a step summary over 1 MiB. */
  maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 900_000;
const FRAME_BYTES = 2_000;

/**
 * Renders a report for a step summary or a comment: verdict, counts, new findings (keys first, then errors), old and baselined ones,
 * what comments suppress, and what was not analyzed.
 */
export function renderMarkdown(
  { findings, suppressed, skipped, notices = [], ledger, base, summary, asOf }: Report,
  options: MarkdownOptions = {},
): string {
  const budget = (options.maxBytes ?? DEFAULT_MAX_BYTES) - FRAME_BYTES;
  const skippedTable = markdownTable(
    { columns: ['Not looked at', 'Why'], rows: skipped.map(entry => () => skippedRow(entry)), noun: 'skip' },
    budget / 4,
  );
  const reported = ofState(findings, 'new');
  // Thousands of findings are rendered only as far as they fit.
  const rowsOf = (shown: readonly Finding[]): (() => string[])[] =>
    keysFirst(errorsFirst(shown)).map(finding => () => findingRow(finding, options.sourceUrl));
  const standingTables = STANDING.flatMap(({ state, column }) =>
    markdownTable(
      { columns: ['', column, 'Finding', 'Rule'], rows: rowsOf(ofState(findings, state)), noun: 'finding' },
      budget / 8,
    ),
  );
  const suppressedTable = markdownTable(
    {
      columns: ['Suppressed', 'Rule', 'Reason'],
      rows: suppressed.map(finding => () => suppressedRow(finding, options.sourceUrl)),
      noun: 'suppressed finding',
    },
    budget / 8,
  );
  const leftOutTable = markdownTable(
    {
      columns: ['Left out', 'Why', 'Where'],
      rows: ledger.leftOut.map(group => () => leftOutRow(group)),
      noun: 'reason',
    },
    budget / 8,
  );
  const tables = [...standingTables, ...suppressedTable, ...skippedTable, ...leftOutTable];
  const left = budget - Buffer.byteLength(tables.join('\n'));
  const findingTable = markdownTable(
    { columns: ['', 'Where', 'Finding', 'Rule'], rows: rowsOf(reported), noun: 'finding' },
    left,
  );
  return printed([
    `## Code: ${summary.verdict}`,
    '',
    countsOf(reported, summary, asOf),
    '',
    ...baseSentences(base).flatMap(sentence => [`> ${markdownText(sentence)}`, '']),
    ...notices.flatMap(({ message }) => [`> **To review:** ${markdownText(message)}`, '']),
    ...findingTable,
    ...tables,
    ...ledgerSentences(ledger).flatMap(sentence => [markdownText(sentence), '']),
  ]);
}

function countsOf(findings: readonly Finding[], summary: Summary, asOf: string): string {
  const { errors, warnings, filesFound, filesLinted } = summary;
  const files = byPath(findings).size;
  const where = files === 0 ? '' : ` in ${counted(files, 'file')}`;
  return `**${counted(errors, 'error')}** and **${counted(warnings, 'warning')}**${where}${standingCount(summary)}${suppressedCount(summary)}. Linted ${filesLinted} of ${counted(filesFound, 'file')} as of ${asOf}.`;
}

function errorsFirst(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'));
}

function findingRow(finding: Finding, sourceUrl: string | undefined): string[] {
  const { severity, message, ruleId, helpUrl, related = [] } = finding;
  const lines = [
    markdownText(message),
    ...related.map(other => `see ${markdownCode(`${other.path}:${other.line}`)}: ${markdownText(other.message)}`),
  ];
  return [severity, placeOf(finding, sourceUrl), lines.join('<br>'), markdownLink(markdownText(ruleId), helpUrl)];
}

function placeOf({ path, line, endLine }: Finding, sourceUrl: string | undefined): string {
  const text = markdownCode(`${path}:${line}`);
  if (sourceUrl === undefined) return text;
  // `plain=1` because GitHub renders some files, and a rendered file has no lines to point at.
  const lines = endLine > line ? `#L${line}-L${endLine}` : `#L${line}`;
  return markdownLink(text, `${sourceUrl}${percentEncoded(path)}?plain=1${lines}`);
}

function suppressedRow(finding: SuppressedFinding, sourceUrl: string | undefined): string[] {
  const { ruleId, helpUrl, suppression } = finding;
  return [
    placeOf(finding, sourceUrl),
    markdownLink(markdownText(ruleId), helpUrl),
    markdownText(suppressionText(suppression)),
  ];
}

const MOST_PLACES = 20;

function leftOutRow({ cause, count, places }: LeftOutGroup): string[] {
  const named = places.slice(0, MOST_PLACES).map(markdownCode);
  const others = count > named.length ? [`${count - named.length} more`] : [];
  return [String(count), LEFT_OUT_CAUSES[cause], [...named, ...others].join(', ')];
}

function skippedRow({ id, path, reason, isChanged }: Skipped): string[] {
  const what = path === undefined ? markdownText(id) : `${markdownCode(path)} (${markdownText(id)})`;
  return [isChanged ? `${what}, changed` : what, markdownText(reason)];
}
