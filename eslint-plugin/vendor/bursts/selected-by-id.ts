import type { TSESTree } from '@typescript-eslint/utils';
import { spelledNames, staticName, unwrap } from '../../program/node.ts';

const OWN_ID = /^_?id$/;

/**
 * The list whose elements are the ids that a query asks for, so that it gives no more rows than that: `find({ where: { id: In(ids) } })`
 * of TypeORM, `findMany({ where: { id: { in: ids } } })` of Prisma, `.where(inArray(users.id, ids))` of Drizzle. Undefined where the
 * query may ask for others, too.
 */
export function idsSelectedBy(query: TSESTree.CallExpression): TSESTree.Node | undefined {
  const options = query.arguments.flatMap(argument =>
    argument.type === 'ObjectExpression' ? argument.properties : [],
  );
  const where = options.find(option => option.type === 'Property' && staticName(option) === 'where');
  return where?.type === 'Property' ? idsInObject(where.value) : idsInChain(query);
}

function idsInChain(query: TSESTree.CallExpression): TSESTree.Node | undefined {
  const ids = idsInCall(query);
  const before = query.callee.type === 'MemberExpression' ? unwrap(query.callee.object) : undefined;
  return ids ?? (before?.type === 'CallExpression' ? idsInChain(before) : undefined);
}

/** `.where(inArray(users.id, ids))`. */
function idsInCall({ callee, arguments: [condition] }: TSESTree.CallExpression): TSESTree.Node | undefined {
  const isWhere = callee.type === 'MemberExpression' && staticName(callee) === 'where';
  if (!isWhere || condition?.type !== 'CallExpression') return undefined;
  const [column, ids] = condition.arguments;
  const isOwnId = column?.type === 'MemberExpression' && OWN_ID.test(staticName(column) ?? '');
  return isOwnId && spelledNames(condition.callee).join('.') === 'inArray' ? ids : undefined;
}

function idsInObject(where: TSESTree.Node): TSESTree.Node | undefined {
  if (where.type !== 'ObjectExpression') return undefined;
  if (where.properties.some(property => property.type === 'Property' && staticName(property) === 'OR'))
    return undefined;
  const id = where.properties.find(property => property.type === 'Property' && OWN_ID.test(staticName(property) ?? ''));
  return id?.type === 'Property' ? idsIn(unwrap(id.value)) : undefined;
}

/** `In(ids)`, `{ in: ids }`. */
function idsIn(condition: TSESTree.Node): TSESTree.Node | undefined {
  if (condition.type === 'CallExpression')
    return spelledNames(condition.callee).join('.') === 'In' ? condition.arguments[0] : undefined;
  const [only, ...others] = condition.type === 'ObjectExpression' ? condition.properties : [];
  const isIn = only?.type === 'Property' && staticName(only) === 'in' && others.length === 0;
  return isIn ? only.value : undefined;
}
