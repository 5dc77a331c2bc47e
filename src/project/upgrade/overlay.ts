import type { FileReader, Unread } from '../discovery/read-file.ts';

/** Files as they are to become, over those of the folder. */
export interface Overlay {
  read: FileReader;
  /** The whole text of a file, a byte order mark included; why it cannot be edited; or undefined if it is not there. */
  textOf(path: string): string | Unread | undefined;
  change(path: string, text: string): void;
  /** What was there, and what is to be there, by path. */
  changed: ReadonlyMap<string, { before: string; after: string }>;
}

/** Puts changes over a folder, so that rules can analyze the result. */
export function createOverlay(read: FileReader): Overlay {
  const changed = new Map<string, { before: string; after: string }>();

  function textOf(path: string): string | Unread | undefined {
    const known = changed.get(path)?.after;
    const bytes = known === undefined ? read(path) : undefined;
    if (!(bytes instanceof Uint8Array)) return known ?? bytes;
    const text = bytes.toString('utf8');
    return Buffer.from(text).equals(bytes) ? text : { reason: 'it is not UTF-8, so it is not edited' };
  }

  return {
    read(path) {
      const known = changed.get(path);
      return known ? Buffer.from(known.after) : read(path);
    },
    textOf,
    change(path, after) {
      const before = changed.get(path)?.before ?? textOf(path);
      if (typeof before === 'string') changed.set(path, { before, after });
    },
    changed,
  };
}
