import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from './evaluate.ts';
import { type Module, moduleOf, variableOf } from './module.ts';
import { staticName, unwrap, wrapped } from './node.ts';
import { type FunctionNode, optionsOf } from './value.ts';
import { visit } from './visit.ts';

/** The name under which a function is a member of an object literal, of a class, or of what it is assigned to; undefined for any other. */
export function methodName(owner: FunctionNode): string | undefined {
  const at = wrapped(owner);
  const { parent } = at;
  switch (parent?.type) {
    case 'Property':
      return parent.value === at && parent.parent.type === 'ObjectExpression' && parent.kind === 'init' ? staticName(parent) : undefined;
    case 'MethodDefinition':
      return parent.kind === 'method' ? staticName(parent) : undefined;
    case 'PropertyDefinition':
      return staticName(parent);
    case 'AssignmentExpression':
      return parent.right === at && parent.left.type === 'MemberExpression' ? staticName(parent.left) : undefined;
    default:
      return undefined;
  }
}

/** The calls of a method in a module, wherever the object that it is read off can be known. */
export function callsOfMethod(owner: FunctionNode, name: string, module: Module): TSESTree.CallExpression[] {
  const calls = callsByMember(module);
  return [...(calls.get(name) ?? []), ...(calls.get(ANY_NAME) ?? [])].filter(({ callee }) => optionsOf(evaluate(callee, module.frame)).some(option => option.kind === 'function' && isSame(option.node, owner)));
}

/** Other files parse the one that a function stands in anew. */
export function isSame(one: TSESTree.Node, other: TSESTree.Node): boolean {
  return one === other || (one.range[0] === other.range[0] && one.type === other.type && moduleOf(one)?.fileName === moduleOf(other)?.fileName);
}

/** No member has an empty name in code that anybody writes. */
const ANY_NAME = '';
const byMember = new WeakMap<Module, Map<string, TSESTree.CallExpression[]>>();

/** The calls of members by the name of the member; those with a key that is not written down have none. */
function callsByMember(module: Module): ReadonlyMap<string, TSESTree.CallExpression[]> {
  const known = byMember.get(module);
  if (known) return known;
  const calls = new Map<string, TSESTree.CallExpression[]>();
  visit(module.ast, node => {
    const name = node.type === 'CallExpression' ? nameOfCalled(unwrap(node.callee)) : undefined;
    if (node.type === 'CallExpression' && name !== undefined) calls.set(name, [...(calls.get(name) ?? []), node]);
  });
  byMember.set(module, calls);
  return calls;
}

/** `object.name(…)`, or `name(…)` for what was taken out of an object before. */
function nameOfCalled(callee: TSESTree.Node): string | undefined {
  if (callee.type === 'MemberExpression') return nameOfMember(callee);
  const definition = callee.type === 'Identifier' ? variableOf(callee)?.defs[0] : undefined;
  if (definition?.type !== 'Variable') return undefined;
  const { init } = definition.node;
  const { parent } = definition.name;
  if (parent.type === 'Property') return staticName(parent);
  const value = init && unwrap(init);
  return value?.type === 'MemberExpression' && definition.node.id === definition.name ? nameOfMember(value) : undefined;
}

function nameOfMember(node: TSESTree.MemberExpression): string | undefined {
  return staticName(node) ?? (node.computed ? ANY_NAME : undefined);
}
