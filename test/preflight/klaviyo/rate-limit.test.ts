import { expect, test } from 'vitest';
import { readRateLimit } from '../../../src/preflight/klaviyo/rate-limit.ts';

test.each([
  [
    'plain numbers are about the minute',
    '15',
    '14',
    '42',
    { limit: 15, remaining: 14, resetSeconds: 42, windowSeconds: 60 },
  ],
  [
    'a list with the second in front',
    '1, 1;w=1, 15;w=60',
    '0',
    '1',
    { limit: 1, remaining: 0, resetSeconds: 1, windowSeconds: 1 },
  ],
  [
    'a list with the minute in front',
    '15, 1;w=1, 15;w=60',
    '2',
    '9',
    { limit: 15, remaining: 2, resetSeconds: 9, windowSeconds: 60 },
  ],
  [
    'a list with a day',
    '225, 1;w=1, 225;w=86400',
    '9',
    '9',
    { limit: 225, remaining: 9, resetSeconds: 9, windowSeconds: 86_400 },
  ],
  [
    'no time of renewal',
    '15',
    '14',
    undefined,
    { limit: 15, remaining: 14, resetSeconds: undefined, windowSeconds: 60 },
  ],
  ['no limit', undefined, '14', '42', undefined],
  ['nothing about what is left', '15', undefined, '42', undefined],
  ['words', 'many', 'some', 'soon', undefined],
  ['an address', '10.0.0.1', '14', '42', undefined],
  ['a negative number', '-1', '14', '42', undefined],
])('%s', (_, limit, remaining, reset, expected) => {
  const headers = { 'ratelimit-limit': limit, 'ratelimit-remaining': remaining, 'ratelimit-reset': reset };
  const present = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));

  expect(readRateLimit(present)).toEqual(expected);
});
