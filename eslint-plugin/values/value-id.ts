import { alternativesOf, type Unknown, type Value } from './value.ts';

let lastId = 0;
const identities = new WeakMap<object, number>();
/** Ids by structure. It grows with the distinct values of a program that are arguments of calls. */
const structures = new Map<string, number>();
const MOST_STRUCTURES = 500_000;
const known = new WeakMap<Value, number>();

/** A number for an object, by its identity. */
export function identityOf(object: object): number {
  const before = identities.get(object);
  if (before !== undefined) return before;
  lastId += 1;
  identities.set(object, lastId);
  return lastId;
}

function idOfStructure(structure: string): number {
  const before = structures.get(structure);
  if (before !== undefined) return before;
  // An editor runs for days. A structure that was forgotten gets another number, which only costs time.
  if (structures.size === MOST_STRUCTURES) structures.clear();
  lastId += 1;
  structures.set(structure, lastId);
  return lastId;
}

/**
 * A number for a value: two values of one number are interchangeable as the argument of a call. Texts, functions, classes and what
 * comes from outside are compared by their structure and the nodes they come from; objects and arrays by identity.
 */
export function idOf(value: Value): number {
  const before = known.get(value);
  if (before !== undefined) return before;
  const id = computeId(value);
  known.set(value, id);
  return id;
}

function computeId(value: Value): number {
  switch (value.kind) {
    case 'unknown':
      return idOfStructure(`u${value.hint}${places(value.reads)}`);
    case 'nullish':
      return idOfStructure('n');
    case 'text':
      return idOfStructure(
        `t${value.parts.map(part => ('text' in part ? `${identityOf(part.node)}=${JSON.stringify(part.text)}` : JSON.stringify(part.hole))).join()}`,
      );
    case 'function':
      return idOfStructure(
        `f${identityOf(value.node)},${identityOf(value.frame)},${value.thisValue ? idOf(value.thisValue) : ''}${bound(value.bound)}`,
      );
    case 'class':
    case 'type':
      return idOfStructure(`${value.kind}${identityOf(value.node)},${identityOf(value.frame)}`);
    case 'instance':
      return idOfStructure(
        `i${idOf(value.of)}(${value.args ? ids(value.args) : '*'})<${ids(value.types ?? [])}>${value.whole ? idOf(value.whole) : ''}${value.mutations ? identityOf(value.mutations) : ''}`,
      );
    case 'external':
      return idOfStructure(
        `s${value.module ?? ''}:${JSON.stringify(value.path)}${value.mutations ? identityOf(value.mutations) : ''}${bound(value.bound)}${places(value.reads)}`,
      );
    case 'externalMember':
      return idOfStructure(`m${idOf(value.object)}.${value.name}${bound(value.bound)}`);
    case 'externalCall':
      return idOfStructure(
        `r${idOf(value.callee)}(${ids(value.args)})${value.constructed}${identityOf(value.node)},${value.mutations ? identityOf(value.mutations) : ''}`,
      );
    case 'union':
      return idOfStructure(`|${ids(alternativesOf(value))}`);
    default:
      return identityOf(value);
  }
}

function bound(values: readonly Value[] | undefined): string {
  return values ? `[${ids(values)}]` : '';
}

function ids(values: readonly Value[]): string {
  return values.map(idOf).join();
}

function places(reads: Unknown['reads'] = []): string {
  return reads.map(node => `@${identityOf(node)}`).join('');
}
