import { findHost } from '../../vendors/customerio/hosts.ts';
import { findOperation, OPERATIONS, operationsForPath, type Operation } from '../../vendors/customerio/operations.ts';
import { APIS } from '../../vendors/customerio/hosts.ts';
import { emptyAnswer } from '../exchange.ts';
import type { Answer } from '../exchange.ts';
import type { FaultVocabulary } from '../faults.ts';
import { refused } from './refusal.ts';

/** How Customer.io's operations are named in an order for a fault, and how it words a failure. */
export const FAULT_VOCABULARY: FaultVocabulary = {
  namesOf: ({ method, url }, host) => {
    const api = findHost(host)?.api;
    const operation = api && findOperation(api, method, url);
    return operation === undefined ? [] : namesOf(operation);
  },
  isName: name => {
    const [verb = '', path] = name.split(' ');
    if (path === undefined) return OPERATIONS.some(operation => namesOf(operation).includes(name));
    return APIS.some(api => operationsForPath(api, path).some(operation => operation.verb === verb));
  },
  examples: 'POST /v1/send/email, sendEmail, TrackClient.identify',
  failed,
};

function failed({ url }: { url: string }, status: number, retryAfter: number | undefined, host: string): Answer {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  if (status < 400) return emptyAnswer(status, headers);
  const answer = refused(findHost(host)?.api ?? 'track', url, { status, reason: 'This failure was ordered.' });
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function namesOf({ verb, path, method, client }: Operation): string[] {
  return [`${verb} ${path}`, method, `${client}.${method}`];
}
