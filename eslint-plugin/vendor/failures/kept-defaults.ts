import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, spelledNames, unwrap, wrapped } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';

/**
 * `let count = 0; if (response.ok) count = (await response.json()).count;`: what is refused leaves a default that looks like an answer.
 *
 * @param member the read of `ok` or `status`
 */
export function leavesDefault(member: TSESTree.MemberExpression): boolean {
  const test = successTest(member);
  const { parent: statement } = test;
  if (statement?.type !== 'IfStatement' || statement.test !== test || statement.alternate) return false;
  const assigned = assignedOnly(statement.consequent);
  const variables = (assigned ?? []).map(target => variableOf(rootOf(target)));
  return variables.length > 0 && variables.every(variable => variable && looksLikeAnswer(variable, statement));
}

/** `response.ok`, `response.status === 200`. */
function successTest(member: TSESTree.MemberExpression): TSESTree.Node {
  const at = wrapped(member);
  const { parent } = at;
  if (parent?.type !== 'BinaryExpression' || !/^={2,3}$/.test(parent.operator) || parent.left !== at) return at;
  return parent.right.type === 'Literal' && /^2\d\d$/.test(String(parent.right.value)) ? wrapped(parent) : at;
}

/** What statements assign to names from outside; undefined if they do anything else that can be seen. */
function assignedOnly(node: TSESTree.Statement): TSESTree.Node[] | undefined {
  const targets: TSESTree.Node[] = [];
  let isMore = false;
  visit(node, at => {
    if (at.type.endsWith('Statement') && !/^(?:Block|Expression|If|Empty|ForOf|Try)Statement$/.test(at.type))
      isMore ||= !isInCallback(at, node);
    if (at.type !== 'ExpressionStatement' || isInCallback(at, node)) return;
    const expression = unwrap(at.expression);
    const target = expression.type === 'AssignmentExpression' ? expression.left : undefined;
    if (target?.type === 'Identifier' || target?.type === 'MemberExpression') targets.push(target);
    else isMore = true;
  });
  if (isMore) return undefined;
  return targets.filter(target => {
    const [definition] = variableOf(rootOf(target))?.defs ?? [];
    const place = definition?.name.range[0];
    return place === undefined || place < node.range[0] || place > node.range[1];
  });
}

function isInCallback(node: TSESTree.Node, end: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at && at !== end; at = at.parent) if (isFunction(at)) return true;
  return false;
}

function rootOf(node: TSESTree.Node): TSESTree.Node {
  const at = unwrap(node);
  return at.type === 'MemberExpression' ? rootOf(at.object) : at;
}

/**
 * Whether a variable of the same function has a default that nobody can tell from an answer, and nobody tests or logs it. What is done
 * with it where all went well says nothing about a refusal.
 */
function looksLikeAnswer({ defs, references }: TSESLint.Scope.Variable, statement: TSESTree.IfStatement): boolean {
  const [definition, ...more] = defs;
  if (definition?.type !== 'Variable' || more.length > 0 || !definition.node.init) return false;
  if (enclosingFunction(definition.node) !== enclosingFunction(statement)) return false;
  if (!isAnswer(definition.node.init)) return false;
  const { consequent } = statement;
  return references.every(({ identifier }) => isInside(identifier, consequent) || !isTestedOrTold(identifier));
}

function isInside(node: TSESTree.Node, outer: TSESTree.Node): boolean {
  return outer.range[0] <= node.range[0] && node.range[1] <= outer.range[1];
}

/** A value that an answer may have, too: `0`, `[]`, `{ sent: 0 }`; `null` and `false` say that there is none. */
function isAnswer(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  switch (at.type) {
    case 'Literal':
      return at.value === 0;
    case 'ArrayExpression':
      return at.elements.length === 0;
    case 'ObjectExpression':
      return at.properties.every(each => each.type === 'Property' && isAnswer(each.value));
    default:
      return false;
  }
}

const TELLING = /console|log|report|captur|sentry|notify|alert|toast|error|warn|reject|fail|status|check|assert|valid/i;

/** Whether a use of a variable belongs to a condition, or to a call that tells somebody. */
function isTestedOrTold(use: TSESTree.Node): boolean {
  for (let at = use; at.parent && !isFunction(at.parent); at = at.parent) {
    const { parent } = at;
    if ('test' in parent && parent.test === at) return true;
    if (parent.type === 'LogicalExpression' || parent.type === 'SwitchStatement') return true;
    if (parent.type === 'BinaryExpression' && /^[<>=!]/.test(parent.operator)) return true;
    if (parent.type === 'CallExpression' && TELLING.test(spelledNames(parent.callee).join('.'))) return true;
    if (parent.type === 'AssignmentExpression' && parent.right === at) return rootOf(parent.left) !== use;
    if (parent.type.endsWith('Statement')) return false;
  }
  return false;
}
