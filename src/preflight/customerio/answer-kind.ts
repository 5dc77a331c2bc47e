import { REGIONS, type Region } from '../../vendors/customerio/hosts.ts';
import { type CommonAnswerKind, commonRefusal, isBrokenJson, kindOfReply } from '../answer-kind.ts';
import { isRecord } from '../is-record.ts';
import type { Answer, Reply } from '../reply.ts';
import { regionOfLocation } from './addresses.ts';
import type { Addresses } from './options.ts';

/** What one answer means by itself. What several mean together is in the decision tree. */
export type AnswerKind = CommonAnswerKind | 'other-region' | 'not-customerio';

/** What was asked, and where. */
export interface Question {
  api: 'track' | 'app';
  region: Region;
  addresses: Addresses;
}

/** Returns the kind of an answer. */
export function kindOf(reply: Reply, question: Question): AnswerKind {
  return kindOfReply<AnswerKind>(reply, {
    success: answer => kindOfSuccess(answer, question),
    redirect: answer => kindOfRedirect(answer, question),
    refusal: kindOfRefusal,
  });
}

function kindOfRedirect({ headers }: Answer, { region, addresses }: Question): AnswerKind {
  const leadsTo = regionOfLocation(headers.location ?? '', addresses);
  return leadsTo === undefined || leadsTo === region ? 'redirected' : 'other-region';
}

function kindOfSuccess(answer: Answer, { api }: Question): AnswerKind {
  const found = api === 'track' ? accountIn(answer) : workspacesIn(answer);
  if (found !== undefined) return 'good';
  return isBrokenJson(answer) ? 'broken-json' : 'not-customerio';
}

/** Customer.io refuses a key in JSON; a page comes from something on the way. */
function kindOfRefusal({ status, body }: Answer): AnswerKind {
  switch (status) {
    case 401:
      return isRecord(body) ? 'key-refused' : 'not-customerio';
    case 403:
      return isRecord(body) ? 'access-refused' : 'edge-refused';
    default:
      return commonRefusal(status);
  }
}

/** What the Track API says of a pair. */
export interface Account {
  region: Region;
  /** The id of the workspace; absent where the answer names none. */
  workspace?: string;
}

/**
 * Reads the answer of `GET /api/v1/accounts/region`. Nothing but a region and the digits of an id is taken.
 *
 * Source: the vendor's OpenAPI document of the Track API, which has `data_center` and `environment_id`; `region` is what older copies of it
 * have; read 2026-11-22.
 */
export function accountIn(reply: Reply): Account | undefined {
  if (reply.kind !== 'answer' || !isRecord(reply.body)) return undefined;
  const { data_center: center, region: named, environment_id: id } = reply.body;
  const region = REGIONS.find(each => each === center || each === named);
  if (region === undefined) return undefined;
  return { region, ...(isId(id) && { workspace: String(id) }) };
}

/** The ids in the answer of `GET /v1/workspaces`; undefined for another answer. */
export function workspacesIn(reply: Reply): string[] | undefined {
  const list = reply.kind === 'answer' && isRecord(reply.body) ? reply.body['workspaces'] : undefined;
  if (!Array.isArray(list)) return undefined;
  return list
    .filter(isRecord)
    .map(({ id }) => id)
    .filter(isId)
    .map(String);
}

function isId(value: unknown): value is string | number {
  return (typeof value === 'string' || typeof value === 'number') && /^\d{1,12}$/.test(String(value));
}
