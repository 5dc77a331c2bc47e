import { setTimeout as delay } from 'node:timers/promises';
import type { CliIo } from './cli-io.ts';
import type { PreflightReport } from '../model/report.ts';
import { printed } from '../reporters/printed.ts';
import { renderWatchLine } from '../reporters/watch-view.ts';

type Run = (options: { signal: AbortSignal }) => Promise<PreflightReport>;

const CLEAR_LINE = '\r\u001b[2K';

/**
 * Repeats a preflight until its verdict is `verified` and no incident of the vendor is going on, or it is interrupted. A terminal shows the current round in one line that
 * is written over; elsewhere each round is a line of its own.
 *
 * @param seconds from the end of a round to the beginning of the next
 * @returns the report of the last round that ended
 */
export async function watch(run: Run, seconds: number, io: CliIo): Promise<PreflightReport> {
  const controller = new AbortController();
  const ignore = io.onInterrupt?.(() => controller.abort());
  const { signal } = controller;
  try {
    let report = await run({ signal });
    for (let round = 1; ; round += 1) {
      show(io, renderWatchLine(report, round));
      if (isOver(report) || !(await pause(seconds, signal))) return report;
      const next = await run({ signal });
      // One that was cut short saw nothing.
      if (signal.aborted) return report;
      report = next;
    }
  } finally {
    if (io.isTerminal) io.writeError('\n');
    ignore?.();
  }
}

function isOver({ verdict, probes }: PreflightReport): boolean {
  return verdict === 'verified' && probes.every(({ isOngoing = false }) => !isOngoing);
}

function show(io: CliIo, line: string): void {
  const text = printed([line]).trimEnd();
  if (!io.isTerminal) io.writeError(`${text}\n`);
  else io.writeError(`${CLEAR_LINE}${text.slice(0, (io.columns ?? 80) - 1)}`);
}

/** @returns whether the time passed without an interruption */
async function pause(seconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(seconds * 1000, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
