import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { callFrame } from '../evaluator/contexts.ts';
import { ESCAPED, mutationsOf } from '../evaluator/mutations.ts';
import { variableOf } from '../program/module.ts';
import { positionalParameters, staticName, wrapped } from '../program/node.ts';
import { visit } from '../program/visit.ts';
import { type FunctionValue, alternativesOf, UNKNOWN, type Value, type Mutation } from '../values/value.ts';
import { configuration } from './client-model.ts';
import { type HeaderSet, mergeHeaders, noHeaders, readHeaders, setHeader, SETTERS } from './headers.ts';

type Path = readonly string[];

/** An option through which a client calls the caller's own code before it sends. */
export interface HookModel {
  /** The way to the functions, such as `hooks`, `beforeRequest`; each is one function or a list of them. */
  option: readonly [string, ...string[]];
  /**
   * Where a function finds the headers: the number of its parameter, and the way from there. Without any, nothing is
   * known of what it does.
   */
  headers?: readonly { parameter: number; path: Path }[];
  /** Other options beside the functions that do not change a request before it is first sent. */
  harmless?: readonly string[];
}

/** The hooks of all clients, for one that is injected. */
export const ANY_HOOKS: readonly HookModel[] = [
  'hooks',
  'beforeSend',
  'beforeRequest',
  'onRequest',
  'transformRequest',
  'adapter',
].map(option => ({ option: [option] }));

/** The headers that the hooks in a configuration set; open where one may set others. */
export function headersByHooks(configuration: Value, hooks: readonly HookModel[]): HeaderSet {
  return alternativesOf(configuration)
    .flatMap(choice => hooks.flatMap(hook => headersByHook(choice, hook) ?? []))
    .reduce(mergeHeaders, noHeaders());
}

function headersByHook(configuration: Value, hook: HookModel): HeaderSet | undefined {
  const [first, ...rest] = hook.option;
  const root = propertyOf(configuration, first);
  if (!root) return undefined;
  const found = rest.reduce<Value | undefined>((holder, name) => holder && propertyOf(holder, name), root);
  const isAlone = rest.length === 0 || hasOnly(root, [...rest, ...(hook.harmless ?? [])]);
  const functions = alternativesOf(found ?? UNKNOWN).flatMap(listed);
  const sets = functions.map(option => headersSetBy(option, hook));
  const merged = sets.reduce(mergeHeaders, noHeaders());
  // A hook that is not seen to set any header may be there for what this does not see.
  return {
    ...merged,
    open: !isAlone || sets.length === 0 || sets.some(({ open, entries }) => open || entries.size === 0),
  };
}

function propertyOf(holder: Value, name: string): Value | undefined {
  return holder.kind === 'object' ? holder.properties.get(name)?.() : undefined;
}

function hasOnly(holder: Value, names: readonly string[]): boolean {
  return holder.kind === 'object' && !holder.open && [...holder.properties.keys()].every(name => names.includes(name));
}

function listed(value: Value): Value[] {
  if (value.kind !== 'array') return [value];
  return [...value.elements.map(element => element()), ...(value.open ? [UNKNOWN] : [])];
}

const UNSEEN: HeaderSet = { entries: new Map(), open: true };

/** What one function sets in the headers that it is given; with unknown headers where they escape. */
function headersSetBy(hook: Value, { headers = [] }: HookModel): HeaderSet {
  if (hook.kind !== 'function' || headers.length === 0) return UNSEEN;
  const frame = callFrame(hook, argumentsWith(headers), hook.frame);
  const set = noHeaders();
  for (const { variable, path } of parametersOf(hook)) {
    const ways = headers.flatMap(({ parameter, path: way }) => relative([String(parameter), ...way], path) ?? []);
    if (ways.length === 0) continue;
    for (const write of mutationsOf(variable, frame)) applyWrite(set, write, ways);
    const written = new Set(
      mutationsOf(variable, frame).flatMap(({ node, method }) => (method === ESCAPED ? [] : [node])),
    );
    if (variable.references.some(({ identifier }) => givesAway(identifier, ways, written))) set.open = true;
  }
  return set;
}

const argumentsOfHooks = new WeakMap<object, Value[]>();

/** The arguments of a hook, of which only is known where the headers are: none yet. One list for each model. */
function argumentsWith(headers: NonNullable<HookModel['headers']>): Value[] {
  const known = argumentsOfHooks.get(headers);
  if (known) return known;
  const args = Array<Value>(8).fill(UNKNOWN);
  for (const { parameter, path } of headers) args[parameter] = withHeadersAt(path, args[parameter]);
  argumentsOfHooks.set(headers, args);
  return args;
}

function withHeadersAt([name, ...path]: Path, before: Value | undefined): Value {
  if (name === undefined) return configuration({});
  const properties = before?.kind === 'object' ? before.properties : [];
  const inner = withHeadersAt(path, UNKNOWN);
  return { kind: 'object', properties: new Map([...properties, [name, () => inner]]), open: true, node: undefined };
}

interface NamedParameter {
  variable: TSESLint.Scope.Variable;
  /** The number of the parameter, then the properties that a pattern takes: `({ request })` gives `0`, `request`. */
  path: Path;
}

function parametersOf({ node }: FunctionValue): NamedParameter[] {
  const found: NamedParameter[] = [];
  for (const [index, parameter] of positionalParameters(node).entries())
    visit(parameter, at => {
      const variable = at.type === 'Identifier' ? variableOf(at) : undefined;
      if (variable?.defs.some(({ name }) => name === at))
        found.push({ variable, path: [String(index), ...patternPath(at, parameter)] });
    });
  return found;
}

function patternPath(name: TSESTree.Node, root: TSESTree.Node): string[] {
  const path: string[] = [];
  for (let at: TSESTree.Node | undefined = name; at && at !== root; at = at.parent)
    if (at.type === 'Property') path.unshift(staticName(at) ?? '');
  return path;
}

/** The rest of a way behind its beginning; undefined where it begins otherwise. */
function relative(way: Path, beginning: Path): [Path] | undefined {
  return beginning.every((name, index) => way[index] === name) ? [way.slice(beginning.length)] : undefined;
}

function applyWrite(set: HeaderSet, write: Mutation, ways: readonly Path[]): void {
  for (const way of ways) {
    const { path } = write;
    if (way.every((name, index) => path[index] === name)) applyBehind(set, write, path.slice(way.length));
    // What holds the headers is replaced, or changed elsewhere.
    else if (path.every((name, index) => name === way[index])) set.open = true;
  }
}

/** A write to the headers themselves or to something in them. */
function applyBehind(set: HeaderSet, { method, args }: Mutation, path: readonly (string | undefined)[]): void {
  const [name, ...more] = path.filter(step => step !== 'common');
  const [first, second] = args;
  if (method !== undefined && SETTERS.has(method) && path.length === 0) setHeader(set, first?.(), second?.());
  else if (method === undefined && path.length > 0) setNamed(set, more.length === 0 ? name : undefined, first?.());
  else for (const read of args) addAll(set, readHeaders(read()));
}

function setNamed(set: HeaderSet, name: string | undefined, value: Value = UNKNOWN): void {
  if (name === undefined) set.open = true;
  else set.entries.set(name.toLowerCase(), value);
}

function addAll(set: HeaderSet, more: HeaderSet): void {
  for (const [name, value] of more.entries) set.entries.set(name, value);
  set.open ||= more.open;
}

/** Whether a use of a parameter may lead to headers that are set elsewhere: it is neither a write, nor a read of something else. */
function givesAway(identifier: TSESTree.Node, ways: readonly Path[], written: ReadonlySet<TSESTree.Node>): boolean {
  const path: (string | undefined)[] = [];
  let at = wrapped(identifier);
  while (at.parent?.type === 'MemberExpression' && at.parent.object === at) {
    path.push(staticName(at.parent));
    at = wrapped(at.parent);
  }
  const { parent } = at;
  if (!parent || parent.type === 'ReturnStatement' || written.has(parent)) return false;
  // A copy of the headers alone only matters where it is assigned, which is a write.
  const isCopied = parent.type === 'SpreadElement' || isHeadersCopy(parent);
  return ways.some(
    way => path.length <= way.length - (isCopied ? 1 : 0) && path.every((name, index) => name === way[index]),
  );
}

function isHeadersCopy(node: TSESTree.Node): boolean {
  return node.type === 'NewExpression' && node.callee.type === 'Identifier' && node.callee.name === 'Headers';
}
