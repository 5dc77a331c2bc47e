import type { Model, ModelField, Models } from './read-models.ts';

/** Shapes by name, in the notation of `src/vendors/klaviyo/shapes.ts`. */
export type Shapes = ReadonlyMap<string, string>;

export interface CompactShapes {
  shapes: Shapes;
  /** The name under which a model's shape is kept. */
  nameOf: (model: string) => string;
}

/** Between fields, and between the types of one; no value of an enum holds either. */
const SEPARATORS = /; | \| /;

/** Between the name of a model and the revision that it is of, where that is not the newest. */
const OF_REVISION = '@';

/** The models of an older release under names of their own, so that they can stand beside those of the newest. */
export function modelsOfRevision(models: Models, revision: string): Models {
  const renamed = (type: string): string => (isModel(type) ? type.replace(NAME, name => nameIn(revision, name)) : type);
  return new Map(
    [...models].map(([name, { fields }]) => [
      nameIn(revision, name),
      { fields: fields.map(field => ({ ...field, types: field.types.map(renamed) })) },
    ]),
  );
}

/** The name of a model of an older release. */
export function nameIn(revision: string, model: string): string {
  return `${model}${OF_REVISION}${revision}`;
}

const NAME = /^[\w@-]+/;

/**
 * What of the models is needed to make and to judge bodies: those that are reachable from the roots, equal ones kept once. Of a
 * union of objects only the first form is kept, beside `object` for the others; what is included has all forms.
 */
export function compactShapes(models: Models, roots: readonly string[]): CompactShapes {
  const reduced = new Map([...models].map(([name, model]) => [name, fieldsOf(model)]));
  const canonical = mergeEqual(reduced);
  const nameOf = (model: string): string => canonical.get(model) ?? model;
  const kept = reachable(reduced, roots.map(nameOf), nameOf);
  return { shapes: new Map([...kept].sort().map(name => [name, textOf(reduced.get(name)!, nameOf)])), nameOf };
}

type Field = Omit<ModelField, 'types'> & { types: readonly string[] };

function fieldsOf({ fields }: Model): Field[] {
  return fields.map(field => ({ ...field, types: field.name === 'included' ? field.types : firstForm(field.types) }));
}

function firstForm(types: readonly string[]): string[] {
  const forms = types.filter(isModel);
  if (forms.length < 2) return [...types];
  const [first = '', ...others] = forms;
  const rest = types.filter(type => !isModel(type));
  return [...new Set([first, ...rest, ...others.map(form => form.replace(NAME, 'object'))])];
}

function isModel(type: string): boolean {
  return /^[A-Z]/.test(type);
}

/** Gives equal shapes one name, the shortest, until nothing more becomes equal. */
function mergeEqual(all: ReadonlyMap<string, readonly Field[]>): Map<string, string> {
  let canonical = new Map<string, string>();
  for (;;) {
    const nameOf = (name: string): string => canonical.get(name) ?? name;
    const first = new Map<string, string>();
    const next = new Map<string, string>();
    for (const name of [...all.keys()].sort(shortestFirst)) {
      const text = textOf(all.get(name)!, nameOf);
      const same = first.get(text);
      if (same === undefined) first.set(text, name);
      else next.set(name, same);
    }
    if (next.size === canonical.size) return canonical;
    canonical = next;
  }
}

/** Names of the newest release come before all others. */
function shortestFirst(a: string, b: string): number {
  const [older, other] = [a, b].map(name => Number(name.includes(OF_REVISION))) as [number, number];
  if (older !== other) return older - other;
  return a.length - b.length || (a < b ? -1 : 1);
}

function reachable(
  all: ReadonlyMap<string, readonly Field[]>,
  roots: readonly string[],
  nameOf: (name: string) => string,
): Set<string> {
  const found = new Set<string>();
  const open = [...roots];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    const types = (all.get(name) ?? []).flatMap(field => field.types).filter(isModel);
    open.push(...types.map(type => nameOf(type.replaceAll('[]', ''))));
  }
  return found;
}

function textOf(fields: readonly Field[], nameOf: (name: string) => string): string {
  return fields.map(field => fieldText(field, nameOf)).join('; ');
}

function fieldText({ name, isOptional, isAdditional, types }: Field, nameOf: (name: string) => string): string {
  const written = types.map(type => (isModel(type) ? type.replace(NAME, nameOf) : type));
  const unreadable = [name, ...written].find(text => SEPARATORS.test(text));
  if (unreadable !== undefined) throw new Error(`'${unreadable}' cannot be distinguished from a separator.`);
  return `${name}${isAdditional ? '+' : isOptional ? '?' : ''}: ${written.join(' | ')}`;
}
