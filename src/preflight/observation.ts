import { hasArrived, kindOf, type AnswerKind } from './answer-kind.ts';
import type { Reply } from './reply.ts';
import type { PageRating } from './status-rating.ts';
import { ACCOUNT_ENDPOINT, accountIn, type VendorAnswers } from './vendor-answers.ts';

/** What the decision tree decides from. */
export interface Observation {
  /** The first answer of the account. */
  account: Reply;
  kind: AnswerKind;
  /** Of the account asked once more, because a key was refused somewhere. */
  again?: AnswerKind;
  /** Every endpoint that was asked, that of the account first. */
  endpoints: readonly AskedEndpoint[];
  /** Whether any of them answered as it should. */
  isAnswered: boolean;
  /** Those among them that did not answer as they should. */
  failing: readonly AskedEndpoint[];
  /** Absent where the status page could not be read. */
  page?: PageRating;
}

export interface AskedEndpoint {
  endpoint: string;
  reply: Reply;
  kind: AnswerKind;
}

/** Brings the answers of the vendor into the form that the tree decides from. */
export function observe(answers: VendorAnswers, page: PageRating | undefined): Observation {
  const { account, again, reads } = answers;
  const settled = accountIn(answers);
  const isAccepted = reads.some(isRight);
  const own = { endpoint: ACCOUNT_ENDPOINT, reply: settled, kind: kindOfAccount(settled, isAccepted) };
  const endpoints = [own, ...reads.map(({ endpoint, reply, kind }) => ({ endpoint, reply, kind }))];
  return {
    account,
    kind: kindOfAccount(account, isAccepted),
    ...(again && { again: kindOf(again) }),
    endpoints,
    isAnswered: endpoints.some(isRight),
    failing: endpoints.filter(asked => isFailing(asked, asked === own)),
    ...(page && { page }),
  };
}

/** A refusal of the account without a reason is one of the scope where the same key is accepted elsewhere. */
function kindOfAccount(reply: Reply, isAccepted: boolean): AnswerKind {
  const kind = kindOf(reply);
  return kind === 'access-refused' && isAccepted ? 'scope-missing' : kind;
}

/** That an event does not exist tells who may ask for events, but not whether anything exists behind this address. */
function isRight({ kind, reply }: Pick<AskedEndpoint, 'kind' | 'reply'>): boolean {
  return hasArrived(kind) && (reply.kind !== 'answer' || reply.status !== 404);
}

/** An endpoint besides that of the account may be no part of the plan, and is refused rightly then. */
function isFailing({ kind }: AskedEndpoint, isAccount: boolean): boolean {
  if (hasArrived(kind) || kind === 'stopped' || kind === 'key-unsound') return false;
  return isAccount || !['access-refused', 'payment-required', 'request-refused'].includes(kind);
}
