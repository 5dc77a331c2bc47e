import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { settingWithDefault } from './settings.ts';
import { builtinCall, mergedByPackage } from './built-ins.ts';
import { mayHappen, valueReturned } from './branches.ts';
import { valueOfComposition } from './composition.ts';
import { evaluate } from './evaluate.ts';
import { callFrame } from './contexts.ts';
import type { Frame } from '../values/frame.ts';
import { memo, type WeakMemoMap } from '../values/memo.ts';
import { valueOfModule } from './imports.ts';
import { type Invocation, invocationOf, withBound } from './invocation.ts';
import { variableOf } from '../program/module.ts';
import { isFunction, positionalParameters, spelledNames, unwrap } from '../program/node.ts';
import { functionNamed } from './this.ts';
import { joinedByPackage, resolveUrl } from './urls.ts';
import {
  type FunctionNode,
  type FunctionValue,
  isUrl,
  lazy,
  type Lazy,
  mapAlternatives,
  type ExternalMemberValue,
  NULLISH,
  type ExternalCallValue,
  constantString,
  type ExternalValue,
  textFrom,
  join,
  UNKNOWN,
  unknown,
  type Value,
} from '../values/value.ts';
import { valueOfPattern } from './variables.ts';
import { visit } from '../program/visit.ts';

/** What a call returns. */
export function valueOfCall(node: TSESTree.CallExpression, frame: Frame): Value {
  const builtin = builtinCall(node, frame);
  if (builtin) return builtin;
  const called = invocationOf(node, frame);
  return mapAlternatives(evaluate(called.callee, frame), option => returnOf(option, called, node, frame));
}

/** What a tagged template is: the tag is called with the texts and the values. A tag from outside is not known. */
export function valueOfTagged(node: TSESTree.TaggedTemplateExpression, frame: Frame): Value {
  const texts: Value = {
    kind: 'array',
    elements: node.quasi.quasis.map(quasi => (): Value => textFrom(quasi.value.cooked ?? quasi.value.raw, quasi)),
    open: false,
  };
  const args = [texts, ...node.quasi.expressions.map(expression => evaluate(expression, frame))];
  return mapAlternatives(evaluate(node.tag, frame), tag =>
    tag.kind === 'function' ? valueOfReturn(tag, args, frame) : UNKNOWN,
  );
}

/** In Node, and in packages of Meteor. */
const REQUIRES = new Set(['require', 'Npm.require']);

function returnOf(callee: Value, called: Invocation, node: TSESTree.CallExpression, frame: Frame): Value {
  const { thisValue: self, args } = called;
  if (callee.kind === 'function')
    return valueOfReturn({ ...callee, thisValue: callee.thisValue ?? self() }, args(), frame);
  const setting = settingWithDefault(node, frame);
  if (setting) return setting;
  switch (callee.kind) {
    case 'external':
      if (callee.module === undefined && REQUIRES.has(callee.path.join('.'))) return required(node, frame);
      return (
        fromContainer(node, frame) ??
        mergedByPackage(callee, args()) ??
        joinedByPackage(callee, args, node) ??
        resultOf(callee, args(), node)
      );
    case 'externalMember':
      return fromContainer(node, frame) ?? resultOf(callee, args(), node);
    case 'externalCall': {
      if (isCreatedRequire(callee)) return required(node, frame);
      const composed = valueOfComposition(callee, args());
      if (composed) return composed;
      const inner = wrappedFunction(callee);
      return inner ? valueOfReturn(inner, args(), frame) : UNKNOWN;
    }
    default:
      return fromContainer(node, frame) ?? unknown(spelledNames(unwrap(node.callee)).at(-1) ?? '');
  }
}

function resultOf(
  callee: ExternalValue | ExternalMemberValue,
  args: readonly Value[],
  node: TSESTree.CallExpression,
): Value {
  return { kind: 'externalCall', callee, args: withBound(callee, args), node, constructed: false };
}

/** Containers return an object of the class that they are asked for: tsyringe, Inversify, Nest's `ModuleRef`, Angular. */
const CONTAINER_METHODS = new Set(['resolve', 'get', 'inject', 'getInstance', 'make', 'use']);

function fromContainer(node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  const [first] = node.arguments;
  if (
    !first ||
    first.type !== 'Identifier' ||
    !/^[A-Z]/.test(first.name) ||
    !CONTAINER_METHODS.has(spelledNames(node.callee).at(-1) ?? '')
  )
    return undefined;
  const token = evaluate(first, frame);
  if (token.kind === 'class') return { kind: 'instance', of: token, args: undefined };
  return token.kind === 'external'
    ? { kind: 'externalCall', callee: token, args: [], node, constructed: true }
    : undefined;
}

/** `useCallback(fn)`, `limiter.wrap(fn)`, `memoize(fn)`: what an outside function made of one of ours is called like ours. */
export function wrappedFunction(value: Value): FunctionValue | undefined {
  if (value.kind !== 'externalCall' || value.constructed) return undefined;
  return value.args.find(argument => argument.kind === 'function');
}

/** `createRequire(import.meta.url)` is a `require`. */
function isCreatedRequire({ callee }: ExternalCallValue): boolean {
  return callee.kind === 'external' && callee.module === 'module' && callee.path.join('.') === 'createRequire';
}

function required(node: TSESTree.CallExpression, frame: Frame): Value {
  const [argument] = node.arguments;
  const specifier = argument ? constantString(evaluate(argument, frame)) : undefined;
  return specifier === undefined ? UNKNOWN : valueOfModule(specifier, node);
}

/** The arguments of a call; after a spread of unknown length all are unknown. */
export function argumentsOf(node: TSESTree.CallExpression | TSESTree.NewExpression, frame: Frame): Value[] {
  const values: Value[] = [];
  for (const argument of node.arguments) {
    if (argument.type !== 'SpreadElement') {
      values.push(evaluate(argument, frame));
      continue;
    }
    const spread = evaluate(argument.argument, frame);
    if (spread.kind !== 'array' || spread.open) return [...values, ...Array<Value>(8).fill(UNKNOWN)];
    values.push(...spread.elements.map(element => element()));
  }
  return values;
}

const returned: WeakMemoMap<Frame, Value> = new WeakMap();

/**
 * What a function of the checked code returns for these arguments.
 *
 * @param caller the frame of the call
 */
export function valueOfReturn(callee: FunctionValue, args: readonly Value[], caller: Frame): Value {
  const frame = callFrame(callee, args, caller);
  return memo(returned, frame, () => valueReturnedIn(frame, callee.node), UNKNOWN);
}

function valueReturnedIn(frame: Frame, node: FunctionNode): Value {
  const expressions = returnedExpressions(node);
  const reached = expressions.filter(expression => mayHappen(expression, frame));
  return join((reached.length > 0 ? reached : expressions).map(expression => valueReturned(expression, frame)));
}

/** Binds each name that the parameters declare to what the arguments give it. */
export function bindParameters(node: FunctionNode, args: readonly Value[], frame: Frame): void {
  for (const [index, parameter] of positionalParameters(node).entries()) {
    const pattern = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
    if (pattern.type === 'RestElement') {
      const rest = args.slice(index);
      bindPattern(pattern.argument, { kind: 'array', elements: rest.map(value => () => value), open: false }, frame);
    } else bindPattern(pattern, args[index] ?? NULLISH, frame);
  }
}

function bindPattern(pattern: TSESTree.Node, whole: Value, frame: Frame): void {
  for (const { name, variable } of declaredBy(pattern))
    frame.bindings.set(variable, binding(name, pattern, frame, whole));
}

interface Declared {
  name: TSESTree.Identifier;
  variable: TSESLint.Scope.Variable;
}

const declared = new WeakMap<TSESTree.Node, readonly Declared[]>();

/** The parameters that a pattern declares. */
function declaredBy(pattern: TSESTree.Node): readonly Declared[] {
  const known = declared.get(pattern);
  if (known) return known;
  const found: Declared[] = [];
  visit(pattern, at => {
    const variable = at.type === 'Identifier' ? variableOf(at) : undefined;
    const isOwn = variable?.defs.some(({ type, name }) => type === 'Parameter' && name === at);
    if (at.type === 'Identifier' && variable && isOwn) found.push({ name: at, variable });
  });
  declared.set(pattern, found);
  return found;
}

function binding(name: TSESTree.Identifier, pattern: TSESTree.Node, frame: Frame, whole: Value): Lazy {
  if (name !== pattern) return lazy(() => valueOfPattern(name, pattern, frame, whole));
  const value = whole === UNKNOWN ? unknown(name.name) : whole;
  return () => value;
}

const returns = new WeakMap<FunctionNode, TSESTree.Expression[]>();

/** The expressions that a function returns. */
export function returnedExpressions(node: FunctionNode): TSESTree.Expression[] {
  const known = returns.get(node);
  if (known) return known;
  const expressions: TSESTree.Expression[] = node.body.type === 'BlockStatement' ? [] : [node.body];
  if (expressions.length === 0)
    visit(node.body, at => {
      if (at.type === 'ReturnStatement' && at.argument && functionAround(at) === node) expressions.push(at.argument);
    });
  returns.set(node, expressions);
  return expressions;
}

function functionAround(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return undefined;
}

/** What `new` makes. */
export function valueOfConstruction(node: TSESTree.NewExpression, frame: Frame): Value {
  const args = argumentsOf(node, frame);
  return mapAlternatives(evaluate(node.callee, frame), callee => {
    if (callee.kind === 'class') return { kind: 'instance', of: callee, args };
    if (callee.kind === 'function') {
      const of = functionNamed(node.callee) ?? callee.node;
      return { kind: 'instance', of: { kind: 'class', node: of, frame: callee.frame }, args };
    }
    if (callee.kind !== 'external' && callee.kind !== 'externalMember') return UNKNOWN;
    const path = callee.kind === 'external' && callee.module === undefined ? callee.path.join('.') : '';
    if (path === 'Proxy') return args[0] ?? UNKNOWN;
    const made: ExternalCallValue = { kind: 'externalCall', callee, args, node, constructed: true };
    return isUrl(made) ? { ...made, args: [resolveUrl(args)] } : made;
  });
}
