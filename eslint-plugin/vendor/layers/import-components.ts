import type { Module } from '../../program/module.ts';
import { importsOf } from './module-imports.ts';

/** The modules that lead to each other by their imports, by the names of their files: another module may have parsed one anew. */
export type Component = ReadonlySet<string>;

interface Visit {
  module: Module;
  /** When it was come to, in the order of the visits. */
  index: number;
  /** The lowest such number among those that it leads to and that are not in a component yet. */
  lowest: number;
  next: Module[];
}

/**
 * The strongly connected component that a module belongs to, by Tarjan's algorithm.
 *
 * @param known the components that were found before; it is filled
 * @param isFollowed whether the imports of a module count
 */
export function componentOf(
  start: Module,
  known: WeakMap<Module, Component>,
  isFollowed: (module: Module) => boolean,
): Component {
  const visits = new Map<Module, Visit>();
  const open: Visit[] = [];
  const path: Visit[] = [];
  const begin = (module: Module): void => {
    const next = isFollowed(module) ? importedBy(module) : [];
    const visit: Visit = { module, index: visits.size, lowest: visits.size, next: next.toReversed() };
    visits.set(module, visit);
    open.push(visit);
    path.push(visit);
  };
  if (!known.has(start)) begin(start);
  for (let at = path.at(-1); at; at = path.at(-1)) {
    const next = at.next.pop();
    if (next) {
      const before = visits.get(next);
      if (before) at.lowest = known.has(next) ? at.lowest : Math.min(at.lowest, before.index);
      else if (!known.has(next)) begin(next);
      continue;
    }
    path.pop();
    const outer = path.at(-1);
    if (outer) outer.lowest = Math.min(outer.lowest, at.lowest);
    if (at.lowest < at.index) continue;
    const members = open.splice(open.lastIndexOf(at));
    const component = new Set(members.map(({ module }) => module.fileName));
    for (const { module } of members) known.set(module, component);
  }
  return known.get(start) ?? new Set([start.fileName]);
}

function importedBy(module: Module): Module[] {
  return importsOf(module).flatMap(({ specifier }) => module.resolve(specifier) ?? []);
}
