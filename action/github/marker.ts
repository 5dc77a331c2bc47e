import { createHash } from 'node:crypto';

/**
 * The invisible first line of a comment of ours. A comment is taken for ours by it and by its author together, because anybody can write
 * the line.
 *
 * @param kind what the comment is
 * @param path the input `path`: two steps that check different folders have comments of their own
 */
export function markerOf(kind: string, path: string): string {
  return `<!-- klaviyo-lint ${kind} ${createHash('sha256').update(path).digest('hex').slice(0, 8)} -->`;
}

/** Returns whether a comment is ours. */
export function isOurs(
  { body, user }: { body?: string | null; user: { login: string } | null },
  login: string,
  marker: string,
): boolean {
  return user?.login === login && (body ?? '').startsWith(marker);
}
