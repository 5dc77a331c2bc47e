/** How many requests of a kind pass in a window that begins with its first request. */
export interface WindowLimit {
  /** What is counted together. */
  name: string;
  most: number;
  lengthMs: number;
}

/** A window after one more request. */
export interface WindowState {
  /** How many are left, that request included in those that are gone. */
  remaining: number;
  /** Seconds until it ends. */
  endsIn: number;
}

export interface RateState {
  /** In the order of the limits. */
  windows: readonly WindowState[];
  /** Seconds to wait; absent where the request may pass. */
  retryAfter?: number;
}

interface Window {
  start: number;
  used: number;
}

/** Counts requests in fixed windows, each of which begins with its first request. */
export class RateWindows {
  readonly #isEnforced: boolean;
  readonly #windows = new Map<string, Window>();

  /** @param isEnforced whether requests are ever refused, or only counted */
  constructor(isEnforced: boolean) {
    this.#isEnforced = isEnforced;
  }

  /** Counts one request, which is refused where any window is full and counts in none of them then. @param now of the simulated clock, in milliseconds */
  count(limits: readonly WindowLimit[], now: number): RateState {
    const open = limits.map(({ name, most, lengthMs }) => ({
      window: this.#window(name, lengthMs, now),
      most,
      lengthMs,
    }));
    const endsIn = ({ window, lengthMs }: (typeof open)[number]): number => seconds(window.start + lengthMs - now);
    const full = open.filter(({ window, most }) => window.used >= most);
    const windows = open.map(each => ({
      remaining: Math.max(0, each.most - each.window.used - 1),
      endsIn: endsIn(each),
    }));
    if (this.#isEnforced && full.length > 0) return { windows, retryAfter: Math.max(...full.map(endsIn)) };
    for (const { window } of open) window.used += 1;
    return { windows };
  }

  #window(name: string, lengthMs: number, now: number): Window {
    const open = this.#windows.get(name);
    const window = open !== undefined && now < open.start + lengthMs ? open : { start: now, used: 0 };
    this.#windows.set(name, window);
    return window;
  }
}

function seconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}
