import { cheapRead, READ_SCOPES, type ReadScope } from '../../vendors/klaviyo/cheap-reads.ts';
import { tierOf, type Tier } from '../../vendors/klaviyo/limits.ts';
import type { Table } from '../../model/report.ts';
import type { KlaviyoClient } from '../client.ts';
import { defineProbe } from '../define-probe.ts';
import type { CodeUse, ProbeOutcome } from '../define-probe.ts';
import { readRateLimit } from '../rate-limit.ts';
import type { RateLimitState } from '../rate-limit.ts';
import type { Answer, Reply } from '../reply.ts';
import { outcomeOf, SLOW_DOWN, triage, UNANSWERED } from '../triage.ts';

/** Below this share of the minute's limit a normal peak no longer fits. */
const LOW_SHARE = 0.2;
/** The tier of the read that every preflight makes. */
const OWN_TIER: Tier = 'XS';

/** What one endpoint's answer tells of its tier. */
interface Seen extends RateLimitState {
  tier: Tier;
  endpoint: string;
}

export default defineProbe({
  id: 'rate-limit-headroom',
  description: 'accounts that are close to their rate limit, or over it',
  order: 5,
  async run({ klaviyo, code }) {
    const reply = await klaviyo.account();
    const diagnosis = triage(reply);
    if (diagnosis?.cause === 'throttled') return outcomeOf(diagnosis);
    if (reply.kind !== 'answer' || (diagnosis && diagnosis.cause !== 'scope-missing')) return UNANSWERED;
    const replies = await askTiers(klaviyo, tiersOf(code));
    const throttled = [reply, ...replies.map(asked => asked.reply)].find(
      (asked): asked is Answer => asked.kind === 'answer' && asked.throttled > 0,
    );
    if (throttled) return throttledFirst(throttled);
    const own = seenIn(reply, OWN_TIER, '/api/accounts');
    return judge([...own, ...replies.flatMap(asked => seenIn(asked.reply, asked.tier, asked.endpoint))]);
  },
});

/** Of the operations that the code calls, without the one that is asked anyway. */
function tiersOf(code: CodeUse | undefined): Tier[] {
  const tiers = (code?.operations ?? []).flatMap(({ limit }) => (limit ? [tierOf(limit)] : []));
  return [...new Set(tiers)].filter(tier => tier !== OWN_TIER);
}

interface Asked {
  tier: Tier;
  endpoint: string;
  reply: Reply;
}

function askTiers(klaviyo: KlaviyoClient, tiers: readonly Tier[]): Promise<Asked[]> {
  return Promise.all(
    tiers.map(async tier => {
      const scope = READ_SCOPES.find(candidate => tierOf(cheapRead(candidate).operation.limit) === tier) as ReadScope;
      return { tier, endpoint: cheapRead(scope).operation.path, reply: await klaviyo.read(scope) };
    }),
  );
}

function seenIn(reply: Reply, tier: Tier, endpoint: string): Seen[] {
  const state = reply.kind === 'answer' ? readRateLimit(reply.headers) : undefined;
  return state === undefined ? [] : [{ ...state, tier, endpoint }];
}

function throttledFirst({ throttled }: Answer): ProbeOutcome {
  const times = throttled === 1 ? 'once' : `${throttled} times`;
  const message = `Klaviyo answered 429 ${times} before it let the preflight through.`;
  return { status: 'warned', priority: 'P2', cause: 'traffic', message, nextAction: SLOW_DOWN };
}

function judge(seen: readonly Seen[]): ProbeOutcome {
  const [tightest] = [...seen].sort((left, right) => shareLeft(left) - shareLeft(right));
  if (tightest === undefined) return { status: 'skipped', reason: 'the answer had no RateLimit headers' };
  const message = `${seen.length > 1 ? `The tightest of ${seen.length} tiers is ${tightest.tier}: ` : ''}${describe(tightest)}.`;
  const table = seen.length > 1 ? { table: tableOf(seen) } : {};
  if (shareLeft(tightest) >= LOW_SHARE) return { status: 'passed', message, ...table };
  return { status: 'warned', priority: 'P3', cause: 'traffic', message, nextAction: SLOW_DOWN, ...table };
}

/** The preflight's own call can use up a window of one second, which is no sign. */
function shareLeft({ limit, remaining, windowSeconds }: Seen): number {
  return windowSeconds > 1 && limit > 0 ? remaining / limit : 1;
}

function describe(seen: Seen): string {
  const reset = seen.resetSeconds === undefined ? '' : `, renewed in ${seen.resetSeconds} s`;
  const others = usedByOthers(seen);
  const jobs = others === 0 ? '' : `; other jobs of the account used ${others}`;
  return `${seen.remaining} of ${seen.limit} calls are left in the window of ${seen.windowSeconds} s${reset}${jobs}`;
}

/** All keys of an account share its limits; one call was the preflight's own. */
function usedByOthers({ limit, remaining, windowSeconds }: Seen): number {
  return windowSeconds > 1 ? Math.max(0, limit - remaining - 1) : 0;
}

function tableOf(seen: readonly Seen[]): Table {
  const rows = seen.map(each => [
    each.tier,
    each.endpoint,
    `${each.remaining} of ${each.limit} in ${each.windowSeconds} s`,
    String(usedByOthers(each)),
  ]);
  return { columns: ['tier', 'asked at', 'left', 'used by other jobs'], rows };
}
