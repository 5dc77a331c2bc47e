/** How long it may take to talk to GitHub. */
export interface Limits {
  /** For everything. */
  totalMs: number;
  /** Of it, for completing a check run that was begun. */
  reserveMs: number;
  /** For one request. */
  requestMs: number;
  /** Before the second attempt; each further wait is twice as long. */
  firstWaitMs: number;
  /** Between requests that write, after the first few: GitHub asks for a second where they are many. */
  betweenWritesMs: number;
}

export const LIMITS: Limits = {
  totalMs: 60_000,
  reserveMs: 10_000,
  requestMs: 15_000,
  firstWaitMs: 1_000,
  betweenWritesMs: 1_000,
};

/** When all requests of a part have to be over. */
export interface Deadline {
  /** In milliseconds since 1970. */
  at: number;
  signal: AbortSignal;
}

/** @param interruption ends it earlier */
export function deadlineIn(milliseconds: number, interruption?: AbortSignal): Deadline {
  const timeout = AbortSignal.timeout(milliseconds);
  const signal = interruption === undefined ? timeout : AbortSignal.any([timeout, interruption]);
  return { at: Date.now() + milliseconds, signal };
}
