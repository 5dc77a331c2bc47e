import { defineProbe } from '../define-probe.ts';
import type { ProbeOutcome, Wishes } from '../define-probe.ts';
import { isRecord } from '../error-document.ts';
import type { Reply } from '../reply.ts';
import { triage, UNANSWERED } from '../triage.ts';
import type { Diagnosis } from '../triage.ts';

export default defineProbe({
  id: 'account',
  description:
    'test accounts and accounts that are not the expected one; the time zone and currency that a team should recognise',
  order: 3,
  async run({ klaviyo, wishes }) {
    const reply = await klaviyo.account();
    const diagnosis = triage(reply);
    if (diagnosis) return diagnosis.cause === 'scope-missing' ? notAllowed(diagnosis) : UNANSWERED;
    const account = firstAccount(reply);
    return account
      ? judge(account, wishes)
      : {
          status: 'skipped',
          reason: 'the answer held no account',
          priority: 'P3',
          cause: 'account',
          nextAction: 'Check in Klaviyo that the account is active.',
        };
  },
});

interface Account {
  id: string;
  attributes: Record<string, unknown>;
}

/** The integration may well work without this scope. */
function notAllowed({ fact, nextAction }: Diagnosis): ProbeOutcome {
  return { status: 'skipped', reason: fact, priority: 'P4', cause: 'key', nextAction };
}

function firstAccount(reply: Reply): Account | undefined {
  const body = reply.kind === 'answer' && isRecord(reply.body) ? reply.body : {};
  const [first] = Array.isArray(body['data']) ? (body['data'] as unknown[]) : [];
  if (!isRecord(first) || !isRecord(first['attributes'])) return undefined;
  return { id: publicKeyOf(first['id']), attributes: first['attributes'] };
}

/** The id of an account is its public key: six characters, seven tolerated. Nothing else is repeated. */
function publicKeyOf(id: unknown): string {
  return typeof id === 'string' && /^[A-Za-z0-9]{6,7}$/.test(id) ? id : 'unknown';
}

function judge({ id, attributes }: Account, { expectAccount, allowTestAccount = false }: Wishes): ProbeOutcome {
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
    cause: 'account',
    message: `The key belongs to a test account, '${id}', ${place}.`,
    nextAction: "Use the key of the production account, or say 'allow-test-account' where a test account is meant.",
  };
}

function another(id: string, place: string): ProbeOutcome {
  const message = `The key belongs to another account than expected: '${id}', ${place}.`;
  return {
    status: 'failed',
    priority: 'P1',
    cause: 'account',
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
