import { defineProbe, type ProbeOutcome } from '../define-probe.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { arrivedIn } from '../vendor-answers.ts';

/** The 95th percentile above which the runbook calls the integration degraded. */
const SLOW_MS = 5_000;

export default defineProbe({
  id: 'latency',
  description: 'answers that take longer than five seconds',
  order: 7,
  async run({ answers }) {
    const durations = arrivedIn(answers).map(({ durationMs }) => durationMs);
    return durations.length === 0 ? UNANSWERED : judge(durations);
  },
});

function judge(durations: number[]): ProbeOutcome {
  const slowest = percentile(durations, 0.95);
  const figures = `${durations.length} timed: P50 ${percentile(durations, 0.5)} ms, P95 ${slowest} ms`;
  if (slowest <= SLOW_MS) return { status: 'passed', message: `Klaviyo answered in time. ${figures}.` };
  return {
    status: 'warned',
    priority: 'P2',
    faultDomain: 'vendor',
    message: `Klaviyo took more than ${SLOW_MS} ms. ${figures}.`,
    nextAction: 'Check the status page, and move calls to Klaviyo out of the path of users.',
  };
}

/** Nearest rank: of five values the 95th percentile is the largest. In whole milliseconds. */
function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
}
