import { describe, expect, test } from 'vitest';
import type { NoAnswerCause, Reply } from '../../src/preflight/reply.ts';
import { outcomeOf, sentence, triage } from '../../src/preflight/triage.ts';
import type { Diagnosis } from '../../src/preflight/triage.ts';
import { answer, errorAnswer } from '../support/fake-client.ts';

const page = (status: number): Reply => answer({ status, body: undefined });
const judge = (reply: Reply): Partial<Diagnosis> => {
  const { cause, learned, priority } = triage(reply) ?? {};
  return { cause, learned, priority };
};

test('a collection is a good answer', () => {
  expect(triage(answer())).toBeUndefined();
});

describe('faults of ours', () => {
  test.each([
    ['401', errorAnswer(401, 'not_authenticated', 'x'), 'key-refused', 'P1'],
    ['401 with a page', page(401), 'key-refused', 'P1'],
    ['400 from Klaviyo', errorAnswer(400, 'invalid', 'x'), 'key-refused', 'P1'],
    ['403 that names a scope', errorAnswer(403, 'forbidden', 'needs accounts:read'), 'scope-missing', 'P1'],
    ['403 that denies permission', errorAnswer(403, 'permission_denied', 'x'), 'scope-missing', 'P1'],
    ['403 for another reason', errorAnswer(403, 'closed', 'x'), 'access-refused', 'P1'],
    ['429', errorAnswer(429, 'throttled', 'x'), 'throttled', 'P2'],
    ['429 with a page', page(429), 'throttled', 'P2'],
    ['a key that was not sent', { kind: 'not-sent', problem: { fact: 'x', nextAction: 'y' } }, 'key-unsound', 'P1'],
  ] satisfies [string, Reply, string, string][])('%s', (_, reply, cause, priority) => {
    expect(judge(reply)).toEqual({ cause, learned: 'fault', priority });
  });
});

describe('answers that leave the question open', () => {
  test.each([
    ['403 with a page', page(403), 'edge-refused', 'P1'],
    ['400 with a page', page(400), 'request-refused', 'P2'],
    ['404', errorAnswer(404, 'not_found', 'x'), 'request-refused', 'P2'],
    ['407', page(407), 'request-refused', 'P2'],
    ['410', errorAnswer(410, 'gone', 'x'), 'request-refused', 'P2'],
    ['500', errorAnswer(500, 'error', 'x'), 'vendor-error', 'P1'],
    ['503 with a page', page(503), 'vendor-error', 'P1'],
    ['302', page(302), 'redirected', 'P1'],
    ['200 with a page', page(200), 'not-klaviyo', 'P1'],
    ['200 with other JSON', answer({ body: { data: {} } }), 'not-klaviyo', 'P1'],
    ['204', page(204), 'not-klaviyo', 'P1'],
  ] satisfies [string, Reply, string, string][])('%s', (_, reply, cause, priority) => {
    expect(judge(reply)).toEqual({ cause, learned: 'open', priority });
  });

  test.each(['timeout', 'dns', 'refused', 'reset', 'tls', 'malformed', 'unknown'] satisfies NoAnswerCause[])(
    'no answer: %s',
    cause => {
      expect(judge({ kind: 'no-answer', cause })).toEqual({ cause: 'no-answer', learned: 'open', priority: 'P1' });
    },
  );

  test('no answer because the caller cancelled is nobody’s outage', () => {
    expect(judge({ kind: 'no-answer', cause: 'cancelled' })).toMatchObject({ priority: 'P4' });
  });
});

describe('what is said', () => {
  test('the scopes that the answer names', () => {
    expect(triage(errorAnswer(403, 'permission_denied', 'lists:read, profiles:read'))?.fact).toBe(
      "the key lacks the scope 'lists:read', 'profiles:read'",
    );
  });

  test('the scope of the request, if the answer names none', () => {
    expect(triage(errorAnswer(403, 'permission_denied', 'no'))?.fact).toBe("the key lacks the scope 'accounts:read'");
  });

  test('how often it was tried, and how long to wait', () => {
    const headers = { 'retry-after': '30' };

    expect(triage(errorAnswer(429, 'throttled', 'x', { headers, throttled: 2 }))?.fact).toBe(
      'Klaviyo answered 429 to all 3 attempts and asks to wait 30 s',
    );
  });

  test('no time to wait that is no number of seconds', () => {
    const headers = { 'retry-after': 'Fri, 20 Nov 2026 12:00:00 GMT' };

    expect(triage(errorAnswer(429, 'throttled', 'x', { headers }))?.fact).toBe('Klaviyo answered 429');
  });

  test('each next action is a sentence that names no more than 25 words', () => {
    const replies = [401, 403, 404, 429, 500, 302, 200].map(page);
    const actions = replies.map(reply => triage(reply)?.nextAction ?? '');

    expect(actions.filter(action => !action.endsWith('.') || action.split(' ').length > 25)).toEqual([]);
  });
});

describe('outcomes', () => {
  const diagnosis: Diagnosis = {
    cause: 'no-answer',
    learned: 'open',
    side: 'network',
    priority: 'P1',
    fact: 'the wire is cut',
    nextAction: 'Mend it.',
  };

  test('a fault fails', () => {
    expect(outcomeOf({ ...diagnosis, learned: 'fault' })).toEqual({
      status: 'failed',
      priority: 'P1',
      faultDomain: 'network',
      message: 'The wire is cut.',
      nextAction: 'Mend it.',
    });
  });

  test('an open question is skipped, with the same urgency', () => {
    expect(outcomeOf(diagnosis)).toEqual({
      status: 'skipped',
      reason: 'the wire is cut',
      priority: 'P1',
      faultDomain: 'network',
      nextAction: 'Mend it.',
    });
  });

  test('a clause becomes a sentence', () => {
    expect(sentence('the key works')).toBe('The key works.');
  });
});
