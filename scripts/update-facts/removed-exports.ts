/**
 * The names that an older release exports and the newest does not.
 *
 * @param releases oldest first
 * @returns by name, the last release that exports it; sorted by name
 */
export function removedExports(
  releases: readonly { version: string; exports: readonly string[] }[],
): Record<string, string> {
  const last = new Map(releases.flatMap(({ version, exports }) => exports.map(name => [name, version] as const)));
  for (const name of releases.at(-1)?.exports ?? []) last.delete(name);
  return Object.fromEntries([...last].sort(([left], [right]) => (left < right ? -1 : 1)));
}
