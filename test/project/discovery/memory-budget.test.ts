import { expect, test } from 'vitest';
import { isMemoryShort } from '../../../src/project/discovery/memory-budget.ts';

test.each([
  [0.5, false],
  [0.8, false],
  [0.81, true],
])('memory of which %d is used is short: %s', (share, expected) => {
  expect(isMemoryShort({ used_heap_size: share * 1000, heap_size_limit: 1000 })).toBe(expected);
});

test('a process that just began has memory', () => {
  expect(isMemoryShort()).toBe(false);
});
