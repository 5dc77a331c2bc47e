import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';
import { asksForTimeout } from './timeouts.ts';

/** Whether a part of the code logs or reports something. */
type Says = (part: TSESTree.Node) => boolean;

/**
 * Whether a handler that tries again lets the last failure go to the caller, and says nothing of that one: what it logs belongs to
 * another attempt, or to a timeout.
 */
export function throwsUnseen(params: readonly TSESTree.Node[], body: TSESTree.Node, says: Says): boolean {
  if (body.type !== 'BlockStatement') return false;
  if (isInLoop(body) && (throwsBefore(body.body, says) || isThrownBehind(params, body, says))) return true;
  return callsItselfIn(body) && throwsBefore(body.body, says);
}

/** Whether a `throw` is reached before anything is said of the failure. */
function throwsBefore(statements: readonly TSESTree.Statement[], says: Says): boolean {
  for (const statement of statements) {
    if (statement.type === 'ThrowStatement') return !says(statement);
    if (statement.type !== 'IfStatement') {
      if (says(statement)) return false;
      continue;
    }
    const { test, consequent, alternate } = statement;
    const branches = alternate ? [consequent, alternate] : [consequent];
    if (branches.some(branch => throwsBefore(statementsIn(branch), says))) return true;
    if (branches.some(branch => says(branch) && !triesAgain(branch)) && !asksForTimeout(test)) return false;
  }
  return false;
}

function statementsIn(statement: TSESTree.Statement): readonly TSESTree.Statement[] {
  return statement.type === 'BlockStatement' ? statement.body : [statement];
}

/** `{ console.warn('again'); continue; }`, `{ await sleep(); return send(body, attempt + 1); }`. */
function triesAgain(branch: TSESTree.Statement): boolean {
  const last = statementsIn(branch).at(-1);
  return last?.type === 'ContinueStatement' || (last?.type === 'ReturnStatement' && callsItself(last));
}

function callsItselfIn(body: TSESTree.Node): boolean {
  let found = false;
  visit(body, at => {
    if (at.type === 'ReturnStatement' && callsItself(at)) found = true;
  });
  return found;
}

function callsItself({ argument }: TSESTree.ReturnStatement): boolean {
  let call = argument && unwrap(argument);
  if (call?.type === 'AwaitExpression') call = unwrap(call.argument);
  const owner = call && enclosingFunction(call);
  const name = owner && nameOf(owner);
  return call?.type === 'CallExpression' && name !== undefined && spelledNames(call.callee).at(-1) === name;
}

function nameOf(node: FunctionNode): string | undefined {
  if (node.id) return node.id.name;
  const { parent } = node;
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name;
  return parent.type === 'MethodDefinition' || parent.type === 'Property' ? staticName(parent) : undefined;
}

function isInLoop(node: TSESTree.Node): boolean {
  for (let at = node.parent; at && !isFunction(at); at = at.parent)
    if (/^(?:For|ForOf|While|DoWhile)Statement$/.test(at.type)) return true;
  return false;
}

/** `lastError = error;` in a handler that says nothing, and `throw lastError;` behind the loop. */
function isThrownBehind(params: readonly TSESTree.Node[], body: TSESTree.BlockStatement, says: Says): boolean {
  if (says(body)) return false;
  const [param] = params;
  const error = param?.type === 'Identifier' ? variableOf(param) : undefined;
  let isThrown = false;
  visit(body, at => {
    if (at.type !== 'AssignmentExpression' || at.left.type !== 'Identifier' || !error) return;
    const { left, right } = at;
    const isKept = error.references.some(({ identifier: { range } }) => isWithin(range, right.range));
    const kept = isKept ? variableOf(left) : undefined;
    isThrown ||=
      kept?.references.some(({ identifier }) => identifier.range[0] > body.range[1] && isThrownAt(identifier)) ?? false;
  });
  return isThrown;
}

function isWithin([start, end]: TSESTree.Range, [from, to]: TSESTree.Range): boolean {
  return from <= start && end <= to;
}

function isThrownAt(node: TSESTree.Node): boolean {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) if (at.type === 'ThrowStatement') return true;
  return false;
}
