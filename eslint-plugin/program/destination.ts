import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, isFunction, wrapped } from './node.ts';

/** Where the value of an expression goes next. */
export type Destination =
  /** It becomes a part, or an alternative, of a larger expression. */
  | { kind: 'part'; of: TSESTree.Node }
  | { kind: 'argument'; of: TSESTree.CallExpression; argument: TSESTree.Node }
  | { kind: 'callee'; of: TSESTree.CallExpression }
  | { kind: 'object'; of: TSESTree.MemberExpression }
  | { kind: 'assigned'; to: TSESTree.Node; operator: string }
  | { kind: 'returned'; by: ReturnType<typeof enclosingFunction> };

/** Where the value of an expression goes next; undefined where it goes nowhere that can be seen. */
export function destinationOf(node: TSESTree.Node): Destination | undefined {
  const at = wrapped(node);
  const { parent } = at;
  switch (parent?.type) {
    case 'Property':
    case 'SpreadElement':
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return { kind: 'part', of: parent };
    case 'MemberExpression':
      return { kind: 'object', of: parent };
    case 'CallExpression':
      return parent.callee === at ? { kind: 'callee', of: parent } : { kind: 'argument', of: parent, argument: at };
    case 'VariableDeclarator':
      return { kind: 'assigned', to: parent.id, operator: '=' };
    case 'AssignmentExpression':
      return { kind: 'assigned', to: parent.left, operator: parent.operator };
    case 'ReturnStatement':
      return { kind: 'returned', by: enclosingFunction(parent) };
    case 'ArrowFunctionExpression':
      return parent.body === at && isFunction(parent) ? { kind: 'returned', by: parent } : undefined;
    default:
      return undefined;
  }
}
