import { cheapRead } from '../../../vendors/klaviyo/cheap-reads.ts';
import { tierOf, type Tier } from '../../../vendors/klaviyo/limits.ts';
import type { Table } from '../../../model/report.ts';
import { defineProbe } from '../define-probe.ts';
import type { CodeUse } from '../project-use.ts';
import type { ProbeOutcome } from '../../define-probe.ts';
import { readRateLimit } from '../rate-limit.ts';
import type { RateLimitState } from '../rate-limit.ts';
import type { Answer } from '../../reply.ts';
import { outcomeOf } from '../../decision.ts';
import { SLOW_DOWN, UNANSWERED } from '../decision-tree.ts';
import { ACCOUNT_ENDPOINT, accountIn, arrivedIn, type VendorAnswers } from '../vendor-answers.ts';

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
  order: 6,
  async run({ answers, branch, seen, code, thresholds }) {
    if (branch.probe === 'rate-limit-headroom') return outcomeOf(branch, seen);
    const arrived = arrivedIn(answers);
    if (arrived.length === 0 || branch.id === 'revoked-meanwhile') return UNANSWERED;
    const throttled = arrived.find(answer => answer.throttled > 0);
    return throttled
      ? throttledFirst(throttled)
      : judge(seenIn(answers, tiersOf(code)), thresholds.rateLimitHeadroomPercent);
  },
});

/** Of the operations that the code calls, without the one that is asked anyway. */
function tiersOf(code: CodeUse | undefined): Tier[] {
  const tiers = (code?.operations ?? []).flatMap(({ limit }) => (limit ? [tierOf(limit)] : []));
  return [...new Set(tiers)].filter(tier => tier !== OWN_TIER);
}

/** One endpoint stands for each tier. */
function seenIn(answers: VendorAnswers, tiers: readonly Tier[]): Seen[] {
  const asked = [
    { tier: OWN_TIER, endpoint: ACCOUNT_ENDPOINT, reply: accountIn(answers) },
    ...tiers.flatMap(tier => {
      const read = answers.reads.find(({ scope }) => tierOf(cheapRead(scope).operation.limit) === tier);
      return read ? [{ tier, endpoint: read.endpoint, reply: read.reply }] : [];
    }),
  ];
  return asked.flatMap(({ reply, ...where }) => {
    const state = reply.kind === 'answer' ? readRateLimit(reply.headers) : undefined;
    return state === undefined ? [] : [{ ...state, ...where }];
  });
}

function throttledFirst({ throttled }: Answer): ProbeOutcome {
  const times = throttled === 1 ? 'once' : `${throttled} times`;
  const message = `Klaviyo answered 429 ${times} before it let the preflight through.`;
  return { status: 'warned', priority: 'P2', faultDomain: 'traffic', message, nextAction: SLOW_DOWN };
}

/** @param leastPercent below this share of the minute's limit a normal peak no longer fits */
function judge(seen: readonly Seen[], leastPercent: number): ProbeOutcome {
  const [tightest] = [...seen].sort((left, right) => shareLeft(left) - shareLeft(right));
  if (tightest === undefined) return { status: 'skipped', reason: 'the answer had no RateLimit headers' };
  const message = `${seen.length > 1 ? `The tightest of ${seen.length} tiers is ${tightest.tier}: ` : ''}${describe(tightest)}.`;
  const table = seen.length > 1 ? { table: tableOf(seen) } : {};
  if (shareLeft(tightest) * 100 >= leastPercent) return { status: 'passed', message, ...table };
  return { status: 'warned', priority: 'P3', faultDomain: 'traffic', message, nextAction: SLOW_DOWN, ...table };
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
