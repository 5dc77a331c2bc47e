import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, staticName, wrapped } from '../../program/node.ts';

/** What goes through a list and makes something of each element, with the parameter that is the element. */
const ELEMENT_OF = new Map([
  ['map', 0],
  ['flatMap', 0],
  ['forEach', 0],
  ['reduce', 1],
]);

/**
 * Finds where variables of the environment are read by the names in a list: `NAMES.map(name => [name, process.env[name]])`,
 * `for (const name of NAMES)`, `pick(process.env, NAMES)`.
 *
 * @param name one that stands in a list
 * @returns the reads, and the calls that get the environment together with the list
 */
export function readsByList(name: TSESTree.Node): TSESTree.Node[] {
  const list = name.parent;
  if (list?.type !== 'ArrayExpression') return [];
  return usesOf(list).flatMap(use => {
    const { parent } = use;
    if (parent?.type === 'ForOfStatement' && parent.right === use)
      return parent.left.type === 'VariableDeclaration' ? readsBy(parent.left.declarations[0]?.id) : [];
    if (parent?.type === 'MemberExpression' && parent.object === use) return readsOfEach(parent);
    if (parent?.type !== 'CallExpression' || parent.callee === use) return [];
    return parent.arguments.some(argument => isEnvironment(argument)) ? [parent] : [];
  });
}

/** The list itself, or where the constant is read that it is. */
function usesOf(list: TSESTree.ArrayExpression): TSESTree.Node[] {
  let at: TSESTree.Node = wrapped(list);
  const { parent } = at;
  if (parent?.type === 'CallExpression' && spelledNames(parent.callee).join('.') === 'Object.freeze')
    at = wrapped(parent);
  const declarator = at.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return [at];
  return (variableOf(declarator.id)?.references ?? []).flatMap(({ identifier, init }) =>
    init === true ? [] : [identifier as TSESTree.Node],
  );
}

function readsOfEach(member: TSESTree.MemberExpression): TSESTree.Node[] {
  const index = ELEMENT_OF.get(staticName(member) ?? '');
  const call = member.parent;
  if (index === undefined || call.type !== 'CallExpression' || call.callee !== member) return [];
  const [callback] = call.arguments;
  return callback && isFunction(callback) ? readsBy(callback.params[index]) : [];
}

/** The reads of the environment whose name is a variable's value. */
function readsBy(element: TSESTree.Node | undefined): TSESTree.Node[] {
  if (element?.type !== 'Identifier') return [];
  return (variableOf(element)?.references ?? []).flatMap(({ identifier }) => {
    const { parent } = identifier as TSESTree.Node;
    const isName = parent?.type === 'MemberExpression' && parent.computed && parent.property === identifier;
    return isName && isEnvironment(parent.object) ? [parent] : [];
  });
}

function isEnvironment(node: TSESTree.Node): boolean {
  return /^(?:process|Bun|import\.meta)?\.?env$/i.test(spelledNames(node).join('.'));
}
