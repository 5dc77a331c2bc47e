import type { TSESTree } from '@typescript-eslint/utils';
import type { Analysis } from '../klaviyo/analyze.ts';
import { staticName } from '../program/node.ts';
import { alternativesOf } from '../values/value.ts';

const SDK = 'klaviyo-api';

/** A name that a file takes out of the SDK, and the node that spells it. */
export interface ImportedName {
  name: string;
  node: TSESTree.Node;
}

/** The name that a node takes out of the SDK: by import, re-export, destructuring, member access or type. */
export function importedName(node: TSESTree.Node, analysis: Analysis): ImportedName | undefined {
  switch (node.type) {
    case 'ImportSpecifier':
      return isSdk(node.parent) ? { name: spelled(node.imported), node: node.imported } : undefined;
    case 'ExportSpecifier':
      return isSdk(node.parent) ? { name: spelled(node.local), node: node.local } : undefined;
    case 'Property':
      return destructured(node, analysis);
    case 'MemberExpression':
      return named(staticName(node), node.property, isWhole(node.object, analysis));
    case 'TSQualifiedName':
      return named(node.right.name, node.right, node.left.type === 'Identifier' && isWhole(node.left, analysis));
    case 'TSImportType':
      return node.qualifier?.type === 'Identifier'
        ? named(node.qualifier.name, node.qualifier, node.source.value === SDK)
        : undefined;
    default:
      return undefined;
  }
}

function isSdk({ source }: { source?: TSESTree.StringLiteral | null }): boolean {
  return source?.value === SDK;
}

function spelled(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}

function destructured(node: TSESTree.Property, analysis: Analysis): ImportedName | undefined {
  const declarator = node.parent.type === 'ObjectPattern' ? node.parent.parent : undefined;
  const isTaken =
    declarator?.type === 'VariableDeclarator' && declarator.init !== null && isWhole(declarator.init, analysis);
  return named(staticName(node), node.key, isTaken);
}

function named(name: string | undefined, node: TSESTree.Node, isTaken: boolean): ImportedName | undefined {
  return isTaken && name !== undefined ? { name, node } : undefined;
}

/** Whether an expression is all that the SDK exports. */
function isWhole(node: TSESTree.Node, analysis: Analysis): boolean {
  return alternativesOf(analysis.valueOf(node)).some(
    value => value.kind === 'external' && value.module === SDK && value.path.length === 0,
  );
}
