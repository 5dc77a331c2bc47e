import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { calledFunctions, type WayFold } from '../../call-graph/effects.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, staticName, unwrap, wrapped } from '../../program/node.ts';
import type { FunctionNode } from '../../values/value.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { isOfEffect, type Iteration, iterationOf, runsUnbounded } from './iteration.ts';
import { holdsBatches, mostElements, mostRepetitions } from './list-size.ts';
import { isOfTenants } from './tenants.ts';
import {
  hasAwait,
  hasPause,
  isBehindOthers,
  isLimited,
  isLimitedByPlugin,
  isLimiter,
  isUnlimited,
  waitsForTurn,
} from './throttles.ts';
import { hasWord } from '../words.ts';

type Loop =
  | TSESTree.ForStatement
  | TSESTree.ForInStatement
  | TSESTree.ForOfStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement;

/** What makes a call again and again, and does not wait for one before the next. */
export type Repetition = TSESTree.CallExpression | Loop;

export interface Burst {
  /** How many at once are no burst. */
  most: number;
  /** What is called takes a list, so that a list of batches is what it should be given. */
  takesMany: boolean;
  /** Whose API is called. */
  vendor: Vendor;
}

const LOOP = /^(?:For(?:In|Of)?|While|DoWhile)Statement$/;
/** Words in the names of functions that call what they are given at once, and maybe again. */
const TRANSPARENT = new Set(
  'retry retries retrying retryable attempt attempts backoff span trace traced transaction measure timed breaker circuit try catching safe safely'.split(
    ' ',
  ),
);

/** Whether a call is described by Effect and not made yet: behind `Effect.promise(…)`, and not behind `Effect.runPromise(…)`. */
function isDescribedBehind(node: TSESTree.Node, isDescribed: boolean): boolean {
  if (node.type !== 'CallExpression' || !isOfEffect(node.callee)) return isDescribed;
  return !/^run(?:Promise|Fork|Callback)/.test(spelledNames(node.callee).at(-1) ?? '');
}

/** Whether all that an iteration describes happens at the same time. */
function runsAtOnce(iteration: TSESTree.CallExpression): boolean {
  return isOfEffect(iteration.callee) || runsUnbounded(iteration);
}

/**
 * Finds what repeats a call without waiting, for more elements than are no burst. Where something lets only so many through,
 * there is none.
 */
export function repetitionAround(call: TSESTree.CallExpression, burst: Burst): Repetition | undefined {
  let at: TSESTree.Node = call;
  let isAwaited = false;
  let isDescribed = false;
  while (at.parent) {
    const { parent }: TSESTree.Node = at;
    isDescribed = isDescribedBehind(parent, isDescribed);
    if (parent.type === 'AwaitExpression' || parent.type === 'ReturnStatement') isAwaited = true;
    if (parent.type === 'YieldExpression') return undefined;
    if (parent.type === 'CallExpression' && parent.callee !== at && isLimited(parent.callee)) return undefined;
    if (
      isLoop(parent) &&
      isRepeatedIn(parent, at) &&
      !isAwaited &&
      !isDescribed &&
      !waitsIn(parent) &&
      isLong(parent, burst)
    )
      return isOfTenants(iterationIn(parent)) ? undefined : parent;
    at = parent;
    if (!isFunction(at)) continue;
    const caller = callerOf(at);
    if (!caller || waitsForTurn(at)) return undefined;
    const iteration = caller.type === 'CallExpression' ? iterationOf(caller) : undefined;
    if (caller.type === 'CallExpression' && iteration && isSame(iteration.callback, at)) {
      if (iteration.isLimited || (isDescribed && !runsAtOnce(caller))) return undefined;
      if (isLongList(iteration, burst) && !isOfTenants(elementOf(iteration)) && !isPaced(caller)) return caller;
    }
    isDescribed = isDescribedBehind(caller, isDescribed);
    at = caller;
    isAwaited = false;
  }
  return undefined;
}

/** Whether an iteration that names its callback repeats it too often, or something around it does. */
export function repetitionBy(
  call: TSESTree.CallExpression,
  iteration: Iteration,
  burst: Burst,
): Repetition | undefined {
  if (iteration.isLimited) return undefined;
  const isBurst = isLongList(iteration, burst) && !isOfTenants(elementOf(iteration)) && !isPaced(call);
  return isBurst ? call : repetitionAround(call, burst);
}

/** What lets only so many through on a way: the way as a whole, and the same for who calls the function that its call stands in. */
export const THROTTLING: WayFold<Throttling> = {
  first: call => throttlingOf(call, false),
  outer: (call, { inside }) => throttlingOf(call, inside),
};

export interface Throttling {
  /** Something on the way lets only so many through. */
  onWay: boolean;
  /** The same for who calls the function that the call stands in. */
  inside: boolean;
}

const UNTHROTTLED: Throttling = { onWay: false, inside: false };
const THROTTLED_INSIDE: Throttling = { onWay: false, inside: true };
const THROTTLED: Throttling = { onWay: true, inside: true };

function throttlingOf(call: TSESTree.CallExpression, isBehind: boolean): Throttling {
  if (isBehind || isLimited(call.callee) || isLimitedByPlugin(call)) return THROTTLED;
  return isThrottledInside(call) ? THROTTLED_INSIDE : UNTHROTTLED;
}

const throttled = new WeakMap<TSESTree.CallExpression, boolean>();

/** From a call to the function that it stands in, which the call before calls. */
function isThrottledInside(call: TSESTree.CallExpression): boolean {
  const known = throttled.get(call) ?? findThrottle(call);
  throttled.set(call, known);
  return known;
}

function findThrottle(call: TSESTree.CallExpression): boolean {
  for (let at: TSESTree.Node | undefined = call.parent; at; at = at.parent) {
    if (!isFunction(at)) continue;
    if (waitsForTurn(at)) return true;
    const { parent } = wrapped(at);
    if (parent?.type !== 'CallExpression' || parent.callee === at) continue;
    if (isLimiter(parent.callee) || (isThen(parent) && isBehindOthers(parent))) return true;
  }
  return false;
}

/** Whether a loop around it waits for it and then pauses, as for page after page. */
function isPaced(call: TSESTree.CallExpression): boolean {
  for (let at: TSESTree.Node = call; at.parent && !isFunction(at); at = at.parent)
    if (isLoop(at.parent) && at.parent.body === at && hasPause(at)) return true;
  return false;
}

function elementOf({ callback }: Iteration): { element: TSESTree.Node | undefined; body: TSESTree.Node } {
  const at = unwrap(callback);
  return isFunction(at) ? { element: at.params[0], body: at.body } : { element: undefined, body: at };
}

function iterationIn(loop: Loop): { element: TSESTree.Node | undefined; body: TSESTree.Node } {
  const isOf = loop.type === 'ForOfStatement';
  const declared = isOf && loop.left.type === 'VariableDeclaration' ? loop.left.declarations[0]?.id : undefined;
  return { element: declared, body: loop.body };
}

function isLoop(node: TSESTree.Node): node is Loop {
  return LOOP.test(node.type);
}

function isRepeatedIn(loop: Loop, part: TSESTree.Node): boolean {
  return part === loop.body || (loop.type === 'ForStatement' && part === loop.update);
}

function waitsIn(loop: Loop): boolean {
  return hasAwait(loop.body) || (loop.type === 'ForOfStatement' && loop.await);
}

function isLong(loop: Loop, burst: Burst): boolean {
  if (loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') return isLongList({ list: loop.right }, burst);
  if (burst.takesMany && loop.type === 'ForStatement' && isInSteps(loop)) return false;
  const { test } = loop;
  const compared = test?.type === 'BinaryExpression' && /^[<>]=?$/.test(test.operator) ? test : undefined;
  if (!compared) return true;
  const bound = compared.operator.startsWith('<') ? compared.right : compared.left;
  return mostRepetitions(bound, burst.vendor) > burst.most;
}

/** `i += 100`: each turn is a batch. */
function isInSteps({ update }: TSESTree.ForStatement): boolean {
  return update?.type === 'AssignmentExpression' && update.operator === '+=';
}

function isLongList({ list }: Pick<Iteration, 'list'>, { most, takesMany, vendor }: Burst): boolean {
  return mostElements(list, vendor) > most && !(takesMany && holdsBatches(list, vendor));
}

/** What calls a function that is written in its place, at once; undefined where that is not known. */
function callerOf(node: FunctionNode): TSESTree.CallExpression | TSESTree.NewExpression | undefined {
  const at = wrapped(node);
  const { parent } = at;
  if (parent?.type === 'NewExpression') return spelledNames(parent.callee).join('.') === 'Promise' ? parent : undefined;
  if (parent?.type !== 'CallExpression') return undefined;
  if (parent.callee === at) return parent;
  if (iterationOf(parent)) return parent;
  if (isThen(parent)) return isBehindOthers(parent) ? undefined : parent;
  if (isStartedSoon(parent) || isUnlimited(parent.callee)) return parent;
  if (isLimiter(parent.callee)) return undefined;
  return isOfEffect(parent.callee) || isTransparent(parent) ? parent : undefined;
}

const SOON = /^(?:setImmediate|queueMicrotask|process\.nextTick)$/;

/** Timers that nobody can stop, and that end at the same time for each element. */
function isStartedSoon(call: TSESTree.CallExpression): boolean {
  const name = spelledNames(call.callee).join('.');
  const isForgotten = call.parent.type === 'ExpressionStatement' || call.parent.type === 'ArrowFunctionExpression';
  if (SOON.test(name)) return isForgotten;
  const [, pause] = call.arguments;
  return name === 'setTimeout' && isForgotten && (pause === undefined || pause.type === 'Literal');
}

function isThen({ callee }: TSESTree.CallExpression): boolean {
  const at = unwrap(callee);
  return at.type === 'MemberExpression' && /^(?:then|catch|finally)$/.test(staticName(at) ?? '');
}

/** A function of the checked code, or one whose name says that it calls what it is given. */
function isTransparent(call: TSESTree.CallExpression): boolean {
  const frame = moduleOf(call)?.frame;
  const functions = frame ? calledFunctions(call, frame).map(({ callee }) => callee.node) : [];
  if (functions.length > 0) return !functions.some(waitsForTurn);
  return spelledNames(call.callee).some(name => hasWord(name, TRANSPARENT));
}

function isSame(callback: TSESTree.Node, node: FunctionNode): boolean {
  return unwrap(callback) === node;
}

/** Where all that was started is awaited at once, or else what starts it. */
export function placeOf(repetition: Repetition, started: TSESTree.Node): TSESTree.Node {
  if (repetition.type === 'CallExpression') {
    const gathering = gatheringOf(repetition);
    if (gathering) return gathering;
  }
  return gatheringOfPushed(started, repetition) ?? repetition;
}

const GATHERING = /^Promise\.(?:all|allSettled|race|any)$/;

/** The `Promise.all` that is given a value, as itself, in a list, or through a variable. */
function gatheringOf(value: TSESTree.Node): TSESTree.CallExpression | undefined {
  for (let at: TSESTree.Node = value; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'CallExpression' && parent.callee !== at)
      return GATHERING.test(spelledNames(parent.callee).join('.')) ? parent : undefined;
    if (parent.type === 'VariableDeclarator') return gatheringOfNamed(parent.id);
    if (parent.type === 'AssignmentExpression') return gatheringOfNamed(parent.left);
    if (isFunction(parent) || parent.type.endsWith('Statement')) return undefined;
  }
  return undefined;
}

function gatheringOfNamed(name: TSESTree.Node): TSESTree.CallExpression | undefined {
  const variable = variableOf(name);
  if (!variable) return undefined;
  if (!gatherings.has(variable)) gatherings.set(variable, findGathering(variable));
  return gatherings.get(variable);
}

const gatherings = new WeakMap<TSESLint.Scope.Variable, TSESTree.CallExpression | undefined>();

function findGathering({ references }: TSESLint.Scope.Variable): TSESTree.CallExpression | undefined {
  for (const { identifier } of references) {
    const { parent } = identifier.parent?.type === 'SpreadElement' ? identifier.parent : identifier;
    const call = parent?.type === 'ArrayExpression' ? parent.parent : parent;
    if (call?.type === 'CallExpression' && GATHERING.test(spelledNames(call.callee).join('.'))) return call;
  }
  return undefined;
}

/** The same for `promises.push(send())`, inside of a repetition. */
function gatheringOfPushed(started: TSESTree.Node, repetition: Repetition): TSESTree.CallExpression | undefined {
  const list = listPushedTo(started, repetition);
  return list && gatheringOfNamed(list);
}

/** The list that something is pushed to. @param end what is around it and is not left; the whole file by default */
export function listPushedTo(started: TSESTree.Node, end?: TSESTree.Node): TSESTree.Node | undefined {
  for (let at: TSESTree.Node = started; at.parent && at !== end; at = at.parent) {
    const { parent } = at;
    const callee = parent.type === 'CallExpression' && parent.callee !== at ? unwrap(parent.callee) : undefined;
    if (callee?.type === 'MemberExpression' && staticName(callee) === 'push') return unwrap(callee.object);
  }
  return undefined;
}
