import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { evaluate } from './evaluate.ts';
import { type Frame, frameAround } from './frame.ts';
import { variableOf } from './module.ts';
import { isFunction, wrapped } from './node.ts';
import { optionsOf, unite, UNKNOWN, type Value } from './value.ts';
import type { FunctionNode } from './value.ts';

/**
 * What the callers in the same module pass for a parameter, as far as it is a client, a configuration or a function.
 * A text is left out: the place where a URL is written is its call, and that call is looked at by itself.
 */
export function argumentsOfParameter(parameter: TSESTree.Node, frame: Frame): Value {
  const owner = parameter.parent?.type === 'TSParameterProperty' ? parameter.parent.parent : parameter.parent;
  if (!isFunction(owner)) return UNKNOWN;
  const at = parameter.parent?.type === 'TSParameterProperty' ? parameter.parent : parameter;
  const index = owner.params.indexOf(at as TSESTree.Parameter);
  const passed = callsOf(owner).flatMap(call => {
    const argument = call.arguments[index];
    return argument && argument.type !== 'SpreadElement' ? [evaluate(argument, frameAround(argument, frame))] : [];
  });
  const useful = passed.flatMap(optionsOf).filter(({ kind }) => kind !== 'text' && kind !== 'unknown' && kind !== 'nullish');
  return useful.length > 0 ? unite(useful) : UNKNOWN;
}

type AnyCall = TSESTree.CallExpression | TSESTree.NewExpression;

/** The calls, or for a constructor the constructions, that name the function in its module. */
function callsOf(owner: FunctionNode): AnyCall[] {
  if (owner.parent?.type === 'MethodDefinition' && owner.parent.kind === 'constructor') {
    const classNode = owner.parent.parent.parent;
    return callsThrough(classNode.id ?? declaredName(classNode)).filter(({ type }) => type === 'NewExpression');
  }
  return callsThrough(owner.id ?? declaredName(owner));
}

/** `const name = function …` and `name: function …` are not followed further than the variable. */
function declaredName(node: TSESTree.Node): TSESTree.Node | null {
  const { parent } = wrapped(node);
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
}

function callsThrough(name: TSESTree.Node | null): AnyCall[] {
  const variable = name ? variableOf(name) : undefined;
  return variable ? variable.references.flatMap(reference => callOf(reference)) : [];
}

function callOf({ identifier }: TSESLint.Scope.Reference): AnyCall[] {
  const { parent } = identifier;
  const isCall = parent?.type === 'CallExpression' || parent?.type === 'NewExpression';
  return isCall && parent.callee === identifier ? [parent] : [];
}
