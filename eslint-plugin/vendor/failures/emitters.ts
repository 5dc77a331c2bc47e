import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { constantString } from '../../values/value.ts';
import { type Fate, SEEN, UNSEEABLE } from './fate.ts';
import { handlingOfCallback } from './handlers.ts';
import { enclosing, methodCalledOn } from './promises.ts';

/** Clients whose requests tell of a failure by the event `error`, and by nothing else. */
const EMITTING = new Set([
  'http',
  'https',
  'follow-redirects#http',
  'follow-redirects#https',
  'got',
  'request',
  'postman-request',
]);

/** Whether a client may give an emitter in place of a promise. */
export function mayEmit(client: string): boolean {
  return EMITTING.has(client);
}

/** Whether a call gives an emitter, and nobody else gets the failure: got has a method for it, and the others take a callback. */
export function isEmitting(call: TSESTree.CallExpression, client: string): boolean {
  const callee = unwrap(call.callee);
  const method = callee.type === 'MemberExpression' ? staticName(callee) : undefined;
  if (client === 'got') return method === 'stream';
  if (!client.endsWith('request')) return method === 'request' || method === 'get';
  return call.arguments.every(argument => ['Literal', 'TemplateLiteral', 'ObjectExpression'].includes(argument.type));
}

const WITH_CALLBACK = new Set(['request', 'postman-request']);

/** Whether the last argument of a call of a client is what it tells of its end, failed or not. */
export function takesCallback(client: string): boolean {
  return WITH_CALLBACK.has(client);
}

/** Whether a callback that is written in place reads nothing of what it is given: neither the error nor the response. */
export function isUnheard(call: TSESTree.CallExpression): boolean {
  const last = call.arguments.at(-1);
  const callback = last && unwrap(last);
  if (!isFunction(callback)) return false;
  return callback.params.every(isUnread) && !mentionsArguments(callback.body);
}

function isUnread(parameter: TSESTree.Node): boolean {
  return parameter.type === 'Identifier' && !variableOf(parameter)?.references.some(reference => reference.isRead());
}

function mentionsArguments(body: TSESTree.Node): boolean {
  let found = false;
  visit(body, at => {
    if (at.type === 'Identifier' && at.name === 'arguments') found = true;
  });
  return found;
}

/** Methods by which a failure gets nowhere. What they return is the emitter, or nothing. */
const CHAINED = new Set(['on', 'once', 'addListener', 'setTimeout', 'setHeader', 'setNoDelay', 'setSocketKeepAlive']);
const ENDING = new Set(['end', 'write', 'pipe', 'destroy', 'abort', 'flushHeaders', 'removeHeader', 'resume']);
const LISTENING = new Set(['on', 'once', 'addListener']);

/** Where it gets to when a request fails that a call gives as an emitter. */
export function emissionOf(call: TSESTree.CallExpression): Fate {
  const known = emissions.get(call) ?? findEmission(call);
  emissions.set(call, known);
  return known;
}

const emissions = new WeakMap<TSESTree.CallExpression, Fate>();

function findEmission(call: TSESTree.CallExpression): Fate {
  const own = chainFrom(call);
  if (!own) return UNSEEABLE;
  const { end, listeners } = own;
  const { parent } = end;
  switch (parent?.type) {
    case 'ExpressionStatement':
      return judged(listeners);
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      const from = enclosingFunction(end);
      return from && listeners.length === 0 ? { kind: 'escapes', from } : UNSEEABLE;
    }
    case 'VariableDeclarator': {
      const others = listenersOn(parent);
      return others ? judged([...listeners, ...others]) : UNSEEABLE;
    }
    default:
      return UNSEEABLE;
  }
}

function judged(listeners: readonly TSESTree.CallExpression[]): Fate {
  const events = listeners.map(eventOf);
  // Behind `close`, the emitter knows whether there was an error.
  if (events.some(event => event === undefined || event === 'close')) return UNSEEABLE;
  const [first, ...more] = listeners.filter((_, index) => events[index] === 'error');
  if (!first) return SEEN;
  const isEmpty = [first, ...more].every(({ arguments: [, handler] }) => handlingOfCallback(handler) === 'empty');
  return isEmpty ? { kind: 'swallowed', at: first, how: 'empty' } : SEEN;
}

function eventOf({ arguments: [event] }: TSESTree.CallExpression): string | undefined {
  const frame = event && moduleOf(event)?.frame;
  return frame && constantString(evaluate(event, frame));
}

interface Chain {
  /** The last expression that is the emitter, or what its last method returns. */
  end: TSESTree.Node;
  listeners: TSESTree.CallExpression[];
}

/** What is called on an emitter in one expression; undefined where something gets at it that is not known. */
function chainFrom(node: TSESTree.Node): Chain | undefined {
  const listeners: TSESTree.CallExpression[] = [];
  let end = enclosing(node);
  for (let method = methodCalledOn(end); method; method = methodCalledOn(end)) {
    if (LISTENING.has(method.name)) listeners.push(method.call);
    end = enclosing(method.call);
    if (ENDING.has(method.name)) return methodCalledOn(end) ? undefined : { end, listeners };
    if (!CHAINED.has(method.name)) return undefined;
  }
  return { end, listeners };
}

/** The listeners on an emitter that a constant holds; undefined where something else gets at it. */
function listenersOn({ id }: TSESTree.VariableDeclarator): TSESTree.CallExpression[] | undefined {
  const references = id.type === 'Identifier' ? variableOf(id)?.references : undefined;
  if (!references || references.filter(reference => reference.isWrite()).length !== 1) return undefined;
  const found: TSESTree.CallExpression[] = [];
  for (const { identifier } of references.filter(reference => reference.isRead())) {
    const chain = chainFrom(identifier);
    const parent = chain?.end.parent;
    const isStatement =
      parent?.type === 'ExpressionStatement' ||
      (isFunction(parent) && chain !== undefined && parent.body === chain.end);
    if (!chain || chain.end === identifier || !isStatement) return undefined;
    found.push(...chain.listeners);
  }
  return found;
}
