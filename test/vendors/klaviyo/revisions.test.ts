import { describe, expect, it, test } from 'vitest';
import {
  newestStableRevision,
  nextDeprecation,
  nextRetirement,
  oldestLiveRevision,
  REVISIONS,
  stateOf,
} from '../../../src/vendors/klaviyo/revisions.ts';

const DAYS = ['2024-12-01', '2025-10-15', '2026-11-20', '2027-01-15', '2028-07-15'];

/** Revision, deprecated on, retired on, and the state on each of the days. */
const TABLE = [
  ['2022-10-17', '2023-10-17', '2024-10-17', 'retired   ', 'retired   ', 'retired   ', 'retired   ', 'retired'],
  ['2023-01-24', '2024-01-24', '2025-01-24', 'deprecated', 'retired   ', 'retired   ', 'retired   ', 'retired'],
  ['2023-02-22', '2024-02-22', '2025-02-22', 'deprecated', 'retired   ', 'retired   ', 'retired   ', 'retired'],
  ['2023-06-15', '2024-06-15', '2025-06-15', 'deprecated', 'retired   ', 'retired   ', 'retired   ', 'retired'],
  ['2023-07-15', '2024-07-15', '2025-07-15', 'deprecated', 'retired   ', 'retired   ', 'retired   ', 'retired'],
  ['2023-08-15', '2024-08-15', '2025-08-15', 'deprecated', 'retired   ', 'retired   ', 'retired   ', 'retired'],
  ['2023-09-15', '2024-09-15', '2025-09-15', 'deprecated', 'retired   ', 'retired   ', 'retired   ', 'retired'],
  ['2023-10-15', '2024-10-15', '2025-10-15', 'deprecated', 'retired   ', 'retired   ', 'retired   ', 'retired'],
  ['2023-12-15', '2024-12-15', '2025-12-15', 'stable    ', 'deprecated', 'retired   ', 'retired   ', 'retired'],
  ['2024-02-15', '2025-02-15', '2026-02-15', 'stable    ', 'deprecated', 'retired   ', 'retired   ', 'retired'],
  ['2024-05-15', '2025-05-15', '2026-05-15', 'stable    ', 'deprecated', 'retired   ', 'retired   ', 'retired'],
  ['2024-06-15', '2025-06-15', '2026-06-15', 'stable    ', 'deprecated', 'retired   ', 'retired   ', 'retired'],
  ['2024-07-15', '2025-07-15', '2026-07-15', 'stable    ', 'deprecated', 'retired   ', 'retired   ', 'retired'],
  ['2024-10-15', '2025-10-15', '2026-10-15', 'stable    ', 'deprecated', 'retired   ', 'retired   ', 'retired'],
  ['2025-01-15', '2026-01-15', '2027-01-15', 'unknown   ', 'stable    ', 'deprecated', 'retired   ', 'retired'],
  ['2025-04-15', '2026-04-15', '2027-04-15', 'unknown   ', 'stable    ', 'deprecated', 'deprecated', 'retired'],
  ['2025-07-15', '2026-07-15', '2027-07-15', 'unknown   ', 'stable    ', 'deprecated', 'deprecated', 'retired'],
  ['2025-10-15', '2026-10-15', '2027-10-15', 'unknown   ', 'stable    ', 'deprecated', 'deprecated', 'retired'],
  ['2026-01-15', '2027-01-15', '2028-01-15', 'unknown   ', 'unknown   ', 'stable    ', 'deprecated', 'retired'],
  ['2026-04-15', '2027-04-15', '2028-04-15', 'unknown   ', 'unknown   ', 'stable    ', 'stable    ', 'retired'],
  ['2026-07-15', '2027-07-15', '2028-07-15', 'unknown   ', 'unknown   ', 'stable    ', 'stable    ', 'retired'],
] as const;

/** What a retired revision is served as on each of the days. */
const SERVED_AS = ['2023-01-24', '2023-12-15', '2025-01-15', '2025-04-15', undefined];

test('the revisions are those of the table', () => {
  expect(REVISIONS).toEqual(TABLE.map(([revision]) => revision));
});

describe.each(DAYS.map((day, index) => ({ day, index })))('on $day', ({ day, index }) => {
  it.each(TABLE)('%s', (revision, deprecatedOn, retiresOn, ...states) => {
    const state = states[index]!.trim();
    const servedAs = SERVED_AS[index];
    const expected = {
      unknown: { state },
      stable: { state, deprecatedOn, retiresOn },
      deprecated: { state, since: deprecatedOn, retiresOn },
      retired: { state, on: retiresOn, ...(servedAs === undefined ? {} : { servedAs }) },
    }[state];
    expect(stateOf(revision, day)).toEqual(expected);
  });
});

describe('days around a change', () => {
  it.each([
    ['2024-10-15', '2024-10-14', 'unknown'],
    ['2024-10-15', '2024-10-15', 'stable'],
    ['2024-10-15', '2025-10-14', 'stable'],
    ['2024-10-15', '2025-10-15', 'deprecated'],
    ['2024-10-15', '2026-10-14', 'deprecated'],
    ['2024-10-15', '2026-10-15', 'retired'],
  ])('%s on %s is %s', (revision, day, state) => {
    expect(stateOf(revision, day).state).toBe(state);
  });
});

describe('texts that are no known revision, on 2026-11-20', () => {
  it.each([
    ['a date between two revisions', '2025-02-01', { state: 'unpublished' }],
    ['the day after a revision', '2024-10-16', { state: 'unpublished' }],
    ['a date before the first revision', '2021-01-01', { state: 'unpublished' }],
    ['the quarterly date after the newest known', '2026-10-15', { state: 'unknown' }],
    ['a quarterly date to come', '2027-01-15', { state: 'unknown' }],
    ['a past date after the newest known', '2026-08-01', { state: 'unknown' }],
    ['a far future date', '2099-12-31', { state: 'unknown' }],
    ['a beta', '2026-07-15.pre', { state: 'prerelease', base: '2026-07-15' }],
    ['a beta of a retired revision', '2023-01-25.pre', { state: 'prerelease', base: '2023-01-25' }],
    ['a beta to come', '2027-01-15.pre', { state: 'prerelease', base: '2027-01-15' }],
    ['a beta of no date', '2026-02-30.pre', { state: 'malformed' }],
    ['nothing', '', { state: 'malformed' }],
    ['a word', 'latest', { state: 'malformed' }],
    ['a version', 'v2024-10-15', { state: 'malformed' }],
    ['digits without zeros', '2024-7-15', { state: 'malformed' }],
    ['day first', '15-10-2024', { state: 'malformed' }],
    ['slashes', '2024/10/15', { state: 'malformed' }],
    ['a moment', '2024-10-15T00:00:00Z', { state: 'malformed' }],
    ['a thirteenth month', '2024-13-15', { state: 'malformed' }],
    ['the 30th of February', '2025-02-30', { state: 'malformed' }],
    ['the 29th of February in a common year', '2025-02-29', { state: 'malformed' }],
    ['the 29th of February in a leap year', '2024-02-29', { state: 'unpublished' }],
    ['a blank at the end', '2024-10-15 ', { state: 'malformed' }],
    ['a second line', '2024-10-15\n', { state: 'malformed' }],
  ])('%s', (_situation, text, expected) => {
    expect(stateOf(text, '2026-11-20')).toEqual(expected);
  });
});

describe('the revision to move to', () => {
  it.each([
    ['2022-10-16', undefined],
    ['2022-10-17', '2022-10-17'],
    ['2024-12-01', '2024-10-15'],
    ['2025-10-15', '2025-10-15'],
    ['2026-11-20', '2026-07-15'],
    ['2027-07-14', '2026-07-15'],
    ['2027-07-15', undefined],
  ])('on %s is %s', (day, revision) => {
    expect(newestStableRevision(day)).toBe(revision);
  });
});

describe('what comes next', () => {
  it.each([
    ['2022-10-16', undefined, undefined],
    ['2026-11-20', { revision: '2026-01-15', on: '2027-01-15' }, { revision: '2025-01-15', on: '2027-01-15' }],
    ['2027-01-14', { revision: '2026-01-15', on: '2027-01-15' }, { revision: '2025-01-15', on: '2027-01-15' }],
    ['2027-01-15', { revision: '2026-04-15', on: '2027-04-15' }, { revision: '2025-04-15', on: '2027-04-15' }],
    ['2027-07-15', undefined, { revision: '2025-10-15', on: '2027-10-15' }],
    ['2028-07-15', undefined, undefined],
  ])('on %s', (day, deprecation, retirement) => {
    expect(nextDeprecation(day)).toEqual(deprecation);
    expect(nextRetirement(day)).toEqual(retirement);
  });
});

describe('over the days of nine years', () => {
  const days = daysBetween('2022-01-01', '2030-12-31');
  const order = ['unknown', 'stable', 'deprecated', 'retired'];

  it.each(REVISIONS)('%s never goes back to an earlier state', revision => {
    const steps = days.map(day => order.indexOf(stateOf(revision, day).state));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect([steps[0], steps.at(-1)]).toEqual([0, 3]);
  });

  it('every date that was never a revision stays what it is', () => {
    const dates = days.filter(date => !REVISIONS.includes(date));
    const changing = dates.filter(date => stateOf(date, days[0]!).state !== stateOf(date, days.at(-1)!).state);
    expect(changing).toEqual([]);
  });

  it('a retired revision is served as one that is alive', () => {
    const served = days.flatMap(day => REVISIONS.map(revision => ({ day, state: stateOf(revision, day) })));
    const dead = served.filter(({ day, state }) => {
      if (state.state !== 'retired' || state.servedAs === undefined) return false;
      return !['stable', 'deprecated'].includes(stateOf(state.servedAs, day).state);
    });
    expect(dead).toEqual([]);
    expect(oldestLiveRevision('2028-07-14')).toBe('2026-07-15');
  });
});

function daysBetween(first: string, last: string): string[] {
  const length = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  return Array.from({ length }, (_, index) =>
    new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
  );
}
