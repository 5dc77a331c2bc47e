import type { FaultDomain, Priority } from '../../model/report.ts';
import { hasArrived, type AnswerKind } from './answer-kind.ts';
import { factOfAnswer, factOfFailing, LOOK_BETWEEN, NO_ANSWER, statusOf } from './decision-facts.ts';
import type { ProbeOutcome } from '../define-probe.ts';
import type { Observation } from './observation.ts';

/** One leaf of the decision tree: under which condition it is reached, and what is wrong then. */
export interface Branch {
  id: string;
  /** Neighbours with the same question are answers to it; what matches none goes on to the next question. */
  question: string;
  answer: string;
  applies(seen: Observation): boolean;
  /** The probe that reports it. */
  probe: 'authentication' | 'rate-limit-headroom' | 'endpoints';
  /** `skipped`: nothing of ours was judged, so the verdict stays open. */
  status: ProbeOutcome['status'];
  priority: Priority | ((seen: Observation) => Priority);
  faultDomain: FaultDomain;
  /** What was seen: a clause without a full stop. */
  fact(seen: Observation): string;
  nextAction: string | ((seen: Observation) => string);
}

/** What to do about a 429. */
export const SLOW_DOWN = 'Lower concurrency, pause jobs that can wait, and look for a runaway loop.';
const ROTATE = 'Create a new private key, replace the stored one, and restart what uses it.';
const DO_NOT_ROTATE =
  'Do not rotate the key yet: watch status.klaviyo.com, switch to the fallback, and ask again when the incident is over.';
const FALL_BACK = 'Watch the status page, switch to the fallback, and queue what can wait.';
const FALL_BACK_ANNOUNCED = 'Switch to the fallback, watch status.klaviyo.com, and tell those who depend on it.';
const OTHER_NETWORK = 'Keep the key. Run from another network, or ask Klaviyo to admit this address.';

const KEY = 'Can this text be a private key, and was it sent?';
const REFUSED = 'Is the key refused (401, or 400 with an error of Klaviyo)?';
const SILENT = 'Does no endpoint answer as it should?';
const PARTLY = 'Do some endpoints not answer as they should?';
const FINE = 'Does every endpoint answer?';

const isRefused = (kind: AnswerKind | undefined): boolean => kind === 'key-refused';
const statusOfRefusal = ({ endpoints, account }: Observation): number =>
  statusOf(endpoints.find(({ kind }) => isRefused(kind))?.reply ?? account);
const refusedAnywhere = ({ endpoints }: Observation): boolean => endpoints.some(({ kind }) => isRefused(kind));
/** A key that is accepted somewhere is neither wrong nor revoked. */
const acceptedAgain = ({ again }: Observation): boolean => again !== undefined && hasArrived(again);
const isRefusedAtSome = (seen: Observation): boolean =>
  isRefused(seen.again) && seen.isAnswered && (isRefused(seen.kind) || seen.isAcceptedLater);
const nothingArrived = (...kinds: AnswerKind[]): Branch['applies'] => {
  return seen => !seen.isAnswered && kinds.includes(seen.kind);
};
const partly = (kind?: AnswerKind): Branch['applies'] => {
  return seen => seen.isAnswered && seen.failing.length > 0 && (kind === undefined || mainKind(seen) === kind);
};
const isAnnounced = ({ page }: Observation): boolean =>
  page !== undefined && page.isOngoing && (page.impact === 'major' || page.impact === 'critical');

/**
 * From the answers of the API and the status page to the incident, in the order of the incident runbook: the first branch that
 * applies decides. `docs/decision-tree.md` shows it as a picture.
 */
export const DECISION_TREE: readonly Branch[] = [
  {
    id: 'key-unsound',
    question: KEY,
    answer: 'no: it has the wrong form',
    applies: ({ kind }) => kind === 'key-unsound',
    probe: 'authentication',
    status: 'failed',
    priority: 'P1',
    faultDomain: 'key',
    fact: ({ account }) => (account.kind === 'not-sent' ? account.problem.fact : ''),
    nextAction: ({ account }) => (account.kind === 'not-sent' ? account.problem.nextAction : ''),
  },
  {
    id: 'stopped',
    question: KEY,
    answer: 'no: the preflight was stopped',
    applies: ({ kind }) => kind === 'stopped',
    probe: 'authentication',
    status: 'skipped',
    priority: 'P4',
    faultDomain: 'network',
    fact: factOfAnswer,
    nextAction: 'Run the preflight again.',
  },
  {
    id: 'refused-in-incident',
    question: REFUSED,
    answer: 'yes, and an incident names authentication',
    applies: seen => isRefused(seen.kind) && !acceptedAgain(seen) && seen.page?.authenticationIncident !== undefined,
    probe: 'authentication',
    status: 'skipped',
    priority: 'P1',
    faultDomain: 'vendor',
    fact: seen =>
      `Klaviyo refused the private key with ${statusOf(seen.account)} while its status page shows '${seen.page?.authenticationIncident}'`,
    nextAction: DO_NOT_ROTATE,
  },
  {
    id: 'refused-once',
    question: REFUSED,
    answer: 'once, then accepted',
    applies: seen => isRefused(seen.kind) && acceptedAgain(seen),
    probe: 'authentication',
    status: 'warned',
    priority: 'P3',
    faultDomain: 'vendor',
    fact: ({ account }) =>
      `Klaviyo refused the private key once with ${statusOf(account)} and accepted it when it was asked again`,
    nextAction: 'Keep the key, and run the preflight again; report it to Klaviyo if it comes back.',
  },
  {
    id: 'refused-at-one',
    question: REFUSED,
    answer: 'at one endpoint, and accepted at others',
    applies: seen => isRefusedAtSome(seen) && seen.failing.length === 1,
    probe: 'endpoints',
    status: 'warned',
    priority: 'P3',
    faultDomain: 'vendor',
    fact: seen => `the key is accepted, but ${factOfFailing(seen)}`,
    nextAction: 'Keep the key, which other endpoints accept, and report this endpoint to Klaviyo.',
  },
  {
    id: 'refused-at-some',
    question: REFUSED,
    answer: 'at some endpoints, and accepted at others',
    applies: isRefusedAtSome,
    probe: 'endpoints',
    status: 'failed',
    priority: priorityOfShare,
    faultDomain: 'vendor',
    fact: seen => `the key is accepted, but ${factOfFailing(seen)}`,
    nextAction: 'Keep the key, which other endpoints accept, and report these endpoints to Klaviyo.',
  },
  {
    id: 'revoked-meanwhile',
    question: REFUSED,
    answer: 'accepted first, then refused again and again',
    applies: seen => refusedAnywhere(seen) && isRefused(seen.again) && !isRefused(seen.kind) && seen.isAnswered,
    probe: 'authentication',
    status: 'failed',
    priority: 'P1',
    faultDomain: 'key',
    fact: () =>
      'Klaviyo accepted the private key and then refused it, also when it was asked again: it was revoked meanwhile',
    nextAction: ROTATE,
  },
  {
    id: 'refused-twice',
    question: REFUSED,
    answer: 'yes, also when asked again',
    applies: seen => refusedAnywhere(seen) && isRefused(seen.again),
    probe: 'authentication',
    status: 'failed',
    priority: 'P1',
    faultDomain: 'key',
    fact: seen =>
      `Klaviyo refused the private key with ${statusOfRefusal(seen)}, also when it was asked again: it is wrong, incomplete or revoked`,
    nextAction: ROTATE,
  },
  {
    id: 'refusal-unconfirmed',
    question: REFUSED,
    answer: 'yes, and no answer when asked again',
    applies: seen => isRefused(seen.kind),
    probe: 'authentication',
    status: 'skipped',
    priority: 'P1',
    faultDomain: 'vendor',
    fact: ({ account }) =>
      `Klaviyo refused the private key with ${statusOf(account)}, and gave no usable answer when it was asked again`,
    nextAction: 'Run the preflight again, and rotate the key only when it is refused twice.',
  },
  {
    id: 'outage-announced',
    question: SILENT,
    answer: 'yes, and the status page shows an incident of P1 or P2',
    applies: seen =>
      isAnnounced(seen) &&
      nothingArrived('vendor-error', 'no-answer', 'edge-refused', 'redirected', 'broken-json', 'not-klaviyo')(seen),
    probe: 'authentication',
    status: 'skipped',
    priority: 'P1',
    faultDomain: 'vendor',
    fact: seen => `${factOfAnswer(seen)}, and its status page shows ${seen.page?.relevant[0] ?? 'an incident'}`,
    nextAction: FALL_BACK_ANNOUNCED,
  },
  {
    id: 'payment-required',
    question: SILENT,
    answer: '402',
    applies: nothingArrived('payment-required'),
    probe: 'authentication',
    status: 'failed',
    priority: 'P1',
    faultDomain: 'account',
    fact: () => 'Klaviyo answered 402: the account is suspended, or its plan does not include the API',
    nextAction: "Look at the billing in Klaviyo's settings, and ask Klaviyo to open the account again.",
  },
  {
    id: 'access-refused',
    question: SILENT,
    answer: '403 as JSON without a scope',
    applies: nothingArrived('access-refused'),
    probe: 'authentication',
    status: 'failed',
    priority: 'P1',
    faultDomain: 'key',
    fact: () => 'Klaviyo refused access with 403 and named no scope',
    nextAction: 'Check in Klaviyo that the account and the key are active.',
  },
  {
    id: 'edge-refused',
    question: SILENT,
    answer: '403 as a page',
    applies: nothingArrived('edge-refused'),
    probe: 'authentication',
    status: 'skipped',
    priority: 'P1',
    faultDomain: 'network',
    fact: factOfAnswer,
    nextAction: OTHER_NETWORK,
  },
  {
    id: 'proxy-refused',
    question: SILENT,
    answer: '407',
    applies: nothingArrived('proxy-refused'),
    probe: 'authentication',
    status: 'skipped',
    priority: 'P1',
    faultDomain: 'network',
    fact: () => 'a proxy on the way to Klaviyo answered 407 and demands credentials',
    nextAction: 'Give the proxy its credentials in HTTPS_PROXY, or name a.klaviyo.com in NO_PROXY.',
  },
  {
    id: 'throttled',
    question: SILENT,
    answer: '429',
    applies: nothingArrived('throttled'),
    probe: 'rate-limit-headroom',
    status: 'failed',
    priority: 'P2',
    faultDomain: 'traffic',
    fact: factOfAnswer,
    nextAction: SLOW_DOWN,
  },
  {
    id: 'vendor-error',
    question: SILENT,
    answer: '5xx',
    applies: nothingArrived('vendor-error'),
    probe: 'authentication',
    status: 'skipped',
    priority: 'P1',
    faultDomain: 'vendor',
    fact: factOfAnswer,
    nextAction: FALL_BACK,
  },
  {
    id: 'broken-json',
    question: SILENT,
    answer: '200 with broken JSON',
    applies: nothingArrived('broken-json'),
    probe: 'authentication',
    status: 'skipped',
    priority: 'P1',
    faultDomain: 'vendor',
    fact: factOfAnswer,
    nextAction: FALL_BACK,
  },
  {
    id: 'redirected',
    question: SILENT,
    answer: '3xx',
    applies: nothingArrived('redirected'),
    probe: 'authentication',
    status: 'skipped',
    priority: 'P1',
    faultDomain: 'network',
    fact: factOfAnswer,
    nextAction: LOOK_BETWEEN,
  },
  {
    id: 'not-klaviyo',
    question: SILENT,
    answer: '200 with something else',
    applies: nothingArrived('not-klaviyo'),
    probe: 'authentication',
    status: 'skipped',
    priority: 'P1',
    faultDomain: 'network',
    fact: factOfAnswer,
    nextAction: LOOK_BETWEEN,
  },
  {
    id: 'request-refused',
    question: SILENT,
    answer: 'another 4xx',
    applies: nothingArrived('request-refused'),
    probe: 'authentication',
    status: 'skipped',
    priority: 'P2',
    faultDomain: 'network',
    fact: factOfAnswer,
    nextAction: 'Look for a proxy on the way to a.klaviyo.com, then update klaviyo-lint.',
  },
  {
    id: 'unreachable',
    question: SILENT,
    answer: 'no answer',
    applies: nothingArrived('no-answer'),
    probe: 'authentication',
    status: 'skipped',
    priority: 'P1',
    faultDomain: 'network',
    fact: factOfAnswer,
    nextAction: ({ account }) => NO_ANSWER[account.kind === 'no-answer' ? account.cause : 'unknown'][1],
  },
  {
    id: 'throttled-partly',
    question: PARTLY,
    answer: 'yes: 429',
    applies: partly('throttled'),
    probe: 'endpoints',
    status: 'failed',
    priority: 'P2',
    faultDomain: 'traffic',
    fact: factOfFailing,
    nextAction: SLOW_DOWN,
  },
  {
    id: 'edge-refused-partly',
    question: PARTLY,
    answer: 'yes: 403 as a page',
    applies: partly('edge-refused'),
    probe: 'endpoints',
    status: 'failed',
    priority: priorityOfShare,
    faultDomain: 'network',
    fact: factOfFailing,
    nextAction: OTHER_NETWORK,
  },
  {
    id: 'one-endpoint',
    question: PARTLY,
    answer: 'yes: one endpoint',
    applies: seen => partly()(seen) && seen.failing.length === 1,
    probe: 'endpoints',
    status: 'warned',
    priority: 'P3',
    faultDomain: 'vendor',
    fact: factOfFailing,
    nextAction: 'Queue the calls of this endpoint and repeat them later, and watch status.klaviyo.com.',
  },
  {
    id: 'several-endpoints',
    question: PARTLY,
    answer: 'yes: several endpoints',
    applies: partly(),
    probe: 'endpoints',
    status: 'failed',
    priority: priorityOfShare,
    faultDomain: 'vendor',
    fact: factOfFailing,
    nextAction: FALL_BACK,
  },
  {
    id: 'fine',
    question: FINE,
    answer: 'yes: look at the status page, the app, the webhooks and the sending domain',
    applies: () => true,
    probe: 'endpoints',
    status: 'passed',
    priority: 'P4',
    faultDomain: 'vendor',
    fact: ({ endpoints }) =>
      `Klaviyo answered at all ${endpoints.filter(({ kind }) => kind !== 'stopped').length} endpoints that were asked`,
    nextAction: '',
  },
];

/** Decides. @returns the first branch that applies */
export function decide(seen: Observation): Branch {
  const branch = DECISION_TREE.find(({ applies }) => applies(seen));
  if (branch === undefined) throw new Error('The last branch of the decision tree applies to everything.');
  return branch;
}

/** What a branch comes to for what was seen. */
export function outcomeOf(branch: Branch, seen: Observation): ProbeOutcome {
  const fact = branch.fact(seen);
  const priority = typeof branch.priority === 'function' ? branch.priority(seen) : branch.priority;
  const { faultDomain } = branch;
  const nextAction = typeof branch.nextAction === 'function' ? branch.nextAction(seen) : branch.nextAction;
  if (branch.status === 'passed') return { status: 'passed', message: sentence(fact) };
  if (branch.status === 'skipped') return { status: 'skipped', reason: fact, priority, faultDomain, nextAction };
  return { status: branch.status, message: sentence(fact), priority, faultDomain, nextAction };
}

/** Makes a clause a sentence. */
export function sentence(clause: string): string {
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}

/** For a probe that has nothing to look at; the probe that the cause belongs to says what was wrong. */
export const UNANSWERED: ProbeOutcome = { status: 'skipped', reason: 'Klaviyo gave no answer to look at' };

/** The most frequent one among the endpoints that fail. */
function mainKind({ failing }: Observation): AnswerKind | undefined {
  const counted = failing.map(({ kind }) => [kind, failing.filter(other => other.kind === kind).length] as const);
  return [...counted].sort(([, left], [, right]) => right - left)[0]?.[0];
}

/** Half of what was asked is a complete outage for most code. */
function priorityOfShare({ failing, endpoints }: Observation): Priority {
  if (failing.length === 1) return 'P3';
  return failing.length * 2 >= endpoints.length ? 'P1' : 'P2';
}
