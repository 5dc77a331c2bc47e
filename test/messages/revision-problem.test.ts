import { expect, test } from 'vitest';
import { problemWith } from '../../src/messages/revision-problem.ts';

const TODAY = '2026-11-21';
const NEWEST = '2026-07-15';

test.each([
  ['stable', NEWEST],
  ['newer than what is known', '2026-10-15'],
  ['no attempt at a revision', 'not a revision'],
])('%s: nothing is wrong', (_situation, revision) => {
  expect(problemWith(revision, TODAY)).toBeUndefined();
});

test.each([
  ['prerelease', '2026-07-15.pre', {}],
  ['unpublished', '2025-01-16', {}],
  ['malformed', '2026-7-15', {}],
  ['deprecated', '2025-01-15', { retiresOn: '2027-01-15' }],
  ['retired', '2024-10-15', { on: '2026-10-15', servedAs: '2025-01-15' }],
])('%s', (messageId, revision, more) => {
  expect(problemWith(revision, TODAY)).toEqual({ messageId, data: { revision, newest: NEWEST, ...more } });
});

test.each([
  ['retired', '2024-10-15', 'wrongAndNoneStable', 'was retired on 2026-10-15'],
  ['malformed', '2026-7-15', 'wrongAndNoneStable', 'is not in the form of a revision, YYYY-MM-DD'],
  ['prerelease', '2026-07-15.pre', 'oldAndNoneStable', 'is a pre-release, which may change without notice'],
])('%s on a day when no known revision is stable', (_state, revision, messageId, fault) => {
  expect(problemWith(revision, '2030-01-01')).toEqual({ messageId, data: { revision, fault } });
});
