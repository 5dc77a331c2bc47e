import type { TSESTree } from '@typescript-eslint/utils';
import { argumentsOf } from '../evaluator/calls.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import type { Frame } from '../values/frame.ts';
import { staticName, unwrap } from '../program/node.ts';
import { optionsOf, type Value } from '../values/value.ts';

/** What a call calls, and with what. */
export interface Invocation {
  callee: TSESTree.Node;
  /** What `this` is inside, where the call says so by itself. */
  self(): Value | undefined;
  args(): Value[];
}

/** Reads a call; `fn.call(self, …args)` calls `fn`. */
export function invocationOf(node: TSESTree.CallExpression, frame: Frame): Invocation {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression' || !isFunctionCall(callee, node, frame))
    return { callee, self: () => undefined, args: () => argumentsOf(node, frame) };
  return {
    callee: unwrap(callee.object),
    self: () => argumentsOf(node, frame)[0],
    args: () => argumentsOf(node, frame).slice(1),
  };
}

const WITH_METHODS = new Set<Value['kind']>(['object', 'array', 'instance', 'text']);

/** Whether a member is `Function.prototype.call`, and no method of somebody's own with that name: `this.call('POST', '/events')`. */
function isFunctionCall(callee: TSESTree.MemberExpression, node: TSESTree.CallExpression, frame: Frame): boolean {
  if (staticName(callee) !== 'call' || callee.object.type === 'ThisExpression') return false;
  if (optionsOf(evaluate(callee.object, frame)).some(({ kind }) => WITH_METHODS.has(kind))) return false;
  return argumentsOf(node, frame)[0]?.kind !== 'text';
}
