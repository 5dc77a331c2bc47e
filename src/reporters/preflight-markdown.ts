import type { PreflightReport, ProbeResult, Incident } from '../model/report.ts';
import { counted } from './counted.ts';
import { outcomeOfCall } from './described-call.ts';
import { markdownTable } from './markdown-table.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import { printed } from './printed.ts';

/**
 * Renders a preflight report for a step summary: the verdict, what it comes to, one row per probe with what to do next, and what
 * was sent.
 */
export function renderPreflightMarkdown(report: PreflightReport, maxBytes = 60_000): string {
  const { probes, verdict } = report;
  const columns = ['', 'Probe', 'What it saw', 'Next'];
  const part = Math.floor(maxBytes / 4);
  const table = markdownTable({ columns, rows: probes.map(rowOf), noun: 'probe' }, part);
  return printed([
    `## Live preflight: ${verdict}`,
    '',
    ...incidentLines(report.incidents),
    ...table,
    ...detailLines(probes, part),
    ...remarks(report),
    ...callLines(report, part),
  ]);
}

function rowOf({ status, id, priority, message, reason, nextAction }: ProbeResult): string[] {
  const name = priority === undefined ? id : `${id} (${priority})`;
  return [status, name, message ?? reason ?? '', nextAction ?? ''].map(markdownText);
}

/** An incident that one probe saw stands in its row. */
function incidentLines(incidents: readonly Incident[]): string[] {
  if (incidents.every(({ probes }) => probes.length === 1)) return [];
  return [
    ...incidents.map(
      ({ priority, faultDomain, message, nextAction, probes }) =>
        `- ${priority} ${faultDomain}: ${markdownText(message)} ${markdownText(nextAction)} (${probes.map(markdownText).join(', ')})`,
    ),
    '',
  ];
}

function detailLines(probes: readonly ProbeResult[], maxBytes: number): string[] {
  const withTables = probes.filter(({ table }) => table !== undefined);
  return withTables.flatMap(({ id, table = { columns: [], rows: [] } }) => {
    const rows = table.rows.map(row => row.map(markdownText));
    return [
      `### ${markdownText(id)}`,
      '',
      ...markdownTable(
        { columns: table.columns.map(markdownText), rows, noun: 'row' },
        Math.floor(maxBytes / withTables.length),
      ),
    ];
  });
}

function remarks({ transient, notAsked }: PreflightReport): string[] {
  const lines = [
    ...transient.map(sentence => `- Tried again: ${markdownText(sentence)}`),
    ...notAsked.map(({ id, reason }) => `- Not asked: ${markdownText(id)}, because ${markdownText(reason)}.`),
  ];
  return lines.length === 0 ? [] : [...lines, ''];
}

function callLines({ calls }: PreflightReport, maxBytes: number): string[] {
  if (calls.length === 0) return [];
  const rows = calls.map(call => [
    markdownText(call.method),
    markdownCode(call.url),
    markdownText(outcomeOfCall(call)),
    `${call.durationMs} ms`,
  ]);
  return [
    '<details>',
    `<summary>Sent ${counted(calls.length, 'request')}</summary>`,
    '',
    ...markdownTable({ columns: ['', 'Address', 'Answer', 'Time'], rows, noun: 'request' }, maxBytes),
    '</details>',
    '',
  ];
}
