import type { ProbeOutcome } from './define-probe.ts';

/**
 * Judges how long a vendor took.
 *
 * @param vendor its name
 * @param mostMs the 95th percentile above which the integration counts as degraded
 */
export function judgeLatency(vendor: string, durations: number[], mostMs: number): ProbeOutcome {
  const slowest = percentile(durations, 0.95);
  const figures = `${durations.length} timed: P50 ${percentile(durations, 0.5)} ms, P95 ${slowest} ms`;
  if (slowest <= mostMs) return { status: 'passed', message: `${vendor} answered in time. ${figures}.` };
  return {
    status: 'warned',
    priority: 'P2',
    faultDomain: 'vendor',
    message: `${vendor} took more than ${mostMs} ms. ${figures}.`,
    nextAction: `Check the status page, and move calls to ${vendor} out of the path of users.`,
  };
}

/** Nearest rank: of five values the 95th percentile is the largest. In whole milliseconds. */
function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
}
