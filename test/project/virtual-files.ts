import { createModuleResolver, type ModuleResolver } from '../../src/project/modules/module-resolver.ts';
import type { FileReader } from '../../src/project/discovery/read-file.ts';
import { createJsonReader } from '../../src/project/manifests/read-json.ts';

/** Texts by path; what is no text is written as JSON. */
export type VirtualFiles = Readonly<Record<string, unknown>>;

/** Reads files that are only in memory. */
export function virtualReader(files: VirtualFiles): FileReader {
  return path => (Object.hasOwn(files, path) ? Buffer.from(textOf(files[path])) : undefined);
}

function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

/** Resolves modules of files that are only in memory. */
export function virtualResolver(files: VirtualFiles): ModuleResolver {
  return createModuleResolver(new Set(Object.keys(files)), createJsonReader(virtualReader(files)));
}
