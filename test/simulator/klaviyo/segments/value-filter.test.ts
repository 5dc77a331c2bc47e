import { describe, expect, test } from 'vitest';
import { isCompared, isDateTrue, isValueTrue } from '../../../../src/simulator/klaviyo/segments/value-filter.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const at = (text: string): number => Date.parse(text);

describe('values', () => {
  test.each([
    ['string', 'equals', 'Ada', 'ada', true],
    ['string', 'not-equals', 'Ada', 'bob', true],
    ['string', 'not-equals', undefined, 'bob', true],
    ['string', 'equals', undefined, '', false],
    ['string', 'contains', 'Lovelace', 'lace', true],
    ['string', 'not-contains', 'Lovelace', 'lace', false],
    ['string', 'starts-with', 'Lovelace', 'love', true],
    ['string', 'ends-with', 'Lovelace', 'love', false],
    ['string', 'not-in', 'a', ['b', 'c'], true],
    ['string', 'regex', 'a', 'a', false],
    ['numeric', 'equals', '5', 5, true],
    ['numeric', 'less-than', undefined, 5, false],
    ['boolean', 'equals', false, false, true],
    ['boolean', 'equals', undefined, false, false],
    ['existence', 'is-set', '', undefined, false],
    ['existence', 'not-set', null, undefined, true],
    ['list', 'contains-all', ['a', 'b'], ['a', 'b'], true],
    ['list', 'contains-any', ['a'], ['b', 'a'], true],
    ['list', 'not-contains-all', ['a'], ['a', 'b'], true],
    ['list', 'contains-substring', ['abc'], 'b', true],
    ['list', 'length-greater-than', ['a'], 1, false],
    ['list', 'not-contains', undefined, 'a', true],
    ['shape', 'equals', 'a', 'a', false],
  ])('%s %s of %j with %j is %j', (type, operator, value, wanted, expected) => {
    expect(isValueTrue({ type, operator, value: wanted }, value, NOW)).toBe(expected);
  });

  test('without a filter a value has to be there', () => {
    expect([isValueTrue(null, 0, NOW), isValueTrue(undefined, null, NOW)]).toEqual([true, false]);
  });

  test('a date is compared by its moment', () => {
    const filter = { type: 'date', operator: 'after', date: '2026-11-01T00:00:00Z' };
    expect(['2026-11-02', '2026-10-31', 'soon', 5].map(value => isValueTrue(filter, value, NOW))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

test.each([
  ['alltime', {}, '1999-01-01', true],
  ['before', { date: '2026-11-01' }, '2026-10-31', true],
  ['between-static', { start: '2026-11-01', end: '2026-11-05' }, '2026-11-05', true],
  ['in-the-last', { unit: 'day', quantity: 2 }, '2026-11-19', true],
  ['in-the-last', { unit: 'day', quantity: 2 }, '2026-11-17', false],
  ['in-the-last', { unit: 'day', quantity: 2 }, '2026-11-21', false],
  ['in-the-next', { unit: 'week', quantity: 1 }, '2026-11-26', true],
  ['at-least', { unit: 'hour', quantity: 24 }, '2026-11-19', true],
  ['between', { unit: 'day', start: 1, end: 3 }, '2026-11-18', true],
  ['between', { unit: 'day', start: 3, end: 1 }, '2026-11-16', false],
  ['anniversary', {}, '2025-11-20', false],
])('the date filter %s %j of %s is %j', (operator, rest, moment, expected) => {
  expect(isDateTrue({ type: 'date', operator, ...rest }, at(moment), NOW)).toBe(expected);
});

test.each([
  ['not-equals', 1, 2, true],
  ['greater-than', 2, 2, false],
  ['greater-than-or-equal', 2, 2, true],
  ['less-than', 1, 2, true],
  ['less-than-or-equal', 3, 2, false],
  ['equals', 1, '1', false],
  ['around', 1, 1, false],
])('%s: %d and %j', (operator, actual, wanted, expected) => {
  expect(isCompared(operator, actual, wanted)).toBe(expected);
});
