import { judgeLatency } from '../../latency.ts';
import { defineProbe } from '../define-probe.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { arrivedIn } from '../vendor-answers.ts';

export default defineProbe({
  id: 'latency',
  description: 'responses that take longer than five seconds',
  order: 7,
  async run({ answers, thresholds }) {
    const durations = arrivedIn(answers).map(({ durationMs }) => durationMs);
    return durations.length === 0 ? UNANSWERED : judgeLatency('Klaviyo', durations, thresholds.latencySeconds * 1000);
  },
});
