import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../program/module.ts';
import { destinationOf } from '../program/destination.ts';
import { type enclosingFunction, spelledNames, wrapped } from '../program/node.ts';

type Variable = TSESLint.Scope.Variable;

/** Names of functions that give or write other keys: `camelize(payload)`, `toCamelCase`, `convertKeys`. */
const CONVERTING = /camel|snake|case$|case(?:keys|deep)$|convert|rename|transform|normali[sz]e|translate/i;

/** Whether the object that a key is written in is passed to a function that, by its name, writes its keys in another case. */
export function isConverted({ parent }: TSESTree.Node): boolean {
  const holder =
    parent?.type === 'Property' ? parent.parent : parent?.type === 'MemberExpression' ? rootOf(parent) : undefined;
  return holder !== undefined && reachesConversion(holder, new Set());
}

function rootOf(node: TSESTree.MemberExpression): TSESTree.Node {
  let at: TSESTree.Node = node;
  while (at.type === 'MemberExpression') at = at.object;
  return at;
}

/** Follows an object outwards: to what it is part of, to the uses of a variable, to the calls of a function. */
function reachesConversion(node: TSESTree.Node, seen: Set<Variable>): boolean {
  const destination = destinationOf(node);
  switch (destination?.kind) {
    case 'part':
    case 'object':
    case 'callee':
      return reachesConversion(destination.of, seen);
    case 'argument':
      return CONVERTING.test(spelledNames(destination.of.callee).at(-1) ?? '');
    case 'assigned':
      return isVariableConverted(destination.to, seen);
    case 'returned':
      return isVariableConverted(nameOf(destination.by), seen);
    default:
      return node.type === 'Identifier' && isVariableConverted(node, seen);
  }
}

function isVariableConverted(name: TSESTree.Node | undefined, seen: Set<Variable>): boolean {
  const variable = name?.type === 'Identifier' ? variableOf(name) : undefined;
  if (!variable || seen.has(variable)) return false;
  seen.add(variable);
  return variable.references.some(({ identifier, init }) => init !== true && reachesConversion(identifier, seen));
}

function nameOf(node: ReturnType<typeof enclosingFunction>): TSESTree.Node | undefined {
  if (!node) return undefined;
  const { parent } = wrapped(node);
  return node.id ?? (parent?.type === 'VariableDeclarator' ? parent.id : undefined);
}
