import type { Finding } from '../model/finding.ts';
import type { Notice, Report, Skipped, Summary } from '../model/report.ts';
import { byPath } from './by-path.ts';
import { counted } from './counted.ts';
import { keysFirst } from './keys-first.ts';
import { printed } from './printed.ts';

/**
 * Renders a report for people: findings by file, keys first, then what was not analyzed and what to review, then one line of counts.
 *
 * The colon behind the severity keeps a runner's problem matcher for ESLint's `stylish` format from reading these lines again.
 */
export function renderText({ findings, skipped, notices = [], summary }: Report): string {
  return printed([
    ...findingLines(findings),
    ...skippedLines(skipped),
    ...noticeLines(notices),
    ...summaryLines(findings, summary),
  ]);
}

function findingLines(findings: readonly Finding[]): string[] {
  return [...byPath(keysFirst(findings))].flatMap(([path, inFile]) => [path, ...inFile.flatMap(linesOf), '']);
}

function linesOf({ line, column, severity, message, ruleId, related = [] }: Finding): string[] {
  return [
    `  ${line}:${column}  ${severity}: ${message}  ${ruleId}`,
    ...related.map(other => `      see ${other.path}:${other.line}: ${other.message}`),
  ];
}

function skippedLines(skipped: readonly Skipped[]): string[] {
  if (skipped.length === 0) return [];
  return [
    'Not looked at:',
    ...skipped.map(({ id, path, reason }) => `  ${path ?? id}: ${reason}${path === undefined ? '' : `  ${id}`}`),
    '',
  ];
}

function noticeLines(notices: readonly Notice[]): string[] {
  return notices.length === 0 ? [] : ['To review:', ...notices.map(({ path, message }) => `  ${path}: ${message}`), ''];
}

function summaryLines(
  findings: readonly Finding[],
  { verdict, errors, warnings, filesFound, filesLinted }: Summary,
): string[] {
  const files = byPath(findings).size;
  const where = files === 0 ? '' : ` in ${counted(files, 'file')}`;
  return [
    `${counted(errors, 'error')} and ${counted(warnings, 'warning')}${where}. Linted ${filesLinted} of ${counted(filesFound, 'file')}.`,
    `Verdict: ${verdict}`,
  ];
}
