import { REGIONS, type Region } from '../../vendors/customerio/hosts.ts';
import { isRecord } from '../is-record.ts';
import type { Answer, Reply } from '../reply.ts';
import { regionOfLocation } from './addresses.ts';
import type { Addresses } from './options.ts';

/** What one answer means by itself. What several mean together is in the decision tree. */
export type AnswerKind =
  | 'good'
  | 'other-region'
  | 'key-unsound'
  | 'key-refused'
  | 'payment-required'
  | 'access-refused'
  | 'edge-refused'
  | 'proxy-refused'
  | 'throttled'
  | 'request-refused'
  | 'vendor-error'
  | 'redirected'
  | 'broken-json'
  | 'not-customerio'
  | 'no-answer'
  | 'stopped';

/** What was asked, and where. */
export interface Question {
  api: 'track' | 'app';
  region: Region;
  addresses: Addresses;
}

/** Returns the kind of an answer. */
export function kindOf(reply: Reply, question: Question): AnswerKind {
  if (reply.kind === 'not-sent') return 'key-unsound';
  if (reply.kind === 'no-answer')
    return reply.cause === 'cancelled' || reply.cause === 'limit' ? 'stopped' : 'no-answer';
  if (reply.status >= 500) return 'vendor-error';
  if (reply.status >= 400) return kindOfRefusal(reply);
  return reply.status >= 300 ? kindOfRedirect(reply, question) : kindOfSuccess(reply, question);
}

function kindOfRedirect({ headers }: Answer, { region, addresses }: Question): AnswerKind {
  const leadsTo = regionOfLocation(headers.location ?? '', addresses);
  return leadsTo === undefined || leadsTo === region ? 'redirected' : 'other-region';
}

/** Behind checked TLS, broken JSON that calls itself JSON is Customer.io's own; a page comes from something on the way. */
function kindOfSuccess(reply: Answer, { api }: Question): AnswerKind {
  const found = api === 'track' ? accountIn(reply) : workspacesIn(reply);
  if (found !== undefined) return 'good';
  const isJson = /\bjson\b/i.test(reply.headers['content-type'] ?? '');
  return isJson && reply.body === undefined ? 'broken-json' : 'not-customerio';
}

/** Customer.io refuses a key in JSON; a page comes from something on the way. */
function kindOfRefusal({ status, body }: Answer): AnswerKind {
  switch (status) {
    case 401:
      return isRecord(body) ? 'key-refused' : 'not-customerio';
    case 402:
      return 'payment-required';
    case 403:
      return isRecord(body) ? 'access-refused' : 'edge-refused';
    case 407:
      return 'proxy-refused';
    case 429:
      return 'throttled';
    default:
      return 'request-refused';
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
