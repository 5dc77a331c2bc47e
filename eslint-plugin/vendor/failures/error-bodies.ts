import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { isFunction, positionalParameters, spelledNames, staticName, unwrap, wrapped } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { enclosing, methodCalledOn } from './promises.ts';

/** A place where code reads `body` off an error of the SDK, which has none. */
export interface ErrorBody {
  node: TSESTree.Node;
  /** How the error is called there. */
  name: string;
}

/** The reads of `body` where the failure of an SDK call is handled. */
export function errorBodies(call: TSESTree.CallExpression): ErrorBody[] {
  return handlersOf(call).flatMap(error => {
    const found = reads.get(error) ?? readsIn(error, new Set());
    reads.set(error, found);
    return found;
  });
}

/** By how a handler names the error. */
const reads = new WeakMap<TSESTree.Node, ErrorBody[]>();

/** What the handlers of a call name the error. */
function handlersOf(call: TSESTree.CallExpression): TSESTree.Node[] {
  const chained = chainedHandlers(call);
  return chained.length > 0 ? chained : clauseAround(call);
}

function chainedHandlers(call: TSESTree.CallExpression): TSESTree.Node[] {
  const method = methodCalledOn(enclosing(call));
  if (!method || !/^(?:then|catch|finally)$/.test(method.name)) return [];
  const handler = method.call.arguments[method.name === 'catch' ? 0 : 1];
  const at = handler && method.name !== 'finally' ? unwrap(handler) : undefined;
  const own = isFunction(at) && at.params[0] ? [at.params[0]] : [];
  return own.length > 0 ? own : chainedHandlers(method.call);
}

function clauseAround(call: TSESTree.CallExpression): TSESTree.Node[] {
  for (let at: TSESTree.Node = call; at.parent && !isFunction(at); at = at.parent) {
    const parent: TSESTree.Node = at.parent;
    if (parent.type !== 'TryStatement' || parent.block !== at || !parent.handler) continue;
    return parent.handler.param && !callsOthers(parent.block, call) ? [parent.handler.param] : [];
  }
  return [];
}

/** Whether something else is awaited in a `try`, whose errors may have a body. */
function callsOthers(block: TSESTree.BlockStatement, call: TSESTree.CallExpression): boolean {
  const own = spelledNames(call.callee)[0];
  const known = awaited.get(block) ?? awaitedIn(block);
  awaited.set(block, known);
  return [...known].some(name => name !== own);
}

const awaited = new WeakMap<TSESTree.BlockStatement, ReadonlySet<string | undefined>>();

/** What the callees of the awaited calls that cannot be followed begin with. */
function awaitedIn(block: TSESTree.BlockStatement): ReadonlySet<string | undefined> {
  const names = new Set<string | undefined>();
  visit(block, at => {
    const argument = at.type === 'AwaitExpression' ? unwrap(at.argument) : undefined;
    if (argument?.type !== 'CallExpression') return;
    const frame = moduleOf(argument)?.frame;
    const isFollowed = frame !== undefined && calledFunctions(argument, frame).length > 0;
    if (!isFollowed) names.add(spelledNames(argument.callee)[0]);
  });
  return names;
}

/** The reads of `body`, where nothing tells that the code knows other errors or the true place too. */
function readsIn(error: TSESTree.Node, seen: Set<unknown>): ErrorBody[] {
  if (error.type === 'ObjectPattern') return destructured(error);
  const variable = error.type === 'Identifier' ? variableOf(error) : undefined;
  if (!variable || seen.has(variable)) return [];
  seen.add(variable);
  const uses = variable.references.map(({ identifier }) => wrapped(identifier));
  if (uses.some(knowsBetter)) return [];
  return uses.flatMap(use => {
    const { parent } = use;
    if (parent?.type === 'MemberExpression' && parent.object === use && staticName(parent) === 'body')
      return [{ node: parent.property, name: variable.name }];
    if (parent?.type === 'VariableDeclarator' && parent.init === use)
      return parent.id.type === 'ObjectPattern' ? destructured(parent.id) : readsIn(parent.id, seen);
    return parent?.type === 'CallExpression' ? readsBelow(use, parent, seen) : [];
  });
}

function destructured({ properties }: TSESTree.ObjectPattern): ErrorBody[] {
  const names = properties.map(property => (property.type === 'Property' ? staticName(property) : undefined));
  if (names.includes('response')) return [];
  const body = properties[names.indexOf('body')];
  return body?.type === 'Property' ? [{ node: body.key, name: 'error' }] : [];
}

/** `error.response`, `error instanceof HttpError`, `'body' in error`. */
function knowsBetter({ parent }: TSESTree.Node): boolean {
  if (parent?.type === 'MemberExpression') return staticName(parent) === 'response';
  if (parent?.type !== 'BinaryExpression') return false;
  if (parent.operator === 'in') return true;
  return parent.operator === 'instanceof' && !/^(?:Error|AxiosError)$/.test(spelledNames(parent.right).at(-1) ?? '');
}

/** The function of the checked code that the error is given to. */
function readsBelow(use: TSESTree.Node, call: TSESTree.CallExpression, seen: Set<unknown>): ErrorBody[] {
  const index = call.arguments.indexOf(use as TSESTree.CallExpressionArgument);
  const frame = moduleOf(call)?.frame;
  if (index < 0 || !frame) return [];
  return calledFunctions(call, frame).flatMap(({ callee }) => {
    const parameter = positionalParameters(callee.node)[index];
    return parameter ? readsIn(parameter, seen) : [];
  });
}
