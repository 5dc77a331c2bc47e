import { directiveOf } from '../../vendors/browser-module.ts';
import { decodeText } from '../discovery/decode-text.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { encodingOf } from '../discovery/text-encoding.ts';
import type { SourceFile } from '../lint/prefilter.ts';
import { importSpecifiers } from './import-specifiers.ts';
import type { ModuleResolver } from './module-resolver.ts';
import { exportedNames, type ReExport, reExports } from './re-exports.ts';

interface ClientOptions {
  read: FileReader;
  resolve: ModuleResolver;
}

/**
 * What a file imports of client components, by the specifier, or the specifier and a name where another file passes it on; each with the
 * path of the component's file.
 */
export type ClientImports = Readonly<Record<string, string>>;

/** An element of a component. */
const MAY_RENDER = /<[A-Z][\w.]*[\s>/]|\bcreateElement\(/;

/** Finds out which imports of the sources that may render something secret lead to client components, by the path of the source. */
export function clientImports(
  sources: readonly SourceFile[],
  options: ClientOptions,
): ReadonlyMap<string, ClientImports> {
  const found = new Map<string, ClientImports>();
  const clientsAt = createClientSearch(options);
  for (const { path, name, text } of sources) {
    if (name !== undefined || !MAY_RENDER.test(text)) continue;
    const imports = importSpecifiers(text).flatMap(specifier => clientsAt(specifier, path));
    found.set(path, Object.fromEntries(imports));
  }
  return found;
}

/** Each file is read once, however many import it. */
function createClientSearch({
  read,
  resolve,
}: ClientOptions): (specifier: string, from: string) => [key: string, client: string][] {
  const clients = new Map<string, boolean>();
  const exports = new Map<string, Map<string, string>>();

  function isClient(path: string): boolean {
    const known = clients.get(path) ?? isClientModule(path, read);
    clients.set(path, known);
    return known;
  }

  /** The exports of a file that are those of client components; of files that pass on each other's, the first one that is asked for. */
  function exportsOf(path: string): ReadonlyMap<string, string> {
    const known = exports.get(path);
    if (known) return known;
    const found = new Map<string, string>();
    exports.set(path, found);
    const text = textOf(path, read);
    if (isClient(path)) for (const name of exportedNames(text)) found.set(name, path);
    else for (const reExport of reExports(text)) passOn(reExport, path, found);
    return found;
  }

  function passOn({ specifier, names }: ReExport, from: string, into: Map<string, string>): void {
    const target = resolve(specifier, from);
    const passed = target === undefined ? new Map<string, string>() : exportsOf(target);
    for (const [exported, local] of names === '*' ? [...passed.keys()].map(name => [name, name] as const) : names) {
      const client = passed.get(local);
      if (client !== undefined) into.set(exported, client);
    }
  }

  return (specifier, from) => {
    const target = resolve(specifier, from);
    if (target === undefined) return [];
    if (isClient(target)) return [[specifier, target]];
    return [...exportsOf(target)].map(([name, client]) => [`${specifier} ${name}`, client]);
  };
}

function isClientModule(path: string, read: FileReader): boolean {
  return directiveOf(textOf(path, read)) === 'use client';
}

function textOf(path: string, read: FileReader): string {
  const bytes = read(path);
  return bytes instanceof Uint8Array && encodingOf(bytes) !== 'binary' ? decodeText(bytes).text : '';
}
