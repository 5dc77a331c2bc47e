import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { elementOf, evaluate } from './evaluate.ts';
import { type Frame, frameAround } from './frame.ts';
import { variableOf } from './module.ts';
import { isFunction, staticName, unwrap, wrapped } from './node.ts';
import { mapOptions, optionsOf, unite, UNKNOWN, type Value } from './value.ts';
import type { FunctionNode } from './value.ts';

/**
 * What the callers in the same module pass for a parameter, as far as it is a client, a configuration or a function.
 * A text or the options of a request are left out: the place where a URL is written is its call, and that call is looked at by itself.
 */
export function argumentsOfParameter(parameter: TSESTree.Node, frame: Frame): Value {
  const owner = parameter.parent?.type === 'TSParameterProperty' ? parameter.parent.parent : parameter.parent;
  if (!isFunction(owner)) return UNKNOWN;
  const at = parameter.parent?.type === 'TSParameterProperty' ? parameter.parent : parameter;
  const index = owner.params.indexOf(at as TSESTree.Parameter);
  const given = index === 0 ? givenToCallback(owner, frame) : undefined;
  if (given && given.kind !== 'unknown') return given;
  const passed = callsOf(owner).flatMap(call => {
    const argument = call.arguments[index];
    return argument && argument.type !== 'SpreadElement' ? [evaluate(argument, frameAround(argument, frame))] : [];
  });
  const useful = passed.flatMap(optionsOf).filter(isShared);
  return useful.length > 0 ? unite(useful) : UNKNOWN;
}

const ITERATIONS = new Set(['map', 'flatMap', 'forEach', 'filter', 'find', 'some', 'every']);

/** What the language itself passes to a callback: `promise.then(value => …)`, `list.map(element => …)`. */
function givenToCallback(owner: FunctionNode, outer: Frame): Value | undefined {
  const call = owner.parent;
  if (call.type !== 'CallExpression' || call.arguments[0] !== owner) return undefined;
  const callee = unwrap(call.callee);
  const name = callee.type === 'MemberExpression' ? staticName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || name === undefined) return undefined;
  if (name === 'then') return evaluate(callee.object, frameAround(call, outer));
  return ITERATIONS.has(name) ? mapOptions(evaluate(callee.object, frameAround(call, outer)), elementOf) : undefined;
}

/** Not what belongs to one call only: a text, or the options of one request. */
function isShared(value: Value): boolean {
  if (value.kind === 'object') return !['headers', 'method', 'body'].some(name => value.properties.has(name));
  return value.kind !== 'text' && value.kind !== 'array' && value.kind !== 'unknown' && value.kind !== 'nullish';
}

type AnyCall = TSESTree.CallExpression | TSESTree.NewExpression;

/** The calls, or for a constructor the constructions, that name the function in its module. */
function callsOf(owner: FunctionNode): AnyCall[] {
  const { parent } = wrapped(owner);
  if (parent?.type === 'CallExpression' && parent.callee === owner) return [parent];
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
