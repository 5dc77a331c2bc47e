import { HOSTS } from '../../vendors/customerio/hosts.ts';
import { decideBy, type BranchOf } from '../decision.ts';
import type { ProbeOutcome } from '../define-probe.ts';
import { lookBetween, noAnswerFacts } from '../no-answer-facts.ts';
import type { Reply } from '../reply.ts';
import type { PageRating } from '../status-rating.ts';
import type { AnswerKind } from './answer-kind.ts';
import type { CredentialAnswers } from './answers.ts';

/** What the decision tree decides from: the answers to one credential, and the status page. */
export interface Seen extends CredentialAnswers {
  /** Absent where the status page could not be read. */
  page?: PageRating;
}

export type Branch = BranchOf<Seen>;

const NAMES = { track: 'site id and Track key', app: 'the App key' } as const;
const FALL_BACK = 'Watch status.customerio.com, switch to the fallback, and queue what can wait.';

const nameOf = ({ api }: Seen): string => NAMES[api];
const hostOf = ({ api, asked }: Seen): string => HOSTS[api][asked];
const rotate = ({ api }: Seen): string =>
  `Compare ${NAMES[api]} with those in Customer.io's settings, replace what is stored, and restart what uses it.`;
const isKind = (...kinds: AnswerKind[]): Branch['applies'] => {
  return seen => seen.settled === undefined && kinds.includes(seen.kind);
};
const isRefused = isKind('key-refused');
const isAnnounced = ({ page }: Seen): boolean =>
  page !== undefined && page.isOngoing && (page.impact === 'major' || page.impact === 'critical');

const KEY = 'Can these be keys, and were they sent?';
const REFUSED = 'Are they refused (401)?';
const SILENT = 'Is there no usable answer?';
const FINE = 'Is everything well?';

/**
 * From the answers about one credential to the incident, in the order of the incident runbook: the first branch that applies decides.
 * `docs/customerio.md` shows it as a picture.
 */
export const DECISION_TREE: readonly Branch[] = [
  {
    ...leaf('key-unsound', [KEY, 'no: they have the wrong form'], ['failed', 'P1', 'key']),
    applies: ({ kind }) => kind === 'key-unsound',
    fact: ({ first }) => (first.kind === 'not-sent' ? first.problem.fact : ''),
    nextAction: ({ first }) => (first.kind === 'not-sent' ? first.problem.nextAction : ''),
  },
  {
    ...leaf('stopped', [KEY, 'no: the preflight was stopped'], ['skipped', 'P4', 'network']),
    applies: isKind('stopped'),
    fact: factOfAnswer,
    nextAction: 'Run the preflight again.',
  },
  {
    ...leaf('refused-in-incident', [REFUSED, 'yes, and an incident names authentication'], ['skipped', 'P1', 'vendor']),
    applies: seen => isRefused(seen) && seen.page?.authenticationIncident !== undefined,
    fact: seen =>
      `Customer.io refused ${nameOf(seen)} with 401 while its status page shows '${seen.page?.authenticationIncident}'`,
    nextAction: 'Do not rotate the keys yet: watch status.customerio.com, and ask again when the incident is over.',
  },
  {
    ...leaf('refused-once', [REFUSED, 'once, then accepted'], ['warned', 'P3', 'vendor']),
    applies: ({ kind, again }) => kind === 'key-refused' && again === 'good',
    fact: seen => `Customer.io refused ${nameOf(seen)} once with 401 and accepted it when it was asked again`,
    nextAction: 'Keep the key, and run the preflight again; report it to Customer.io if it comes back.',
  },
  {
    ...leaf('reversed', [REFUSED, 'yes, and accepted the other way round'], ['failed', 'P1', 'key']),
    applies: ({ mistaken }) => mistaken === 'reversed',
    fact: () => "site id and Track key are in each other's place: Customer.io accepts them the other way round",
    nextAction: "Exchange the values of 'CUSTOMERIO_SITE_ID' and 'CUSTOMERIO_TRACK_API_KEY' wherever they are stored.",
  },
  {
    ...leaf('swapped', [REFUSED, 'yes, and accepted as the other key'], ['failed', 'P1', 'key']),
    applies: ({ mistaken }) => mistaken !== undefined,
    fact: ({ mistaken }) =>
      mistaken === 'app-key'
        ? 'what is given as the Track key is an App key: Customer.io accepts it there only'
        : 'what is given as the App key is a Track key: Customer.io accepts it there only',
    nextAction:
      "Store the right keys in 'CUSTOMERIO_TRACK_API_KEY' and 'CUSTOMERIO_APP_API_KEY': they are no substitutes.",
  },
  {
    ...leaf('refused-twice', [REFUSED, 'yes, also when asked again and in the other region'], ['failed', 'P1', 'key']),
    applies: seen => isRefused(seen) && seen.again === 'key-refused',
    fact: seen =>
      `Customer.io refused ${nameOf(seen)} with 401, also when it was asked again and in the other region: wrong, incomplete or revoked`,
    nextAction: rotate,
  },
  {
    ...leaf('refusal-unconfirmed', [REFUSED, 'yes, and no answer when asked again'], ['skipped', 'P1', 'vendor']),
    applies: isRefused,
    fact: seen => `Customer.io refused ${nameOf(seen)} with 401, and gave no usable answer when it was asked again`,
    nextAction: 'Run the preflight again, and rotate the key only when it is refused twice.',
  },
  {
    ...leaf(
      'outage-announced',
      [SILENT, 'yes, and the status page shows an incident of P1 or P2'],
      ['skipped', 'P1', 'vendor'],
    ),
    applies: seen =>
      isAnnounced(seen) &&
      isKind('vendor-error', 'no-answer', 'edge-refused', 'redirected', 'broken-json', 'not-customerio')(seen),
    fact: seen => `${factOfAnswer(seen)}, and its status page shows ${seen.page?.relevant[0] ?? 'an incident'}`,
    nextAction: 'Switch to the fallback, watch status.customerio.com, and tell those who depend on it.',
  },
  {
    ...leaf('payment-required', [SILENT, '402'], ['failed', 'P1', 'account']),
    applies: isKind('payment-required'),
    fact: () => 'Customer.io answered 402: the account is suspended, or its plan does not include the API',
    nextAction: "Look at the billing in Customer.io's settings.",
  },
  {
    ...leaf('may-not-list', [SILENT, '403 as JSON, for an App key'], ['warned', 'P3', 'key']),
    applies: seen => seen.api === 'app' && isKind('access-refused')(seen),
    fact: () => 'Customer.io knows the App key, but answered 403: it may not list workspaces, or the account is closed',
    nextAction: 'Check in Customer.io what the App key may do, and that the account is active.',
  },
  {
    ...leaf('access-refused', [SILENT, '403 as JSON'], ['failed', 'P1', 'account']),
    applies: isKind('access-refused'),
    fact: seen => `Customer.io refused access with 403 to ${nameOf(seen)}`,
    nextAction: 'Check in Customer.io that the account is active, and that the keys are of an active workspace.',
  },
  {
    ...leaf('edge-refused', [SILENT, '403 as a page'], ['skipped', 'P1', 'network']),
    applies: isKind('edge-refused'),
    fact: factOfAnswer,
    nextAction: 'Keep the keys. Run from another network, or ask Customer.io to admit this address.',
  },
  {
    ...leaf('proxy-refused', [SILENT, '407'], ['skipped', 'P1', 'network']),
    applies: isKind('proxy-refused'),
    fact: () => 'a proxy on the way to Customer.io answered 407 and demands credentials',
    nextAction: seen => `Give the proxy its credentials in HTTPS_PROXY, or name ${hostOf(seen)} in NO_PROXY.`,
  },
  {
    ...leaf('throttled', [SILENT, '429'], ['failed', 'P2', 'traffic']),
    applies: isKind('throttled'),
    fact: factOfAnswer,
    nextAction: 'Lower concurrency, pause jobs that can wait, and look for a runaway loop.',
  },
  {
    ...leaf('vendor-error', [SILENT, '5xx'], ['skipped', 'P1', 'vendor']),
    applies: isKind('vendor-error'),
    fact: factOfAnswer,
    nextAction: FALL_BACK,
  },
  {
    ...leaf('broken-json', [SILENT, '200 with broken JSON'], ['skipped', 'P1', 'vendor']),
    applies: isKind('broken-json'),
    fact: factOfAnswer,
    nextAction: FALL_BACK,
  },
  {
    ...leaf(
      'region-unconfirmed',
      [SILENT, '3xx to the other region, which gives no usable answer'],
      ['skipped', 'P1', 'vendor'],
    ),
    applies: isKind('other-region'),
    fact: seen => `${hostOf(seen)} redirects to the other region, and Customer.io gave no usable answer there`,
    nextAction: "State the region in 'CUSTOMERIO_REGION', and run the preflight again.",
  },
  {
    ...leaf('redirected', [SILENT, '3xx to anywhere else'], ['skipped', 'P1', 'network']),
    applies: isKind('redirected'),
    fact: factOfAnswer,
    nextAction: seen => lookBetween(hostOf(seen)),
  },
  {
    ...leaf('not-customerio', [SILENT, 'something else'], ['skipped', 'P1', 'network']),
    applies: isKind('not-customerio'),
    fact: factOfAnswer,
    nextAction: seen => lookBetween(hostOf(seen)),
  },
  {
    ...leaf('request-refused', [SILENT, 'another 4xx'], ['skipped', 'P2', 'network']),
    applies: isKind('request-refused'),
    fact: factOfAnswer,
    nextAction: seen => `Look for a proxy on the way to ${hostOf(seen)}, then update klaviyo-lint.`,
  },
  {
    ...leaf('unreachable', [SILENT, 'no answer'], ['skipped', 'P1', 'network']),
    applies: isKind('no-answer'),
    fact: factOfAnswer,
    nextAction: seen => lostFacts(seen)?.[1] ?? '',
  },
  {
    ...leaf(
      'fine',
      [FINE, 'yes: look at the region, the workspace, the app and the sending domain'],
      ['passed', 'P4', 'vendor'],
    ),
    applies: () => true,
    fact: seen => `Customer.io accepted ${nameOf(seen)}`,
    nextAction: '',
  },
];

/** Decides. @returns the first branch that applies */
export function decide(seen: Seen): Branch {
  return decideBy(DECISION_TREE, seen);
}

/** For a probe that has nothing to look at; the probe that the cause belongs to says what was wrong. */
export const UNANSWERED: ProbeOutcome = { status: 'skipped', reason: 'Customer.io gave no answer to look at' };

type Leaf = Pick<Branch, 'id' | 'question' | 'answer' | 'probe' | 'status' | 'priority' | 'faultDomain'>;

/** What is fixed of a branch. */
function leaf(
  id: string,
  [question, answer]: readonly [question: string, answer: string],
  [status, priority, faultDomain]: readonly [Leaf['status'], Leaf['priority'], Leaf['faultDomain']],
): Leaf {
  return { id, question, answer, probe: 'customerio-authentication', status, priority, faultDomain };
}

function factOfAnswer(seen: Seen): string {
  const { first, kind } = seen;
  const status = statusOf(first);
  switch (kind) {
    case 'edge-refused':
      return 'the network edge in front of Customer.io answered 403 and never judged the keys';
    case 'throttled':
      return `Customer.io answered 429${first.kind === 'answer' && first.throttled > 0 ? ` to all ${first.throttled + 1} attempts` : ''}`;
    case 'vendor-error':
      return `Customer.io answered ${status}, a fault on its side`;
    case 'broken-json':
      return `Customer.io answered ${status} with broken JSON, a fault on its side`;
    case 'redirected':
      return 'the answer was a redirect, which is never followed with a key';
    case 'request-refused':
      return `Customer.io refused the question itself with ${status}`;
    default:
      return lostFacts(seen)?.[0] ?? `the answer was ${status} without the JSON that Customer.io sends`;
  }
}

function lostFacts(seen: Seen): readonly [fact: string, nextAction: string] | undefined {
  return seen.first.kind === 'no-answer' ? noAnswerFacts('Customer.io', hostOf(seen))[seen.first.cause] : undefined;
}

/** 0 where there was no answer. */
export function statusOf(reply: Reply): number {
  return reply.kind === 'answer' ? reply.status : 0;
}
