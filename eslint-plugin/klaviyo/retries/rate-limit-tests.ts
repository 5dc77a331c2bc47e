import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import type { Analysis } from '../analyze.ts';
import { staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { alternativesOf, constantString, type Value } from '../../values/value.ts';

/** A place where code asks whether a call was answered 429. */
export interface RateLimitTest {
  node: TSESTree.Node;
  /** What is compared: `response.status`. */
  subject: TSESTree.Node;
  /** It holds for any other answer: `status !== 429`. */
  isNegated: boolean;
}

/** Whether an expression, or a case of a switch, asks for 429. */
export function rateLimitTest(node: TSESTree.Node, analysis: Analysis): RateLimitTest | undefined {
  switch (node.type) {
    case 'BinaryExpression':
      return comparison(node, analysis);
    case 'CallExpression':
      return membership(node, analysis) ?? helper(node, analysis);
    case 'SwitchCase':
      return node.test && is429(analysis.valueOf(node.test))
        ? { node: node.test, subject: node.parent.discriminant, isNegated: false }
        : undefined;
    default:
      return undefined;
  }
}

function comparison(node: TSESTree.BinaryExpression, { valueOf }: Analysis): RateLimitTest | undefined {
  if (!/^[!=]==?$/.test(node.operator)) return undefined;
  const isNegated = node.operator.startsWith('!');
  if (is429(valueOf(node.right))) return { node, subject: node.left, isNegated };
  return is429(valueOf(node.left)) ? { node, subject: node.right, isNegated } : undefined;
}

function is429(value: Value): boolean {
  return constantString(value) === '429';
}

/** `[429, 503].includes(status)`, `CODES.has(status)`. */
function membership(node: TSESTree.CallExpression, { valueOf }: Analysis): RateLimitTest | undefined {
  const callee = unwrap(node.callee);
  const [subject] = node.arguments;
  const name = callee.type === 'MemberExpression' ? staticName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || !subject || (name !== 'includes' && name !== 'has')) return undefined;
  const lists = alternativesOf(valueOf(callee.object)).flatMap(value =>
    value.kind === 'externalCall' && value.constructed ? value.args.flatMap(alternativesOf) : [value],
  );
  const holds = lists.some(list => list.kind === 'array' && list.elements.some(read => is429(read())));
  return holds ? { node, subject, isNegated: isUnderNot(node) } : undefined;
}

/** `isRateLimit(error)`, where the function asks for 429. */
function helper(node: TSESTree.CallExpression, { module }: Analysis): RateLimitTest | undefined {
  const [subject] = node.arguments;
  if (!subject || !isCondition(node)) return undefined;
  const asks = calledFunctions(node, module.frame).some(({ callee }) => writes429(callee.node));
  return asks ? { node, subject, isNegated: isUnderNot(node) } : undefined;
}

const written = new WeakMap<TSESTree.Node, boolean>();

function writes429(root: TSESTree.Node): boolean {
  const known = written.get(root) ?? find429(root);
  written.set(root, known);
  return known;
}

function find429(root: TSESTree.Node): boolean {
  let found = false;
  visit(root, at => {
    if (at.type === 'Literal' && at.value === 429) found = true;
  });
  return found;
}

function isCondition(node: TSESTree.Node): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if ('test' in parent && parent.test === at) return true;
    if (parent.type !== 'LogicalExpression' && parent.type !== 'UnaryExpression' && parent.type !== 'AwaitExpression')
      return false;
  }
  return false;
}

function isUnderNot({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'UnaryExpression' && parent.operator === '!';
}
