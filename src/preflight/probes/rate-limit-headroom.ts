import { defineProbe } from '../define-probe.ts';
import type { ProbeOutcome } from '../define-probe.ts';
import { readRateLimit } from '../rate-limit.ts';
import type { RateLimitState } from '../rate-limit.ts';
import type { Answer } from '../reply.ts';
import { outcomeOf, SLOW_DOWN, triage, UNANSWERED } from '../triage.ts';

/** Below this share of the minute's limit a normal peak no longer fits. */
const LOW_SHARE = 0.2;

export default defineProbe({
  id: 'rate-limit-headroom',
  description: 'accounts that are close to their rate limit, or over it',
  order: 4,
  async run({ klaviyo }) {
    const reply = await klaviyo.account();
    const diagnosis = triage(reply);
    if (diagnosis?.cause === 'throttled') return outcomeOf(diagnosis);
    if (reply.kind !== 'answer' || (diagnosis && diagnosis.cause !== 'scope-missing')) return UNANSWERED;
    return reply.throttled > 0 ? throttledFirst(reply) : judge(readRateLimit(reply.headers));
  },
});

function throttledFirst({ throttled }: Answer): ProbeOutcome {
  const times = throttled === 1 ? 'once' : `${throttled} times`;
  const message = `Klaviyo answered 429 ${times} before it let the preflight through.`;
  return { status: 'warned', priority: 'P2', message, nextAction: SLOW_DOWN };
}

function judge(state: RateLimitState | undefined): ProbeOutcome {
  if (state === undefined) return { status: 'skipped', reason: 'the answer had no RateLimit headers' };
  const { limit, remaining, resetSeconds, windowSeconds } = state;
  const reset = resetSeconds === undefined ? '' : `, renewed in ${resetSeconds} s`;
  const message = `${remaining} of ${limit} calls are left in the window of ${windowSeconds} s${reset}.`;
  return isLow(state) ? { status: 'warned', priority: 'P3', message, nextAction: SLOW_DOWN } : { status: 'passed', message };
}

/** The preflight's own call can use up a window of one second. */
function isLow({ limit, remaining, windowSeconds }: RateLimitState): boolean {
  return windowSeconds > 1 && remaining < limit * LOW_SHARE;
}
