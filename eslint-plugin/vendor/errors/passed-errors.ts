import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { isUntouched } from './untouched-error.ts';

/** The block that leads to a handler of errors, or the function, that a node stands in. */
export function handlerOf(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at: TSESTree.Node | undefined = node; at?.parent; at = at.parent) {
    if (isFunction(at)) return at;
    const { parent }: { parent?: TSESTree.Node } = at;
    if (parent?.type === 'TryStatement' && parent.block === at && parent.handler) return at;
  }
  return undefined;
}

/** Whether the function around a call rejects with the very error that the call fails with: it is returned, or waited for. */
export function letsErrorsPass(call: TSESTree.CallExpression): boolean {
  for (let at: TSESTree.Node = call; at.parent; at = at.parent) {
    const { parent }: { parent?: TSESTree.Node } = at;
    if (parent?.type === 'AwaitExpression') return leavesFunction(parent);
    if (parent?.type === 'ReturnStatement') return true;
    if (parent?.type === 'ArrowFunctionExpression') return parent.body === at;
    if (!parent || !isStillIts(parent, at)) return false;
  }
  return false;
}

/** Whether an expression fails where its part does: behind a cast, `.then(…)` or `.finally(…)`, and with others in `Promise.all([…])`. */
function isStillIts(parent: TSESTree.Node, part: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'MemberExpression':
      return parent.object === part && parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
    case 'CallExpression':
      return parent.callee === part ? passesOn(parent) : isAll(parent);
    case 'ArrayExpression':
      return parent.parent.type === 'CallExpression';
    default:
      return unwrap(parent) === unwrap(part);
  }
}

/** A second listener has handled the error. */
function passesOn({ callee, arguments: listeners }: TSESTree.CallExpression): boolean {
  const name = callee.type === 'MemberExpression' ? staticName(callee) : undefined;
  return name === 'finally' || (name === 'then' && listeners.length < 2);
}

function isAll({ callee }: TSESTree.CallExpression): boolean {
  return spelledNames(callee).join('.') === 'Promise.all';
}

/** What is thrown at a place leaves the function: nothing catches it, or what does throws it again as it is. */
function leavesFunction(place: TSESTree.Node): boolean {
  const handler = handlerOf(place);
  if (handler?.parent?.type !== 'TryStatement') return handler !== undefined;
  return isThrownAgain(handler.parent.handler) && leavesFunction(handler.parent);
}

function isThrownAgain(handler: TSESTree.CatchClause | null): boolean {
  if (handler?.param?.type !== 'Identifier') return false;
  const { name } = handler.param;
  let isFound = false;
  visit(handler.body, node => {
    isFound ||=
      node.type === 'ThrowStatement' &&
      node.argument.type === 'Identifier' &&
      node.argument.name === name &&
      handlerOf(node) === handlerOf(handler) &&
      isUntouched(node.argument, handler.body);
  });
  return isFound;
}
