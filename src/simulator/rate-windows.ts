import type { Operation } from '../vendors/klaviyo/operations.ts';

/** What an operation's limits say to one more request. */
export interface RateState {
  /** Of the steady window. */
  headers: Record<string, string>;
  /** Seconds to wait; absent where the request may pass. */
  retryAfter?: number;
}

interface Window {
  start: number;
  used: number;
}

const LENGTHS_MS = { burst: 1_000, steady: 60_000, daily: 86_400_000 };

/**
 * Counts requests in fixed windows, each of which begins with its first request: burst, steady, and for some operations daily.
 *
 * Source: the vendor's page on rate limits and error handling, read 2026-11-20: headers describe the steady window and are absent on
 * 429. Limits per operation: the SDK's documentation.
 */
export class RateWindows {
  readonly #isEnforced: boolean;
  readonly #windows = new Map<string, Window>();

  /** @param isEnforced whether requests are ever refused, or only counted */
  constructor(isEnforced: boolean) {
    this.#isEnforced = isEnforced;
  }

  /** Counts one request. @param now of the simulated clock, in milliseconds */
  count({ verb, path, limit }: Operation, now: number): RateState {
    const { burstPerSecond, steadyPerMinute, perDay } = limit;
    const windows = [
      { ...this.#window(`${verb} ${path} burst`, LENGTHS_MS.burst, now), most: burstPerSecond },
      { ...this.#window(`${verb} ${path} steady`, LENGTHS_MS.steady, now), most: steadyPerMinute },
      ...(perDay === undefined
        ? []
        : [{ ...this.#window(`${verb} ${path} daily`, LENGTHS_MS.daily, now), most: perDay }]),
    ];
    const full = windows.filter(({ window, most }) => window.used >= most);
    const steady = windows[1]!;
    const remaining = Math.max(0, steadyPerMinute - steady.window.used - 1);
    const headers = {
      'ratelimit-limit': String(steadyPerMinute),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(seconds(steady.endsIn)),
    };
    if (this.#isEnforced && full.length > 0)
      return { headers, retryAfter: Math.max(...full.map(({ endsIn }) => seconds(endsIn))) };
    for (const { window } of windows) window.used += 1;
    return { headers };
  }

  #window(key: string, length: number, now: number): { window: Window; endsIn: number } {
    const open = this.#windows.get(key);
    const window = open !== undefined && now < open.start + length ? open : { start: now, used: 0 };
    this.#windows.set(key, window);
    return { window, endsIn: window.start + length - now };
  }
}

function seconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
