import {
  type ArrayValue,
  constantString,
  type ExternalCallValue,
  type Mutation,
  textFrom,
  UNKNOWN,
  type Value,
} from '../values/value.ts';
import { elementOf } from './evaluate.ts';
import { ESCAPED } from './mutations.ts';

/** Containers of names and values that are made of a list or table of them, and filled by `set`. */
const CONTAINERS = new Set(['Map', 'WeakMap', 'Headers']);

/** What a call of a method of a `Map` returns; undefined where what is in it is not known. */
export function containerMethod(
  holder: ExternalCallValue,
  name: string,
  args: () => readonly Value[],
): Value | undefined {
  switch (name) {
    case 'get':
      return valueFor(args, holder);
    case 'set':
      return filled(holder, args);
    case 'entries':
      return entriesOf(holder);
    case 'values':
      return columnOf(holder, 1);
    case 'keys':
      return columnOf(holder, 0);
    default:
      return undefined;
  }
}

/** The pairs of names and values in a container; undefined for anything else, and for one that was given what is not known. */
export function entriesOf(value: Value): ArrayValue | undefined {
  if (value.kind !== 'externalCall') return undefined;
  const { callee, args, constructed, mutations = [] } = value;
  if (
    !constructed ||
    callee.kind !== 'external' ||
    callee.module !== undefined ||
    !CONTAINERS.has(callee.path.join('.'))
  )
    return undefined;
  const [given = { kind: 'nullish' as const }] = args;
  return mutations.reduce<ArrayValue | undefined>(withMutation, pairsOf(given, value));
}

function pairsOf(given: Value, { node }: ExternalCallValue): ArrayValue | undefined {
  if (given.kind === 'nullish') return { kind: 'array', elements: [], open: false };
  if (given.kind === 'array') return given;
  if (given.kind !== 'object') return entriesOf(given);
  const elements = [...given.properties].map(
    ([name, read]) =>
      () =>
        pair(textFrom(name, given.node ?? node), read()),
  );
  return { kind: 'array', elements, open: given.open };
}

function withMutation(entries: ArrayValue | undefined, { path, method, args }: Mutation): ArrayValue | undefined {
  if (method === ESCAPED && entries) return { ...entries, open: true };
  if (path.length > 0 || (method !== 'set' && method !== 'append')) return entries;
  return withEntry(entries, args[0]?.(), args[1]?.());
}

function withEntry(
  entries: ArrayValue | undefined,
  name = UNKNOWN as Value,
  value = UNKNOWN as Value,
): ArrayValue | undefined {
  return entries && { ...entries, elements: [...entries.elements, () => pair(name, value)] };
}

/** What `map.set(name, value)` returns, which is the map itself. */
function filled(holder: ExternalCallValue, args: () => readonly Value[]): Value | undefined {
  const entries = entriesOf(holder);
  if (!entries) return undefined;
  const [name, value] = args();
  const after = withEntry(entries, name, value);
  return after && { ...holder, args: [after], mutations: [] };
}

function pair(name: Value, value: Value): ArrayValue {
  return { kind: 'array', elements: [() => name, () => value], open: false };
}

/** What is found under a key: what the last such entry holds, or any entry where keys are not known. */
function valueFor(key: () => readonly Value[], holder: ExternalCallValue): Value | undefined {
  const entries = entriesOf(holder);
  if (!entries) return undefined;
  const wanted = constantString(key()[0] ?? UNKNOWN);
  const pairs = entries.elements.map(read => read()).filter(item => item.kind === 'array');
  const named = pairs.filter(({ elements: [name] }) => {
    const known = name && constantString(name());
    return wanted === undefined || known === undefined || known === wanted;
  });
  const values = named.flatMap(({ elements: [, value] }) => value ?? []);
  return values.length > 0 ? elementOf({ kind: 'array', elements: values, open: false }) : undefined;
}

function columnOf(holder: ExternalCallValue, index: 0 | 1): Value | undefined {
  const entries = entriesOf(holder);
  if (!entries) return undefined;
  const elements = entries.elements.map(read => (): Value => {
    const item = read();
    return (item.kind === 'array' && item.elements[index]?.()) || UNKNOWN;
  });
  return { ...entries, elements };
}

/** What a callback of `forEach` is given first: of a container a value, of a list an element. */
export function visitedIn(list: Value): Value {
  const values = list.kind === 'externalCall' ? columnOf(list, 1) : undefined;
  return elementOf(values ?? list);
}
