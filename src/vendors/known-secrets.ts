const known = new Set<string>();

/**
 * Remembers the value of a secret until the process ends, so that nothing prints it: most keys of Customer.io have no shape that tells them
 * from other texts.
 */
export function rememberSecret(value: string): void {
  const secret = value.trim();
  if (secret !== '') known.add(secret);
}

/** The secrets that the process came across; it only grows. */
export function knownSecrets(): ReadonlySet<string> {
  return known;
}
