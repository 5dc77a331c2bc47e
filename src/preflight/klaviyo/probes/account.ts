import { defineProbe } from '../define-probe.ts';
import type { ProbeOutcome } from '../../define-probe.ts';
import type { Targets } from '../targets.ts';
import { firstAccount, type Account } from '../account-answer.ts';
import type { Reply } from '../../reply.ts';
import { scopeMissing } from '../decision-facts.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { accountIn } from '../vendor-answers.ts';

export default defineProbe({
  id: 'account',
  description:
    'test accounts and accounts that are not the expected one; the time zone and currency that a team should recognise',
  order: 4,
  async run({ answers, seen, targets }) {
    const reply = accountIn(answers);
    const kind = seen.endpoints[0]?.kind;
    if (kind === 'scope-missing') return notAllowed(reply);
    if (kind !== 'good') return UNANSWERED;
    const account = firstAccount(reply);
    return account
      ? judge(account, targets)
      : {
          status: 'skipped',
          reason: 'the answer held no account',
          priority: 'P3',
          faultDomain: 'account',
          nextAction: 'Check in Klaviyo that the account is active.',
        };
  },
});

/** The integration may well work without this scope. */
function notAllowed(reply: Reply): ProbeOutcome {
  const { fact, nextAction } = scopeMissing(reply);
  return { status: 'skipped', reason: fact, priority: 'P4', faultDomain: 'key', nextAction };
}

function judge({ id, attributes }: Account, { expectAccount, allowTestAccount = false }: Targets): ProbeOutcome {
  const { test_account, timezone, preferred_currency } = attributes;
  const place = `with time zone '${knownTimeZone(timezone)}' and currency '${knownCurrency(preferred_currency)}'`;
  if (expectAccount !== undefined && id !== expectAccount) return another(id, place);
  const which = expectAccount === undefined ? 'account' : 'expected account';
  if (test_account !== true) return { status: 'passed', message: `The key belongs to the ${which} '${id}', ${place}.` };
  if (allowTestAccount)
    return { status: 'passed', message: `The key belongs to the test account '${id}', as allowed, ${place}.` };
  return {
    status: 'failed',
    priority: 'P2',
    faultDomain: 'account',
    message: `The key belongs to a test account, '${id}', ${place}.`,
    nextAction: "Use the key of the production account, or say 'allow-test-account' where a test account is meant.",
  };
}

function another(id: string, place: string): ProbeOutcome {
  const message = `The key belongs to another account than expected: '${id}', ${place}.`;
  return {
    status: 'failed',
    priority: 'P1',
    faultDomain: 'account',
    message,
    nextAction: 'Store the key of the expected account, and check who else was given this one.',
  };
}

/** Only names that this runtime knows are repeated: nothing else of an answer may reach a report. */
function knownTimeZone(value: unknown): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: String(value) }).resolvedOptions().timeZone;
  } catch {
    return 'unknown';
  }
}

function knownCurrency(value: unknown): string {
  return Intl.supportedValuesOf('currency').find(currency => currency === value) ?? 'unknown';
}
