import { defineProbe } from '../define-probe.ts';
import type { ProbeOutcome } from '../define-probe.ts';
import { isRecord } from '../error-document.ts';
import type { Reply } from '../reply.ts';
import { triage, UNANSWERED } from '../triage.ts';
import type { Diagnosis } from '../triage.ts';

export default defineProbe({
  id: 'account',
  description: 'test accounts, and the time zone and currency that a team should recognise',
  order: 3,
  async run({ klaviyo }) {
    const reply = await klaviyo.account();
    const diagnosis = triage(reply);
    if (diagnosis) return diagnosis.cause === 'scope-missing' ? notAllowed(diagnosis) : UNANSWERED;
    const attributes = firstAttributes(reply);
    return attributes ? describe(attributes) : { status: 'skipped', reason: 'the answer held no account' };
  },
});

/** The integration may well work without this scope. */
function notAllowed({ fact, nextAction }: Diagnosis): ProbeOutcome {
  return { status: 'skipped', reason: fact, priority: 'P4', nextAction };
}

function firstAttributes(reply: Reply): Record<string, unknown> | undefined {
  const body = reply.kind === 'answer' && isRecord(reply.body) ? reply.body : {};
  const [first] = Array.isArray(body['data']) ? (body['data'] as unknown[]) : [];
  return isRecord(first) && isRecord(first['attributes']) ? first['attributes'] : undefined;
}

function describe({ test_account, timezone, preferred_currency }: Record<string, unknown>): ProbeOutcome {
  const place = `time zone '${knownTimeZone(timezone)}' and currency '${knownCurrency(preferred_currency)}'`;
  if (test_account !== true) return { status: 'passed', message: `The key belongs to an account with ${place}.` };
  return {
    status: 'warned',
    priority: 'P3',
    message: `The key belongs to a test account, with ${place}.`,
    nextAction: 'Use the key of the production account before going live.',
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
