import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, staticName, wrapped } from '../../program/node.ts';
import type { FunctionNode } from '../../values/value.ts';

/** The expression around a node that is the same value, `await` left out. */
export function enclosing(node: TSESTree.Node): TSESTree.Node {
  const { parent } = node;
  switch (parent?.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
      return enclosing(parent);
    default:
      return node;
  }
}

/** The method that is called on an expression, with its call: `promise.then(…)`. */
export function methodCalledOn(node: TSESTree.Node): { name: string; call: TSESTree.CallExpression } | undefined {
  const { parent } = node;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return undefined;
  const member = enclosing(parent);
  const call = member.parent;
  return call?.type === 'CallExpression' && call.callee === member
    ? { name: staticName(parent) ?? '', call }
    : undefined;
}

/** The method of `Promise` that a call calls, such as `allSettled`. */
export function promiseMethod({ callee }: TSESTree.CallExpression): string | undefined {
  const isPromise =
    callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Promise';
  return isPromise ? staticName(callee) : undefined;
}

/** The call whose promise gives what a callback returns; undefined for a function that somebody calls. */
export function returnTargetOf(fn: FunctionNode): TSESTree.CallExpression | 'unknown' | undefined {
  const at = enclosing(fn);
  const { parent } = at;
  if (parent?.type === 'NewExpression') return 'unknown';
  if (parent?.type !== 'CallExpression') return undefined;
  if (parent.callee === at) return parent;
  const name = spelledNames(parent.callee).at(-1) ?? '';
  if (name === 'then') return parent;
  const frame = moduleOf(fn)?.frame;
  if (frame && calledFunctions(parent, frame).length > 0) return undefined;
  if (name === 'map' || name === 'flatMap') return isForgottenList(parent) ? parent : 'unknown';
  return 'unknown';
}

/** The promise that gives what a call is given: `new Promise(resolve => … resolve(value) …)`. */
export function promiseResolvedBy({ callee }: TSESTree.CallExpression): TSESTree.NewExpression | undefined {
  return promiseOfResolver(callee);
}

/** The promise that gives what a function is given, by the name of the function: `resolve` of `promise.then(resolve)`. */
export function promiseOfResolver(node: TSESTree.Node): TSESTree.NewExpression | undefined {
  const [definition] = node.type === 'Identifier' ? (variableOf(node)?.defs ?? []) : [];
  const executor = definition?.node;
  if (!executor || !isFunction(executor) || executor.params[0] !== definition.name) return undefined;
  const { parent } = enclosing(executor);
  const isPromise =
    parent?.type === 'NewExpression' && parent.callee.type === 'Identifier' && parent.callee.name === 'Promise';
  return isPromise ? parent : undefined;
}

/** `await Promise.all(list.map(…))` as a statement: nobody reads what it gives. */
export function isForgottenList(call: TSESTree.CallExpression): boolean {
  const { parent } = enclosing(call);
  if (parent?.type === 'ExpressionStatement') return true;
  if (parent?.type !== 'CallExpression' || promiseMethod(parent) === undefined) return false;
  return wrapped(parent).parent?.type === 'ExpressionStatement';
}
