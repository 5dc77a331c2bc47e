import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../program/module.ts';
import { enclosingFunction, staticName, unwrap } from '../program/node.ts';
import { boundValue, type Frame } from '../values/frame.ts';
import { alternativesOf, constantString, type Value } from '../values/value.ts';
import { evaluate } from './evaluate.ts';
import { mutationsOf } from './mutations.ts';

/**
 * What a condition comes to, where that is known for sure: flags and texts that a caller gives, and constants. What is assigned
 * somewhere else may not be yet, so that it decides nothing.
 */
export function outcomeOf(test: TSESTree.Node, frame: Frame): boolean | undefined {
  const at = unwrap(test);
  switch (at.type) {
    case 'UnaryExpression':
      return at.operator === '!' ? negated(outcomeOf(at.argument, frame)) : undefined;
    case 'LogicalExpression':
      return outcomeOfLogical(at, frame);
    case 'BinaryExpression':
      return isFixed(at.left, frame) && isFixed(at.right, frame) ? outcomeOfComparison(at, frame) : undefined;
    default:
      return isFixed(at, frame) ? isTrue(evaluate(at, frame)) : undefined;
  }
}

function negated(outcome: boolean | undefined): boolean | undefined {
  return outcome === undefined ? undefined : !outcome;
}

function outcomeOfLogical({ left, operator, right }: TSESTree.LogicalExpression, frame: Frame): boolean | undefined {
  if (operator === '??') return undefined;
  const outcomes = [outcomeOf(left, frame), outcomeOf(right, frame)];
  const deciding = operator === '||';
  if (outcomes.includes(deciding)) return deciding;
  return outcomes.includes(undefined) ? undefined : !deciding;
}

/** What `a === 'text'` or `a !== 'text'` comes to, where both sides are known; undefined for any other expression. */
export function outcomeOfComparison(test: TSESTree.Node, frame: Frame): boolean | undefined {
  if (test.type !== 'BinaryExpression' || !isEquality(test)) return undefined;
  const [left, right] = [constantString(evaluate(test.left, frame)), constantString(evaluate(test.right, frame))];
  if (left === undefined || right === undefined) return undefined;
  return (left === right) === test.operator.startsWith('=');
}

function isEquality({ operator }: TSESTree.BinaryExpression): boolean {
  return /^[!=]==?$/.test(operator);
}

/** Whether a value counts as true, where that is known. */
function isTrue(value: Value): boolean | undefined {
  if (value.kind === 'nullish') return false;
  if (value.kind !== 'text') return undefined;
  const [first, ...more] = value.parts;
  if (!first) return false;
  const written = more.length === 0 && 'text' in first ? first.node : undefined;
  if (written?.type === 'Literal' && typeof written.value === 'boolean') return written.value;
  // A number may count down to the end of a recursion.
  if (written?.type === 'Literal' && typeof written.value === 'number') return undefined;
  return value.parts.some(part => 'text' in part) || undefined;
}

/**
 * Whether an expression has one value while a function runs, and all of it is known: it is a literal, or a parameter that is
 * bound, a constant, or a property of one that nobody assigns.
 */
export function isFixed(expression: TSESTree.Node, frame: Frame): boolean {
  let at = unwrap(expression);
  if (at.type === 'Literal') return typeof at.value !== 'number';
  const isMember = at.type === 'MemberExpression';
  while (at.type === 'MemberExpression' && staticName(at) !== undefined) at = unwrap(at.object);
  const variable = at.type === 'Identifier' ? variableOf(at) : undefined;
  if (!variable || !isBoundOrConstant(variable, frame) || isReassigned(variable)) return false;
  return !isMember || (belongsToFunction(variable) && mutationsOf(variable, frame).length === 0);
}

/** An object that belongs to a function: one of a module may be changed by others. */
function belongsToFunction({ defs }: TSESLint.Scope.Variable): boolean {
  return defs.every(({ name }) => enclosingFunction(name) !== undefined);
}

function isBoundOrConstant(variable: TSESLint.Scope.Variable, frame: Frame): boolean {
  const [definition] = variable.defs;
  if (definition?.type === 'Parameter') return boundValue(frame, variable) !== undefined;
  const isConstant = definition?.type === 'Variable' && definition.parent.kind === 'const';
  return isConstant && isCallBound(definition.name, frame);
}

/** Whether all functions around a constant are read for one call: it may depend on their parameters. */
function isCallBound(name: TSESTree.Node, frame: Frame): boolean {
  const owners = new Set<TSESTree.Node>();
  for (let at: Frame | undefined = frame; at; at = at.parent) if (at.owner) owners.add(at.owner);
  for (let at = enclosingFunction(name); at; at = enclosingFunction(at))
    if (at.params.length > 0 && !owners.has(at)) return false;
  return true;
}

function isReassigned({ defs, references }: TSESLint.Scope.Variable): boolean {
  return references.some(
    reference =>
      reference.isWrite() && reference.init !== true && !defs.some(({ name }) => name === reference.identifier),
  );
}

/**
 * What an expression can be where a condition has an outcome: in `version === 'latest' ? map.latest : version`, the second
 * `version` is not `latest`.
 */
export function narrowedBy(test: TSESTree.Node, outcome: boolean, expression: TSESTree.Node, frame: Frame): Value[] {
  const value = evaluate(expression, frame);
  const at = unwrap(test);
  if (at.type !== 'BinaryExpression' || !isEquality(at) || at.operator.startsWith('=') === outcome) return [value];
  const other = isSame(at.left, expression) ? at.right : isSame(at.right, expression) ? at.left : undefined;
  const excluded = other && constantString(evaluate(other, frame));
  return excluded === undefined ? [value] : alternativesOf(value).filter(option => constantString(option) !== excluded);
}

/** Whether two expressions read the same variable, or the same property of it. */
export function isSame(one: TSESTree.Node, other: TSESTree.Node): boolean {
  const [a, b] = [unwrap(one), unwrap(other)];
  if (a.type === 'MemberExpression' && b.type === 'MemberExpression')
    return staticName(a) !== undefined && staticName(a) === staticName(b) && isSame(a.object, b.object);
  if (a.type === 'ThisExpression') return b.type === 'ThisExpression';
  return a.type === 'Identifier' && b.type === 'Identifier' && a.name === b.name && variableOf(a) === variableOf(b);
}
