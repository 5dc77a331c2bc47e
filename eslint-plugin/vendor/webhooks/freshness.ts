import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { isFunction, spelledNames } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';
import { wordsOf } from '../words.ts';
import { isTime } from './vendor-hmac.ts';

const NOW = /^(?:now|date|dayjs|moment|datetime|differenceinseconds|differenceinminutes|temporal|hrtime)$/i;
const FRESH = /fresh|stale|replay|toleran|expir|tooold|recent|maxage|skew/i;

const comparing = new WeakMap<FunctionNode, boolean>();

/** Whether a function may compare a time with the current one, or uses what by its name judges one. */
export function mayCompareWithNow(node: FunctionNode): boolean {
  const known = comparing.get(node) ?? findComparison(node);
  comparing.set(node, known);
  return known;
}

function findComparison(node: FunctionNode): boolean {
  let found = false;
  visit(node, at => {
    if (found || at.type !== 'Identifier') return;
    const isNamed = FRESH.test(at.name) || wordsOf(at.name).includes('age');
    const isNow = NOW.test(at.name) && !isGivenTime(at);
    if ((isNamed || isNow) && !isOfRoute(at, node)) found = isNamed || isCompared(at);
  });
  return found;
}

const ROUTE = /^(?:get|post|put|patch|delete|all|route)$/;

/** Whether a node stands in the handler of a route that a function registers: what it does there is of no other route. */
function isOfRoute(node: TSESTree.Node, around: FunctionNode): boolean {
  for (let at = node; at.parent && at !== around; at = at.parent) if (isFunction(at) && isRouteHandler(at)) return true;
  return false;
}

/** `app.post(path, handler)`, `app.post(path, { handler })`. */
function isRouteHandler(node: FunctionNode): boolean {
  const { parent } = node;
  const call = parent.type === 'Property' ? parent.parent.parent : parent;
  return call?.type === 'CallExpression' && ROUTE.test(spelledNames(call.callee).at(-1) ?? '');
}

/** `new Date(timestamp)`, which is not the current time. */
function isGivenTime({ parent }: TSESTree.Identifier): boolean {
  return parent.type === 'NewExpression' && parent.arguments.length > 0;
}

/** Whether a time may be compared: only what is visibly stored or sent, such as `{ receivedAt: new Date() }`, is not. */
function isCompared(time: TSESTree.Node): boolean {
  const names = new Set([time]);
  for (const name of names) {
    const use = useOf(name);
    if (typeof use === 'boolean') {
      if (use) return true;
      continue;
    }
    // What a pattern takes apart, or a property holds, may be compared anywhere.
    if (use.type !== 'Identifier') return true;
    for (const reference of variableOf(use)?.references ?? []) if (reference.isRead()) names.add(reference.identifier);
  }
  return false;
}

/** Whether a time is compared where it stands, or what it is assigned to. */
function useOf(time: TSESTree.Node): boolean | TSESTree.Node {
  for (let at = time; at.parent; at = at.parent) {
    const { parent } = at;
    switch (parent.type) {
      case 'BinaryExpression':
        if (/^(?:[<>]=?|-)$/.test(parent.operator)) return true;
        break;
      case 'CallExpression':
        if (judges(parent)) return true;
        // What a call makes of an object that has a time in it is no time.
        if (at.type === 'ObjectExpression') return false;
        break;
      case 'VariableDeclarator':
        return parent.init === at && parent.id;
      case 'AssignmentPattern':
      case 'AssignmentExpression':
        return parent.right === at && parent.left;
      case 'ReturnStatement':
        // What a handler answers with a time in it is not compared.
        return at.type !== 'ObjectExpression';
      case 'IfStatement':
        return true;
      default:
        if (isFunction(parent)) return parent.body === at && at.type !== 'ObjectExpression';
        if (parent.type.endsWith('Statement')) return false;
    }
  }
  return false;
}

const JUDGING = /^(?:is|diff|compare|between|within|since|until|subtract|minus)|verif|valid|check|assert|sign/i;

/** A call that by its name compares times, or is given another time, too. */
function judges(call: TSESTree.CallExpression): boolean {
  if (JUDGING.test(spelledNames(call.callee).at(-1) ?? '')) return true;
  let isGivenTime = false;
  for (const argument of call.arguments)
    visit(argument, at => {
      if (isTime(at) && !isKey(at) && !(at.type === 'Identifier' && NOW.test(at.name))) isGivenTime = true;
    });
  return isGivenTime;
}

/** `sentAt` of `{ sentAt: new Date() }`. */
function isKey(node: TSESTree.Node): boolean {
  const { parent } = node;
  return parent?.type === 'Property' && parent.key === node && !parent.shorthand && !parent.computed;
}
