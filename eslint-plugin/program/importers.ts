import type { ProjectFiles } from './project-files.ts';

/** What the files of a project import of each other. */
interface Imports {
  /** The files that each one imports. */
  imported: ReadonlyMap<string, readonly string[]>;
  /** The files that import each one. */
  importers: ReadonlyMap<string, readonly string[]>;
}

const known = new WeakMap<ProjectFiles, Imports>();

/** Resolves all imports of a project, once. */
export function importsIn(files: ProjectFiles): Imports {
  const imports = known.get(files) ?? findImports(files);
  known.set(files, imports);
  return imports;
}

function findImports(files: ProjectFiles): Imports {
  const imported = new Map(
    files
      .names()
      .map(name => [name, files.specifiers(name).flatMap(specifier => files.resolve(name, specifier) ?? [])]),
  );
  const importers = new Map<string, string[]>();
  for (const [name, targets] of imported) {
    for (const target of targets) {
      const before = importers.get(target);
      if (before) before.push(name);
      else importers.set(target, [name]);
    }
  }
  return { imported, importers };
}

/** The start, and all that can be reached from it. */
export function reachable(start: readonly string[], next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set(start);
  for (const name of found) for (const target of next.get(name) ?? []) found.add(target);
  return found;
}
