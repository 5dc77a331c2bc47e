import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DECISION_TREE, decide, outcomeOf, sentence } from '../../../src/preflight/klaviyo/decision-tree.ts';
import { observe } from '../../../src/preflight/klaviyo/observation.ts';
import { drawDecisionTree } from '../../../src/preflight/klaviyo/decision-picture.ts';
import { kindOfRead } from '../../../src/preflight/klaviyo/answer-kind.ts';
import type { NoAnswerCause, Reply } from '../../../src/preflight/reply.ts';
import type { PageRating } from '../../../src/preflight/status-rating.ts';
import type { VendorAnswers } from '../../../src/preflight/klaviyo/vendor-answers.ts';
import { answer, errorAnswer } from '../../support/fake-client.ts';
import { REPOSITORY } from '../../support/repository.ts';

const HTML = { 'content-type': 'text/html' };
const page = (status: number): Reply => answer({ status, body: undefined, headers: HTML });
const none = (cause: NoAnswerCause): Reply => ({ kind: 'no-answer', cause });
const GOOD = answer();
const REFUSED = errorAnswer(401, 'not_authenticated', 'x');
const DOWN = errorAnswer(500, 'error', 'x');
const THROTTLED = errorAnswer(429, 'throttled', 'x', { headers: { 'retry-after': '30' }, throttled: 2 });
const SCOPES = ['lists:read', 'metrics:read', 'segments:read'] as const;

const rating = (changes: Partial<PageRating>): PageRating => ({
  impact: 'none',
  relevant: [],
  elsewhere: [],
  isOngoing: false,
  ...changes,
});
const OUTAGE = rating({ impact: 'critical', relevant: ["'API errors' (identified)"], isOngoing: true });
const ANNOUNCED = rating({ impact: 'critical', isOngoing: false });
const OF_KEYS = rating({ impact: 'major', authenticationIncident: 'API keys refused', isOngoing: true });

function answers(account: Reply, reads: Reply[] = [account, account, account], again?: Reply): VendorAnswers {
  return {
    page: undefined,
    account,
    ...(again && { again }),
    reads: reads.map((reply, index) => {
      const scope = SCOPES[index] ?? 'tags:read';
      return { scope, endpoint: `/api/${scope.split(':', 1)[0]}`, reply, kind: kindOfRead(scope, reply) };
    }),
  };
}

/** For each branch the answers that lead to it, and what it comes to: status, priority, fault domain. */
const WALKS: [id: string, given: VendorAnswers, rated: PageRating | undefined, comesTo: string, fact: RegExp][] = [
  [
    'key-unsound',
    answers({ kind: 'not-sent', problem: { fact: 'it is empty', nextAction: 'Fill it.' } }, []),
    undefined,
    'failed P1 key',
    /^It is empty\.$/,
  ],
  ['stopped', answers(none('cancelled'), []), undefined, 'skipped P4 network', /was cancelled/],
  ['refused-in-incident', answers(REFUSED, undefined, REFUSED), OF_KEYS, 'skipped P1 vendor', /'API keys refused'/],
  ['refused-once', answers(REFUSED, [GOOD, GOOD, GOOD], GOOD), undefined, 'warned P3 vendor', /once with 401/],
  [
    'refused-at-one',
    answers(REFUSED, [GOOD, GOOD, GOOD], REFUSED),
    undefined,
    'warned P3 vendor',
    /401 at 1 of 4 endpoints: \/api\/accounts/,
  ],
  [
    'refused-at-some',
    answers(REFUSED, [REFUSED, GOOD, GOOD], REFUSED),
    undefined,
    'failed P1 vendor',
    /401 at 2 of 4 endpoints/,
  ],
  [
    'revoked-meanwhile',
    answers(GOOD, [GOOD, REFUSED, REFUSED], REFUSED),
    undefined,
    'failed P1 key',
    /revoked meanwhile/,
  ],
  ['refused-twice', answers(REFUSED, undefined, REFUSED), undefined, 'failed P1 key', /also when it was asked again/],
  ['refusal-unconfirmed', answers(REFUSED, undefined, DOWN), undefined, 'skipped P1 vendor', /no usable answer/],
  ['outage-announced', answers(none('timeout')), OUTAGE, 'skipped P1 vendor', /status page shows 'API errors'/],
  ['payment-required', answers(page(402)), undefined, 'failed P1 account', /402/],
  ['access-refused', answers(errorAnswer(403, 'closed', 'x')), undefined, 'failed P1 key', /named no scope/],
  ['edge-refused', answers(page(403)), undefined, 'skipped P1 network', /never judged the key/],
  ['proxy-refused', answers(page(407)), undefined, 'skipped P1 network', /demands credentials/],
  ['throttled', answers(THROTTLED), undefined, 'failed P2 traffic', /429 to all 3 attempts and asks to wait 30 s/],
  ['vendor-error', answers(DOWN), ANNOUNCED, 'skipped P1 vendor', /answered 500/],
  [
    'broken-json',
    answers(answer({ body: undefined, headers: { 'content-type': 'application/json' } })),
    undefined,
    'skipped P1 vendor',
    /broken JSON/,
  ],
  ['redirected', answers(page(302)), undefined, 'skipped P1 network', /redirect/],
  ['not-klaviyo', answers(page(200)), undefined, 'skipped P1 network', /without the JSON/],
  ['request-refused', answers(errorAnswer(410, 'gone', 'x')), undefined, 'skipped P2 network', /with 410/],
  ['unreachable', answers(none('dns')), undefined, 'skipped P1 network', /could not be resolved/],
  [
    'throttled-partly',
    answers(GOOD, [THROTTLED, THROTTLED, DOWN]),
    undefined,
    'failed P2 traffic',
    /429, 500 at 3 of 4 endpoints/,
  ],
  [
    'edge-refused-partly',
    answers(GOOD, [page(403), page(403), GOOD]),
    undefined,
    'failed P1 network',
    /403 as a page at 2 of 4/,
  ],
  [
    'one-endpoint',
    answers(GOOD, [GOOD, none('timeout'), GOOD]),
    undefined,
    'warned P3 vendor',
    /nothing \(timeout\) at 1 of 4 endpoints: \/api\/metrics/,
  ],
  ['several-endpoints', answers(GOOD, [DOWN, DOWN, GOOD]), undefined, 'failed P1 vendor', /500 at 2 of 4/],
  [
    'fine',
    answers(GOOD, [GOOD, errorAnswer(403, 'permission_denied', 'x'), errorAnswer(404, 'not_found', 'x')]),
    undefined,
    'passed',
    /at all 4 endpoints/,
  ],
];

/** Other ways to the same branches. */
const DETOURS: typeof WALKS = [
  [
    'refused-at-some',
    { ...answers(GOOD, [GOOD, REFUSED, REFUSED], REFUSED), isAcceptedLater: true },
    undefined,
    'failed P1 vendor',
    /401 at 2 of 4 endpoints/,
  ],
  ['refused-twice', answers(DOWN, [REFUSED, REFUSED, REFUSED], REFUSED), undefined, 'failed P1 key', /with 401/],
  ['vendor-error', answers(page(403), [DOWN, DOWN, DOWN]), undefined, 'skipped P1 vendor', /answered 500/],
];

test.each([...WALKS, ...DETOURS])('the way to %s', (id, given, rated, comesTo, fact) => {
  const seen = observe(given, rated);
  const branch = decide(seen);
  const outcome = outcomeOf(branch, seen);
  const { status, priority, faultDomain, nextAction } = {
    priority: undefined,
    faultDomain: undefined,
    nextAction: undefined,
    ...outcome,
  };

  expect(branch.id).toBe(id);
  expect([status, priority, faultDomain].filter(Boolean).join(' ')).toBe(comesTo);
  expect(outcome.status === 'skipped' ? outcome.reason : outcome.message).toMatch(fact);
  if (status !== 'passed') expect(nextAction).toMatch(/^[A-Z].*\.$/);
});

test('every branch is walked, and has an id of its own', () => {
  expect(WALKS.map(([id]) => id)).toEqual(DECISION_TREE.map(({ id }) => id));
  expect(new Set(WALKS.map(([id]) => id)).size).toBe(WALKS.length);
});

test('the answers to a question stand together', () => {
  const questions = DECISION_TREE.map(({ question }) => question);
  const runs = questions.filter((question, index) => question !== questions[index - 1]);

  expect(new Set(runs).size).toBe(runs.length);
});

test('the page shows the tree as it is', () => {
  const text = readFileSync(path.join(REPOSITORY, 'docs/decision-tree.md'), 'utf8');

  expect(text).toContain(drawDecisionTree().join('\n'));
});

test('each next action names no more than 25 words', () => {
  const actions = WALKS.map(([, given, rated]) => {
    const seen = observe(given, rated);
    return (outcomeOf(decide(seen), seen) as { nextAction?: string }).nextAction ?? '';
  });

  expect(actions.filter(action => action.split(' ').length > 25)).toEqual([]);
});

test.each(['timeout', 'dns', 'refused', 'reset', 'tls', 'malformed', 'unknown'] satisfies NoAnswerCause[])(
  'no answer (%s) has a next action of its own',
  cause => {
    const seen = observe(answers(none(cause)), undefined);

    expect(outcomeOf(decide(seen), seen)).toMatchObject({ priority: 'P1', nextAction: expect.stringMatching(/\.$/) });
  },
);

test('no time to wait is named that is no number of seconds', () => {
  const headers = { 'retry-after': 'Fri, 20 Nov 2026 12:00:00 GMT' };
  const seen = observe(answers(errorAnswer(429, 'throttled', 'x', { headers })), undefined);

  expect(outcomeOf(decide(seen), seen)).toMatchObject({ message: 'Klaviyo answered 429.' });
});

test('a clause becomes a sentence', () => {
  expect(sentence('the key works')).toBe('The key works.');
});
