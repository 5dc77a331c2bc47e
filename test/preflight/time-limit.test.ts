import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { limitTime } from '../../src/preflight/time-limit.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the signal is given when the time is over, and not before', () => {
  const { signal } = limitTime(1_000);
  vi.advanceTimersByTime(999);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);

  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('work that is done in time leaves no timer and no listener', () => {
  const caller = new AbortController();
  const limit = limitTime(1_000, caller.signal);
  limit.end();
  caller.abort();

  expect(vi.getTimerCount()).toBe(0);
  expect(limit.signal.aborted).toBe(false);
});

test("the caller's reason is passed on", () => {
  const caller = new AbortController();
  const { signal } = limitTime(1_000, caller.signal);
  caller.abort('enough');

  expect(signal.reason).toBe('enough');
});

test('a caller that gave up before gets a signal that is given', () => {
  expect(limitTime(1_000, AbortSignal.abort('enough')).signal.reason).toBe('enough');
});
