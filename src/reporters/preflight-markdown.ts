import type { PreflightReport, ProbeResult } from '../report.ts';
import { markdownTable } from './markdown-table.ts';
import { markdownText } from './markdown-text.ts';
import { printed } from './printed.ts';

/** Renders a preflight report for a step summary: the verdict and one row per probe with what to do next. */
export function renderPreflightMarkdown({ probes, verdict }: PreflightReport, maxBytes = 60_000): string {
  const columns = ['', 'Probe', 'What it saw', 'Next'];
  const table = markdownTable({ columns, rows: probes.map(rowOf), noun: 'probe' }, maxBytes);
  return printed([`## Live preflight: ${verdict}`, '', ...table]);
}

function rowOf({ status, id, priority, message, reason, nextAction }: ProbeResult): string[] {
  const name = priority === undefined ? id : `${id} (${priority})`;
  return [status, name, message ?? reason ?? '', nextAction ?? ''].map(markdownText);
}
