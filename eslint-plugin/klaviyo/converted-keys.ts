import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../program/module.ts';
import { enclosingFunction, spelledNames, wrapped } from '../program/node.ts';

type Variable = TSESLint.Scope.Variable;

/** Names of functions that give or write other keys: `camelize(payload)`, `toCamelCase`, `convertKeys`. */
const CONVERTING = /camel|snake|case$|case(?:keys|deep)$|convert|rename|transform|normali[sz]e|translate/i;

/** Whether the object that a key is written in is passed to a function that, by its name, writes its keys in another case. */
export function isConverted({ parent }: TSESTree.Node): boolean {
  const holder =
    parent?.type === 'Property' ? parent.parent : parent?.type === 'MemberExpression' ? rootOf(parent) : undefined;
  return holder !== undefined && isHandedToConversion(holder, new Set());
}

function rootOf(node: TSESTree.MemberExpression): TSESTree.Node {
  let at: TSESTree.Node = node;
  while (at.type === 'MemberExpression') at = at.object;
  return at;
}

/** Follows an object outwards: to what it is part of, to the uses of a variable, to the calls of a function. */
function isHandedToConversion(node: TSESTree.Node, seen: Set<Variable>): boolean {
  const at = wrapped(node);
  const { parent } = at;
  switch (parent?.type) {
    case 'Property':
    case 'SpreadElement':
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'MemberExpression':
      return isHandedToConversion(parent, seen);
    case 'CallExpression':
      return isConversionOf(parent, at, seen);
    case 'VariableDeclarator':
      return isVariableConverted(parent.id, seen);
    case 'AssignmentExpression':
      return parent.left.type === 'Identifier' && isVariableConverted(parent.left, seen);
    case 'ReturnStatement':
      return isVariableConverted(nameOf(enclosingFunction(parent)), seen);
    case 'ArrowFunctionExpression':
      return parent.body === at && isVariableConverted(nameOf(parent), seen);
    default:
      return node.type === 'Identifier' && isVariableConverted(node, seen);
  }
}

/** As an argument, or as what a pipe of conversions begins with. */
function isConversionOf(call: TSESTree.CallExpression, value: TSESTree.Node, seen: Set<Variable>): boolean {
  if (call.callee === value) return isHandedToConversion(call, seen);
  return CONVERTING.test(spelledNames(call.callee).at(-1) ?? '');
}

function isVariableConverted(name: TSESTree.Node | undefined, seen: Set<Variable>): boolean {
  const variable = name?.type === 'Identifier' ? variableOf(name) : undefined;
  if (!variable || seen.has(variable)) return false;
  seen.add(variable);
  return variable.references.some(({ identifier, init }) => init !== true && isHandedToConversion(identifier, seen));
}

function nameOf(node: ReturnType<typeof enclosingFunction>): TSESTree.Node | undefined {
  if (!node) return undefined;
  const { parent } = wrapped(node);
  return node.id ?? (parent?.type === 'VariableDeclarator' ? parent.id : undefined);
}
