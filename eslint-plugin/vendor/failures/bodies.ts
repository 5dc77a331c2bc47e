import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { isFunction, positionalParameters, spelledNames, staticName, unwrap, wrapped } from '../../program/node.ts';
import type { FunctionNode } from '../../values/value.ts';
import { claimsSuccess } from './defaults.ts';
import { isTestThatActs } from './later-tests.ts';
import { methodCalledOn, promiseOfResolver, promiseResolvedBy, returnTargetOf } from './promises.ts';

/** What code does with the body of a response: whether it would see the errors in it. */
export type BodyFate = { kind: 'missed' | 'seen' | 'unknown' } | { kind: 'returned'; from: FunctionNode };

interface Uses {
  isSeen: boolean;
  isUnknown: boolean;
  from?: FunctionNode;
  visited: Set<unknown>;
  /** What is to be looked at yet: a list, which no chain of names exhausts. */
  pending: { node: TSESTree.Node; following: Following }[];
}

const known = new WeakMap<TSESTree.Node, BodyFate>();

/** @param node the expression that gives the body, or a promise of it */
export function bodyOf(node: TSESTree.Node): BodyFate {
  const fate = known.get(node) ?? fateOf(node);
  known.set(node, fate);
  return fate;
}

function fateOf(node: TSESTree.Node): BodyFate {
  const uses: Uses = { isSeen: false, isUnknown: false, visited: new Set(), pending: [] };
  follow(node, { isWhole: true, uses });
  for (const next of uses.pending) lookAt(next.node, next.following);
  if (uses.isSeen) return { kind: 'seen' };
  if (uses.isUnknown) return { kind: 'unknown' };
  return uses.from ? { kind: 'returned', from: uses.from } : { kind: 'missed' };
}

/** A part of a body holds no errors, but a condition on it may notice that it is not there. */
interface Following {
  isWhole: boolean;
  uses: Uses;
}

const FAILURE = /^(?:errors?|status|statusCode|code|message|detail|ok|success|title)$/;
const PARSING = /^(?:JSON\.parse|Object\.(?:keys|entries|values)|structuredClone|String)$/;

function follow(node: TSESTree.Node, following: Following): void {
  following.uses.pending.push({ node, following });
}

function lookAt(node: TSESTree.Node, following: Following): void {
  const { uses, isWhole } = following;
  const at = wrapped(node);
  const { parent } = at;
  if (isTestThatActs(at)) {
    uses.isSeen = true;
    return;
  }
  switch (parent?.type) {
    case 'ExpressionStatement':
    case 'UnaryExpression':
    case 'IfStatement':
    case 'WhileStatement':
    case 'ForOfStatement':
    case 'BinaryExpression':
      return;
    case 'MemberExpression':
      if (parent.object === at) followMember(at, parent, following);
      return;
    case 'VariableDeclarator':
      if (parent.init === at) followTarget(parent.id, following);
      return;
    case 'AssignmentExpression':
      if (parent.right === at) followTarget(parent.left, following);
      return;
    case 'ReturnStatement':
      followReturn(functionAround(parent), following);
      return;
    case 'ArrowFunctionExpression':
      followReturn(parent, following);
      return;
    case 'CallExpression':
      if (parent.callee !== at) followArgument(at, parent, following);
      return;
    case 'ThrowStatement':
      uses.isSeen = true;
      return;
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'TemplateLiteral':
    case 'ArrayExpression':
    case 'SpreadElement':
    case 'ObjectExpression':
      follow(parent, following);
      return;
    case 'Property':
      // Who gets `{ success: true, data: body }` does not look for errors in it.
      if (!claimsSuccess(parent.parent)) follow(parent.parent, following);
      return;
    default:
      if (isWhole) uses.isUnknown = true;
  }
}

/** `response.status(200).json(body)`. */
function answers200({ callee }: TSESTree.CallExpression): boolean {
  const holder = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
  const status = holder?.type === 'CallExpression' ? holder.arguments[0] : undefined;
  return spelledNames(callee).at(-2) === '()' && status?.type === 'Literal' && status.value === 200;
}

function followMember(at: TSESTree.Node, member: TSESTree.MemberExpression, following: Following): void {
  const { uses, isWhole } = following;
  const name = staticName(member) ?? '';
  const method = methodCalledOn(at);
  if (method && name === 'then') followThen(method.call, following);
  else if (method && (name === 'catch' || name === 'finally')) follow(method.call, following);
  else if (isWhole && FAILURE.test(name)) uses.isSeen = true;
  else if (isWhole && member.computed && name === '') uses.isUnknown = true;
  else follow(method ? method.call : member, { uses, isWhole: isWhole && method !== undefined });
}

function followThen(call: TSESTree.CallExpression, following: Following): void {
  const callback = call.arguments[0] && unwrap(call.arguments[0]);
  const promise = callback && promiseOfResolver(callback);
  if (promise) {
    follow(promise, following);
    return;
  }
  if (!callback || !isFunction(callback)) {
    following.uses.isUnknown = true;
    return;
  }
  const [parameter] = callback.params;
  if (parameter) followTarget(parameter, following);
}

function followTarget(target: TSESTree.Node, following: Following): void {
  const at = target.type === 'AssignmentPattern' ? target.left : target;
  switch (at.type) {
    case 'Identifier':
      followVariable(at, following);
      return;
    case 'ObjectPattern':
      for (const property of at.properties) followProperty(property, following);
      return;
    case 'ArrayPattern':
      for (const element of at.elements) if (element) followTarget(element, { ...following, isWhole: false });
      return;
    default:
      if (following.isWhole) following.uses.isUnknown = true;
  }
}

function followProperty(property: TSESTree.Property | TSESTree.RestElement, following: Following): void {
  if (property.type === 'RestElement') followTarget(property.argument, following);
  else if (following.isWhole && FAILURE.test(staticName(property) ?? '')) following.uses.isSeen = true;
  else followTarget(property.value, { ...following, isWhole: false });
}

function followVariable(name: TSESTree.Identifier, following: Following): void {
  const { uses } = following;
  const variable = variableOf(name);
  if (!variable) uses.isUnknown = true;
  if (!variable || uses.visited.has(variable)) return;
  uses.visited.add(variable);
  for (const { identifier } of variable.references.filter(reference => reference.isRead()))
    follow(identifier, following);
}

function functionAround(node: TSESTree.Node): FunctionNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return undefined;
}

function followReturn(fn: FunctionNode | undefined, following: Following): void {
  const { uses, isWhole } = following;
  const target = fn && returnTargetOf(fn);
  if (target !== undefined && target !== 'unknown') follow(target, following);
  else if (isWhole && target === 'unknown') uses.isUnknown = true;
  else if (isWhole && fn) uses.from = fn;
}

/** `body.customer?.attributes.plan`, with no part that would hold errors. */
function isOptionalPart(node: TSESTree.Node): boolean {
  let isOptional = false;
  for (let at = unwrap(node); at.type === 'MemberExpression'; at = unwrap(at.object)) {
    if (at.computed || FAILURE.test(staticName(at) ?? '')) return false;
    isOptional ||= at.optional;
  }
  return isOptional;
}

function followArgument(at: TSESTree.Node, call: TSESTree.CallExpression, following: Following): void {
  const { uses, isWhole } = following;
  const names = spelledNames(call.callee);
  if (PARSING.test(names.join('.'))) {
    follow(call, following);
    return;
  }
  if (names[0] === 'console' || /log/i.test(names[0] ?? '')) {
    // `body.customer?.plan` only shows that something is missing, as it may be in a good answer.
    uses.isSeen ||= isWhole || !isOptionalPart(at);
    return;
  }
  const promise = promiseResolvedBy(call);
  if (promise) follow(promise, following);
  if (promise || !isWhole || answers200(call)) return;
  const index = call.arguments.indexOf(at as TSESTree.CallExpressionArgument);
  const frame = moduleOf(call)?.frame;
  const parameters = (frame ? calledFunctions(call, frame) : []).map(
    ({ callee }) => positionalParameters(callee.node)[index],
  );
  if (parameters.length === 0 || parameters.includes(undefined)) uses.isUnknown = true;
  for (const parameter of parameters) if (parameter) followTarget(parameter, following);
}
