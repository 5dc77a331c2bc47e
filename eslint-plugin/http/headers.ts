import { fromEntries } from '../evaluator/built-ins.ts';
import { constructionOf } from '../evaluator/classes.ts';
import { ESCAPED } from '../evaluator/mutations.ts';
import {
  type ExternalCallValue,
  type InstanceValue,
  type ObjectValue,
  type ExternalValue,
  type Mutation,
  alternativesOf,
  constantString,
  join,
  UNKNOWN,
  type Value,
} from '../values/value.ts';

/** The headers of a request, names in lower case. */
export interface HeaderSet {
  entries: Map<string, Value>;
  /** There may be more headers than these. */
  open: boolean;
  /** The objects that they are read from, later ones over earlier ones. */
  origins?: readonly (ObjectValue | ExternalCallValue)[];
}

export function noHeaders(): HeaderSet {
  return { entries: new Map(), open: false };
}

/** Reads a `headers` value: an object, a `Headers`, entries, or alternatives of them. */
export function readHeaders(value: Value | undefined): HeaderSet {
  if (!value) return noHeaders();
  const sets = alternativesOf(value).map(readOption);
  const [first, ...rest] = sets;
  return rest.reduce(alternative, first ?? noHeaders());
}

function readOption(value: Value): HeaderSet {
  switch (value.kind) {
    case 'nullish':
      return noHeaders();
    case 'object':
      return {
        entries: new Map([...value.properties].map(([name, read]) => [name.toLowerCase(), read()])),
        open: value.open,
        origins: [value],
      };
    case 'array':
      return readEntries(value);
    case 'externalCall':
      return readHeadersObject(value);
    case 'instance':
      return readSubclass(value);
    default:
      return { entries: new Map(), open: true };
  }
}

/** `[['name', value], …]`, or Node's flat list of names and values. */
function readEntries(value: Extract<Value, { kind: 'array' }>): HeaderSet {
  const names = value.elements.map(element => constantString(element()));
  const isFlat = names.length > 0 && names.every((name, index) => index % 2 === 1 || name !== undefined);
  if (!isFlat) return readOption(fromEntries(value));
  const entries = new Map<string, Value>();
  for (let index = 0; index + 1 < names.length; index += 2)
    entries.set(names[index]?.toLowerCase() ?? '', value.elements[index + 1]?.() ?? UNKNOWN);
  return { entries, open: value.open };
}

const HEADER_CLASSES = new Set(['Headers', 'HttpHeaders', 'AxiosHeaders', 'Map', 'URLSearchParams']);
/** Methods that set one header by its name and value. */
export const SETTERS: ReadonlySet<string> = new Set(['set', 'append', 'setHeader', 'setRequestHeader', 'header']);

function readHeadersObject(value: Extract<Value, { kind: 'externalCall' }>): HeaderSet {
  const { callee } = value;
  if (callee.kind === 'externalMember' && SETTERS.has(callee.name) && callee.object.kind === 'externalCall') {
    const before = readHeadersObject(callee.object);
    setHeader(before, value.args[0], value.args[1]);
    return before;
  }
  if (callee.kind !== 'external' || !isHeaderClass(callee)) return { entries: new Map(), open: true };
  const set = readHeaders(value.args[0]);
  applyWrites(set, value.mutations);
  return { ...set, origins: [...(set.origins ?? []), value] };
}

function isHeaderClass({ path }: ExternalValue): boolean {
  return HEADER_CLASSES.has(path.at(-1) ?? '');
}

function applyWrites(set: HeaderSet, writes: readonly Mutation[] = []): void {
  for (const { path, method, args } of writes) {
    if (method === ESCAPED) set.open = true;
    if (path.length === 0 && method !== undefined && SETTERS.has(method)) setHeader(set, args[0]?.(), args[1]?.());
  }
}

/** Methods of `Headers` that set none. */
const NOT_SETTING = new Set(['delete', 'entries', 'forEach', 'get', 'getSetCookie', 'has', 'keys', 'values']);

/** An object of a class of the checked code that extends `Headers`: what its constructor sets, and what is set on it. */
function readSubclass(value: InstanceValue): HeaderSet {
  const made = constructionOf(value);
  if (!made || !isHeaderClass(made.base)) return { entries: new Map(), open: true };
  const set = made.args ? readHeaders(made.args[0]) : { entries: new Map<string, Value>(), open: true };
  for (const { method = '', args, isInConstructor } of made.calls) {
    if (NOT_SETTING.has(method)) continue;
    if (isInConstructor && SETTERS.has(method)) setHeader(set, args[0]?.(), args[1]?.());
    else set.open = true;
  }
  applyWrites(set, value.mutations);
  return set;
}

/** Sets one header by its name; one with an unknown name opens the set. */
export function setHeader(set: HeaderSet, name: Value | undefined, value: Value | undefined): void {
  const known = name ? constantString(name) : undefined;
  if (known === undefined) set.open = true;
  else set.entries.set(known.toLowerCase(), value ?? UNKNOWN);
}

/** Later headers over earlier ones. */
export function mergeHeaders(below: HeaderSet, above: HeaderSet): HeaderSet {
  const entries = new Map(below.entries);
  for (const [name, value] of above.entries) {
    const before = entries.get(name);
    entries.set(name, above.open && before ? join([before, value]) : value);
  }
  return { entries, open: below.open || above.open, origins: [...(below.origins ?? []), ...(above.origins ?? [])] };
}

/** Either these headers or those. */
function alternative(one: HeaderSet, other: HeaderSet): HeaderSet {
  const entries = new Map(one.entries);
  for (const [name, value] of other.entries) {
    const before = entries.get(name);
    entries.set(name, before ? join([before, value]) : value);
  }
  return { entries, open: one.open || other.open, origins: [...(one.origins ?? []), ...(other.origins ?? [])] };
}
