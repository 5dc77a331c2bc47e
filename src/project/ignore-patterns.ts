import ignore, { type Ignore } from 'ignore';

/** More of `**` than people write make a regular expression that takes minutes for a deep folder. */
const RUNAWAY_PATTERN = /\*\*.*\*\*.*\*\*/;

/** Tells whether a line of a `.gitignore` can be matched in a time that is worth waiting for. */
export function isBounded(pattern: string): boolean {
  return !RUNAWAY_PATTERN.test(pattern);
}

/** Makes rules of lines as in a `.gitignore`; case counts, as in git on Linux. */
export function ignoreRules(patterns: readonly string[]): Ignore {
  return ignore({ ignorecase: false }).add(patterns.filter(isBounded));
}
