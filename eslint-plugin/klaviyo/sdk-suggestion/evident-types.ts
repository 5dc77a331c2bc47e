import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { classAround, enclosingFunction, staticName } from '../../program/node.ts';
import { constantOf, withoutTypes } from './names.ts';

const TEXT_METHODS = new Set([
  'toString',
  'trim',
  'toLowerCase',
  'toUpperCase',
  'slice',
  'replace',
  'replaceAll',
  'join',
]);

/** Whether an expression is text for everybody who reads it, the type checker included. */
export function isEvidentText(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string';
    case 'TemplateLiteral':
      return true;
    case 'TSAsExpression':
      return node.typeAnnotation.type === 'TSStringKeyword';
    case 'BinaryExpression':
      return node.operator === '+' && [node.left, node.right].some(isEvidentText);
    case 'LogicalExpression':
      return node.operator !== '&&' && isEvidentText(node.right);
    case 'ConditionalExpression':
      return isEvidentText(node.consequent) && isEvidentText(node.alternate);
    case 'CallExpression':
      return isTextCall(node);
    case 'Identifier':
      return isTextVariable(node);
    case 'MemberExpression':
      return isTextField(node);
    default:
      return false;
  }
}

function isTextCall({ callee }: TSESTree.CallExpression): boolean {
  if (callee.type === 'Identifier') return callee.name === 'String' || callee.name === 'encodeURIComponent';
  return callee.type === 'MemberExpression' && !callee.optional && TEXT_METHODS.has(staticName(callee) ?? '');
}

function isTextVariable(node: TSESTree.Identifier): boolean {
  const constant = constantOf(node);
  if (constant) {
    const { id, init } = constant.declarator;
    return id.typeAnnotation ? id.typeAnnotation.typeAnnotation.type === 'TSStringKeyword' : isEvidentText(init);
  }
  const [definition] = variableOf(node)?.defs ?? [];
  const name = definition?.name;
  return (
    definition?.type === 'Parameter' &&
    name?.type === 'Identifier' &&
    !name.optional &&
    name.typeAnnotation?.typeAnnotation.type === 'TSStringKeyword'
  );
}

/** `this.key`, which the class declares as text. */
function isTextField(node: TSESTree.MemberExpression): boolean {
  const members = node.object.type === 'ThisExpression' ? (classAround(node)?.body ?? []) : [];
  const declared = members.flatMap((member): (TSESTree.TSTypeAnnotation | undefined)[] => {
    if (member.type === 'PropertyDefinition')
      return staticName(member) === staticName(node) && !member.optional ? [member.typeAnnotation] : [];
    const parameters = member.type === 'MethodDefinition' && member.kind === 'constructor' ? member.value.params : [];
    return parameters.flatMap(parameter => {
      const name = parameter.type === 'TSParameterProperty' ? parameter.parameter : undefined;
      return name?.type === 'Identifier' && name.name === staticName(node) && !name.optional
        ? [name.typeAnnotation]
        : [];
    });
  });
  return declared.some(annotation => annotation?.typeAnnotation.type === 'TSStringKeyword');
}

/** Whether the function left before, where the expression holds nothing: `if (!key) return`. */
export function isGuarded(node: TSESTree.Node, use: TSESTree.Node, source: string): boolean {
  const start = enclosingFunction(use)?.range[0] ?? 0;
  const before = source.slice(start, use.range[0]);
  const text = source.slice(...withoutTypes(node).range);
  const at = before.search(new RegExp(`if \\(!${text.replaceAll(/[^\w]/g, '\\$&')}(?: \\|\\||\\))`));
  return at >= 0 && /\b(?:return|throw|continue)\b/.test(before.slice(at));
}
