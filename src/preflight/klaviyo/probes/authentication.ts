import { scopeMissing } from '../decision-facts.ts';
import { outcomeOf, sentence, UNANSWERED } from '../decision-tree.ts';
import { defineProbe, type ProbeOutcome } from '../../define-probe.ts';
import type { Reply } from '../../reply.ts';
import { accountIn } from '../vendor-answers.ts';

const ACCEPTED = 'Klaviyo accepted the private key.';
/** Receivers of webhooks commonly refuse what is five minutes old. */
const SKEW_SECONDS = 300;

export default defineProbe({
  id: 'authentication',
  description: 'private keys that Klaviyo does not accept',
  order: 2,
  async run({ answers, branch, seen, now }) {
    if (branch.probe === 'authentication') return outcomeOf(branch, seen);
    if (branch.id === 'throttled')
      return { status: 'skipped', reason: 'Klaviyo answered 429 and never judged the key', faultDomain: 'traffic' };
    if (!seen.isAnswered) return UNANSWERED;
    const account = accountIn(answers);
    return seen.endpoints[0]?.kind === 'scope-missing'
      ? accepted(`${ACCEPTED} ${sentence(scopeMissing(account).fact)}`, 0)
      : accepted(ACCEPTED, skewSeconds(account, now));
  },
});

function accepted(message: string, skew: number): ProbeOutcome {
  if (Math.abs(skew) <= SKEW_SECONDS) return { status: 'passed', message };
  const nextAction = 'Set the clock of this machine by NTP: signatures and certificates are judged by it.';
  const far = `The clock of this machine is ${Math.abs(skew)} s ${skew > 0 ? 'ahead of' : 'behind'} that of Klaviyo.`;
  return { status: 'warned', priority: 'P3', faultDomain: 'network', message: `${message} ${far}`, nextAction };
}

/** How far this machine's clock is ahead of the one behind the answer's `Date`; 0 if it does not say. */
function skewSeconds(reply: Reply, now: Date): number {
  const date = reply.kind === 'answer' ? Date.parse(reply.headers.date ?? '') : Number.NaN;
  return Number.isNaN(date) ? 0 : Math.round((now.getTime() - date) / 1000);
}
