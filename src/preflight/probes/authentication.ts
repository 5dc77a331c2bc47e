import { defineProbe } from '../define-probe.ts';
import { outcomeOf, sentence, triage } from '../triage.ts';

const ACCEPTED = 'Klaviyo accepted the private key.';

export default defineProbe({
  id: 'authentication',
  description: 'private keys that Klaviyo does not accept',
  order: 2,
  async run({ klaviyo }) {
    const diagnosis = triage(await klaviyo.account());
    if (diagnosis === undefined) return { status: 'passed', message: ACCEPTED };
    if (diagnosis.cause === 'scope-missing') return { status: 'passed', message: `${ACCEPTED} ${sentence(diagnosis.fact)}` };
    if (diagnosis.cause === 'throttled') return { status: 'skipped', reason: 'Klaviyo answered 429 and never judged the key' };
    return outcomeOf(diagnosis);
  },
});
