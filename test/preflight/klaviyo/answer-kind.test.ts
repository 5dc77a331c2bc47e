import { describe, expect, test } from 'vitest';
import { grantIn, hasArrived, kindOf, kindOfRead, missingScopes } from '../../../src/preflight/klaviyo/answer-kind.ts';
import type { NoAnswerCause, Reply } from '../../../src/preflight/reply.ts';
import { answer, errorAnswer } from '../../support/fake-client.ts';

const HTML = { 'content-type': 'text/html' };
const JSON_API = { 'content-type': 'application/vnd.api+json' };
const page = (status: number): Reply => answer({ status, body: undefined, headers: HTML });

test.each([
  ['a collection', answer(), 'good'],
  ['401', errorAnswer(401, 'not_authenticated', 'x'), 'key-refused'],
  ['401 as JSON of another shape', answer({ status: 401, body: { message: 'x' } }), 'key-refused'],
  ['401 with a page', page(401), 'not-klaviyo'],
  ['400 from Klaviyo', errorAnswer(400, 'invalid', 'x'), 'key-refused'],
  ['400 about the revision', errorAnswer(400, 'invalid', 'Invalid revision header.'), 'request-refused'],
  ['400 with a page', page(400), 'request-refused'],
  ['402', page(402), 'payment-required'],
  ['403 that names a scope', errorAnswer(403, 'forbidden', 'needs accounts:read'), 'scope-missing'],
  ['403 that denies permission', errorAnswer(403, 'permission_denied', 'x'), 'scope-missing'],
  ['403 for another reason', errorAnswer(403, 'closed', 'x'), 'access-refused'],
  ['403 with a page', page(403), 'edge-refused'],
  ['404', errorAnswer(404, 'not_found', 'x'), 'request-refused'],
  ['407', page(407), 'proxy-refused'],
  ['410', errorAnswer(410, 'gone', 'x'), 'request-refused'],
  ['429', errorAnswer(429, 'throttled', 'x'), 'throttled'],
  ['429 with a page', page(429), 'throttled'],
  ['500', errorAnswer(500, 'error', 'x'), 'vendor-error'],
  ['503 with a page', page(503), 'vendor-error'],
  ['302', page(302), 'redirected'],
  ['200 with a page', page(200), 'not-klaviyo'],
  ['200 with other JSON', answer({ body: { data: {} }, headers: JSON_API }), 'not-klaviyo'],
  ['200 with broken JSON', answer({ body: undefined, headers: JSON_API }), 'broken-json'],
  ['204', page(204), 'not-klaviyo'],
  ['a key that was not sent', { kind: 'not-sent', problem: { fact: 'x', nextAction: 'y' } }, 'key-unsound'],
] satisfies [string, Reply, string][])('%s', (_, reply, kind) => {
  expect(kindOf(reply)).toBe(kind);
});

test.each(['timeout', 'dns', 'refused', 'reset', 'tls', 'malformed', 'unknown'] satisfies NoAnswerCause[])(
  'no answer: %s',
  cause => {
    expect(kindOf({ kind: 'no-answer', cause })).toBe('no-answer');
  },
);

test.each(['cancelled', 'limit'] satisfies NoAnswerCause[])('the preflight itself ended: %s', cause => {
  expect(kindOf({ kind: 'no-answer', cause })).toBe('stopped');
});

test('a refusal for a missing scope has gone all the way', () => {
  expect(['good', 'scope-missing'].map(kind => hasArrived(kind as 'good'))).toEqual([true, true]);
  expect(hasArrived('access-refused')).toBe(false);
});

describe('an event that does not exist', () => {
  test.each([
    ['404 of Klaviyo', errorAnswer(404, 'not_found', 'x'), 'good'],
    ['404 of somebody else', page(404), 'request-refused'],
    ['200 without a metric', answer({ body: { data: null } }), 'good'],
    ['200 with other JSON', answer({ body: { hello: 1 } }), 'not-klaviyo'],
    ['403', errorAnswer(403, 'permission_denied', 'events:read'), 'scope-missing'],
  ] satisfies [string, Reply, string][])('%s', (_, reply, kind) => {
    expect(kindOfRead('events:read', reply)).toBe(kind);
  });

  test('of another read 404 is a refusal', () => {
    expect(kindOfRead('lists:read', errorAnswer(404, 'not_found', 'x'))).toBe('request-refused');
  });
});

describe('scopes', () => {
  test('are those that the answer names', () => {
    expect(missingScopes(errorAnswer(403, 'permission_denied', 'lists:read, profiles:read'))).toEqual([
      'lists:read',
      'profiles:read',
    ]);
  });

  test('are those of the request, if the answer names none', () => {
    expect(missingScopes(errorAnswer(403, 'permission_denied', 'no'))).toEqual(['accounts:read']);
  });

  test.each([
    ['a good answer', answer({ body: { data: [] } }), 'granted'],
    ['a refusal that names it', errorAnswer(403, 'permission_denied', 'lists:read'), 'missing'],
    ['a refusal that names none', errorAnswer(403, 'permission_denied', 'no'), 'missing'],
    ['a refusal that names another', errorAnswer(403, 'permission_denied', 'tags:read'), 'not known'],
    ['a refusal of another kind', errorAnswer(403, 'not_in_plan', 'no'), 'not known'],
    ['503', page(503), 'not known'],
  ] satisfies [string, Reply, string][])('%s', (_, reply, grant) => {
    expect(grantIn('lists:read', reply)).toBe(grant);
  });
});
