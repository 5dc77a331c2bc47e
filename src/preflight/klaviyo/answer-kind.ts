import { cheapRead, type ReadScope } from '../../vendors/klaviyo/cheap-reads.ts';
import { readErrorDocument } from './error-document.ts';
import { type CommonAnswerKind, commonRefusal, isBrokenJson, kindOfReply } from '../answer-kind.ts';
import { isRecord } from '../is-record.ts';
import type { Answer, Reply } from '../reply.ts';

/** What one answer of the API, or its absence, means by itself. What several mean together is in the decision tree. */
export type AnswerKind = CommonAnswerKind | 'scope-missing' | 'not-klaviyo';

/** Returns the kind of an answer to the read of a collection, such as the account. */
export function kindOf(reply: Reply): AnswerKind {
  return kindOfReply<AnswerKind>(reply, {
    success: kindOfSuccess,
    redirect: () => 'redirected',
    refusal: kindOfRefusal,
  });
}

/** The same for the read that stands for a scope. A key that may read events gets the answer that there is none of this id. */
export function kindOfRead(scope: ReadScope, reply: Reply): AnswerKind {
  if (scope !== 'events:read' || reply.kind !== 'answer') return kindOf(reply);
  const isTold =
    reply.status === 404
      ? readErrorDocument(reply.body) !== undefined
      : reply.status === 200 && isRecord(reply.body) && 'data' in reply.body;
  return isTold ? 'good' : kindOf(reply);
}

/** Whether Klaviyo's API answered, and judged the key; an answer about a missing scope has gone all the way too. */
export function hasArrived(kind: AnswerKind): boolean {
  return kind === 'good' || kind === 'scope-missing';
}

/** The scopes that a refusal names, or the ones that the read needs where it names none. */
export function missingScopes(reply: Reply, needed: readonly string[] = ['accounts:read']): readonly string[] {
  const named = reply.kind === 'answer' ? (readErrorDocument(reply.body)?.scopes ?? []) : [];
  return named.length > 0 ? named : needed;
}

/** What an answer tells of one scope. A refusal for other scopes of the same operation says nothing of this one. */
export function grantIn(scope: ReadScope, reply: Reply): 'granted' | 'missing' | 'not known' {
  const kind = kindOfRead(scope, reply);
  if (kind === 'good') return 'granted';
  if (kind !== 'scope-missing' || reply.kind !== 'answer') return 'not known';
  const needed = cheapRead(scope).scopes;
  const isNamed = readErrorDocument(reply.body)?.scopes.includes(scope) ?? false;
  return isNamed || (needed.length === 1 && missingScopes(reply, needed).includes(scope)) ? 'missing' : 'not known';
}

function kindOfRefusal({ status, body }: Answer): AnswerKind {
  const document = readErrorDocument(body);
  switch (status) {
    // Observed is 401; the vendor's page on authentication says 400.
    case 400:
      return document === undefined || document.namesParameter ? 'request-refused' : 'key-refused';
    // Klaviyo refuses a key in JSON; a page comes from a gateway on the way, which wants a login of its own.
    case 401:
      return isRecord(body) ? 'key-refused' : 'not-klaviyo';
    case 403:
      if (document === undefined) return 'edge-refused';
      return document.codes.includes('permission_denied') || document.scopes.length > 0
        ? 'scope-missing'
        : 'access-refused';
    default:
      return commonRefusal(status);
  }
}

function kindOfSuccess(answer: Answer): AnswerKind {
  if (isRecord(answer.body) && Array.isArray(answer.body['data'])) return 'good';
  return isBrokenJson(answer) ? 'broken-json' : 'not-klaviyo';
}
