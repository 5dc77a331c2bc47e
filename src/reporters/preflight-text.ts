import type { Call, PreflightReport, ProbeResult, Story } from '../model/report.ts';
import { counted } from './counted.ts';
import { outcomeOfCall } from './described-call.ts';
import { printed } from './printed.ts';
import { textTable } from './text-table.ts';

const INDENT = ' '.repeat(8);

/** Renders a preflight report for people: one line per probe with what to do next, what it comes to, what was sent, the verdict. */
export function renderPreflightText(report: PreflightReport): string {
  const { probes, verdict } = report;
  return printed([
    ...probes.flatMap(linesOf),
    ...storyLines(report.stories),
    ...remarks(report),
    ...callLines(report.calls),
    '',
    `Verdict: ${verdict}`,
  ]);
}

function linesOf({ status, id, priority, message, reason, nextAction, table, durationMs }: ProbeResult): string[] {
  const name = priority === undefined ? id : `${id} (${priority})`;
  const time = status === 'skipped' ? '' : ` [${Math.round(durationMs)} ms]`;
  const told = [`${status.padEnd(8)}${name}: ${message ?? reason ?? 'said nothing'}${time}`];
  if (nextAction !== undefined) told.push(`${INDENT}next: ${nextAction}`);
  return table === undefined ? told : [...told, ...textTable(table).map(line => `${INDENT}${line}`)];
}

/** One trouble seen by one probe has been told already. */
function storyLines(stories: readonly Story[]): string[] {
  if (stories.every(({ probes }) => probes.length === 1)) return [];
  return [
    '',
    'What it comes to:',
    ...stories.map(
      ({ priority, cause, message, nextAction, probes }) =>
        `  ${priority} ${cause}: ${message} ${nextAction} (${probes.join(', ')})`,
    ),
  ];
}

function remarks({ transient, notAsked }: PreflightReport): string[] {
  const lines = [
    ...transient.map(sentence => `Tried again: ${sentence}`),
    ...notAsked.map(({ id, reason }) => `Not asked: ${id}, because ${reason}.`),
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
