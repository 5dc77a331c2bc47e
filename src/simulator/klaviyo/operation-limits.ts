import type { Operation } from '../../vendors/klaviyo/operations.ts';
import type { RateState, WindowLimit } from '../rate-windows.ts';

const STEADY = 1;

/**
 * The windows of an operation: burst, steady, and for some daily.
 *
 * Source: the SDK's documentation of each operation.
 */
export function limitsOf({ verb, path, limit }: Operation): WindowLimit[] {
  const { burstPerSecond, steadyPerMinute, perDay } = limit;
  const name = `${verb} ${path}`;
  return [
    { name: `${name} burst`, most: burstPerSecond, lengthMs: 1_000 },
    { name: `${name} steady`, most: steadyPerMinute, lengthMs: 60_000 },
    ...(perDay === undefined ? [] : [{ name: `${name} daily`, most: perDay, lengthMs: 86_400_000 }]),
  ];
}

/**
 * The headers that tell the steady window.
 *
 * Source: the vendor's page on rate limits and error handling, read 2026-11-20: they are absent on 429.
 */
export function limitHeaders({ limit }: Operation, { windows }: RateState): Record<string, string> {
  const { remaining, endsIn } = windows[STEADY]!;
  return {
    'ratelimit-limit': String(limit.steadyPerMinute),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(endsIn),
  };
}
