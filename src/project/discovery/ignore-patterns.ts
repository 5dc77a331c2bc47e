import ignore, { type Ignore } from 'ignore';

/** More of `**` than people write make a regular expression that takes minutes for a deep folder, and so do more of `*` for a long name. */
const RUNAWAY_PATTERN = /\*\*.*\*\*.*\*\*|(?:\*[^*/]+){5}/;

/** Returns whether a line of a `.gitignore` can be matched at all, and in a time that is worth waiting for. */
export function isBounded(pattern: string): boolean {
  return !RUNAWAY_PATTERN.test(pattern) && compiles(pattern);
}

/** Makes rules of lines as in a `.gitignore`; case counts, as in git on Linux. */
export function ignoreRules(patterns: readonly string[]): Ignore {
  return ignore({ ignorecase: false }).add(patterns.filter(isBounded));
}

/** The library makes a regular expression of a pattern when the first path is tested, and one may be too large for that. */
function compiles(pattern: string): boolean {
  try {
    ignore({ ignorecase: false }).add(pattern).test('a');
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
