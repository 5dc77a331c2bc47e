import { posix } from 'node:path';
import type { JsonReader } from './module-resolver.ts';
import { asRecord } from './path-aliases.ts';

export interface WorkspacePackage {
  name: string;
  /** The files that a subpath (empty for the package itself) may stand for, best first, relative to the checked folder. */
  targets(subpath: string): string[];
}

export interface WorkspacePackages {
  all: WorkspacePackage[];
  /** The files that a `#specifier` may stand for in the package around a folder. */
  importsOf(folder: string, specifier: string): string[];
}

/** Every package.json of the checked folder, as a package that others of the folder may import by its name. */
export function workspacePackages(files: ReadonlySet<string>, readJson: JsonReader): WorkspacePackages {
  const manifests = new Map<string, Record<string, unknown>>();
  for (const path of files) {
    if (posix.basename(path) === 'package.json') manifests.set(posix.dirname(path), asRecord(readJson(path)));
  }
  return {
    all: [...manifests].flatMap(([folder, manifest]) =>
      typeof manifest.name === 'string' ? [workspacePackage(manifest.name, folder, manifest)] : [],
    ),
    importsOf(folder, specifier) {
      for (let at = folder; ; at = posix.dirname(at)) {
        const manifest = manifests.get(at);
        if (manifest) return mapped(asRecord(manifest.imports), specifier).map(target => posix.join(at, target));
        if (at === '.') return [];
      }
    },
  };
}

function workspacePackage(name: string, folder: string, manifest: Record<string, unknown>): WorkspacePackage {
  return {
    name,
    targets(subpath) {
      const named = exported(manifest, subpath).flatMap(target => [target, ...sourcesOf(target)]);
      const usual = subpath === '' ? ['src/index', 'index', 'src/main'] : [subpath, `src/${subpath}`];
      return [...named, ...usual].map(target => posix.join(folder, target));
    },
  };
}

function exported(manifest: Record<string, unknown>, subpath: string): string[] {
  const { exports } = manifest;
  const table =
    typeof exports === 'string' || !Object.keys(asRecord(exports)).some(key => key.startsWith('.'))
      ? { '.': exports }
      : asRecord(exports);
  const main =
    subpath === ''
      ? [manifest.source, manifest.types, manifest.module, manifest.main].filter(value => typeof value === 'string')
      : [];
  return [...mapped(table, subpath === '' ? '.' : `./${subpath}`), ...main];
}

/** Looks a key up in a table of `exports` or `imports`, where one `*` stands for any text. */
function mapped(table: Record<string, unknown>, key: string): string[] {
  return Object.entries(table).flatMap(([pattern, value]) => {
    const [before = '', after] = pattern.split('*');
    if (after === undefined) return pattern === key ? textsIn(value) : [];
    if (!key.startsWith(before) || !key.endsWith(after) || key.length < before.length + after.length) return [];
    const middle = key.slice(before.length, key.length - after.length);
    return textsIn(value).map(target => target.replaceAll('*', () => middle));
  });
}

/** All targets in a tree of conditions and lists. */
function textsIn(value: unknown, depth = 5): string[] {
  if (typeof value === 'string') return [value];
  const inside: unknown[] = Array.isArray(value) ? value : Object.values(asRecord(value));
  return depth > 0 ? inside.flatMap(inner => textsIn(inner, depth - 1)) : [];
}

/** Build output is not analyzed; the source it was made of usually lies in `src`. */
function sourcesOf(target: string): string[] {
  const source = target
    .replace(/^(?:\.\/)?(?:dist|lib|build|out)\/(?:(?:esm|cjs|types)\/)?/, 'src/')
    .replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
  return source === target ? [] : [source];
}
