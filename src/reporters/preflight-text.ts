import type { PreflightReport, ProbeResult } from '../report.ts';
import { printed } from './printed.ts';

/** Renders a preflight report for people: one line per probe, below it what to do next, then the verdict. */
export function renderPreflightText({ probes, verdict }: PreflightReport): string {
  return printed([...probes.flatMap(linesOf), '', `Verdict: ${verdict}`]);
}

function linesOf({ status, id, priority, message, reason, nextAction, durationMs }: ProbeResult): string[] {
  const name = priority === undefined ? id : `${id} (${priority})`;
  const time = status === 'skipped' ? '' : ` [${Math.round(durationMs)} ms]`;
  const told = [`${status.padEnd(8)}${name}: ${message ?? reason ?? 'said nothing'}${time}`];
  return nextAction === undefined ? told : [...told, `${' '.repeat(8)}next: ${nextAction}`];
}
