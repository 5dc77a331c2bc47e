import { kindOf, missingScopes } from './answer-kind.ts';
import { retryAfterSeconds } from '../attempts.ts';
import type { Observation } from './observation.ts';
import type { NoAnswerCause, Reply } from '../reply.ts';

export const LOOK_BETWEEN = 'Look for a proxy or a captive portal on the way to a.klaviyo.com.';
/** `accounts:read`, or what the refusal names. */
export function scopeMissing(reply: Reply): { fact: string; nextAction: string } {
  const names = missingScopes(reply)
    .map(scope => `'${scope}'`)
    .join(', ');
  return {
    fact: `the key lacks the scope ${names}`,
    nextAction: `Create a key that also has ${names}, and replace the stored one.`,
  };
}

const NAMED = 5;

/** What the failing endpoints answered, as a clause with their share. */
export function factOfFailing(seen: Observation): string {
  const { failing, endpoints } = seen;
  const named = failing.slice(0, NAMED).map(({ endpoint }) => endpoint);
  const more = failing.length - named.length;
  const answers = [...new Set(failing.map(({ reply }) => answerOf(reply)))].join(', ');
  return `Klaviyo answered ${answers} at ${failing.length} of ${endpoints.length} endpoints: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `503`, `403 as a page`, `nothing (timeout)`. */
function answerOf(reply: Reply): string {
  if (reply.kind === 'no-answer') return `nothing (${reply.cause})`;
  const kind = kindOf(reply);
  if (kind === 'edge-refused') return '403 as a page';
  if (kind === 'broken-json') return `${statusOf(reply)} with broken JSON`;
  return kind === 'not-klaviyo' ? `${statusOf(reply)} without JSON of its own` : String(statusOf(reply));
}

/** 0 where there was no answer. */
export function statusOf(reply: Reply): number {
  return reply.kind === 'answer' ? reply.status : 0;
}

/** What the answer to the first question was, as a clause. */
export function factOfAnswer({ account }: Observation): string {
  if (account.kind === 'no-answer') return NO_ANSWER[account.cause][0];
  const status = statusOf(account);
  switch (kindOf(account)) {
    case 'edge-refused':
      return 'the network edge in front of Klaviyo answered 403 and never judged the key';
    case 'throttled':
      return throttled(account);
    case 'vendor-error':
      return `Klaviyo answered ${status}, a fault on its side`;
    case 'broken-json':
      return `Klaviyo answered ${status} with broken JSON, a fault on its side`;
    case 'redirected':
      return 'the answer was a redirect, which is never followed with a key';
    case 'request-refused':
      return `Klaviyo refused the question itself with ${status}`;
    default:
      return `the answer was ${status} without the JSON that Klaviyo sends`;
  }
}

function throttled(reply: Reply): string {
  if (reply.kind !== 'answer') return '';
  const wait = retryAfterSeconds(reply);
  const asked = wait === undefined ? '' : ` and asks to wait ${wait} s`;
  const attempts = reply.throttled === 0 ? '' : ` to all ${reply.throttled + 1} attempts`;
  return `Klaviyo answered 429${attempts}${asked}`;
}

/** What it means that there was no answer, and what to do. */
export const NO_ANSWER: Record<NoAnswerCause, [fact: string, nextAction: string]> = {
  timeout: ['Klaviyo did not answer in time', 'Check the network, the firewall and the proxy, then the status page.'],
  dns: ['the name a.klaviyo.com could not be resolved', 'Check the DNS settings of this machine.'],
  refused: ['the connection to Klaviyo was refused', 'Check the firewall and the proxy of this machine.'],
  reset: ['the connection to Klaviyo was cut', 'Check the firewall and the proxy, then run the preflight again.'],
  tls: [
    "Klaviyo's certificate could not be verified",
    'Look for a proxy that opens TLS; trust its authority through NODE_EXTRA_CA_CERTS.',
  ],
  malformed: ['the answer was broken or too large', LOOK_BETWEEN],
  limit: ['the preflight had sent as many requests as it may', 'Run the preflight again.'],
  cancelled: ['the preflight was cancelled', 'Run the preflight again.'],
  unknown: ['no answer came, for an unknown reason', 'Check the network and the proxy, then run the preflight again.'],
};
