/** The words of a name in lower case: `rateLimiter` and `rate_limiter` have `rate` and `limiter`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[^a-zA-Z\d]+/)
    .filter(word => word !== '')
    .map(word => word.toLowerCase());
}

/** Whether a name has one of some words. */
export function hasWord(name: string, words: ReadonlySet<string>): boolean {
  return wordsOf(name).some(word => words.has(word));
}
