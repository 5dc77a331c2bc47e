import type { TSESTree } from '@typescript-eslint/utils';
import { mayRun } from '../evaluator/branches.ts';
import { readBudget } from '../values/budget.ts';
import { callFrame, wrappedFunction } from '../evaluator/calls.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import { contains, type Frame } from '../values/frame.ts';
import { invocationOf } from '../evaluator/invocation.ts';
import { moduleOf, variableOf } from '../program/module.ts';
import { isFunction, wrapped } from '../program/node.ts';
import { remember, type WeakAnswerMap } from '../values/remember.ts';
import { type FunctionNode, type FunctionValue, optionsOf, type Value } from '../values/value.ts';
import { visit } from '../program/visit.ts';

/** What is asked about calls, such as which HTTP requests they send. */
export interface Question<T> {
  /** What one call itself does. */
  direct(call: TSESTree.CallExpression, frame: Frame): T[];
  /** What a call does whose function was followed as far as the source goes, and only so much was found. */
  assumed?(call: TSESTree.CallExpression, frame: Frame, found: readonly T[]): T[];
}

/** Something that a call does, itself or through the functions that it calls. */
export interface Reached<T> {
  what: T;
  /** The next call on the way, inside the called function; undefined when the call does it itself. */
  via: TSESTree.CallExpression | undefined;
}

const DEEPEST_WRAPPER = 5;

/** Follows a call through wrappers of the checked code to whatever is done at the end, with the arguments filled in. */
export function reach<T>(call: TSESTree.CallExpression, frame: Frame, question: Question<T>, depth = 0): Reached<T>[] {
  if (!readBudget.spend()) return [];
  const own = question.direct(call, frame);
  if (own.length > 0 || depth >= DEEPEST_WRAPPER) return own.map(byItself);
  const functions = calledFunctions(call, frame);
  const found = functions.flatMap(({ callee, args }) => {
    const mattering = callsThatMatter(callee.node, question);
    if (mattering.length === 0) return [];
    const inner = callFrame(callee, args());
    const running = mattering.filter(via => mayRun(via, inner));
    return running.flatMap(via => reach(via, inner, question, depth + 1).map(({ what }) => ({ what, via })));
  });
  const assumed =
    functions.length > 0
      ? question.assumed?.(
          call,
          frame,
          found.map(({ what }) => what),
        )
      : undefined;
  return [...found, ...(assumed ?? []).map(byItself)];
}

function byItself<T>(what: T): Reached<T> {
  return { what, via: undefined };
}

/**
 * What a call does that satisfies a condition, unless a call further down the way satisfies it by itself already: there it
 * is the place to say so.
 */
export function originatingAt<T>(
  call: TSESTree.CallExpression,
  question: Question<T>,
  condition: (what: T) => boolean,
): Reached<T>[] {
  readBudget.renew(moduleOf(call) ?? call);
  const satisfies = (inner: TSESTree.CallExpression): boolean =>
    reachFromModule(inner, question).some(({ what }) => condition(what));
  const found = reachFromModule(call, question).filter(({ what, via }) => condition(what) && !(via && satisfies(via)));
  // A retry that calls itself leads everywhere; the callback that it is given says what is sent.
  return found.some(({ via }) => via) && callsInCallbacks(call).some(satisfies)
    ? found.filter(({ via }) => !via)
    : found;
}

function callsInCallbacks(call: TSESTree.CallExpression): TSESTree.CallExpression[] {
  return call.arguments.flatMap(argument => (isFunction(argument) ? callsIn(argument) : []));
}

/** Everything that a call does, itself or through wrappers, as far as its own module tells. */
export function reached<T>(call: TSESTree.CallExpression, question: Question<T>): T[] {
  return reachFromModule(call, question).map(({ what }) => what);
}

const reachedFromModule = new WeakMap<Question<never>, WeakAnswerMap<TSESTree.Node, Reached<unknown>[]>>();

function reachFromModule<T>(call: TSESTree.CallExpression, question: Question<T>): Reached<T>[] {
  const module = moduleOf(call);
  if (!module) return [];
  const known = reachedFromModule.get(question as Question<never>) ?? new WeakMap<TSESTree.Node, Reached<unknown>[]>();
  reachedFromModule.set(question as Question<never>, known);
  return remember(known, call, () => reach(call, module.frame, question), []) as Reached<T>[];
}

interface CalledFunction {
  callee: FunctionValue;
  args: () => Value[];
}

export function calledFunctions(call: TSESTree.CallExpression, frame: Frame): CalledFunction[] {
  const { callee, self, args } = invocationOf(call, frame);
  const functions = optionsOf(evaluate(callee, frame)).flatMap(option =>
    option.kind === 'function' ? option : (wrappedFunction(option) ?? []),
  );
  return functions.map(fn => ({ callee: { ...fn, self: fn.self ?? self() }, args }));
}

const calls = new WeakMap<FunctionNode, TSESTree.CallExpression[]>();

/**
 * Every call inside a function, nested functions included: callbacks and retry wrappers run as part of it. What it hands back,
 * as itself or in an object, or calls by its name, runs when somebody calls that.
 */
export function callsIn(node: FunctionNode): TSESTree.CallExpression[] {
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
  return uses.length > 0
    ? uses.every(({ identifier }) => isReturned(identifier) || isCalled(identifier))
    : isReturned(node);
}

function isCalled(node: TSESTree.Node): boolean {
  const at = wrapped(node);
  return at.parent?.type === 'CallExpression' && at.parent.callee === at;
}

function isReturned(node: TSESTree.Node): boolean {
  let at = wrapped(node);
  while (
    at.parent?.type === 'Property' ||
    at.parent?.type === 'ObjectExpression' ||
    at.parent?.type === 'ArrayExpression'
  )
    at = wrapped(at.parent);
  return (
    at.parent?.type === 'ReturnStatement' || (at.parent?.type === 'ArrowFunctionExpression' && at.parent.body === at)
  );
}

const mattering = new WeakMap<Question<never>, WeakAnswerMap<FunctionNode, TSESTree.CallExpression[]>>();

/** The calls inside a function that do something by themselves or lead to a function that does. */
function callsThatMatter<T>(node: FunctionNode, question: Question<T>): TSESTree.CallExpression[] {
  const known = mattering.get(question as Question<never>) ?? new WeakMap<FunctionNode, TSESTree.CallExpression[]>();
  mattering.set(question as Question<never>, known);
  const frame = moduleOf(node)?.frame;
  return frame ? remember(known, node, () => callsIn(node).filter(call => matters(call, frame, question)), []) : [];
}

function matters<T>(call: TSESTree.CallExpression, frame: Frame, question: Question<T>): boolean {
  if (question.direct(call, frame).length > 0) return true;
  const functions = calledFunctions(call, frame);
  return (
    functions.some(({ callee }) => callsThatMatter(callee.node, question).length > 0) ||
    (functions.length > 0 && (question.assumed?.(call, frame, []).length ?? 0) > 0)
  );
}
