import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from './evaluate.ts';
import { contains, type Frame } from '../values/frame.ts';
import { isFunction } from '../program/node.ts';
import { singleText } from '../values/value.ts';

/**
 * Tells whether a node may run for what is bound in a frame: false only where a `switch` or a comparison around it is decided
 * the other way by texts that are known.
 */
export function mayRun(node: TSESTree.Node, frame: Frame): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at;
    if (parent.type === 'SwitchCase' && !caseMayRun(parent, frame)) return false;
    if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') {
      const outcome = comparison(parent.test, frame);
      if (outcome === true && parent.alternate && contains(parent.alternate, node)) return false;
      if (outcome === false && contains(parent.consequent, node)) return false;
    }
  }
  return true;
}

function caseMayRun(own: TSESTree.SwitchCase, frame: Frame): boolean {
  const { cases, discriminant } = own.parent;
  const value = singleText(evaluate(discriminant, frame));
  if (value === undefined) return true;
  const tests = cases.map(({ test }) => (test ? singleText(evaluate(test, frame)) : undefined));
  if (cases.some(({ test }, index) => test && tests[index] === undefined)) return true;
  const chosen = tests.indexOf(value) >= 0 ? tests.indexOf(value) : cases.findIndex(({ test }) => !test);
  const at = cases.indexOf(own);
  return chosen >= 0 && chosen <= at && cases.slice(chosen, at).every(fallsThrough);
}

function fallsThrough({ consequent }: TSESTree.SwitchCase): boolean {
  const last = consequent.at(-1);
  const end = last?.type === 'BlockStatement' ? last.body.at(-1) : last;
  return !end || !['BreakStatement', 'ReturnStatement', 'ThrowStatement', 'ContinueStatement'].includes(end.type);
}

/** What `a === 'text'` or `a !== 'text'` comes to, where both sides are known. */
function comparison(test: TSESTree.Expression, frame: Frame): boolean | undefined {
  if (test.type !== 'BinaryExpression' || !/^[!=]==?$/.test(test.operator)) return undefined;
  const [left, right] = [singleText(evaluate(test.left, frame)), singleText(evaluate(test.right, frame))];
  if (left === undefined || right === undefined) return undefined;
  return (left === right) === test.operator.startsWith('=');
}

const BRANCHES = new Set([
  'IfStatement',
  'SwitchCase',
  'ConditionalExpression',
  'LogicalExpression',
  'TryStatement',
  'CatchClause',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

/** Tells whether a write may not have happened when a use behind it in the same function runs: it stands in a branch around which there is a way. */
export function mayBeSkipped(write: TSESTree.Node, use: TSESTree.Node): boolean {
  for (let at = write.parent; at && !isFunction(at); at = at.parent) {
    if (at.type === 'ForStatement' && at.update && contains(at.update, write)) return true;
    if (contains(at, use)) return false;
    if (BRANCHES.has(at.type)) return true;
  }
  return false;
}
