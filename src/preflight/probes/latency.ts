import { defineProbe } from '../define-probe.ts';
import type { KlaviyoClient } from '../client.ts';
import type { ProbeOutcome } from '../define-probe.ts';
import { readRateLimit } from '../rate-limit.ts';
import type { Answer, Reply } from '../reply.ts';
import { triage, UNANSWERED } from '../triage.ts';

const SAMPLES = 5;
/** The 95th percentile above which the runbook calls the integration degraded. */
const SLOW_MS = 5_000;

export default defineProbe({
  id: 'latency',
  description: 'answers that take longer than five seconds',
  order: 6,
  async run({ klaviyo }) {
    const first = await klaviyo.account();
    if (!isGood(first)) return UNANSWERED;
    const replies = [first, ...(await repeat(klaviyo, first))];
    const good = replies.filter(isGood);
    return judge(
      good.map(({ durationMs }) => durationMs),
      replies.length - good.length,
    );
  },
});

/** Two slow answers settle it, and the time belongs to the other probes. */
async function repeat(klaviyo: KlaviyoClient, first: Answer): Promise<Reply[]> {
  const replies: Reply[] = [];
  const isSlow = (reply: Reply): boolean => reply.kind === 'answer' && reply.durationMs > SLOW_MS;
  while (replies.length < SAMPLES - 1 && hasRoom(first)) {
    const reply = await klaviyo.accountAgain();
    replies.push(reply);
    if (!isGood(reply) || [first, ...replies].filter(isSlow).length > 1) break;
  }
  return replies;
}

/** The last calls of a minute are left to the integration. */
function hasRoom({ headers }: Answer): boolean {
  const state = readRateLimit(headers);
  return state === undefined || state.windowSeconds === 1 || state.remaining >= SAMPLES;
}

/** A refusal for a missing scope has gone all the way, so it is timed too. */
function isGood(reply: Reply): reply is Answer {
  const cause = triage(reply)?.cause;
  return reply.kind === 'answer' && (cause === undefined || cause === 'scope-missing');
}

function judge(durations: number[], lost: number): ProbeOutcome {
  const slowest = percentile(durations, 0.95);
  const figures = `${durations.length} timed: P50 ${percentile(durations, 0.5)} ms, P95 ${slowest} ms`;
  if (slowest <= SLOW_MS && lost === 0) return { status: 'passed', message: `Klaviyo answered in time. ${figures}.` };
  const fact = lost > 0 ? 'Klaviyo left a call without a usable answer' : `Klaviyo took more than ${SLOW_MS} ms`;
  const nextAction = 'Check the status page, and move calls to Klaviyo out of the path of users.';
  return { status: 'warned', priority: 'P2', cause: 'vendor', message: `${fact}. ${figures}.`, nextAction };
}

/** Nearest rank: of five values the 95th percentile is the largest. In whole milliseconds. */
function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
}
