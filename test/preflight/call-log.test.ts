import { expect, test } from 'vitest';
import { BudgetSpent, CallLog, MAX_REQUESTS, shownAddress } from '../../src/preflight/call-log.ts';

test('what is sent is remembered, with what came of it', () => {
  const log = new CallLog();
  log.begin('GET', 'https://a.klaviyo.com/api/lists').answered(429, 3);
  log.begin('POST', 'https://shop.example/hook').failed('timeout');

  expect(log.calls).toEqual([
    {
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      method: 'GET',
      url: 'https://a.klaviyo.com/api/lists',
      status: 429,
      retryAfterSeconds: 3,
      durationMs: expect.any(Number),
    },
    {
      at: expect.any(String),
      method: 'POST',
      url: 'https://shop.example/hook',
      failure: 'timeout',
      durationMs: expect.any(Number),
    },
  ]);
});

test('no more than the limit is sent, however often it is tried', () => {
  const log = new CallLog();
  for (let count = 0; count < MAX_REQUESTS; count += 1) log.begin('GET', 'x').answered(200);

  expect(() => log.begin('GET', 'x')).toThrow(BudgetSpent);
  expect(() => log.begin('POST', 'x')).toThrow(BudgetSpent);
  expect(log.calls).toHaveLength(MAX_REQUESTS);
  expect(MAX_REQUESTS).toBe(40);
});

test('what matters less leaves a reserve to the rest', () => {
  const log = new CallLog();
  for (let count = 0; count < MAX_REQUESTS - 10; count += 1) log.begin('GET', 'x', 10).answered(200);

  expect(() => log.begin('GET', 'x', 10)).toThrow(BudgetSpent);
  expect(() => log.begin('GET', 'x')).not.toThrow();
});

test('questions to the DNS have a limit of their own', () => {
  const log = new CallLog();
  for (let count = 0; count < MAX_REQUESTS; count += 1) log.begin('DNS', 'x').answered();

  expect(() => log.begin('GET', 'x')).not.toThrow();
});

test.each([
  ['https://shop.example/health', 'https://shop.example/health'],
  ['https://user:secret@shop.example/health?token=secret#secret', 'https://shop.example/health?…'],
  ['no address', '…'],
])('%s is shown without what may be secret', (address, shown) => {
  expect(shownAddress(address)).toBe(shown);
});
