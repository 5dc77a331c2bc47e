import { judgeLatency } from '../../latency.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { defineProbe } from '../define-probe.ts';

export default defineProbe({
  id: 'customerio-latency',
  description: 'responses that take longer than five seconds',
  order: 7,
  async run({ answers: { track, app }, thresholds }) {
    const durations = [track?.settled, app?.settled].flatMap(reply =>
      reply?.kind === 'answer' ? [reply.durationMs] : [],
    );
    return durations.length === 0
      ? UNANSWERED
      : judgeLatency('Customer.io', durations, thresholds.latencySeconds * 1000);
  },
});
