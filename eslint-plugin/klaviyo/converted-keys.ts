import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../program/module.ts';
import { destinationOf } from '../program/destination.ts';
import { type enclosingFunction, spelledNames, wrapped } from '../program/node.ts';

/** Names of functions that give or write other keys: `camelize(payload)`, `toCamelCase`, `convertKeys`. */
const CONVERTING = /camel|snake|case$|case(?:keys|deep)$|convert|rename|transform|normali[sz]e|translate/i;

/** Whether the object that a key is written in is passed to a function that, by its name, writes its keys in another case. */
export function isConverted({ parent }: TSESTree.Node): boolean {
  const holder =
    parent?.type === 'Property' ? parent.parent : parent?.type === 'MemberExpression' ? rootOf(parent) : undefined;
  return holder !== undefined && reachesConversion(holder);
}

function rootOf(node: TSESTree.MemberExpression): TSESTree.Node {
  let at: TSESTree.Node = node;
  while (at.type === 'MemberExpression') at = at.object;
  return at;
}

/** Follows an object outwards: to what it is part of, to the uses of a variable, to the calls of a function. */
function reachesConversion(holder: TSESTree.Node): boolean {
  const nodes = new Set([holder]);
  for (const node of nodes) {
    const destination = destinationOf(node);
    switch (destination?.kind) {
      case 'part':
      case 'object':
      case 'callee':
        nodes.add(destination.of);
        break;
      case 'argument':
        if (CONVERTING.test(spelledNames(destination.of.callee).at(-1) ?? '')) return true;
        break;
      default:
        for (const use of usesOf(nameAt(node, destination))) nodes.add(use);
    }
  }
  return false;
}

/** The name that a value gets. */
function nameAt(node: TSESTree.Node, destination: ReturnType<typeof destinationOf>): TSESTree.Node | undefined {
  switch (destination?.kind) {
    case 'assigned':
      return destination.to;
    case 'returned':
      return nameOf(destination.by);
    default:
      return node;
  }
}

function usesOf(name: TSESTree.Node | undefined): TSESTree.Node[] {
  const references = name?.type === 'Identifier' ? (variableOf(name)?.references ?? []) : [];
  return references.flatMap(({ identifier, init }) => (init === true ? [] : identifier));
}

function nameOf(node: ReturnType<typeof enclosingFunction>): TSESTree.Node | undefined {
  if (!node) return undefined;
  const { parent } = wrapped(node);
  return node.id ?? (parent?.type === 'VariableDeclarator' ? parent.id : undefined);
}
