import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from './module.ts';
import { staticName, unwrap } from './node.ts';

/** Returns whether a text is an argument of what a package exports, or a part of one, also through a constant that nothing else gets. */
export function isGivenTo(text: TSESTree.Node, packageName: string): boolean {
  return isArgument(text, callee => isOfPackage(callee, packageName));
}

/** What only makes a browser connect early: `<link rel="preconnect">`, as markup or as an object, and functions of `react-dom`. */
export function isConnectionHint(text: TSESTree.Node): boolean {
  const { parent } = text;
  if (parent?.type === 'JSXAttribute') return parent.parent.attributes.some(each => isHint(each));
  if (parent?.type === 'Property' && parent.parent.type === 'ObjectExpression')
    return staticName(parent) === 'href' && parent.parent.properties.some(each => isHint(each));
  return isArgument(
    text,
    callee => /^(?:preconnect|prefetchDNS)$/.test(nameOf(callee)) && isOfPackage(callee, 'react-dom'),
  );
}

const HINT = /^(?:preconnect|dns-prefetch)(?:\s+(?:preconnect|dns-prefetch))*$/;

function isHint(attribute: TSESTree.Node): boolean {
  if (attribute.type === 'JSXAttribute')
    return attribute.name.name === 'rel' && attribute.value?.type === 'Literal' && isHintText(attribute.value);
  return attribute.type === 'Property' && staticName(attribute) === 'rel' && isHintText(attribute.value);
}

function isHintText(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'string' && HINT.test(node.value.trim());
}

function isArgument(node: TSESTree.Node, isWanted: (callee: TSESTree.Node) => boolean): boolean {
  let at = node;
  while (at.parent !== undefined && isPartOf(at, at.parent)) at = at.parent;
  const { parent } = at;
  if ((parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee !== at)
    return isWanted(parent.callee);
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false;
  const isExported = parent.parent.parent.type === 'ExportNamedDeclaration';
  const uses = variableOf(parent.id)?.references.filter(({ init }) => init !== true) ?? [];
  return (
    parent.parent.kind === 'const' &&
    !isExported &&
    uses.length > 0 &&
    uses.every(({ identifier }) => isArgument(identifier as TSESTree.Node, isWanted))
  );
}

/** Whether a value is all, or a part, of what surrounds it. */
function isPartOf(node: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'ArrayExpression':
    case 'LogicalExpression':
    case 'ObjectExpression':
    case 'SpreadElement':
    case 'TemplateLiteral':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return true;
    case 'Property':
      return parent.value === node;
    case 'ConditionalExpression':
      return parent.test !== node;
    default:
      return false;
  }
}

function nameOf(callee: TSESTree.Node): string {
  const node = unwrap(callee);
  if (node.type === 'MemberExpression') return staticName(node) ?? '';
  return node.type === 'Identifier' ? node.name : '';
}

function isOfPackage(callee: TSESTree.Node, packageName: string): boolean {
  let root = unwrap(callee);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  const definition = root.type === 'Identifier' ? variableOf(root)?.defs[0] : undefined;
  const source = definition && specifierOf(definition.parent ?? definition.node);
  return source === packageName || (source?.startsWith(`${packageName}/`) ?? false);
}

/** @param node that declares a name */
function specifierOf(node: unknown): string | undefined {
  const declaration = node as TSESTree.Node;
  if (declaration.type === 'ImportDeclaration') return declaration.source.value;
  const [first] = declaration.type === 'VariableDeclaration' ? declaration.declarations : [];
  const loaded = first?.init ? unwrap(first.init) : undefined;
  if (loaded?.type !== 'ImportExpression' || loaded.source.type !== 'Literal') return undefined;
  return typeof loaded.source.value === 'string' ? loaded.source.value : undefined;
}
