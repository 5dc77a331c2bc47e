import { readFileSync } from 'node:fs';
import path from 'node:path';
import { audit } from '../../src/audit/audit.ts';
import type { Finding, Location } from '../../src/model/finding.ts';
import { Drawing } from './drawing.ts';

/** The day of the picture, so that it is always the same. */
const AS_OF = '2026-11-20';
const ANNOTATED_FILE = 'src/customers.ts';
const LINES_AROUND = 2;
const LONGEST_MESSAGE = 130;
const ROWS = 6;

/** Draws, as SVG, what GitHub shows of a pull request: one annotated line, and the summary of the job. @param folder is really checked */
export async function drawReport(folder: string): Promise<string> {
  const { findings, summary } = await audit({ root: folder, asOf: AS_OF, failOn: 'error' });
  const annotated = findings.find(finding => finding.path === ANNOTATED_FILE);
  if (annotated === undefined) throw new Error(`There is nothing to annotate in '${ANNOTATED_FILE}'.`);
  const drawing = new Drawing();
  drawAnnotation(drawing, annotated, readFileSync(path.join(folder, annotated.path), 'utf8').split('\n'));
  drawing.space(28);
  drawSummary(
    drawing,
    findings,
    `${summary.errors} errors and ${summary.warnings} warnings. Linted ${summary.filesLinted} of ${summary.filesFound} files.`,
  );
  return drawing.toSvg(`An annotated pull request: ${summary.errors} errors, and the job fails`);
}

function drawAnnotation(drawing: Drawing, finding: Finding, lines: readonly string[]): void {
  drawing.heading(finding.path);
  for (let line = finding.line - LINES_AROUND; line <= finding.line + LINES_AROUND; line += 1) {
    drawing.codeLine(line, lines[line - 1] ?? '', line === finding.line);
    if (line === finding.line) drawing.annotation(`Check failure on line ${line}`, finding.ruleId, finding.message);
  }
}

function drawSummary(drawing: Drawing, findings: readonly Finding[], counts: string): void {
  const shown = firstOfEachFile(findings).slice(0, ROWS);
  drawing.heading('klaviyo-lint: violated', 'failed');
  drawing.paragraph(counts);
  for (const finding of shown) drawing.row(firstSentence(finding.message), placeOf(finding), finding.ruleId);
  drawing.remark(`and ${findings.length - shown.length} more findings`);
}

function firstOfEachFile(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding, index) => findings.findIndex(other => other.path === finding.path) === index);
}

function placeOf({ path: file, line }: Location): string {
  return `${file}:${line}`;
}

function firstSentence(message: string): string {
  const sentence = /^.*?\.(?= [A-Z']|$)/.exec(message)?.[0] ?? message;
  if (sentence.length <= LONGEST_MESSAGE) return sentence;
  return `${sentence.slice(0, sentence.lastIndexOf(' ', LONGEST_MESSAGE - 2))} …`;
}
