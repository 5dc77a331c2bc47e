import type { KeptHeaders } from '../reply.ts';

export interface RateLimitState {
  limit: number;
  remaining: number;
  resetSeconds: number | undefined;
  /** Length of the window that the numbers describe. */
  windowSeconds: number;
}

/**
 * Reads `RateLimit-Limit`, `-Remaining` and `-Reset`. The documentation describes plain numbers about the minute; clients also
 * see the IETF form `10, 10;w=1, 150;w=60`, whose first number is the limit of the window that is nearest to its end, and
 * `Remaining` counts in that one.
 *
 * Source: developers.klaviyo.com/en/docs/rate_limits_and_error_handling; a public PHP client for the list form; read 2026-11-20.
 */
export function readRateLimit(headers: KeptHeaders): RateLimitState | undefined {
  const text = headers['ratelimit-limit'] ?? '';
  const limit = leadingCount(text);
  const remaining = leadingCount(headers['ratelimit-remaining']);
  if (limit === undefined || remaining === undefined) return undefined;
  return {
    limit,
    remaining,
    resetSeconds: leadingCount(headers['ratelimit-reset']),
    windowSeconds: windowOf(text, limit),
  };
}

function leadingCount(text = ''): number | undefined {
  const digits = /^\s*(\d{1,7})(?![\d.])/.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function windowOf(text: string, limit: number): number {
  const named = [...text.matchAll(/(\d{1,7});\s*w=(\d{1,7})/g)].find(([, quota]) => Number(quota) === limit);
  return Number(named?.[2] ?? 60);
}
