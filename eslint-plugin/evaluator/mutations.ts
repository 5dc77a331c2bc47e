import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { mayBeSkipped, mayHappen } from './branches.ts';
import { constructionOf } from './classes.ts';
import { evaluate, spreadInto } from './evaluate.ts';
import { contains, type Frame, frameAround } from '../values/frame.ts';
import { enclosingFunction, spelledNames, staticName, unwrap, wrapped } from '../program/node.ts';
import { withPartOfUrl } from './urls.ts';
import {
  concatenate,
  isUrl,
  lazy,
  type ArrayValue,
  type Lazy,
  mapAlternatives,
  type ObjectValue,
  withUnknownProperties,
  type ExternalCallValue,
  constantString,
  join,
  UNKNOWN,
  type Value,
  type Mutation,
} from '../values/value.ts';
import { keysOf, writtenAs } from '../values/key-origins.ts';

type Variable = TSESLint.Scope.Variable;

const found = new WeakMap<Frame, Map<Variable, Mutation[]>>();

/** What is assigned below a variable, or called on it, in the order of the source. */
export function mutationsOf(variable: Variable, outer: Frame): readonly Mutation[] {
  const definition = variable.defs[0]?.name;
  const frame = definition ? frameAround(definition, outer) : outer;
  const known = found.get(frame) ?? new Map<Variable, Mutation[]>();
  found.set(frame, known);
  const before = known.get(variable);
  if (before) return before;
  const writes = variable.references.flatMap(({ identifier }) => mutationAt(identifier, frame));
  // What decides whether one happens may itself be read off the variable.
  known.set(variable, writes);
  const happening = writes.filter(({ node }) => mayHappen(node, frame));
  known.set(variable, happening);
  return happening;
}

/** Methods that change what they are called on: containers, headers, requests in the making, interceptors. */
const CHANGING = new Set([
  'push',
  'unshift',
  'set',
  'append',
  'header',
  'setHeader',
  'setRequestHeader',
  'send',
  'write',
  'end',
  'use',
]);

/** The write that a holder (a name, or `this.name`) is the root of, if any. */
export function mutationAt(holder: TSESTree.Node, frame: Frame): Mutation[] {
  const path: (string | undefined)[] = [];
  let at = wrapped(holder);
  while (at.parent?.type === 'MemberExpression' && at.parent.object === at) {
    path.push(nameIn(at.parent, frame));
    at = wrapped(at.parent);
  }
  const { parent } = at;
  if (parent?.type === 'AssignmentExpression' && parent.left === at && path.length > 0)
    return [assignment(parent, path, frame)];
  if (parent?.type === 'CallExpression' && parent.callee === at && CHANGING.has(path.at(-1) ?? ''))
    return [callOn(parent, path, frame)];
  if (parent?.type === 'CallExpression' && path.length === 0 && isObjectAssign(parent, at)) {
    return [{ path: [], method: 'assign', args: lazyArguments(parent.arguments.slice(1), frame), node: parent }];
  }
  if (parent?.type === 'CallExpression' && isHandedToBeChanged(parent, at))
    return [{ path: [], method: ESCAPED, args: [], node: parent }];
  return [];
}

function nameIn(node: TSESTree.MemberExpression, frame: Frame): string | undefined {
  return staticName(node) ?? (node.computed ? constantString(evaluate(node.property, frame)) : undefined);
}

function assignment(node: TSESTree.AssignmentExpression, path: (string | undefined)[], frame: Frame): Mutation {
  const read = (): Value => {
    const right = evaluate(node.right, frameAround(node, frame));
    if (node.operator === '=') return right;
    const before = evaluate(node.left, frameAround(node, frame));
    return node.operator === '+=' ? concatenate([before, right]) : join([before, right]);
  };
  const target = unwrap(node.left);
  const written = target.type === 'MemberExpression' ? writtenAs(lazy(read), target.property) : lazy(read);
  return { path, method: undefined, args: [written], node };
}

function callOn(node: TSESTree.CallExpression, path: (string | undefined)[], frame: Frame): Mutation {
  return { path: path.slice(0, -1), method: path.at(-1) ?? '', args: lazyArguments(node.arguments, frame), node };
}

function lazyArguments(args: readonly TSESTree.CallExpressionArgument[], frame: Frame): Lazy[] {
  return args.map(argument =>
    lazy(() => (argument.type === 'SpreadElement' ? UNKNOWN : evaluate(argument, frameAround(argument, frame)))),
  );
}

/** A call that a holder is an argument of, and that may change it. */
export const ESCAPED = 'escaped';
const CHANGING_HELPER =
  /^(?:ensure|add|set|attach|apply|with|enrich|decorate|assign|stamp|prepare|extend|patch|mutate|inject|merge|fill)/i;

/** `addEventId(payload);`: a helper whose result nobody takes changes what it is given. */
function isHandedToBeChanged(call: TSESTree.CallExpression, holder: TSESTree.Node): boolean {
  const isStatement = wrapped(call).parent?.type === 'ExpressionStatement';
  return (
    isStatement &&
    call.arguments.includes(holder as TSESTree.CallExpressionArgument) &&
    CHANGING_HELPER.test(spelledNames(call.callee).at(-1) ?? '')
  );
}

function isObjectAssign(call: TSESTree.CallExpression, target: TSESTree.Node): boolean {
  const callee = unwrap(call.callee);
  const isAssign =
    callee.type === 'MemberExpression' && staticName(callee) === 'assign' && callee.object.type === 'Identifier';
  return isAssign && (callee.object as TSESTree.Identifier).name === 'Object' && call.arguments[0] === target;
}

/** The value after the writes that the use can see. */
export function applyMutations(value: Value, writes: readonly Mutation[], use: TSESTree.Node): Value {
  const seen = inOrderOfEffect(
    writes.filter(({ node }) => !comesLater(node, use)),
    use,
  );
  if (seen.length === 0) return value;
  return mapAlternatives(value, option => {
    switch (option.kind) {
      case 'object':
        return seen.reduce<Value>((object, write) => writeInto(object, write, isOptional(write.node, use)), option);
      case 'array':
        return withCallsOn(option, seen);
      case 'external':
        return { ...option, mutations: [...(option.mutations ?? []), ...seen] };
      case 'instance':
        return isCalled(seen) && constructionOf(option)
          ? { ...option, mutations: [...(option.mutations ?? []), ...seen] }
          : option;
      case 'externalCall':
        return writeIntoResult({ ...option, mutations: [...(option.mutations ?? []), ...seen] }, seen);
      default:
        return option;
    }
  });
}

/** An array has as many calls of `push` as a program has lines, so that it is copied once for all of them. */
function withCallsOn(array: ArrayValue, writes: readonly Mutation[]): ArrayValue {
  const added = writes.flatMap(({ method, args }) => (method === 'push' || method === 'unshift' ? args : []));
  const isAssigned = writes.some(({ method }) => method === undefined);
  return { ...array, elements: [...array.elements, ...added], open: array.open || isAssigned };
}

function isCalled(writes: readonly Mutation[]): boolean {
  return writes.some(({ path, method }) => path.length === 0 && method !== undefined);
}

/** What other functions write may have happened before; what the function of the use writes surely is the latest. */
function inOrderOfEffect(writes: readonly Mutation[], use: TSESTree.Node): Mutation[] {
  const own = enclosingFunction(use);
  const isOwn = ({ node }: Mutation): boolean => enclosingFunction(node) === own;
  return [...writes.filter(write => !isOwn(write)), ...writes.filter(isOwn)];
}

/** What another function writes may be all there ever is. */
function isOptional(write: TSESTree.Node, use: TSESTree.Node): boolean {
  return enclosingFunction(write) === enclosingFunction(use) && mayBeSkipped(write, use);
}

function comesLater(write: TSESTree.Node, use: TSESTree.Node): boolean {
  const inSameFunction = enclosingFunction(write) === enclosingFunction(use);
  return contains(write, use) || (inSameFunction && write.range[0] >= use.range[1]);
}

function writeInto(value: Value, write: Mutation, optional: boolean): Value {
  if (value.kind !== 'object') return value;
  if (write.method === 'assign') return assignAll(value, write.args, optional);
  if (write.method === ESCAPED) return withUnknownProperties(value);
  if (write.path.length > (write.method === undefined ? 1 : 0)) return writeBelow(value, write, optional);
  if (write.method !== undefined && write.method !== 'set' && write.method !== 'append') return value;
  const [first, second] = write.args;
  const name = write.method === undefined ? write.path[0] : first && constantString(first());
  const read = write.method === undefined ? first : second;
  if (name === undefined || !read) return { ...value, open: true };
  const before = optional ? value.properties.get(name) : undefined;
  return {
    ...value,
    properties: new Map(value.properties).set(
      name,
      before
        ? writtenAs(
            lazy(() => join([before(), read()])),
            ...keysOf(before),
            ...keysOf(read),
          )
        : read,
    ),
  };
}

function writeBelow(value: ObjectValue, write: Mutation, optional: boolean): Value {
  const [name, ...path] = write.path;
  if (name === undefined) return { ...value, open: true };
  const before = value.properties.get(name);
  const below: Mutation = { ...write, path };
  const after = lazy(() => {
    const inner = before?.() ?? { kind: 'object', properties: new Map(), open: value.open, node: undefined };
    return mapAlternatives(inner, option =>
      option.kind === 'array' && write.method === 'push' ? pushed(option, write) : writeInto(option, below, optional),
    );
  });
  return { ...value, properties: new Map(value.properties).set(name, writtenAs(after, ...keysOf(before))) };
}

function pushed(array: Extract<Value, { kind: 'array' }>, write: Mutation): Value {
  return { ...array, elements: [...array.elements, ...write.args] };
}

function assignAll(value: ObjectValue, args: readonly Lazy[], optional: boolean): ObjectValue {
  const properties = new Map(value.properties);
  let { open } = value;
  for (const read of args) open = !spreadInto(properties, read(), optional) || open;
  return { ...value, properties, open };
}

/** `url.pathname = …` changes the text that a URL object stands for. */
function writeIntoResult(value: ExternalCallValue, writes: readonly Mutation[]): Value {
  const [href] = isUrl(value) ? value.args : [];
  if (!href) return value;
  const changed = writes.reduce((before, { path: [name, ...more], method, args: [read], node }) => {
    const isAssigned = name !== undefined && more.length === 0 && method === undefined && read !== undefined;
    return isAssigned ? withPartOfUrl(before, name, read(), node) : before;
  }, href);
  return { ...value, args: [changed] };
}
