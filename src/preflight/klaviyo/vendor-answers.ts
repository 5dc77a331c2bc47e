import { cheapRead, READ_SCOPES, type ReadScope } from '../../vendors/klaviyo/cheap-reads.ts';
import { hasArrived, kindOf, kindOfRead, type AnswerKind } from './answer-kind.ts';
import type { KlaviyoClient } from './client.ts';
import type { Answer, Reply } from '../reply.ts';
import { readStatusSummary, type StatusSummary } from '../status-summary.ts';

/** One read of an endpoint of the API. */
export interface EndpointRead {
  scope: ReadScope;
  /** Its path. */
  endpoint: string;
  reply: Reply;
  kind: AnswerKind;
}

/** Everything that the vendor was asked before the code was read. */
export interface VendorAnswers {
  /** Undefined where no document of the status page could be read. */
  page: StatusSummary | undefined;
  account: Reply;
  /** The account asked once more, because a key was refused somewhere. */
  again?: Reply;
  /** Whether the key was accepted after that second refusal of the account. */
  isAcceptedLater?: boolean;
  /** Besides that of the account. */
  reads: readonly EndpointRead[];
}

export const ACCOUNT_ENDPOINT = '/api/accounts';
/** What most integrations use; asked first, to tell whether it is worth while to ask for the rest. */
const SAMPLE: readonly ReadScope[] = ['profiles:read', 'events:read', 'lists:read', 'metrics:read'];
/** From the one that says most to the one that says least. Sources: the public APIs of Atlassian Statuspage and of incident.io; read 2026-11-20. */
const STATUS_DOCUMENTS = ['/api/v2/summary.json', '/api/v1/summary', '/api/v2/status.json'];

/**
 * Asks the status page, the account and the endpoints. A refused key is asked once more before anybody believes it, twice where it was
 * accepted first, and no endpoint beyond a sample is asked where none of the sample answers.
 *
 * @param asksAllScopes whether the reads of all scopes are needed, or only the sample
 */
export async function askVendor(klaviyo: KlaviyoClient, asksAllScopes: boolean): Promise<VendorAnswers> {
  const [page, answers] = await Promise.all([askStatusPage(klaviyo), askApi(klaviyo, asksAllScopes)]);
  return { page, ...answers };
}

async function askApi(klaviyo: KlaviyoClient, asksAllScopes: boolean): Promise<Omit<VendorAnswers, 'page'>> {
  const account = await klaviyo.account();
  const kind = kindOf(account);
  if (kind === 'key-unsound' || kind === 'stopped') return { account, reads: [] };
  const sample = await readAll(klaviyo, SAMPLE);
  const asked = await askAgain(klaviyo, [kind, ...sample.map(read => read.kind)]);
  const isWorthwhile = asksAllScopes && sample.some(read => hasArrived(read.kind));
  const others = READ_SCOPES.filter(scope => !SAMPLE.includes(scope));
  const rest = isWorthwhile ? await readAll(klaviyo, others) : [];
  const restKinds = rest.map(read => read.kind);
  const again = asked ?? (await askAgain(klaviyo, restKinds));
  const isTakenAway = hasArrived(kind) && again !== undefined && kindOf(again) === 'key-refused';
  const isAcceptedLater = isTakenAway && (await isAccepted(klaviyo, asked === undefined ? [] : restKinds));
  return { account, ...(again && { again }), ...(isAcceptedLater && { isAcceptedLater }), reads: [...sample, ...rest] };
}

/** Asks for the account once more where a key was refused. */
async function askAgain(klaviyo: KlaviyoClient, kinds: readonly AnswerKind[]): Promise<Reply | undefined> {
  return kinds.includes('key-refused') ? klaviyo.accountAgain() : undefined;
}

/** Whether the key is accepted by what was asked since, or by the account now. */
async function isAccepted(klaviyo: KlaviyoClient, since: readonly AnswerKind[]): Promise<boolean> {
  return since.some(hasArrived) || hasArrived(kindOf(await klaviyo.accountAgain()));
}

/** The answer that tells of the account: the second one where only the first was a refusal. */
export function accountIn({ account, again }: VendorAnswers): Reply {
  return again !== undefined && kindOf(account) === 'key-refused' && hasArrived(kindOf(again)) ? again : account;
}

/** Every answer that came from Klaviyo's API and judged the key, for what its time and its headers tell. */
export function arrivedIn(answers: VendorAnswers): Answer[] {
  const account = accountIn(answers);
  const replies = [
    ...(hasArrived(kindOf(account)) ? [account] : []),
    ...answers.reads.filter(({ kind }) => hasArrived(kind)).map(({ reply }) => reply),
  ];
  return replies.filter(reply => reply.kind === 'answer');
}

function readAll(klaviyo: KlaviyoClient, scopes: readonly ReadScope[]): Promise<EndpointRead[]> {
  return Promise.all(
    scopes.map(async scope => {
      const reply = await klaviyo.read(scope);
      return { scope, endpoint: cheapRead(scope).operation.path, reply, kind: kindOfRead(scope, reply) };
    }),
  );
}

/** A page that does not answer at all is not asked for another document. */
async function askStatusPage(klaviyo: KlaviyoClient): Promise<StatusSummary | undefined> {
  for (const path of STATUS_DOCUMENTS) {
    const reply = await klaviyo.status(path);
    const summary = readStatusSummary(reply);
    if (summary !== undefined || reply.kind === 'no-answer') return summary;
  }
  return undefined;
}
