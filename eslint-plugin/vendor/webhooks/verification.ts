import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { methodCallsIn } from '../../call-graph/method-calls.ts';
import { callersOf } from '../../evaluator/parameters.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { type Module, moduleOf, variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { alternativesOf, type FunctionNode } from '../../values/value.ts';
import { hmacsIn, partsOf } from './hmac.ts';

/** Names of functions and guards that may refuse a request. */
const VERIFYING =
  /verif|signature|hmac|timingsafe|safeequal|safecompare|tsscmp|authenticat|authoriz|validate\w*(?:webhook|request|secret|token|auth)|check\w*(?:secret|auth|token|webhook)|requireauth|isauth|guard/i;
/** How deep called functions are read. */
const DEEPEST = 4;

const verifies = new WeakMap<FunctionNode, boolean>();

/** Whether a function, or one that it calls, verifies something of a request: a code, or whatever a name promises. */
export function mayVerify(node: FunctionNode): boolean {
  const known = verifies.get(node) ?? mayVerifyWithin(node, 0, new Set());
  verifies.set(node, known);
  return known;
}

function mayVerifyWithin(node: FunctionNode, depth: number, seen: Set<FunctionNode>): boolean {
  if (seen.has(node) || depth > DEEPEST) return false;
  seen.add(node);
  if (hmacsIn(node).length > 0) return true;
  return callsIn(node).some(
    call => isVerifying(call) || functionsCalledBy(call).some(callee => mayVerifyWithin(callee, depth + 1, seen)),
  );
}

const calls = new WeakMap<FunctionNode, TSESTree.CallExpression[]>();

function callsIn(node: FunctionNode): readonly TSESTree.CallExpression[] {
  const known = calls.get(node);
  if (known) return known;
  const found: TSESTree.CallExpression[] = [];
  visit(node.body, at => {
    if (at.type === 'CallExpression') found.push(at);
  });
  calls.set(node, found);
  return found;
}

const verifying = new WeakMap<TSESTree.CallExpression, boolean>();

function isVerifying(call: TSESTree.CallExpression): boolean {
  const known = verifying.get(call) ?? spelledNames(call.callee).some(name => VERIFYING.test(name));
  verifying.set(call, known);
  return known;
}

/** The same for what stands before a handler: a middleware, or the decorator of a guard. */
export function mayVerifyBefore(node: TSESTree.Node): boolean {
  const at = node.type === 'Decorator' ? node.expression : unwrap(node);
  if (isFunction(at)) return mayVerify(at);
  if (at.type === 'ArrayExpression') return at.elements.some(element => element !== null && mayVerifyBefore(element));
  // The options of a route: `{ preHandler: verify }`.
  if (at.type === 'ObjectExpression')
    return at.properties.some(property => property.type === 'Property' && mayVerifyBefore(property.value));
  const callee = at.type === 'CallExpression' ? at.callee : at;
  if (spelledNames(callee).some(name => VERIFYING.test(name) || /auth|secret|protect|useguards/i.test(name)))
    return true;
  const frame = moduleOf(at)?.frame;
  const options = frame && at.type !== 'Literal' ? alternativesOf(evaluate(at, frame)) : [];
  return options.some(option => option.kind === 'function' && mayVerify(option.node));
}

function functionsCalledBy(call: TSESTree.CallExpression): FunctionNode[] {
  const frame = moduleOf(call)?.frame;
  return frame ? calledFunctions(call, frame).map(({ callee }) => callee.node) : [];
}

/** Whether something verifies all requests of a path: `app.use(verifyWebhook)`, `app.addHook('preHandler', verifyWebhook)`. */
export function verifiesPath(path: string, module: Module): boolean {
  const verified = verifiedBy.get(module) ?? verifiedPaths(module);
  verifiedBy.set(module, verified);
  // A file may verify many paths, so the beginnings of this one are looked up.
  for (let end = 0; end <= path.length; end += 1) if (verified.has(path.slice(0, end))) return true;
  return false;
}

const verifiedBy = new WeakMap<Module, ReadonlySet<string>>();

/** How the paths begin whose requests something verifies, empty for all. */
function verifiedPaths({ ast }: Module): ReadonlySet<string> {
  const found = new Set<string>();
  visit(ast, at => {
    if (at.type !== 'CallExpression' || !/^(?:use|addHook|onRequest)$/.test(spelledNames(at.callee).at(-1) ?? ''))
      return;
    const [first] = at.arguments;
    const only =
      first?.type === 'Literal' && typeof first.value === 'string' ? first.value.replace(/\/?\*?$/, '') : '/';
    if (at.arguments.some(mayVerifyBefore)) found.add(only.startsWith('/') ? only : '');
  });
  return found;
}

const REQUEST_NAME = /^_?(?:req|request|c|ctx|context|event|evt)$/i;

/**
 * Whether a handler gives the whole request, or its headers, to a function that cannot be seen: it may be what verifies, whatever its
 * name.
 */
export function givesRequestAway({ params: [request], body }: FunctionNode): boolean {
  const variable = request?.type === 'Identifier' && REQUEST_NAME.test(request.name) ? variableOf(request) : undefined;
  const isRequest = (node: TSESTree.Node): boolean =>
    node.type === 'Identifier' && variable !== undefined && variableOf(node) === variable;
  let found = false;
  visit(body, at => {
    if (at.type !== 'CallExpression' || at.callee.type !== 'Identifier') return;
    if (functionsCalledBy(at).length > 0 || readsBody(at.callee)) return;
    found ||= at.arguments.some(
      argument =>
        isRequest(argument) ||
        (argument.type === 'MemberExpression' && staticName(argument) === 'headers' && isRequest(argument.object)),
    );
  });
  return found;
}

const BODY_READERS = new Set(['stream/consumers', 'raw-body', 'co-body', 'get-stream']);

/** Whether a function of a package only reads the body of a request. */
function readsBody(callee: TSESTree.Identifier): boolean {
  const frame = moduleOf(callee)?.frame;
  const value = frame && evaluate(callee, frame);
  return value?.kind === 'external' && BODY_READERS.has((value.module ?? '').replace(/^node:/, ''));
}

const SECRET_NAME = /secret|token|key|auth|password/i;

/** `req.headers.authorization !== process.env.TOKEN`: a secret that each request repeats. */
export function isStaticComparison(node: TSESTree.BinaryExpression): boolean {
  if (!isEquality(node)) return false;
  const sides = [node.left, node.right].map(partsOf);
  return sides.some((side, index) => isSecret(side) && isOfRequest(sides[1 - index] ?? []));
}

export function isEquality({ operator }: TSESTree.BinaryExpression): boolean {
  return /^[!=]==?$/.test(operator);
}

function isSecret(parts: readonly TSESTree.Node[]): boolean {
  return parts.some(part => {
    if (part.type === 'Identifier') return /^[A-Z\d_]+$/.test(part.name) && SECRET_NAME.test(part.name);
    return part.type === 'MemberExpression' && SECRET_NAME.test(staticName(part) ?? '') && isEnvironment(part.object);
  });
}

function isEnvironment(node: TSESTree.Node): boolean {
  return spelledNames(node).some(name => /^(?:env|config)$/.test(name));
}

function isOfRequest(parts: readonly TSESTree.Node[]): boolean {
  return parts.some(
    part => part.type === 'MemberExpression' && /^(?:headers?|query|params|searchParams)$/.test(staticName(part) ?? ''),
  );
}

/** The calls of a function, by its name, or of a method by that of a member, in its module and in others that can be seen. */
export function usesOf(node: FunctionNode): TSESTree.CallExpression[] {
  const method = node.parent;
  const name = method.type === 'MethodDefinition' || method.type === 'Property' ? staticName(method) : undefined;
  const own = moduleOf(node);
  if (name === undefined || own === undefined) {
    return callersOf(node).filter(call => call.type === 'CallExpression');
  }
  return [own, ...own.others()].flatMap(({ ast }) => methodCallsIn(ast).get(name) ?? []);
}
