import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from './module.ts';
import { staticName, wrapped } from './node.ts';

/** Methods that compare a text with another one, or take it away, and send neither. */
const COMPARING =
  /^(?:includes|startsWith|endsWith|indexOf|lastIndexOf|match|test|exec|has|replace|replaceAll|split|(?:deep|strict|not)?equals?|toBe|toEqual|toStrictEqual|toContain)$/i;

/** Returns whether a text, or what begins with it, is only compared, measured or logged, also through a constant that nothing else gets. */
export function isOnlyCompared(text: TSESTree.Node): boolean {
  let at = text;
  while (at.parent !== undefined && isPartOf(at.parent)) at = at.parent;
  at = wrapped(at);
  const { parent } = at;
  switch (parent?.type) {
    case 'BinaryExpression':
    case 'SwitchCase':
      return true;
    case 'MemberExpression':
      return parent.object === at && staticName(parent) === 'length';
    case 'CallExpression':
      return parent.callee !== at && parent.callee.type === 'MemberExpression' && isHarmless(parent.callee);
    case 'VariableDeclarator':
      return isOnlyComparedName(parent);
    default:
      return false;
  }
}

function isPartOf(parent: TSESTree.Node): boolean {
  return parent.type === 'TemplateLiteral' || (parent.type === 'BinaryExpression' && parent.operator === '+');
}

function isHarmless({ object, property }: TSESTree.MemberExpression): boolean {
  if (object.type === 'Identifier' && /^(?:console|logger|log)$/.test(object.name)) return true;
  return property.type === 'Identifier' && COMPARING.test(property.name);
}

function isOnlyComparedName({ id, parent }: TSESTree.VariableDeclarator): boolean {
  if (id.type !== 'Identifier' || parent.kind !== 'const' || parent.parent.type === 'ExportNamedDeclaration')
    return false;
  const uses = variableOf(id)?.references.filter(({ init }) => init !== true) ?? [];
  return uses.length > 0 && uses.every(({ identifier }) => isOnlyCompared(identifier as TSESTree.Node));
}
