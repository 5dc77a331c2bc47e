import { defineProbe, type ProbeOutcome } from '../../define-probe.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { arrivedIn } from '../vendor-answers.ts';

export default defineProbe({
  id: 'latency',
  description: 'answers that take longer than five seconds',
  order: 7,
  async run({ answers, thresholds }) {
    const durations = arrivedIn(answers).map(({ durationMs }) => durationMs);
    return durations.length === 0 ? UNANSWERED : judge(durations, thresholds.latencySeconds * 1000);
  },
});

/** @param mostMs the 95th percentile above which the integration counts as degraded */
function judge(durations: number[], mostMs: number): ProbeOutcome {
  const slowest = percentile(durations, 0.95);
  const figures = `${durations.length} timed: P50 ${percentile(durations, 0.5)} ms, P95 ${slowest} ms`;
  if (slowest <= mostMs) return { status: 'passed', message: `Klaviyo answered in time. ${figures}.` };
  return {
    status: 'warned',
    priority: 'P2',
    faultDomain: 'vendor',
    message: `Klaviyo took more than ${mostMs} ms. ${figures}.`,
    nextAction: 'Check the status page, and move calls to Klaviyo out of the path of users.',
  };
}

/** Nearest rank: of five values the 95th percentile is the largest. In whole milliseconds. */
function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
}
