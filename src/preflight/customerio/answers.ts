import { DEFAULT_REGION, type Region } from '../../vendors/customerio/hosts.ts';
import type { Reply } from '../reply.ts';
import { readStatusSummary, type StatusSummary } from '../status-summary.ts';
import { otherRegion } from './addresses.ts';
import { accountIn, kindOf, type AnswerKind } from './answer-kind.ts';
import type { CustomerioClient } from './client.ts';
import type { Addresses, CustomerioOptions, TrackPair } from './options.ts';

/** What was asked with one credential, and what came back. */
export interface CredentialAnswers {
  api: 'track' | 'app';
  /** Where it was asked first. */
  asked: Region;
  /** The first answer. */
  first: Reply;
  kind: AnswerKind;
  /** Of the same question asked once more, because it was refused. */
  again?: AnswerKind;
  /** The good answer, whichever it was. */
  settled?: Reply;
  /** Where the account is, once that is known. */
  region?: Region;
  /** What the credential turned out to be, because it was refused as what it is given for. */
  mistaken?: 'reversed' | 'app-key' | 'track-key';
}

/** Everything that Customer.io was asked. */
export interface CustomerioAnswers {
  /** Undefined where no document of the status page could be read. */
  page: StatusSummary | undefined;
  /** Absent without the credential. */
  track?: CredentialAnswers;
  app?: CredentialAnswers;
}

const STATUS_DOCUMENTS = ['/api/v2/summary.json', '/api/v2/status.json'];

type Keys = Pick<CustomerioOptions, 'track' | 'appKey' | 'region'>;

/**
 * Asks the status page, and each credential for one cheap read. What is refused is asked once more, then in the other region, and then as
 * what it may have been mistaken for. The App API is asked where the Track API says that the account is, because it redirects nobody.
 */
export async function askCustomerio(
  client: CustomerioClient,
  keys: Keys,
  addresses: Addresses,
): Promise<CustomerioAnswers> {
  const [page, credentials] = await Promise.all([askStatusPage(client), askCredentials(client, keys, addresses)]);
  return { page, ...credentials };
}

async function askCredentials(
  client: CustomerioClient,
  { track: pair, appKey, region = DEFAULT_REGION }: Keys,
  addresses: Addresses,
): Promise<Omit<CustomerioAnswers, 'page'>> {
  const track = pair && (await askTrack({ client, addresses, region }, pair, appKey));
  const app =
    appKey === undefined
      ? undefined
      : await askApp({ client, addresses, region: track?.region ?? region }, appKey, pair);
  return { ...(track && { track }), ...(app && { app }) };
}

interface Asking {
  client: CustomerioClient;
  addresses: Addresses;
  region: Region;
}

async function askTrack(asking: Asking, pair: TrackPair, appKey: string | undefined): Promise<CredentialAnswers> {
  const { client } = asking;
  const answers = await askFor('track', asking, region => client.accountRegion(region, pair));
  if (!isRefusedTwice(answers)) return answers;
  const accepts = (reply: Reply): boolean => accountIn(reply) !== undefined;
  const { siteId, trackKey } = pair;
  const reversed = await client.accountRegion(asking.region, { siteId: trackKey, trackKey: siteId });
  if (accepts(reversed)) return { ...answers, mistaken: 'reversed' };
  if (appKey === trackKey) return { ...answers, mistaken: 'app-key' };
  const asAppKey = await client.workspaces(asking.region, trackKey);
  return isGood(asAppKey, 'app', asking) ? { ...answers, mistaken: 'app-key' } : answers;
}

async function askApp(asking: Asking, key: string, pair: TrackPair | undefined): Promise<CredentialAnswers> {
  const { client } = asking;
  const answers = await askFor('app', asking, region => client.workspaces(region, key));
  if (!isRefusedTwice(answers) || pair === undefined) return answers;
  if (key === pair.trackKey) return { ...answers, mistaken: 'track-key' };
  const asTrackKey = await client.accountRegion(asking.region, { siteId: pair.siteId, trackKey: key });
  return isGood(asTrackKey, 'track', asking) ? { ...answers, mistaken: 'track-key' } : answers;
}

/** Asks one question, once more where it was refused, and in the other region where it does not belong here. */
async function askFor(
  api: 'track' | 'app',
  { addresses, region: asked }: Asking,
  ask: (region: Region) => Promise<Reply>,
): Promise<CredentialAnswers> {
  const tried = async (region: Region): Promise<Tried> => {
    const reply = await ask(region);
    return { reply, region, kind: kindOf(reply, { api, region, addresses }) };
  };
  const first = await tried(asked);
  const answers = { api, asked, first: first.reply, kind: first.kind };
  const again = first.kind === 'key-refused' ? await tried(asked) : undefined;
  const latest = again ?? first;
  const isElsewhere = latest.kind === 'key-refused' || latest.kind === 'other-region';
  const last = isElsewhere ? await tried(otherRegion(asked)) : latest;
  return {
    ...answers,
    ...(again && { again: again.kind }),
    // Only the Track API says itself where the account is.
    ...(last.kind === 'good' && { settled: last.reply, region: accountIn(last.reply)?.region ?? last.region }),
  };
}

interface Tried {
  reply: Reply;
  region: Region;
  kind: AnswerKind;
}

function isRefusedTwice({ again, settled }: CredentialAnswers): boolean {
  return again === 'key-refused' && settled === undefined;
}

function isGood(reply: Reply, api: 'track' | 'app', { region, addresses }: Asking): boolean {
  return kindOf(reply, { api, region, addresses }) === 'good';
}

/** A page that does not answer at all is not asked for another document. */
async function askStatusPage(client: CustomerioClient): Promise<StatusSummary | undefined> {
  for (const path of STATUS_DOCUMENTS) {
    const reply = await client.status(path);
    const summary = readStatusSummary(reply);
    if (summary !== undefined || reply.kind === 'no-answer') return summary;
  }
  return undefined;
}
