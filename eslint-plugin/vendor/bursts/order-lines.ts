import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { spelledNames } from '../../program/node.ts';
import { hasWord } from '../words.ts';

/** No order has more, as a rule. */
export const LINES_OF_ORDER = 100;
const LINES = new Set(['items', 'lines', 'lineitems', 'products']);
const ORDERS = new Set(['order', 'cart', 'checkout', 'basket', 'payload', 'invoice']);

/** `order.lineItems`, whose number somebody's shopping bounds. */
export function isLinesOfOrder(list: TSESTree.MemberExpression): boolean {
  const names = spelledNames(list);
  return hasWord(names.at(-1) ?? '', LINES) && names.slice(0, -1).some(name => hasWord(name, ORDERS));
}

const LINE = new Set(['item', 'line', 'lineitem', 'product']);

/** The same for a parameter `items: OrderItem[]`. */
export function isTypedAsLines(list: TSESTree.Identifier): boolean {
  const [definition] = hasWord(list.name, LINES) ? (variableOf(list)?.defs ?? []) : [];
  const declared = definition?.type === 'Parameter' ? definition.name : undefined;
  let type = declared?.type === 'Identifier' ? declared.typeAnnotation?.typeAnnotation : undefined;
  if (type?.type === 'TSTypeOperator') type = type.typeAnnotation;
  const element = type?.type === 'TSArrayType' ? type.elementType : undefined;
  const name = element?.type === 'TSTypeReference' ? spelledNames(element.typeName).at(-1) : undefined;
  return name !== undefined && hasWord(name, ORDERS) && hasWord(name, LINE);
}
