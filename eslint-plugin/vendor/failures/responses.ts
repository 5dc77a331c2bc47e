import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { isFunction, positionalParameters, spelledNames, staticName, unwrap, wrapped } from '../../program/node.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { alternativesOf, type FunctionNode } from '../../values/value.ts';
import { bodyOf } from './bodies.ts';
import { leavesDefault } from './kept-defaults.ts';
import {
  enclosing,
  isForgottenList,
  methodCalledOn,
  promiseMethod,
  promiseOfResolver,
  promiseResolvedBy,
  returnTargetOf,
} from './promises.ts';

/**
 * What code does with a response.
 *
 * - `ignored`: nobody can know its status
 * - `praised`: it is only asked whether all went well, and then nothing but that is logged
 * - `kept`: where not all went well, a default stays that looks like an answer
 * - `looked`: somebody asks for it, or for an error in the body
 * - `returned`: it goes to the caller of the function
 * - `parsed`: its body goes there
 * - `unknown`: it is given to code that is not followed
 */
export type ResponseFate =
  { kind: 'ignored' | 'praised' | 'kept' | 'looked' | 'unknown' } | { kind: 'returned' | 'parsed'; from: FunctionNode };

interface Uses {
  isLooked: boolean;
  isPraised: boolean;
  /** The branches of what went well beside which a default stays. */
  kept: Set<TSESTree.Node>;
  /** Where the body is read. */
  bodies: TSESTree.Node[];
  isUnknown: boolean;
  returnedFrom?: FunctionNode;
  parsedFrom?: FunctionNode;
  /** The client gives the parsed body as `data`, as axios does. */
  hasData: boolean;
  seen: Set<unknown>;
  /** What is to be looked at yet: a list, which no chain of names exhausts. */
  pending: TSESTree.Node[];
}

const known = {
  plain: new WeakMap<TSESTree.Node, ResponseFate>(),
  withData: new WeakMap<TSESTree.Node, ResponseFate>(),
};

/**
 * What code does with the response that a call gives.
 *
 * @param hasData the client gives the parsed body as `data`
 */
export function responseOf(call: TSESTree.CallExpression, hasData = false): ResponseFate {
  const fates = hasData ? known.withData : known.plain;
  const fate = fates.get(call) ?? fateOf(call, hasData);
  fates.set(call, fate);
  return fate;
}

function fateOf(call: TSESTree.CallExpression, hasData: boolean): ResponseFate {
  const uses: Uses = {
    isLooked: false,
    isPraised: false,
    kept: new Set(),
    bodies: [],
    isUnknown: false,
    hasData,
    seen: new Set(),
    pending: [call],
  };
  for (const node of uses.pending) lookAt(node, uses);
  // Where all went well, nobody finds a refusal in the body.
  for (const body of uses.bodies) if (!isWithin(body, uses.kept)) followBody(body, uses);
  if (uses.isLooked) return { kind: 'looked' };
  if (uses.isUnknown) return { kind: 'unknown' };
  if (uses.returnedFrom) return { kind: 'returned', from: uses.returnedFrom };
  if (uses.parsedFrom) return { kind: 'parsed', from: uses.parsedFrom };
  if (uses.kept.size > 0) return { kind: 'kept' };
  return { kind: uses.isPraised ? 'praised' : 'ignored' };
}

/** Follows a response, or a promise of one, to what is done with it. */
function follow(node: TSESTree.Node, uses: Uses): void {
  uses.pending.push(node);
}

function lookAt(node: TSESTree.Node, uses: Uses): void {
  const at = wrapped(node);
  const { parent } = at;
  switch (parent?.type) {
    case 'ExpressionStatement':
    case 'UnaryExpression':
      return;
    case 'MemberExpression':
      followMember(at, parent, uses);
      return;
    case 'VariableDeclarator':
      if (parent.init === at) followTarget(parent.id, uses);
      return;
    case 'AssignmentExpression':
      if (parent.right === at) followTarget(parent.left, uses);
      else uses.isUnknown = true;
      return;
    case 'ReturnStatement':
      followReturn(functionAround(parent), uses);
      return;
    case 'ArrowFunctionExpression':
      followReturn(parent, uses);
      return;
    case 'CallExpression':
      followArgument(at, parent, uses);
      return;
    case 'ArrayExpression':
      followElement(at, parent, uses);
      return;
    case 'IfStatement':
    case 'WhileStatement':
      return;
    case 'ConditionalExpression':
      if (parent.test !== at) follow(parent, uses);
      return;
    case 'LogicalExpression':
      if (parent.operator !== '&&' || parent.right === at) follow(parent, uses);
      return;
    default:
      uses.isUnknown = true;
  }
}

const STATUS = new Set(['ok', 'status', 'statusText', 'statusCode', 'type', 'redirected']);
const BODY = new Set(['json', 'text', 'arrayBuffer', 'blob', 'formData', 'buffer', 'bytes']);
const NOTHING = new Set(['headers', 'url', 'bodyUsed']);

function followMember(at: TSESTree.Node, member: TSESTree.MemberExpression, uses: Uses): void {
  if (member.object !== at) {
    uses.isUnknown = true;
    return;
  }
  const name = staticName(member) ?? '';
  const call = methodCalledOn(at)?.call;
  if (name === 'ok' && isOnlyPraise(member)) uses.isPraised = true;
  else if ((name === 'ok' || name === 'status') && leavesDefault(member)) uses.kept.add(branchOf(member));
  else if (STATUS.has(name)) uses.isLooked = true;
  else if (name === 'then' && call) followThen(call, uses);
  else if ((name === 'catch' || name === 'finally' || name === 'clone') && call) follow(call, uses);
  else if (BODY.has(name) && call) uses.bodies.push(call);
  else if (name === 'body') followHolder(member, uses);
  else if (name === 'data' && uses.hasData) uses.bodies.push(member);
  else if (!NOTHING.has(name)) uses.isUnknown = true;
}

/** The branch that a test leads to. */
function branchOf(test: TSESTree.Node): TSESTree.Node {
  let at = test;
  while (at.parent && at.parent.type !== 'IfStatement') at = at.parent;
  return at.parent?.type === 'IfStatement' ? at.parent.consequent : at;
}

function isWithin(node: TSESTree.Node, branches: ReadonlySet<TSESTree.Node>): boolean {
  for (let at: TSESTree.Node | undefined = branches.size > 0 ? node : undefined; at; at = at.parent)
    if (branches.has(at)) return true;
  return false;
}

/** `if (response.ok) console.log('Sent.');`: what is refused takes no other way, and only that line is missing in the log. */
function isOnlyPraise(member: TSESTree.MemberExpression): boolean {
  const at = wrapped(member);
  const { parent } = at;
  if (parent?.type !== 'IfStatement' || parent.test !== at || parent.alternate) return false;
  const { consequent } = parent;
  const statements = consequent.type === 'BlockStatement' ? consequent.body : [consequent];
  return statements.length > 0 && statements.every(isPraise);
}

const PRAISING = /^(?:console|log|logger)\.(?:log|info|debug)$/;

function isPraise(statement: TSESTree.Statement): boolean {
  const call = statement.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined;
  return call?.type === 'CallExpression' && PRAISING.test(spelledNames(call.callee).join('.'));
}

/** What holds the body, in a response of undici or as a stream: `(await request(url)).body.json()`. */
function followHolder(node: TSESTree.Node, uses: Uses): void {
  const at = wrapped(node);
  const method = methodCalledOn(at);
  if (method && BODY.has(method.name)) followBody(method.call, uses);
  else if (method?.name !== 'dump') uses.isUnknown = true;
}

function followHolderVariable(name: TSESTree.Identifier, uses: Uses): void {
  const references = variableOf(name)?.references ?? [];
  for (const { identifier } of references.filter(reference => reference.isRead())) followHolder(identifier, uses);
}

function followBody(call: TSESTree.Node, uses: Uses): void {
  const body = bodyOf(call);
  if (body.kind === 'seen') uses.isLooked = true;
  else if (body.kind === 'unknown') uses.isUnknown = true;
  else if (body.kind === 'returned') uses.parsedFrom = body.from;
}

/** `const { data } = response`: each use of the name is one of the body. */
function followBodyTarget(target: TSESTree.Node, uses: Uses): void {
  const references = target.type === 'Identifier' ? variableOf(target)?.references : undefined;
  if (!references) uses.isUnknown = true;
  for (const { identifier } of (references ?? []).filter(reference => reference.isRead())) followBody(identifier, uses);
}

/** What a callback makes of a response is what the promise gives then. */
function followThen(call: TSESTree.CallExpression, uses: Uses): void {
  const [callback] = call.arguments;
  const promise = callback && promiseOfResolver(unwrap(callback));
  if (promise) {
    follow(promise, uses);
    return;
  }
  const fn = callback && functionOf(callback);
  if (!fn) {
    uses.isUnknown = true;
    return;
  }
  const [parameter] = fn.params;
  if (parameter) followTarget(parameter, uses);
}

/** A function that is written in place, or whose name stands there. */
function functionOf(node: TSESTree.Node): FunctionNode | undefined {
  const at = unwrap(node);
  if (isFunction(at)) return at;
  const frame = moduleOf(at)?.frame;
  const [value, ...more] = frame ? alternativesOf(evaluate(at, frame)) : [];
  return value?.kind === 'function' && more.length === 0 ? value.node : undefined;
}

/** Follows what is assigned to a name or taken apart. */
function followTarget(target: TSESTree.Node, uses: Uses): void {
  const at = target.type === 'AssignmentPattern' ? target.left : target;
  if (at.type === 'Identifier') {
    followVariable(at, uses);
    return;
  }
  if (at.type !== 'ObjectPattern') {
    uses.isUnknown = true;
    return;
  }
  for (const property of at.properties) {
    if (property.type === 'RestElement') uses.isUnknown = true;
    else if (STATUS.has(staticName(property) ?? '')) uses.isLooked = true;
    else if (staticName(property) === 'body' && property.value.type === 'Identifier')
      followHolderVariable(property.value, uses);
    else if (staticName(property) === 'data' && uses.hasData) followBodyTarget(property.value, uses);
    else if (!NOTHING.has(staticName(property) ?? '')) uses.isUnknown = true;
  }
}

function followVariable(name: TSESTree.Identifier, uses: Uses): void {
  const variable = variableOf(name);
  if (!variable) uses.isUnknown = true;
  if (!variable || uses.seen.has(variable)) return;
  uses.seen.add(variable);
  for (const { identifier } of variable.references.filter(reference => reference.isRead())) follow(identifier, uses);
}

function functionAround(node: TSESTree.Node): FunctionNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return undefined;
}

function followReturn(fn: FunctionNode | undefined, uses: Uses): void {
  const target = fn && returnTargetOf(fn);
  if (!fn || target === 'unknown') uses.isUnknown = true;
  else if (target === undefined) uses.returnedFrom = fn;
  else follow(target, uses);
}

function followArgument(at: TSESTree.Node, call: TSESTree.CallExpression, uses: Uses): void {
  const names = spelledNames(call.callee);
  const index = call.arguments.indexOf(at as TSESTree.CallExpressionArgument);
  if (promiseMethod(call) !== undefined && isForgottenList(at as TSESTree.CallExpression)) return;
  // A response has no properties of its own, so that its JSON is `{}`.
  if (names.join('.') === 'JSON.stringify' || names.at(-1) === 'waitUntil') return;
  if (names[0] === 'console') {
    uses.isLooked = true;
    return;
  }
  const promise = promiseResolvedBy(call);
  if (promise) {
    follow(promise, uses);
    return;
  }
  const frame = moduleOf(call)?.frame;
  const functions = frame ? calledFunctions(call, frame) : [];
  const parameters = functions.map(({ callee }) => positionalParameters(callee.node)[index]);
  if (parameters.length === 0 || index < 0 || parameters.includes(undefined)) {
    uses.isUnknown = true;
    return;
  }
  for (const parameter of parameters) if (parameter) followTarget(parameter, uses);
}

/** `const [one, other] = await Promise.all([call, …])`. */
function followElement(at: TSESTree.Node, array: TSESTree.ArrayExpression, uses: Uses): void {
  const { parent: call } = enclosing(array);
  const isPromise = call?.type === 'CallExpression' && ['all', 'allSettled'].includes(promiseMethod(call) ?? '');
  const use = isPromise ? wrapped(call).parent : undefined;
  if (use?.type === 'ExpressionStatement') return;
  const pattern = use?.type === 'VariableDeclarator' && use.id.type === 'ArrayPattern' ? use.id : undefined;
  const element = pattern?.elements[array.elements.indexOf(at as TSESTree.Expression)];
  if (element && call?.type === 'CallExpression' && promiseMethod(call) === 'all') followTarget(element, uses);
  else uses.isUnknown = true;
}
