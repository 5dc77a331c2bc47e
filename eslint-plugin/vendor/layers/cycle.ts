import type { Module } from '../../program/module.ts';
import { type Component, componentOf } from './import-components.ts';
import { importsOf, type ModuleImport } from './module-imports.ts';

/** Which modules count, and what was found of them. */
export interface Graph {
  /** Whether the imports of a module count. */
  isFollowed: (module: Module) => boolean;
  components: WeakMap<Module, Component>;
}

/**
 * How an import leads back to the module that it stands in.
 *
 * @returns the paths of the modules on the shortest way, the imported one first; undefined where none leads back, as far as can be seen
 */
export function cycleThrough(
  start: ModuleImport,
  module: Module,
  { isFollowed, components }: Graph,
): string[] | undefined {
  const first = module.resolve(start.specifier);
  if (!first || first.fileName === module.fileName) return undefined;
  if (!componentOf(first, components, isFollowed).has(module.fileName)) return undefined;
  const previous = new Map<Module, Module | undefined>([[first, undefined]]);
  for (const at of previous.keys()) {
    if (at.fileName === module.fileName) return wayTo(at, previous);
    if (!isFollowed(at)) continue;
    for (const { specifier } of importsOf(at)) {
      const next = at.resolve(specifier);
      if (next && !previous.has(next)) previous.set(next, at);
    }
  }
  return undefined;
}

function wayTo(end: Module, previous: ReadonlyMap<Module, Module | undefined>): string[] {
  const way: string[] = [];
  for (let at = previous.get(end); at; at = previous.get(at)) way.unshift(at.path);
  return way;
}
