import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, spelledNames, staticName, wrapped } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';

/** Whether nobody tells by what a promise gives instead that it was rejected: `const response = await call().catch(() => null)`. */
export function isMissedLater(call: TSESTree.CallExpression): boolean {
  const at = wrapped(call);
  const { parent } = at;
  if (parent?.type === 'VariableDeclarator') return !namesIn(parent.id).some(name => isActedOn(name, undefined));
  if (parent?.type === 'AssignmentExpression') return !namesIn(parent.left).some(name => isActedOn(name, undefined));
  return !isTestThatActs(at);
}

/** Whether somebody compares what a call results in with a text. */
export function isCompared(call: TSESTree.CallExpression, text: string): boolean {
  let at = wrapped(call);
  if (at.parent?.type === 'AwaitExpression') at = wrapped(at.parent);
  const { parent } = at;
  const names = parent?.type === 'VariableDeclarator' ? namesIn(parent.id) : [];
  const uses = names.flatMap(name => (variableOf(name)?.references ?? []).map(({ identifier }) => identifier));
  return [at, ...uses].some(use => isComparedHere(use, text));
}

function isComparedHere({ parent }: TSESTree.Node, text: string): boolean {
  if (parent?.type === 'SwitchStatement') return true;
  if (parent?.type !== 'BinaryExpression') return false;
  return [parent.left, parent.right].some(side => side.type === 'Literal' && side.value === text);
}

const missed = new WeakMap<TSESTree.TryStatement, boolean>();

/** Whether nobody tells by what a `try` left undone that it failed. */
export function isMissedAfter(statement: TSESTree.TryStatement): boolean {
  const known = missed.get(statement) ?? findMissed(statement);
  missed.set(statement, known);
  return known;
}

function findMissed(statement: TSESTree.TryStatement): boolean {
  if (isRetried(statement) || isTriedOtherwise(statement)) return false;
  let isTold = false;
  visit(statement.block, at => {
    if (at.type !== 'AssignmentExpression' && at.type !== 'UpdateExpression') return;
    const target = at.type === 'AssignmentExpression' ? at.left : at.argument;
    if (namesIn(target).some(name => isActedOn(name, statement))) isTold = true;
    if (at.type === 'AssignmentExpression' && isFlag(at.right)) isTold = true;
    if (isCounted(at) && namesIn(target).some(isShown)) isTold = true;
  });
  return !isTold;
}

/** A loop that tries again, behind which somebody says that it did not help. */
function isRetried(statement: TSESTree.TryStatement): boolean {
  let loop: TSESTree.Node | undefined;
  for (let at: TSESTree.Node | undefined = statement.parent; at && !isFunction(at); at = at.parent)
    if (/^(?:For|While|DoWhile)Statement$/.test(at.type)) loop ??= at;
  const block = loop?.parent;
  if (!loop || block?.type !== 'BlockStatement') return false;
  const end = loop.range[1];
  return block.body.some(after => after.range[0] >= end && acts(after));
}

/**
 * Behind a handler that does nothing, the same function is called again with nothing but what it was given before, and nothing catches what
 * fails then: `track(ordered)` behind `track(viewed)` is another call, and no other attempt.
 */
function isTriedOtherwise({ block, handler, parent, range }: TSESTree.TryStatement): boolean {
  if (parent.type !== 'BlockStatement' || handler?.body.body.length !== 0) return false;
  const tried = awaitedCalls(block);
  return parent.body.some(
    after =>
      after.range[0] > range[1] && awaitedCalls(after).some(again => tried.some(call => isRepeated(call, again))),
  );
}

function isRepeated(call: TSESTree.CallExpression, again: TSESTree.CallExpression): boolean {
  const name = spelledNames(call.callee).join('.');
  if (name === '' || name !== spelledNames(again.callee).join('.')) return false;
  const given = new Set(namesUsedIn(call.arguments));
  return namesUsedIn(again.arguments).every(used => given.has(used));
}

/** The names of the variables that expressions read, without those of members and keys. */
function namesUsedIn(nodes: readonly TSESTree.Node[]): string[] {
  const names: string[] = [];
  for (const node of nodes)
    visit(node, at => {
      if (at.type === 'Identifier' && variableOf(at)) names.push(at.name);
    });
  return names;
}

/** What a statement awaits outside of functions and of every `try` in it. */
function awaitedCalls(node: TSESTree.Node): TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  visit(node, at => {
    if (at.type !== 'AwaitExpression' || at.argument.type !== 'CallExpression') return;
    for (let around = at.parent; around !== node.parent; around = around.parent!)
      if (isFunction(around) || around.type === 'TryStatement') return;
    calls.push(at.argument);
  });
  return calls;
}

function isCounted(node: TSESTree.AssignmentExpression | TSESTree.UpdateExpression): boolean {
  return node.type === 'UpdateExpression' || node.operator === '+=';
}

/** Whether a count of what went well is reported to somebody. */
function isShown(name: TSESTree.Identifier): boolean {
  return (variableOf(name)?.references ?? []).some(({ identifier }) => {
    let at: TSESTree.Node | undefined = identifier;
    while (at && at.type !== 'CallExpression' && !at.type.endsWith('Statement')) at = at.parent;
    return at?.type === 'CallExpression' && TELLING.test(spelledNames(at.callee).join('.'));
  });
}

function isFlag(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'boolean';
}

function namesIn(target: TSESTree.Node): TSESTree.Identifier[] {
  const names: TSESTree.Identifier[] = [];
  if (target.type === 'Identifier') return [target];
  if (target.type !== 'ObjectPattern' && target.type !== 'ArrayPattern') return [];
  visit(target, at => {
    if (at.type === 'Identifier') names.push(at);
  });
  return names;
}

/** Whether a condition on a variable, behind a statement if there is one, does something in one of its branches. */
function isActedOn(name: TSESTree.Identifier, after: TSESTree.Node | undefined): boolean {
  const variable = variableOf(name);
  const tests = variable ? lastTestsOf(variable) : undefined;
  if (!after) return tests !== undefined && tests.size > 0;
  return (tests?.get(enclosingFunction(name)) ?? 0) > after.range[1];
}

const lastTests = new WeakMap<TSESLint.Scope.Variable, ReadonlyMap<FunctionNode | undefined, number>>();

/** Where the last condition on a variable stands that does something in one of its branches, by the function around it. */
function lastTestsOf(variable: TSESLint.Scope.Variable): ReadonlyMap<FunctionNode | undefined, number> {
  const known = lastTests.get(variable);
  if (known) return known;
  const found = new Map<FunctionNode | undefined, number>();
  for (const { identifier } of variable.references) {
    const around = enclosingFunction(identifier);
    const start = identifier.range[0];
    if (start > (found.get(around) ?? 0) && isTestThatActs(identifier)) found.set(around, start);
  }
  lastTests.set(variable, found);
  return found;
}

/** Whether a node belongs to a condition, and what runs where it is not there throws or tells somebody. */
export function isTestThatActs(node: TSESTree.Node): boolean {
  let isNegated = false;
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at;
    if (parent.type === 'IfStatement' && parent.test === at) return missingBranches(parent, isNegated).some(acts);
    if (parent.type === 'ConditionalExpression' && parent.test === at)
      return acts(isNegated ? parent.consequent : parent.alternate);
    if (parent.type === 'SwitchStatement' && parent.discriminant === at) return true;
    if (parent.type === 'LogicalExpression' && parent.left === at && parent.operator !== '&&' && acts(parent.right))
      return true;
    if (at.type.endsWith('Statement')) return false;
    if (negates(parent)) isNegated = !isNegated;
  }
  return false;
}

/** `!profile`, `profile === null`, `list.length === 0`, `count < 1`. */
function negates(node: TSESTree.Node): boolean {
  if (node.type === 'UnaryExpression') return node.operator === '!';
  if (node.type !== 'BinaryExpression') return false;
  return /^={2,3}$/.test(node.operator) ? isNothing(node.right) : /^<=?$/.test(node.operator);
}

function isNothing(node: TSESTree.Node): boolean {
  return (
    (node.type === 'Literal' && (node.value === null || node.value === 0 || node.value === '')) ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}

/** What runs where a condition says that something is missing: a branch, or what comes behind one that returns. */
function missingBranches(statement: TSESTree.IfStatement, isNegated: boolean): TSESTree.Node[] {
  const { consequent, alternate, parent, range } = statement;
  if (isNegated) return [consequent];
  if (alternate) return [alternate];
  const last = consequent.type === 'BlockStatement' ? consequent.body.at(-1) : consequent;
  const isLeft = last?.type === 'ReturnStatement' && parent.type === 'BlockStatement';
  return isLeft ? parent.body.filter(after => after.range[0] > range[1] && !tellsNobody(after)) : [];
}

/** Whether a statement only goes on with other work. */
function tellsNobody(statement: TSESTree.Statement): boolean {
  let tells = false;
  visit(statement, at => {
    if (at.type === 'ThrowStatement') tells = true;
    if (at.type === 'CallExpression' && TELLING.test(spelledNames(at.callee).join('.'))) tells = true;
  });
  return !tells;
}

const TELLING = /console|log|report|captur|sentry|notify|alert|toast|error|warn|reject|fail|status/i;

/** Whether a part of the code throws, or says something to somebody. */
function acts(node: TSESTree.Node): boolean {
  let found = false;
  visit(node, at => {
    if (at.type === 'ThrowStatement') found = true;
    if (at.type === 'CallExpression' || at.type === 'NewExpression') found ||= !isQuiet(at);
  });
  return found;
}

const READING = /^(?:text|arrayBuffer|map|filter|find|push|slice|join|get|has|parse|stringify)$/;

/** A call that only reads, or answers as if all were well. */
function isQuiet({ callee, arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const name = spelledNames(callee).at(-1) ?? '';
  if (name === 'json') return given.length < 2 && !given.some(saysFailure);
  return READING.test(name);
}

const FAILURE = /err|message|success|status|fail|ok/i;

function saysFailure(node: TSESTree.Node): boolean {
  return node.type === 'ObjectExpression'
    ? node.properties.some(each => each.type === 'Property' && FAILURE.test(staticName(each) ?? ''))
    : true;
}
