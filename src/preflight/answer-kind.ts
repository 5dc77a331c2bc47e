import type { Answer, Reply } from './reply.ts';

/** What an answer may mean by itself, for every vendor. */
export type CommonAnswerKind =
  | 'good'
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
  | 'no-answer'
  | 'stopped';

/** How a vendor's answers are distinguished, by their status. */
interface AnswerReaders<Kind> {
  success(answer: Answer): Kind;
  redirect(answer: Answer): Kind;
  refusal(answer: Answer): Kind;
}

/** Tells the kind of a reply: what was never sent, what got no answer, and what the vendor's readers say of an answer. */
export function kindOfReply<Kind extends string>(
  reply: Reply,
  { success, redirect, refusal }: AnswerReaders<Kind>,
): Kind | CommonAnswerKind {
  if (reply.kind === 'not-sent') return 'key-unsound';
  if (reply.kind === 'no-answer')
    return reply.cause === 'cancelled' || reply.cause === 'limit' ? 'stopped' : 'no-answer';
  if (reply.status >= 500) return 'vendor-error';
  if (reply.status >= 400) return refusal(reply);
  return reply.status >= 300 ? redirect(reply) : success(reply);
}

/** The kind of a refusal that every vendor means alike, by its status. */
export function commonRefusal(status: number): CommonAnswerKind {
  switch (status) {
    case 402:
      return 'payment-required';
    case 407:
      return 'proxy-refused';
    case 429:
      return 'throttled';
    default:
      return 'request-refused';
  }
}

/** Behind checked TLS, broken JSON that calls itself JSON is the vendor's own; a page comes from something on the way. */
export function isBrokenJson({ body, headers }: Answer): boolean {
  return body === undefined && /\bjson\b/i.test(headers['content-type'] ?? '');
}
