import type { TSESTree } from '@typescript-eslint/utils';
import { staticName, unwrap } from '../program/node.ts';
import type { Frame } from '../values/frame.ts';
import { alternativesOf, UNKNOWN, type Value } from '../values/value.ts';
import { argumentsOf } from './calls.ts';
import { evaluate } from './evaluate.ts';

/** What a call calls, and with what: `fn(a)`, `fn.call(self, a)`, `fn.apply(self, [a])` and `Reflect.apply(fn, self, [a])` alike. */
export interface Invocation {
  /** The expression that stands for the function. */
  callee: TSESTree.Node;
  /** What `this` is inside, where the call says so by itself. */
  thisValue(): Value | undefined;
  /** What the call itself gives; see `withBound` for what `bind` gave before. */
  args(): Value[];
}

/** Reads a call. A method of somebody's own that is named `call` or `apply` is called as itself. */
export function invocationOf(node: TSESTree.CallExpression, frame: Frame): Invocation {
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  const given = (): Value[] => argumentsOf(node, frame);
  if (callee.type === 'MemberExpression' && isFunctionCall(callee, node, frame))
    return { callee: unwrap(callee.object), thisValue: () => given()[0], args: () => given().slice(1) };
  if (callee.type === 'MemberExpression' && isFunctionApply(callee, node, frame))
    return { callee: unwrap(callee.object), thisValue: () => given()[0], args: () => elementsOf(given()[1]) };
  if (first && first.type !== 'SpreadElement' && isReflectApply(callee, frame))
    return { callee: unwrap(first), thisValue: () => given()[1], args: () => elementsOf(given()[2]) };
  return { callee, thisValue: () => undefined, args: given };
}

/** The arguments of a call of something that may be bound: those that `bind` was given stand first. */
export function withBound(callee: Value, args: readonly Value[]): Value[] {
  const isCallable = callee.kind === 'function' || callee.kind === 'external' || callee.kind === 'externalMember';
  return isCallable && callee.bound ? [...callee.bound, ...args] : [...args];
}

/** What `fn.bind(self, …args)` makes; undefined for what is not known to be a function. */
export function boundTo(callee: Value, [self, ...args]: readonly Value[]): Value | undefined {
  switch (callee.kind) {
    case 'function':
      return { ...callee, thisValue: callee.thisValue ?? self, bound: withBound(callee, args) };
    case 'external':
    case 'externalMember':
      return args.length === 0 ? callee : { ...callee, bound: withBound(callee, args) };
    case 'externalCall':
      return args.length === 0 ? callee : UNKNOWN;
    default:
      return undefined;
  }
}

const WITH_METHODS = new Set<Value['kind']>(['object', 'array', 'instance', 'text']);

/** Whether a member is `Function.prototype.call`, and no method of somebody's own with that name: `this.call('POST', '/events')`. */
function isFunctionCall(callee: TSESTree.MemberExpression, node: TSESTree.CallExpression, frame: Frame): boolean {
  return staticName(callee) === 'call' && mayBeFunction(callee, frame) && argumentsOf(node, frame)[0]?.kind !== 'text';
}

/** Whether a member is `Function.prototype.apply`, and no method of somebody's own with that name: `client.apply({ url })`. */
function isFunctionApply(callee: TSESTree.MemberExpression, node: TSESTree.CallExpression, frame: Frame): boolean {
  if (staticName(callee) !== 'apply' || !mayBeFunction(callee, frame)) return false;
  if (alternativesOf(evaluate(callee.object, frame)).every(({ kind }) => kind === 'function')) return true;
  const [self, list, ...more] = argumentsOf(node, frame);
  const isList = list?.kind === 'array' || list?.kind === 'unknown';
  return isList && more.length === 0 && self?.kind !== 'text';
}

function mayBeFunction({ object }: TSESTree.MemberExpression, frame: Frame): boolean {
  return (
    object.type !== 'ThisExpression' &&
    object.type !== 'Super' &&
    !alternativesOf(evaluate(object, frame)).some(({ kind }) => WITH_METHODS.has(kind))
  );
}

function isReflectApply(callee: TSESTree.Node, frame: Frame): boolean {
  const value = evaluate(callee, frame);
  return value.kind === 'external' && value.module === undefined && value.path.join('.') === 'Reflect.apply';
}

/** The elements of a list of arguments; of one that is not known to its end, any number. */
function elementsOf(list: Value | undefined): Value[] {
  if (list === undefined || list.kind === 'nullish') return [];
  return list.kind === 'array' && !list.open
    ? list.elements.map(element => element())
    : [...(list.kind === 'array' ? list.elements.map(element => element()) : []), ...Array<Value>(8).fill(UNKNOWN)];
}
