import type { TSESTree } from '@typescript-eslint/utils';
import { isFixed, narrowedBy, outcomeOf, outcomeOfComparison } from './conditions.ts';
import { evaluate } from './evaluate.ts';
import { contains, type Frame } from '../values/frame.ts';
import { isFunction } from '../program/node.ts';
import { alternativesOf, constantString, join, type Value } from '../values/value.ts';

/**
 * Returns whether a call may run for what is bound in a frame: false only where a `switch` or a condition around it is decided the
 * other way by what is known.
 */
export function mayRun(node: TSESTree.Node, frame: Frame): boolean {
  return !isExcluded(node, {
    outcome: test => outcomeOfComparison(test, frame) ?? outcomeOf(test, frame),
    exits: test => outcomeOf(test, frame),
    isChosen: at => caseMayRun(at, frame),
  });
}

/** The same for a write or a result, of which nothing may be lost: what decides must be fixed. */
export function mayHappen(node: TSESTree.Node, frame: Frame): boolean {
  return !isExcluded(node, {
    outcome: test => outcomeOf(test, frame),
    exits: test => outcomeOf(test, frame),
    isChosen: at => !isFixed(at.parent.discriminant, frame) || caseMayRun(at, frame),
  });
}

/** How conditions are decided. */
export interface Decisions {
  outcome(test: TSESTree.Expression): boolean | undefined;
  /** The same for a condition under which the function ends before. */
  exits(test: TSESTree.Expression): boolean | undefined;
  isChosen(at: TSESTree.SwitchCase): boolean;
}

const exitsOf = new WeakMap<TSESTree.BlockStatement, TSESTree.IfStatement[]>();

/** The statements of a block by which its function may end: `if (test) return;`. */
function exitsIn(block: TSESTree.BlockStatement): readonly TSESTree.IfStatement[] {
  const known = exitsOf.get(block);
  if (known) return known;
  const exits = block.body.filter(at => at.type === 'IfStatement').filter(at => !at.alternate && ends(at.consequent));
  exitsOf.set(block, exits);
  return exits;
}

/** The conditions under which a function ended before a statement, in the same block. */
function exitsBefore({ parent, range }: TSESTree.Node): TSESTree.Expression[] {
  const exits = parent?.type === 'BlockStatement' ? exitsIn(parent) : [];
  return exits.filter(exit => exit.range[1] <= range[0]).map(({ test }) => test);
}

function ends(statement: TSESTree.Statement): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/** What a returned expression can be, for what the conditions exclude under which the function returned before. */
export function valueReturned(expression: TSESTree.Expression, frame: Frame): Value {
  const exits = expression.parent.type === 'ReturnStatement' ? exitsBefore(expression.parent) : [];
  const value = evaluate(expression, frame);
  const left = exits.reduce((options, test) => {
    const allowed = new Set(narrowedBy(test, false, expression, frame).flatMap(alternativesOf));
    return options.filter(option => allowed.has(option));
  }, alternativesOf(value));
  return left.length > 0 ? join(left) : value;
}

/** Returns whether a node stands in a branch of its function that is not taken, or behind a condition under which the function ended. */
export function isExcluded(node: TSESTree.Node, { outcome, exits, isChosen }: Decisions): boolean {
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at;
    if (parent.type === 'SwitchCase' && at !== parent.test && !isChosen(parent)) return true;
    if (exitsBefore(at).some(test => exits(test) === true)) return true;
    if (parent.type !== 'IfStatement' && parent.type !== 'ConditionalExpression') continue;
    if (at === parent.alternate && outcome(parent.test) === true) return true;
    if (at === parent.consequent && outcome(parent.test) === false) return true;
  }
  return false;
}

function caseMayRun(own: TSESTree.SwitchCase, frame: Frame): boolean {
  const { cases, discriminant } = own.parent;
  const value = constantString(evaluate(discriminant, frame));
  if (value === undefined) return true;
  const tests = cases.map(({ test }) => (test ? constantString(evaluate(test, frame)) : undefined));
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

/** Returns whether a write may not have happened when a use behind it in the same function runs: it stands in a branch around which there is a way. */
export function mayBeSkipped(write: TSESTree.Node, use: TSESTree.Node): boolean {
  for (let at = write.parent; at && !isFunction(at); at = at.parent) {
    if (at.type === 'ForStatement' && at.update && contains(at.update, write)) return true;
    if (contains(at, use)) return false;
    if (BRANCHES.has(at.type)) return true;
  }
  return false;
}
