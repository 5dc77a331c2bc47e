import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import { type Module, variableOf } from '../../program/module.ts';
import { enclosingFunction, staticName } from '../../program/node.ts';
import { constantString } from '../../values/value.ts';
import { constantOf, withoutTypes } from './names.ts';

/** A part of an address: known text, or an expression whose value stands there. */
export type Piece = { text: string; node?: undefined } | { text?: undefined; node: TSESTree.Expression };

/** The pieces of an address or of a part of one, in their order. What is encoded for the address is given as it was before. */
export function piecesAt(node: TSESTree.Node, module: Module): Piece[] {
  const at = withoutTypes(node);
  const known = constantString(evaluate(at, module.frame));
  if (known !== undefined && !isWrittenAgain(at)) return known === '' ? [] : [{ text: known }];
  switch (at.type) {
    case 'TemplateLiteral':
      return at.quasis.flatMap((quasi, index) => {
        const expression = at.expressions[index];
        const text = quasi.value.cooked ?? '';
        return [...(text === '' ? [] : [{ text }]), ...(expression ? piecesAt(expression, module) : [])];
      });
    case 'BinaryExpression':
      return at.operator === '+' ? [...piecesAt(at.left, module), ...piecesAt(at.right, module)] : [pieceOf(at)];
    case 'CallExpression':
      return piecesOfCall(at, module);
    case 'Identifier':
      return piecesOfConstant(at, module);
    default:
      return [pieceOf(at)];
  }
}

/** A variable that gets another value, such as the address of the next page. */
function isWrittenAgain(node: TSESTree.Node): boolean {
  const variable = node.type === 'Identifier' ? variableOf(node) : undefined;
  return variable?.references.some(reference => reference.isWrite() && reference.init !== true) ?? false;
}

function pieceOf(node: TSESTree.Node): Piece {
  return { node: node as TSESTree.Expression };
}

function piecesOfCall(call: TSESTree.CallExpression, module: Module): Piece[] {
  const [argument] = call.arguments;
  const isEncoding = call.callee.type === 'Identifier' && call.callee.name === 'encodeURIComponent';
  return isEncoding && argument ? piecesAt(argument, module) : [pieceOf(call)];
}

/** The pieces of an address that is put together in the same function; anything else is named by the constant. */
function piecesOfConstant(node: TSESTree.Identifier, module: Module): Piece[] {
  const constant = constantOf(node);
  const init = constant && withoutTypes(constant.declarator.init);
  const isPutTogether =
    init?.type === 'TemplateLiteral' ||
    (init?.type === 'BinaryExpression' && init.operator === '+') ||
    (init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'encodeURIComponent');
  if (!constant || !isPutTogether || enclosingFunction(init) !== enclosingFunction(node)) return [pieceOf(node)];
  return piecesAt(init, module);
}

/** The object behind `url.toString()`, `url.href` and `String(url)`. */
export function objectAsText(node: TSESTree.Node): TSESTree.Node {
  const at = withoutTypes(node);
  const member = at.type === 'CallExpression' ? withoutTypes(at.callee) : at;
  if (member.type === 'MemberExpression' && ['toString', 'href'].includes(staticName(member) ?? ''))
    return member.object;
  if (at.type === 'CallExpression' && at.callee.type === 'Identifier' && at.callee.name === 'String')
    return at.arguments[0] ?? at;
  return at;
}
