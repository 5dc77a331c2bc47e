import type { Call, Incident, PreflightReport, ProbeResult } from '../model/report.ts';
import { counted } from './counted.ts';
import { outcomeOfCall } from './described-call.ts';
import { printed } from './printed.ts';
import { textTable } from './text-table.ts';

const INDENT = ' '.repeat(9);

/**
 * Renders a preflight report for people: the verdict and what to do first, then one line for each probe.
 *
 * @param verbose whether tables, times and every call are added
 */
export function renderPreflightText(report: PreflightReport, { verbose = false }: { verbose?: boolean } = {}): string {
  const { probes, verdict, incidents } = report;
  return printed([
    `Verdict: ${verdict}`,
    ...incidents.flatMap(incidentLines),
    '',
    ...probes.flatMap(probe => linesOf(probe, verbose)),
    ...remarks(report),
    ...(verbose ? callLines(report.calls) : []),
  ]);
}

/** What is not urgent is reported by its probe; this is only what to do about it. */
function incidentLines({ priority, faultDomain, message, nextAction, impact = [] }: Incident): string[] {
  const isUrgent = priority === 'P1' || priority === 'P2' || nextAction === '';
  if (!isUrgent) return [`${priority} ${faultDomain}: ${nextAction}`];
  return [
    `${priority} ${faultDomain}: ${message}`,
    ...(nextAction === '' ? [] : [`   next: ${nextAction}`]),
    ...(impact.length === 0 ? [] : [`   impact: ${impact.join('; ')}`]),
  ];
}

function linesOf(
  { status, id, priority, message, reason, table, durationMs }: ProbeResult,
  verbose: boolean,
): string[] {
  const name = priority === undefined ? id : `${id} (${priority})`;
  const time = verbose && status !== 'skipped' ? ` [${Math.round(durationMs)} ms]` : '';
  const line = `${status.padEnd(8)} ${name}: ${message ?? reason ?? 'said nothing'}${time}`;
  return verbose && table !== undefined ? [line, ...textTable(table).map(row => `${INDENT}${row}`)] : [line];
}

function remarks({ transient, notAsked }: PreflightReport): string[] {
  const asked = notAsked.map(({ id, reason }) => `${id} (${reason})`).join(', ');
  const lines = [
    ...transient.map(sentence => `Tried again: ${sentence}`),
    ...(asked === '' ? [] : [`Not asked: ${asked}`]),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
}

function callLines(calls: readonly Call[]): string[] {
  if (calls.length === 0) return [];
  return [
    '',
    `Sent ${counted(calls.length, 'request')}:`,
    ...calls.map(call => `  ${call.method} ${call.url} ${outcomeOfCall(call)} [${call.durationMs} ms]`),
  ];
}
