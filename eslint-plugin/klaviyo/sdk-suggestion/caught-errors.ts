import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, staticName } from '../../program/node.ts';
import { usesOf, withoutTypes } from './names.ts';

/** Whether the code around a call asks more of its error than what is shown to a person. */
export function looksAtError(call: TSESTree.CallExpression): boolean {
  return parametersAround(call).some(parameter => {
    const variable = parameter.type === 'Identifier' ? variableOf(parameter) : undefined;
    return variable ? usesOf(variable).some(use => !isOnlyShown(use)) : true;
  });
}

/** The parameters of the handlers that get the error. */
function parametersAround(call: TSESTree.Node): TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  for (let at = call; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'TryStatement' && parent.block === at && parent.handler?.param)
      found.push(parent.handler.param);
    if (parent.type === 'MemberExpression' && staticName(parent) === 'catch' && parent.parent.type === 'CallExpression')
      found.push(...handlerParameters(parent.parent));
  }
  return found;
}

function handlerParameters({ arguments: [handler] }: TSESTree.CallExpression): TSESTree.Node[] {
  if (isFunction(handler)) return handler.params.slice(0, 1);
  return handler && SHOWING.test(spelledNames(handler).join('.')) ? [] : [handler].flatMap(each => each ?? []);
}

const SHOWING = /^(?:String|next|reject|JSON\.stringify)$|\bconsole\b|log|error$|capture|sentry|toast|alert/i;
const SHOWN = new Set(['message', 'stack', 'name', 'toString']);

/** `console.error(error)`, `String(error)`, `throw error`, `error instanceof Error ? error.message : 'unknown'` */
function isOnlyShown(use: TSESTree.Node): boolean {
  let at = use;
  while (at.parent && withoutTypes(at.parent) === use) at = at.parent;
  const { parent } = at;
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === at && SHOWN.has(staticName(parent) ?? '') && !isTested(parent);
    case 'BinaryExpression':
      return parent.operator === 'instanceof' && spelledNames(parent.right).join() === 'Error';
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== at && SHOWING.test(spelledNames(parent.callee).join('.'));
    default:
      return !isTested(at);
  }
}

/** What is done depends on it. */
function isTested(node: TSESTree.Node, seen = new Set<TSESTree.Node>()): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'IfStatement' || parent.type === 'SwitchStatement' || parent.type === 'ConditionalExpression')
      return 'test' in parent ? parent.test === at : parent.discriminant === at;
    if (parent.type === 'VariableDeclarator') return holdsTested(parent, seen);
    if (/Statement$/.test(parent.type) || isFunction(parent)) return false;
    if (
      parent.type === 'CallExpression' &&
      parent.callee === at &&
      !/^(?:slice|substring|trim|toString)$/.test(nameOf(at))
    )
      return true;
  }
  return false;
}

function nameOf(node: TSESTree.Node): string {
  return (node.type === 'MemberExpression' ? staticName(node) : undefined) ?? '';
}

/** `const message = error.message`, of which a test asks. */
function holdsTested(declarator: TSESTree.VariableDeclarator, seen: Set<TSESTree.Node>): boolean {
  const { id } = declarator;
  if (seen.has(declarator)) return false;
  const variable = id.type === 'Identifier' ? variableOf(id) : undefined;
  return variable ? usesOf(variable).some(use => isTested(use, seen.add(declarator))) : true;
}
