import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../program/module.ts';
import { isFunction, wrapped } from '../program/node.ts';
import { visit } from '../program/visit.ts';
import type { FunctionNode } from '../values/value.ts';

const calls = new WeakMap<FunctionNode, TSESTree.CallExpression[]>();

/**
 * Every call inside a function, nested functions included: callbacks and retry wrappers run as part of it. What it returns, as
 * itself or in an object, or calls by its name, runs when somebody calls that.
 */
export function callsIn(node: FunctionNode): TSESTree.CallExpression[] {
  const known = calls.get(node);
  if (known) return known;
  const found: TSESTree.CallExpression[] = [];
  // In the order of the source, a node comes after all that are around it, and nothing comes between those inside.
  let separateUntil = -1;
  visit(node.body, at => {
    if (at.range[0] < separateUntil) return;
    if (isFunction(at) && runsByItself(at)) separateUntil = at.range[1];
    else if (at.type === 'CallExpression') found.push(at);
  });
  calls.set(node, found);
  return found;
}

function runsByItself(node: FunctionNode): boolean {
  const name = node.id ?? (node.parent.type === 'VariableDeclarator' ? node.parent.id : undefined);
  const uses = name ? (variableOf(name)?.references ?? []).filter(reference => reference.isRead()) : [];
  return uses.length > 0
    ? uses.every(({ identifier }) => isReturned(identifier) || isCalled(identifier))
    : isReturned(node) || isCalled(node);
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
