import type { TSESTree } from '@typescript-eslint/utils';
import { isFixed, outcomeOf, outcomeOfComparison } from './conditions.ts';
import { evaluate } from './evaluate.ts';
import { contains, type Frame } from '../values/frame.ts';
import { isFunction } from '../program/node.ts';
import { singleText } from '../values/value.ts';

/**
 * Tells whether a call may run for what is bound in a frame: false only where a `switch` or a condition around it is decided the
 * other way by what is known.
 */
export function mayRun(node: TSESTree.Node, frame: Frame): boolean {
  return !isExcluded(
    node,
    test => outcomeOfComparison(test, frame) ?? outcomeOf(test, frame),
    at => caseMayRun(at, frame),
  );
}

/** The same for a write or a result, of which nothing may be lost: what decides must be fixed. */
export function mayHappen(node: TSESTree.Node, frame: Frame): boolean {
  return !isExcluded(
    node,
    test => outcomeOf(test, frame),
    at => !isFixed(at.parent.discriminant, frame) || caseMayRun(at, frame),
  );
}

function isExcluded(
  node: TSESTree.Node,
  outcome: (test: TSESTree.Expression) => boolean | undefined,
  isChosen: (at: TSESTree.SwitchCase) => boolean,
): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at;
    if (parent.type === 'SwitchCase' && at !== parent.test && !isChosen(parent)) return true;
    if (parent.type !== 'IfStatement' && parent.type !== 'ConditionalExpression') continue;
    if (at === parent.alternate && outcome(parent.test) === true) return true;
    if (at === parent.consequent && outcome(parent.test) === false) return true;
  }
  return false;
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
