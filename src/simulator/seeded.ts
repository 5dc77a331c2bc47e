const ALPHANUMERIC = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A number below 2³² that is always the same for the same parts, and looks like chance (FNV-1a with a final mix). */
export function seeded(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join('\0')) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** One of the values. */
export function oneOf<T>(values: readonly T[], ...parts: readonly (string | number)[]): T {
  return values[seeded(...parts) % values.length]!;
}

/** The short ids of most resources: six letters and digits. */
export function shortId(...parts: readonly (string | number)[]): string {
  return spelled(ALPHANUMERIC, 6, parts);
}

/** The long ids of profiles: a ULID. */
export function longId(...parts: readonly (string | number)[]): string {
  return `01${spelled(CROCKFORD, 24, parts)}`;
}

/** A UUID of version 4. */
export function uuid(...parts: readonly (string | number)[]): string {
  const digits = spelled('0123456789abcdef', 32, parts);
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

function spelled(alphabet: string, length: number, parts: readonly (string | number)[]): string {
  return Array.from({ length }, (_, place) => alphabet[seeded(place, ...parts) % alphabet.length]).join('');
}
