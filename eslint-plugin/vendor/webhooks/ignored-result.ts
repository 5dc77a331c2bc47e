import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { moduleOf } from '../../program/module.ts';
import { unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';
import { hmacsIn } from './hmac.ts';

/** The calls of a function that tells by what it returns whether a delivery is genuine, where nobody looks at that. */
export function ignoredVerifications(node: FunctionNode): TSESTree.CallExpression[] {
  const found: TSESTree.CallExpression[] = [];
  visit(node.body, at => {
    if (at.type !== 'ExpressionStatement') return;
    const call = unwrap(at.expression);
    const frame = moduleOf(node)?.frame;
    if (call.type !== 'CallExpression' || !frame) return;
    const callees = calledFunctions(call, frame).map(({ callee }) => callee.node);
    if (callees.length > 0 && callees.every(tellsByResult)) found.push(call);
  });
  return found;
}

/** It makes a code, returns something, and ends in no other way: it neither throws nor answers. */
function tellsByResult(node: FunctionNode): boolean {
  let returns = node.body.type !== 'BlockStatement';
  let acts = false;
  visit(node.body, at => {
    if (at.type === 'ReturnStatement' && at.argument) returns = true;
    if (
      at.type === 'ThrowStatement' ||
      (at.type === 'Identifier' && /^(?:res|reply|response|next|done|ctx)$/.test(at.name))
    )
      acts = true;
  });
  return returns && !acts && hmacsIn(node).length > 0;
}
