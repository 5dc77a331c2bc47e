const known = new Set<string>();
const used = new Set<string>();

/**
 * Remembers the value of a secret until the process ends, so that nothing prints it: most keys of Customer.io have no shape that tells them
 * from other texts.
 */
export function rememberSecret(value: string): void {
  const secret = value.trim();
  if (secret !== '') known.add(secret);
}

/** A shorter one, or one of letters alone, is a word, and hiding it would make the output unreadable. */
const SHORTEST_USED = 8;
const LONG_ENOUGH_FOR_PIECES = 16;

/** The same for a value that is used as a secret, which shows what it is, however short. */
export function rememberUsedSecret(value: string): void {
  const secret = value.trim();
  if (secret.length < SHORTEST_USED || !/\d/.test(secret) || !/[A-Za-z]/.test(secret)) return;
  used.add(secret);
  // Pieces of a shorter one are in many texts.
  if (secret.length >= LONG_ENOUGH_FOR_PIECES) rememberSecret(secret);
}

/** The secrets that are used as such; it only grows. */
export function usedSecrets(): ReadonlySet<string> {
  return used;
}

/** The secrets that the process came across; it only grows. */
export function knownSecrets(): ReadonlySet<string> {
  return known;
}
