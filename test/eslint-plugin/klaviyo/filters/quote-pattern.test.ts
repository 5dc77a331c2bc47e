import { expect, test } from 'vitest';
import { findsQuotes, refusesQuotes } from '../../../../eslint-plugin/klaviyo/filters/quote-pattern.ts';

test.each([
  ['^[A-Za-z0-9.@_+-]+$', true],
  ['^[\\w.+-]+@[\\w-]+\\.\\w+$', true],
  ['^(?:draft|sent)$', true],
  ['^(?=.{1,64}$)[\\w.]+$', true],
  ['^[^"\'\\\\]*$', true],
  ['^\\p{L}+$', true],
  ['^[^\\s@]+@[^\\s@]+$', false],
  ['^\\S+@\\S+$', false],
  ['^.+@.+$', false],
  ['^[ -~]+$', false],
  ['^[\\W]+$', false],
  ['^\\x22$', false],
  ['^draft|sent$', false],
  ['[\\w.]+', false],
  ['^[\\w.]+', false],
])('/%s/ keeps quotes away: %s', (pattern, expected) => {
  expect(refusesQuotes(pattern, '', '"')).toBe(expected);
});

test('a pattern for lines says nothing about the others', () => {
  expect(refusesQuotes('^\\w+$', 'm', '"')).toBe(false);
});

test.each([
  ['"', true],
  ['["\\\\]', true],
  ['(["\'])', true],
  ['[^\\w.@-]', true],
  ['[^\\w]+', true],
  ['\\W', true],
  ["'", false],
  ['\\s', false],
  ['.', false],
  ['[^"]', false],
  ['a"', false],
])('/%s/ finds quotes: %s', (pattern, expected) => {
  expect(findsQuotes(pattern, '"')).toBe(expected);
});
