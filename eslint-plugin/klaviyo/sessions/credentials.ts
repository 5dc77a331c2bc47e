import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { returnedExpressions } from '../../evaluator/calls.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { callersOf } from '../../evaluator/parameters.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import {
  classAround,
  enclosingFunction,
  isFunction,
  positionalParameters,
  spelledNames,
  staticName,
  unwrap,
} from '../../program/node.ts';
import { alternativesOf, constantString } from '../../values/value.ts';
import { isOfSdk } from '../queries.ts';

/** How many of the first arguments say whose account a session is for. Source: klaviyo-api 6.0.1 to 23.0.0; read on 2026-11-20. */
const SESSIONS: Record<string, number> = {
  ApiKeySession: 1,
  GlobalApiKeySettings: 1,
  ConfigWrapper: 1,
  OAuthSession: 1,
};

/** The class of the session that an expression makes, if its credentials are the same each time: constants and the environment. */
export function constantSession(node: TSESTree.NewExpression | TSESTree.CallExpression): string | undefined {
  const frame = moduleOf(node)?.frame;
  const [made, ...more] = frame ? alternativesOf(evaluate(node.callee, frame)) : [];
  const name = made?.kind === 'external' && isOfSdk(made) && more.length === 0 ? (made.path.at(-1) ?? '') : '';
  const credentials = Object.hasOwn(SESSIONS, name) ? node.arguments.slice(0, SESSIONS[name]) : [];
  const isSession = (name === 'ConfigWrapper') === (node.type === 'CallExpression') && credentials.length > 0;
  return isSession && credentials.every(argument => isConstant(argument)) ? name : undefined;
}

function isConstant(node: TSESTree.Node, seen = new Set<TSESTree.Node>()): boolean {
  const at = unwrap(node);
  if (seen.has(at)) return true;
  seen.add(at);
  switch (at.type) {
    case 'Literal':
      return true;
    case 'TemplateLiteral':
      return at.expressions.every(part => isConstant(part, seen));
    case 'BinaryExpression':
    case 'LogicalExpression':
      return isConstant(at.left, seen) && isConstant(at.right, seen);
    case 'ConditionalExpression':
      return isConstant(at.consequent, seen) && isConstant(at.alternate, seen);
    case 'MemberExpression':
      return at.object.type === 'ThisExpression' ? isConstantField(at, seen) : isConstant(at.object, seen);
    case 'CallExpression':
      return isConstantCall(at, seen);
    case 'MetaProperty':
      return true;
    case 'Identifier':
      return isConstantName(at, seen);
    default:
      return false;
  }
}

/** A field that is initialised with a constant, or a parameter of the constructor that has one as its default and is never given. */
function isConstantField(field: TSESTree.MemberExpression, seen: Set<TSESTree.Node>): boolean {
  const name = staticName(field);
  const body = classAround(field);
  const initial = body?.body.find(member => member.type === 'PropertyDefinition' && staticName(member) === name);
  if (initial?.type === 'PropertyDefinition') return initial.value !== null && isConstant(initial.value, seen);
  const constructor = body?.body.find(member => member.type === 'MethodDefinition' && member.kind === 'constructor');
  const owner = constructor?.type === 'MethodDefinition' ? constructor.value : undefined;
  if (owner?.type !== 'FunctionExpression') return false;
  const index = positionalParameters(owner).findIndex(parameter => defaultOf(parameter, name) !== undefined);
  const parameter = positionalParameters(owner)[index];
  const fallback = parameter && defaultOf(parameter, name);
  const constructions = callersOf(owner);
  const isNeverGiven = constructions.length > 0 && constructions.every(({ arguments: args }) => args.length <= index);
  return fallback !== undefined && isNeverGiven && isConstant(fallback, seen);
}

/** The default of `constructor(private readonly name = …)`. */
function defaultOf(parameter: TSESTree.Parameter, name: string | undefined): TSESTree.Expression | undefined {
  const inner = parameter.type === 'TSParameterProperty' ? parameter.parameter : undefined;
  const isNamed = inner?.type === 'AssignmentPattern' && inner.left.type === 'Identifier' && inner.left.name === name;
  return isNamed ? inner.right : undefined;
}

const ENVIRONMENTS = new Set(['process', 'Deno', 'Bun', 'Netlify']);

/** Imports and what a module declares once; a variable of a function is what it is initialised with. */
function isConstantName(name: TSESTree.Identifier, seen: Set<TSESTree.Node>): boolean {
  const variable = variableOf(name);
  const [definition, ...more] = variable?.defs ?? [];
  if (!variable || !definition) return ENVIRONMENTS.has(name.name);
  if (definition.type === 'ImportBinding') return true;
  if (definition.type !== 'Variable' || more.length > 0) return false;
  if (!enclosingFunction(definition.name)) return definition.parent.kind === 'const';
  const isOnlyInitialised = variable.references.every(reference => !reference.isWrite() || reference.init === true);
  return isOnlyInitialised && definition.node.init !== null && isConstant(definition.node.init, seen);
}

/** `config.get('KLAVIYO_KEY')`, `Deno.env.get('KLAVIYO_KEY')`, and functions of the checked code that return a constant. */
function isConstantCall(call: TSESTree.CallExpression, seen: Set<TSESTree.Node>): boolean {
  const frame = moduleOf(call)?.frame;
  const names = spelledNames(call.callee);
  const isRead = /^(?:get|getOrThrow|require|env|requireEnv|getEnv|String|trim)$/.test(names.at(-1) ?? '');
  const isOfText = ['trim', 'toString'].includes(names.at(-1) ?? '') && call.callee.type === 'MemberExpression';
  if (isOfText && call.callee.type === 'MemberExpression') return isConstant(call.callee.object, seen);
  const functions = frame ? calledFunctions(call, frame) : [];
  const areConstants = call.arguments.every(
    argument => frame && constantString(evaluate(argument, frame)) !== undefined,
  );
  if (functions.length === 0) return isRead && areConstants && names.some(name => /env|config/i.test(name));
  return (
    areConstants &&
    functions.every(({ callee: { node } }) => {
      const returned = returnedExpressions(node).filter(expression => !isFunction(expression));
      return !node.async && returned.length > 0 && returned.every(expression => isConstantResult(expression, seen));
    })
  );
}

/** A constant, or an object of constants that is made for the caller: one in a variable may be filled in later. */
function isConstantResult(expression: TSESTree.Node, seen: Set<TSESTree.Node>): boolean {
  const at = unwrap(expression);
  if (at.type !== 'ObjectExpression') return isConstant(at, seen);
  return at.properties.every(property => property.type === 'Property' && isConstant(property.value, seen));
}
