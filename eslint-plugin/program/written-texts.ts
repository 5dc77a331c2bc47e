import type { TSESTree } from '@typescript-eslint/utils';
import { isConnectionHint, isGivenTo } from './harmless-arguments.ts';
import { isInHarmlessList } from './harmless-lists.ts';
import { joinedText } from './joined-texts.ts';
import { visit } from './visit.ts';

/** Methods that compare a text with another one, or take it away, and send neither. */
const COMPARING = /^(?:includes|startsWith|endsWith|indexOf|lastIndexOf|match|test|exec|has|replace|replaceAll|split)$/;
const SHOWING = /^(?:placeholder|title|alt|label|description|aria-[a-z]+)$/;

/**
 * Finds the constant texts of a program, and lists that are joined to one, that may be used as values: not those of types, not those that something is only compared with, and
 * not those that are only shown or logged, in lists that only allow something, or in hints to connect early.
 *
 * @param sourceCode of a file that rules have run over
 * @param isWanted tells of a text, without its quotes and escapes, whether it is of interest
 * @param harmlessPackage what is given to its exports is of no interest
 */
export function writtenTexts(
  { ast }: { ast: object },
  isWanted: (text: string) => boolean,
  harmlessPackage?: string,
): TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  visit(ast as TSESTree.Program, (node, parent) => {
    const joined = node.type === 'CallExpression' ? joinedText(node) : undefined;
    const text = textOf(node);
    const isOfInterest =
      joined?.texts.some(each => isWanted(`//${each}`)) ??
      (text !== undefined && (isWanted(text) || isWanted(behindHost(node, parent) + text)));
    if (
      isOfInterest &&
      mayBeUsed(node, parent) &&
      !isInHarmlessList(node) &&
      !isConnectionHint(node) &&
      !(harmlessPackage !== undefined && isGivenTo(node, harmlessPackage))
    )
      found.push(joined?.first ?? node);
  });
  return found;
}

function textOf(node: TSESTree.Node): string | undefined {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : undefined;
  return node.type === 'TemplateElement' ? (node.value.cooked ?? undefined) : undefined;
}

/** What stands for the value before a part of a template, where that begins a host. */
function behindHost(node: TSESTree.Node, parent: TSESTree.Node | undefined): string {
  if (node.type !== 'TemplateElement' || parent?.type !== 'TemplateLiteral') return '';
  const before = parent.quasis[parent.quasis.indexOf(node) - 1];
  return before?.value.cooked?.endsWith('//') === true ? '//${}' : '';
}

function mayBeUsed(node: TSESTree.Node, parent: TSESTree.Node | undefined): boolean {
  switch (parent?.type) {
    case 'BinaryExpression':
      return !/^[!=]==?$/.test(parent.operator);
    case 'SwitchCase':
    case 'TSLiteralType':
      return false;
    case 'JSXAttribute':
      return parent.name.type !== 'JSXIdentifier' || !SHOWING.test(parent.name.name);
    case 'CallExpression':
      return parent.callee.type !== 'MemberExpression' || !isHarmless(parent.callee);
    default:
      return true;
  }
}

function isHarmless({ object, property }: TSESTree.MemberExpression): boolean {
  if (object.type === 'Identifier' && object.name === 'console') return true;
  return property.type === 'Identifier' && COMPARING.test(property.name);
}
