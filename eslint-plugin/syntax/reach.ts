import type { TSESTree } from '@typescript-eslint/utils';
import { mayRun } from './branch.ts';
import { readBudget } from './budget.ts';
import { argumentsOf, callFrame, wrappedFunction } from './call-value.ts';
import { evaluate } from './evaluate.ts';
import { contains, type Frame } from './frame.ts';
import { moduleOf, variableOf } from './module.ts';
import { isFunction, staticName, unwrap, wrapped } from './node.ts';
import { type FunctionNode, type FunctionValue, optionsOf, type Value } from './value.ts';
import { visit } from './visit.ts';

/** Reads what one call itself does, such as the HTTP request that it sends. */
export type Direct<T> = (call: TSESTree.CallExpression, frame: Frame) => T[];

/** Something that a call does, itself or through the functions that it calls. */
export interface Reached<T> {
  what: T;
  /** The next call on the way, inside the called function; undefined when the call does it itself. */
  via: TSESTree.CallExpression | undefined;
}

const DEEPEST_WRAPPER = 5;

/** Follows a call through wrappers of the checked code to whatever is done at the end, with the arguments filled in. */
export function reach<T>(call: TSESTree.CallExpression, frame: Frame, direct: Direct<T>, depth = 0): Reached<T>[] {
  if (!readBudget.spend()) return [];
  const own = direct(call, frame);
  if (own.length > 0 || depth >= DEEPEST_WRAPPER) return own.map(what => ({ what, via: undefined }));
  return calledFunctions(call, frame).flatMap(({ callee, args }) => {
    const inner = callFrame(callee, args);
    const running = callsThatMatter(callee.node, direct).filter(via => mayRun(via, inner));
    return running.flatMap(via => reach(via, inner, direct, depth + 1).map(({ what }) => ({ what, via })));
  });
}

/**
 * What a call does that satisfies a condition, unless a call further down the way satisfies it by itself already: there it
 * is the place to say so.
 */
export function originatingAt<T>(call: TSESTree.CallExpression, direct: Direct<T>, condition: (what: T) => boolean): Reached<T>[] {
  readBudget.renew(moduleOf(call) ?? call);
  return reachFromModule(call, direct).filter(
    ({ what, via }) => condition(what) && !(via && reachFromModule(via, direct).some(inner => condition(inner.what))),
  );
}

/** Everything that a call does, itself or through wrappers, as far as its own module tells. */
export function reached<T>(call: TSESTree.CallExpression, direct: Direct<T>): T[] {
  return reachFromModule(call, direct).map(({ what }) => what);
}

const reachedFromModule = new WeakMap<Direct<never>, WeakMap<TSESTree.Node, Reached<unknown>[]>>();

function reachFromModule<T>(call: TSESTree.CallExpression, direct: Direct<T>): Reached<T>[] {
  const module = moduleOf(call);
  if (!module) return [];
  const known = reachedFromModule.get(direct as Direct<never>) ?? new WeakMap<TSESTree.Node, Reached<unknown>[]>();
  reachedFromModule.set(direct as Direct<never>, known);
  const found = known.get(call) ?? reach(call, module.frame, direct);
  known.set(call, found);
  return found as Reached<T>[];
}

interface CalledFunction {
  callee: FunctionValue;
  args: Value[];
}

function calledFunctions(call: TSESTree.CallExpression, frame: Frame): CalledFunction[] {
  const callee = unwrap(call.callee);
  const isCall = callee.type === 'MemberExpression' && staticName(callee) === 'call';
  const target = isCall ? callee.object : callee;
  const functions = optionsOf(evaluate(target, frame)).flatMap(option => (option.kind === 'function' ? option : (wrappedFunction(option) ?? [])));
  if (functions.length === 0) return [];
  const args = argumentsOf(call, frame);
  return functions.map(fn => (isCall ? { callee: { ...fn, self: fn.self ?? args[0] }, args: args.slice(1) } : { callee: fn, args }));
}

const calls = new WeakMap<FunctionNode, TSESTree.CallExpression[]>();

/**
 * Every call inside a function, nested functions included: callbacks and retry wrappers run as part of it. What it hands back,
 * as itself or in an object, or calls by its name, runs when somebody calls that.
 */
function callsIn(node: FunctionNode): TSESTree.CallExpression[] {
  const known = calls.get(node);
  if (known) return known;
  const found: TSESTree.CallExpression[] = [];
  const separate: FunctionNode[] = [];
  visit(node.body, at => {
    if (isFunction(at) && runsByItself(at)) separate.push(at);
    if (at.type === 'CallExpression' && !separate.some(inner => contains(inner, at))) found.push(at);
  });
  calls.set(node, found);
  return found;
}

function runsByItself(node: FunctionNode): boolean {
  const name = node.id ?? (node.parent.type === 'VariableDeclarator' ? node.parent.id : undefined);
  const uses = name ? (variableOf(name)?.references ?? []).filter(reference => reference.isRead()) : [];
  return uses.length > 0 ? uses.every(({ identifier }) => isReturned(identifier) || isCalled(identifier)) : isReturned(node);
}

function isCalled(node: TSESTree.Node): boolean {
  const at = wrapped(node);
  return at.parent?.type === 'CallExpression' && at.parent.callee === at;
}

function isReturned(node: TSESTree.Node): boolean {
  let at = wrapped(node);
  while (at.parent?.type === 'Property' || at.parent?.type === 'ObjectExpression' || at.parent?.type === 'ArrayExpression') at = wrapped(at.parent);
  return at.parent?.type === 'ReturnStatement' || (at.parent?.type === 'ArrowFunctionExpression' && at.parent.body === at);
}

const mattering = new WeakMap<Direct<never>, Map<FunctionNode, TSESTree.CallExpression[]>>();

/** The calls inside a function that do something by themselves or lead to a function that does. */
function callsThatMatter<T>(node: FunctionNode, direct: Direct<T>): TSESTree.CallExpression[] {
  const known = mattering.get(direct as Direct<never>) ?? new Map<FunctionNode, TSESTree.CallExpression[]>();
  mattering.set(direct as Direct<never>, known);
  const before = known.get(node);
  if (before) return before;
  known.set(node, []);
  const frame = moduleOf(node)?.frame;
  const found = frame ? callsIn(node).filter(call => matters(call, frame, direct)) : [];
  known.set(node, found);
  return found;
}

function matters<T>(call: TSESTree.CallExpression, frame: Frame, direct: Direct<T>): boolean {
  if (direct(call, frame).length > 0) return true;
  return calledFunctions(call, frame).some(({ callee }) => callsThatMatter(callee.node, direct).length > 0);
}
