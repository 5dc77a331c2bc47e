import type { Module } from './module.ts';

const known = new WeakMap<Module, ReadonlySet<Module>>();

/** A module, and those in which its functions may be called, as far as they can be seen: a caller need not name the vendor. */
export function callerModules(module: Module): ReadonlySet<Module> {
  const before = known.get(module) ?? new Set([module, ...module.others(), ...module.importing()]);
  known.set(module, before);
  return before;
}
