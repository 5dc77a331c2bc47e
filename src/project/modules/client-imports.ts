import { directiveOf } from '../../vendors/browser-module.ts';
import { decodeText } from '../discovery/decode-text.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { encodingOf } from '../discovery/text-encoding.ts';
import type { SourceFile } from '../lint/prefilter.ts';
import { importSpecifiers } from './import-specifiers.ts';
import type { ModuleResolver } from './module-resolver.ts';
import { exportedNames, reExports } from './re-exports.ts';

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
  for (const { path, name, text } of sources) {
    if (name !== undefined || !MAY_RENDER.test(text)) continue;
    const imports = importSpecifiers(text).flatMap(specifier => clientsAt(specifier, path, options));
    found.set(path, Object.fromEntries(imports));
  }
  return found;
}

/** How many files that pass a component on are followed, one behind the other. */
const MOST_BARRELS = 5;

function clientsAt(specifier: string, from: string, options: ClientOptions): [key: string, client: string][] {
  const target = options.resolve(specifier, from);
  if (target === undefined) return [];
  if (isClientModule(target, options.read)) return [[specifier, target]];
  return [...passedOn(target, options)].map(([name, client]) => [`${specifier} ${name}`, client]);
}

/** The exports of a file that are those of client components. */
function passedOn(barrel: string, options: ClientOptions, depth = 0): Map<string, string> {
  const found = new Map<string, string>();
  if (depth > MOST_BARRELS) return found;
  for (const { specifier, names } of reExports(textOf(barrel, options.read))) {
    const target = options.resolve(specifier, barrel);
    if (target === undefined) continue;
    const exports = exportsOf(target, options, depth);
    const pairs = names === '*' ? [...exports.keys()].map((name): [string, string] => [name, name]) : names;
    for (const [exported, local] of pairs) {
      const client = exports.get(local);
      if (client !== undefined) found.set(exported, client);
    }
  }
  return found;
}

/** The exports of a client component's file, or those that another file passes on. */
function exportsOf(path: string, options: ClientOptions, depth: number): ReadonlyMap<string, string> {
  if (!isClientModule(path, options.read)) return passedOn(path, options, depth + 1);
  return new Map(exportedNames(textOf(path, options.read)).map(name => [name, path]));
}

function isClientModule(path: string, read: FileReader): boolean {
  return directiveOf(textOf(path, read)) === 'use client';
}

function textOf(path: string, read: FileReader): string {
  const bytes = read(path);
  return bytes instanceof Uint8Array && encodingOf(bytes) !== 'binary' ? decodeText(bytes).text : '';
}
