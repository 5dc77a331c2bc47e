import { decodeText } from '../discovery/decode-text.ts';
import { fileKind } from '../discovery/file-kind.ts';
import type { FileReader } from '../discovery/read-file.ts';
import type { SourceFile } from '../lint/prefilter.ts';
import { importSpecifiers } from './import-specifiers.ts';
import type { ModuleResolver } from './module-resolver.ts';

/** Finds the files that sources import, and what those import, whether or not they can be read. */
export function reachedFiles(
  sources: readonly SourceFile[],
  { read, resolve }: { read: FileReader; resolve: ModuleResolver },
): Set<string> {
  const reached = new Set<string>();
  const pending = sources.map(({ path, text }) => ({ path, text }));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const specifier of importSpecifiers(next.text)) {
      const path = resolve(specifier, next.path);
      if (path === undefined || reached.has(path)) continue;
      reached.add(path);
      const bytes = fileKind(path) === undefined ? undefined : read(path);
      if (bytes instanceof Uint8Array) pending.push({ path, text: decodeText(bytes).text });
    }
  }
  return reached;
}
