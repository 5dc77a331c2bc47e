import type { Priority, Side } from '../model/report.ts';
import { retryAfterSeconds } from './attempts.ts';
import type { ProbeOutcome } from './define-probe.ts';
import { isRecord, readErrorDocument } from './error-document.ts';
import type { Answer, NoAnswerCause, Reply } from './reply.ts';

/** What an answer of the API means, in the order of the incident runbook. */
export type Cause =
  | 'key-unsound'
  | 'key-refused'
  | 'scope-missing'
  | 'access-refused'
  | 'edge-refused'
  | 'throttled'
  | 'request-refused'
  | 'vendor-error'
  | 'redirected'
  | 'not-klaviyo'
  | 'no-answer';

export interface Diagnosis {
  cause: Cause;
  /** `fault`: something of ours is wrong. `open`: the vendor or the way to it failed, so nothing of ours was learned. */
  learned: 'fault' | 'open';
  /** Who has to act. */
  side: Side;
  priority: Priority;
  /** What was seen: a clause without a full stop. */
  fact: string;
  nextAction: string;
}

/** What to do about a 429. */
export const SLOW_DOWN = 'Lower concurrency, pause jobs that can wait, and look for a runaway loop.';
const LOOK_BETWEEN = 'Look for a proxy or a captive portal on the way to a.klaviyo.com.';

/** Judges the answer to a read of a collection, such as the account; nothing to say means a good one. */
export function triage(reply: Reply): Diagnosis | undefined {
  if (reply.kind === 'not-sent') return fault('key-unsound', reply.problem.fact, reply.problem.nextAction);
  if (reply.kind === 'no-answer') return noAnswer(reply.cause);
  if (reply.status >= 500) return vendorError(reply.status);
  if (reply.status >= 400) return clientError(reply);
  if (reply.status >= 300) return redirected();
  return isCollection(reply.body) ? undefined : notKlaviyo(reply.status);
}

/** A fault fails the probe; what was not learned leaves it skipped, with the same priority and next action. */
export function outcomeOf({ learned, side, priority, fact, nextAction }: Diagnosis): ProbeOutcome {
  if (learned === 'open') return { status: 'skipped', reason: fact, priority, cause: side, nextAction };
  return { status: 'failed', priority, cause: side, message: sentence(fact), nextAction };
}

/** Makes a clause a sentence. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

/** For a probe that has nothing to look at; what was wrong is told by the probe that the cause belongs to. */
export const UNANSWERED: ProbeOutcome = { status: 'skipped', reason: 'Klaviyo gave no answer to look at' };

function fault(cause: Cause, fact: string, nextAction: string): Diagnosis {
  return { cause, learned: 'fault', side: 'key', priority: 'P1', fact, nextAction };
}

/** Most answers that tell nothing of us come from what is between us and the vendor. */
function open(cause: Cause, fact: string, nextAction: string): Diagnosis {
  return { cause, learned: 'open', side: 'network', priority: 'P1', fact, nextAction };
}

function clientError(answer: Answer): Diagnosis {
  switch (answer.status) {
    case 400:
      return readErrorDocument(answer.body) ? keyRefused(400) : requestRefused(400);
    case 401:
      return keyRefused(401);
    case 403:
      return forbidden(answer);
    case 429:
      return throttled(answer);
    default:
      return requestRefused(answer.status);
  }
}

/** Observed is 401; the vendor's authentication page says 400. */
function keyRefused(status: number): Diagnosis {
  const fact = `Klaviyo refused the private key with ${status}: it is wrong, incomplete or revoked`;
  return fault('key-refused', fact, 'Create a new private key, replace the stored one, and restart what uses it.');
}

/** The edge answers with a page; Klaviyo with JSON, which for a missing scope also proves that the key is alive. */
function forbidden({ body }: Answer): Diagnosis {
  const document = readErrorDocument(body);
  if (document === undefined) return edgeRefused();
  if (document.codes.includes('permission_denied') || document.scopes.length > 0) return scopeMissing(document.scopes);
  const nextAction = 'Check in Klaviyo that the account and the key are active.';
  return fault('access-refused', 'Klaviyo refused access with 403 and named no scope', nextAction);
}

function edgeRefused(): Diagnosis {
  const fact = 'the network edge in front of Klaviyo answered 403 and never judged the key';
  return open('edge-refused', fact, 'Keep the key. Run from another network, or ask Klaviyo to admit this address.');
}

function requestRefused(status: number): Diagnosis {
  const nextAction = 'Look for a proxy on the way to a.klaviyo.com, then update klaviyo-lint.';
  return {
    ...open('request-refused', `Klaviyo refused the question itself with ${status}`, nextAction),
    priority: 'P2',
  };
}

function scopeMissing(scopes: string[]): Diagnosis {
  const names = (scopes.length > 0 ? scopes : ['accounts:read']).map(scope => `'${scope}'`).join(', ');
  return fault(
    'scope-missing',
    `the key lacks the scope ${names}`,
    `Create a key that also has ${names}, and replace the stored one.`,
  );
}

function throttled(answer: Answer): Diagnosis {
  const wait = retryAfterSeconds(answer);
  const asked = wait === undefined ? '' : ` and asks to wait ${wait} s`;
  const attempts = answer.throttled === 0 ? '' : ` to all ${answer.throttled + 1} attempts`;
  const fact = `Klaviyo answered 429${attempts}${asked}`;
  return { ...fault('throttled', fact, SLOW_DOWN), side: 'traffic', priority: 'P2' };
}

function vendorError(status: number): Diagnosis {
  const nextAction = 'Watch the status page, switch to the fallback, and queue what can wait.';
  return { ...open('vendor-error', `Klaviyo answered ${status}, a fault on its side`, nextAction), side: 'vendor' };
}

function redirected(): Diagnosis {
  return open('redirected', 'the answer was a redirect, which is never followed with a key', LOOK_BETWEEN);
}

function notKlaviyo(status: number): Diagnosis {
  return open('not-klaviyo', `the answer was ${status} without the JSON that Klaviyo sends`, LOOK_BETWEEN);
}

const NO_ANSWER: Record<NoAnswerCause, [fact: string, nextAction: string]> = {
  timeout: ['Klaviyo did not answer in time', 'Check the network, the firewall and the proxy, then the status page.'],
  dns: ['the name a.klaviyo.com could not be resolved', 'Check the DNS settings of this machine.'],
  refused: ['the connection to Klaviyo was refused', 'Check the firewall and the proxy of this machine.'],
  reset: ['the connection to Klaviyo was cut', 'Check the firewall and the proxy, then run the preflight again.'],
  tls: [
    "Klaviyo's certificate could not be verified",
    'Look for a proxy that opens TLS; trust its authority through NODE_EXTRA_CA_CERTS.',
  ],
  malformed: ['the answer was broken or too large', LOOK_BETWEEN],
  limit: [
    'the preflight had sent as many requests as it may',
    'Run the preflight again, and see the list of calls for what was repeated.',
  ],
  cancelled: ['the preflight was cancelled', 'Run the preflight again.'],
  unknown: ['no answer came, for an unknown reason', 'Check the network and the proxy, then run the preflight again.'],
};

function noAnswer(cause: NoAnswerCause): Diagnosis {
  const diagnosis = open('no-answer', ...NO_ANSWER[cause]);
  return cause === 'cancelled' || cause === 'limit' ? { ...diagnosis, priority: 'P4' } : diagnosis;
}

function isCollection(body: unknown): boolean {
  return isRecord(body) && Array.isArray(body['data']);
}
