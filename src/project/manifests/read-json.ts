import { parse } from 'jsonc-parser';
import { decodeText } from '../discovery/decode-text.ts';
import type { JsonReader } from '../modules/module-resolver.ts';
import type { FileReader } from '../discovery/read-file.ts';

/** Reads configuration files as data, comments and trailing commas allowed, as TypeScript does; each once. */
export function createJsonReader(read: FileReader): JsonReader {
  const known = new Map<string, unknown>();
  return path => {
    if (known.has(path)) return known.get(path);
    const bytes = read(path);
    const value = bytes instanceof Uint8Array ? parsed(decodeText(bytes).text) : undefined;
    known.set(path, value);
    return value;
  };
}

/** What is nested too deeply for the reader is ignored. */
function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
