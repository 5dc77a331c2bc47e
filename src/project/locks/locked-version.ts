import { valid } from 'semver';

/** Reads the version of an entry, which stands behind a name in an alias: `npm:klaviyo-api@20.0.0`. Undefined for what is none. */
export function lockedVersion(text: string | undefined): string | undefined {
  return valid(text?.slice(text.lastIndexOf('@') + 1)) ?? undefined;
}

/** The name and the rest of `klaviyo-api@23.0.0` or `@scope/name@npm:^1`. */
export function splitDescriptor(text: string): [name: string, rest: string] {
  const at = text.indexOf('@', 1);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
