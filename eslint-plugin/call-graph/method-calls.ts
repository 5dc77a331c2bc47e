import type { TSESTree } from '@typescript-eslint/utils';
import { moduleOf } from '../program/module.ts';
import { isFunction, positionalParameters, staticName, unwrap } from '../program/node.ts';
import { visit } from '../program/visit.ts';
import type { FunctionNode } from '../values/value.ts';
import { calledFunctions } from './effects.ts';

const methodCalls = new WeakMap<TSESTree.Program, ReadonlyMap<string, TSESTree.CallExpression[]>>();

/** The calls of methods in a file, by their names. */
export function methodCallsIn(ast: TSESTree.Program): ReadonlyMap<string, TSESTree.CallExpression[]> {
  const known = methodCalls.get(ast);
  if (known) return known;
  const found = new Map<string, TSESTree.CallExpression[]>();
  visit(ast, at => {
    const callee = at.type === 'CallExpression' ? unwrap(at.callee) : undefined;
    const name = callee?.type === 'MemberExpression' ? staticName(callee) : undefined;
    if (at.type !== 'CallExpression' || name === undefined) return;
    const before = found.get(name);
    if (before) before.push(at);
    else found.set(name, [at]);
  });
  methodCalls.set(ast, found);
  return found;
}

/**
 * What callers pass for a parameter of a method, or of a function that they call as a member of its module, in its file and in others
 * that can be seen; for those that pass nothing, its default.
 *
 * @param parameter of a function
 * @returns nothing where a call by the name may be one of it and its object is not known
 */
export function argumentsOfMethod(parameter: TSESTree.Node): TSESTree.Expression[] {
  const owner = parameter.parent;
  const module = moduleOf(parameter);
  if (!isFunction(owner) || !module) return [];
  const name = owner.parent.type === 'MethodDefinition' ? staticName(owner.parent) : owner.id?.name;
  const index = positionalParameters(owner).indexOf(parameter as TSESTree.Parameter);
  const usual = parameter.type === 'AssignmentPattern' ? parameter.right : undefined;
  const calls =
    name === undefined ? [] : [module, ...module.others()].flatMap(({ ast }) => methodCallsIn(ast).get(name) ?? []);
  const meant = calls.map(call => ({ call, called: functionsCalledBy(call) }));
  if (meant.some(({ called }) => called.length === 0)) return [];
  return meant.flatMap(({ call, called }) => {
    const argument = called.some(node => isSameFunction(node, owner)) ? (call.arguments[index] ?? usual) : undefined;
    return argument && argument.type !== 'SpreadElement' ? [argument] : [];
  });
}

function functionsCalledBy(call: TSESTree.CallExpression): FunctionNode[] {
  const frame = moduleOf(call)?.frame;
  return frame ? calledFunctions(call, frame).map(({ callee }) => callee.node) : [];
}

/** Whether two nodes are one function: another module may have parsed its file anew. */
export function isSameFunction(one: FunctionNode, other: FunctionNode): boolean {
  return one.range[0] === other.range[0] && moduleOf(one)?.fileName === moduleOf(other)?.fileName;
}
