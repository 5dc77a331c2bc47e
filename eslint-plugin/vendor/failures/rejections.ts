import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, spelledNames, wrapped } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { alternativesOf, type FunctionNode } from '../../values/value.ts';
import { type Fate, SEEN, UNSEEABLE } from './fate.ts';
import { type Handling, handlingOf, handlingOfCallback } from './handlers.ts';
import { enclosing, methodCalledOn, promiseMethod } from './promises.ts';
import { isMissedLater, isMissedAfter } from './later-tests.ts';

const known = new WeakMap<TSESTree.Node, Fate>();

/** Where it gets to when a call fails: by a rejected promise, or a `throw` where it is awaited. */
export function rejectionOf(call: TSESTree.CallExpression): Fate {
  const before = known.get(call);
  if (before) return before;
  known.set(call, UNSEEABLE);
  const fate = ofPromise(call);
  known.set(call, fate);
  return fate;
}

function ofPromise(node: TSESTree.Node): Fate {
  const at = enclosing(node);
  const method = methodCalledOn(at);
  if (method) return ofMethod(method);
  const { parent } = at;
  switch (parent?.type) {
    case 'AwaitExpression':
      return thrownAt(parent);
    case 'ReturnStatement':
      return leaving(parent);
    case 'ArrowFunctionExpression':
      return parent.body === at ? leavingFunction(parent) : UNSEEABLE;
    case 'ArrayExpression':
    case 'CallExpression':
      return ofArgument(at, parent);
    case 'ConditionalExpression':
      return parent.test === at ? UNSEEABLE : ofPromise(parent);
    case 'LogicalExpression':
      return ofPromise(parent);
    case 'VariableDeclarator':
      return ofVariable(parent);
    // Nobody handles it, which is reported by the runtime.
    case 'ExpressionStatement':
    case 'UnaryExpression':
      return SEEN;
    default:
      return UNSEEABLE;
  }
}

function ofMethod({ name, call }: { name: string; call: TSESTree.CallExpression }): Fate {
  const [first, second] = call.arguments;
  if (name === 'finally') return ofPromise(call);
  if (name === 'catch') return ofHandling(handlingOfCallback(first), call);
  if (name === 'then') return second ? ofHandling(handlingOfCallback(second), call) : ofPromise(call);
  if (name === 'pipe') return ofPipe(call);
  return REQUEST_METHODS.has(name) ? ofPromise(call) : UNSEEABLE;
}

/** Methods of a request of superagent that give the request again. Source: superagent's documentation; read 2026-11-22. */
const REQUEST_METHODS = new Set(['accept', 'auth', 'query', 'retry', 'send', 'set', 'timeout', 'type', 'use']);

/** `observable.pipe(catchError(() => of(null)))`. */
function ofPipe(call: TSESTree.CallExpression): Fate {
  const catching = call.arguments.find(
    (step): step is TSESTree.CallExpression =>
      step.type === 'CallExpression' && spelledNames(step.callee).at(-1) === 'catchError',
  );
  if (!catching) return ofPromise(call);
  const handling = handlingOfCallback(catching.arguments[0]);
  return handling === 'empty' || handling === 'default' ? { kind: 'swallowed', at: catching, how: handling } : SEEN;
}

function ofHandling(handling: Handling, call: TSESTree.CallExpression): Fate {
  if (handling === 'throws') return ofPromise(call);
  if (handling === 'signals') return SEEN;
  if (handling === 'sees' || !isMissedLater(call)) return SEEN;
  return { kind: 'swallowed', at: call, from: isReturned(call) ? enclosingFunction(call) : undefined, how: handling };
}

function isReturned(call: TSESTree.CallExpression): boolean {
  const { parent } = wrapped(call);
  return parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression';
}

function returningFrom({ body }: TSESTree.CatchClause): FunctionNode | undefined {
  return body.body.at(-1)?.type === 'ReturnStatement' ? enclosingFunction(body) : undefined;
}

/** `Promise.all([call, …])`, `Promise.allSettled(list.map(async … => …))`. */
function ofArgument(node: TSESTree.Node, parent: TSESTree.ArrayExpression | TSESTree.CallExpression): Fate {
  const call = parent.type === 'ArrayExpression' ? enclosing(parent).parent : parent;
  if (call?.type !== 'CallExpression' || call.callee === node) return UNSEEABLE;
  switch (promiseMethod(call)) {
    case 'all':
    case 'any':
    case 'race':
      return ofPromise(call);
    case 'allSettled':
      return isResultDropped(call) ? { kind: 'swallowed', at: call, how: 'settled' } : SEEN;
    default:
      return givesError(call) && isResultDropped(call) ? { kind: 'swallowed', at: call, how: 'dropped' } : UNSEEABLE;
  }
}

/** What makes a value of the error of a promise, and never rejects. Source: the documentation of the packages; read on 2026-11-22. */
const GIVING_ERROR = new Set([
  'await-to-js#',
  'await-to-js#default',
  'await-to-js#to',
  'neverthrow#ResultAsync.fromPromise',
]);

/** `await to(call)`. */
function givesError({ callee }: TSESTree.CallExpression): boolean {
  const frame = moduleOf(callee)?.frame;
  return (frame ? alternativesOf(evaluate(callee, frame)) : []).some(
    value => value.kind === 'external' && GIVING_ERROR.has(`${value.module}#${value.path.join('.')}`),
  );
}

/** Whether nobody looks at what a call results in. */
export function isResultDropped(call: TSESTree.CallExpression): boolean {
  let at = enclosing(call);
  if (at.parent?.type === 'AwaitExpression') at = enclosing(at.parent);
  const { parent } = at;
  if (parent?.type === 'ExpressionStatement') return true;
  if (parent?.type === 'UnaryExpression') return parent.operator === 'void';
  return parent?.type === 'VariableDeclarator' && parent.init === at && isNeverRead(parent);
}

/** Whether nothing reads a variable, but for what others are made of that nothing reads. */
function isNeverRead(declarator: TSESTree.VariableDeclarator): boolean {
  const unread = new Set([declarator]);
  for (const { id, parent } of unread) {
    const references = id.type === 'Identifier' ? variableOf(id)?.references : undefined;
    if (!references || parent.parent.type === 'ExportNamedDeclaration') return false;
    for (const reference of references.filter(each => each.isRead())) {
      const made = madeOnlyOf(reference.identifier);
      if (!made) return false;
      unread.add(made);
    }
  }
  return true;
}

const SELECTING = /^(?:filter|map|slice|at|every|some|find|flatMap)$/;

/** `sent` of `const sent = results.filter(isFulfilled).length;`. */
function madeOnlyOf(node: TSESTree.Node): TSESTree.VariableDeclarator | undefined {
  let at = enclosing(node);
  for (;;) {
    const { parent } = at;
    const method = methodCalledOn(at);
    if (method) {
      if (!SELECTING.test(method.name) || !method.call.arguments.every(isPure)) return undefined;
      at = enclosing(method.call);
    } else if (parent?.type === 'MemberExpression' && parent.object === at) {
      at = enclosing(parent);
    } else {
      return parent?.type === 'VariableDeclarator' && parent.init === at ? parent : undefined;
    }
  }
}

/** A function that only compares and reads, as far as can be seen. */
function isPure(node: TSESTree.Node): boolean {
  let isActing = !isFunction(node);
  visit(node, at => {
    if (/^(?:Call|New|Assignment|Update|Await|Yield)Expression$|^ThrowStatement$/.test(at.type)) isActing = true;
  });
  return !isActing;
}

/** A promise that is kept in a constant and used once. */
function ofVariable({ id, parent, range }: TSESTree.VariableDeclarator): Fate {
  const variable = id.type === 'Identifier' && parent.kind === 'const' ? variableOf(id) : undefined;
  const [use, ...more] = (variable?.references ?? []).filter(reference => reference.isRead());
  const isOwn = use !== undefined && use.identifier.range[0] >= range[0] && use.identifier.range[1] <= range[1];
  return use && more.length === 0 && !isOwn ? ofPromise(use.identifier) : UNSEEABLE;
}

/** Climbs from where something is thrown to the handler that gets it. */
function thrownAt(node: TSESTree.Node): Fate {
  let at = node;
  while (at.parent) {
    const { parent } = at;
    if (isFunction(parent)) return leavingFunction(parent);
    if (parent.type === 'TryStatement' && parent.block === at && parent.handler) {
      const handling = handlingOf(parent.handler);
      if (handling === 'sees') return SEEN;
      if (handling === 'signals') return signaled(parent);
      if (handling !== 'throws')
        return isMissedAfter(parent)
          ? { kind: 'swallowed', at: parent.handler, from: returningFrom(parent.handler), how: handling }
          : SEEN;
    }
    at = parent;
  }
  return SEEN;
}

function signaled(node: TSESTree.Node): Fate {
  const from = enclosingFunction(node);
  return from ? { kind: 'signaled', from } : SEEN;
}

/** Where it gets to what a call tells of a failure by what it returns. */
export function answerOf(call: TSESTree.CallExpression): Fate {
  const answer = answers.get(call) ?? findAnswer(call);
  answers.set(call, answer);
  return answer;
}

const answers = new WeakMap<TSESTree.CallExpression, Fate>();

function findAnswer(call: TSESTree.CallExpression): Fate {
  if (isResultDropped(call)) return { kind: 'swallowed', at: call, how: 'dropped' };
  return isReturned(call) ? signaled(call) : SEEN;
}

/** `return promise` leaves a `try` before it is rejected. */
function leaving(node: TSESTree.Node): Fate {
  const around = enclosingFunction(node);
  return around ? leavingFunction(around) : SEEN;
}

function leavingFunction(node: FunctionNode): Fate {
  const at = enclosing(node);
  const { parent } = at;
  if (parent?.type === 'CallExpression' && parent.callee === at) return ofPromise(parent);
  if (parent?.type === 'NewExpression') return UNSEEABLE;
  if (parent?.type !== 'CallExpression') return { kind: 'escapes', from: node };
  const frame = moduleOf(node)?.frame;
  // The function that gets the callback is judged where it calls it.
  if (frame && calledFunctions(parent, frame).length > 0) return { kind: 'escapes', from: node };
  return isAwaitedOrHandled(parent) ? ofPromise(parent) : UNSEEABLE;
}

/** What somebody else's function makes of a callback is taken for its promise where it is treated like one. */
function isAwaitedOrHandled(call: TSESTree.CallExpression): boolean {
  const at = enclosing(call);
  if (methodCalledOn(at)) return true;
  return ['AwaitExpression', 'ReturnStatement', 'ArrowFunctionExpression', 'CallExpression'].includes(
    at.parent?.type ?? '',
  );
}
