import { isRecord } from '../is-record.ts';
import type { Reply } from '../reply.ts';

export interface Account {
  /** The public key. */
  id: string;
  attributes: Record<string, unknown>;
}

/** The account in an answer; undefined where there is none. */
export function firstAccount(reply: Reply): Account | undefined {
  const body = reply.kind === 'answer' && isRecord(reply.body) ? reply.body : {};
  const [first] = Array.isArray(body['data']) ? (body['data'] as unknown[]) : [];
  if (!isRecord(first) || !isRecord(first['attributes'])) return undefined;
  return { id: publicKeyOf(first['id']), attributes: first['attributes'] };
}

/** The id of an account is its public key: six characters, seven tolerated. Nothing else is repeated. */
function publicKeyOf(id: unknown): string {
  return typeof id === 'string' && /^[A-Za-z0-9]{6,7}$/.test(id) ? id : 'unknown';
}
