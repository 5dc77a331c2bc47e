import { hasArrived, kindOf, type AnswerKind } from './answer-kind.ts';
import type { Reply } from '../reply.ts';
import type { PageRating } from '../status-rating.ts';
import { ACCOUNT_ENDPOINT, accountIn, type VendorAnswers } from './vendor-answers.ts';

/** What the decision tree decides from. */
export interface Observation {
  /** The first answer of the account; where nothing answers as it should, that of most endpoints. */
  account: Reply;
  kind: AnswerKind;
  /** Of the account asked once more, because a key was refused somewhere. */
  again?: AnswerKind;
  /** Whether the key was accepted after that was refused. */
  isAcceptedLater: boolean;
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
  const { account, again, isAcceptedLater = false, reads } = answers;
  const settled = accountIn(answers);
  const isAccepted = reads.some(isRight);
  const own = { endpoint: ACCOUNT_ENDPOINT, reply: settled, kind: kindOfAccount(settled, isAccepted) };
  const endpoints = [own, ...reads.map(({ endpoint, reply, kind }) => ({ endpoint, reply, kind }))];
  const isAnswered = endpoints.some(isRight);
  const first = { reply: account, kind: kindOfAccount(account, isAccepted) };
  const lead = isAnswered ? first : leadOf(first, endpoints);
  return {
    account: lead.reply,
    kind: lead.kind,
    ...(again && { again: kindOf(again) }),
    isAcceptedLater,
    endpoints,
    isAnswered,
    failing: endpoints.filter(asked => isFailing(asked, asked === own)),
    ...(page && { page }),
  };
}

/** What most endpoints answer stands for all of them. What is known of the key comes first. */
function leadOf(
  first: Pick<AskedEndpoint, 'reply' | 'kind'>,
  endpoints: readonly AskedEndpoint[],
): Pick<AskedEndpoint, 'reply' | 'kind'> {
  const isOfKey = ({ kind }: Pick<AskedEndpoint, 'kind'>): boolean =>
    ['key-refused', 'key-unsound', 'stopped'].includes(kind);
  if (isOfKey(first) || endpoints.some(isOfKey)) return first;
  const share = (kind: AnswerKind): number => endpoints.filter(asked => asked.kind === kind).length;
  return endpoints.reduce<Pick<AskedEndpoint, 'reply' | 'kind'>>(
    (lead, asked) => (share(asked.kind) > share(lead.kind) ? asked : lead),
    first,
  );
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
