import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, spelledNames, staticName, unwrap, wrapped } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { contains } from '../../values/frame.ts';
import { alternativesOf, type FunctionNode, packageOf, type Value } from '../../values/value.ts';
import { isInfiniteValue } from './infinite.ts';
import { hasWord, wordsOf } from '../words.ts';

/** Words in the names of what lets one call after another through. */
const LIMITING = new Set(
  (
    'limit limits limited limiter ratelimit ratelimited ratelimiter throttle throttled throttler throttling bottleneck semaphore sema mutex ' +
    'lock queue queued enqueue enqueued schedule scheduled scheduler concurrency concurrently concurrent pool slot slots acquire permit ' +
    'bulkhead serial serialize serialized sequential sequentially series batch batched batches chunk chunks chunked debounce debounced ' +
    'bucket gate gated turn defer deferred later pace paced pacer pacing'
  ).split(' '),
);
/** The same in the name of a function that sends. */
const LIMITED = new Set(
  'limited limiter ratelimit ratelimited throttle throttled bottleneck queue queued enqueue enqueued schedule scheduled debounced serialized'.split(
    ' ',
  ),
);
/** The same in the name of what is awaited before a call. */
const WAITING = new Set(
  'throttle limiter ratelimit ratelimiter acquire semaphore sema mutex lock slot permit bottleneck bucket tokens turn pace'.split(
    ' ',
  ),
);
const SLEEPING = new Set(['sleep', 'delay', 'wait', 'pause', 'timeout']);
const PAUSING = new Set([...SLEEPING, ...WAITING, 'limits', 'limit']);
const LIMITING_PACKAGE =
  /limit|throttl|queue|pool|sema|mutex|bottleneck|throat|concurren|cockatiel|^async(?:-es)?$|^bull|^p-(?:series|each-series|map-series|all|map)$/i;

/** Returns whether a callee that is given a function lets only so many run at once: by its name, or by the package that it comes from. */
export function isLimiter(callee: TSESTree.Node): boolean {
  if (isUnlimited(callee)) return false;
  return isNamed(callee, LIMITING) || isOfLimiter(callee);
}

/** Returns whether a function that is called lets only so many calls of it run at once: by its name, or by what made it. */
export function isLimited(callee: TSESTree.Node): boolean {
  if (isUnlimited(callee)) return false;
  return isNamed(callee, LIMITED) || isOfLimiter(callee);
}

/** `pLimit(Infinity)` lets all through, whatever it is called. */
export function isUnlimited(callee: TSESTree.Node): boolean {
  const frame = moduleOf(callee)?.frame;
  const options = frame ? alternativesOf(evaluate(callee, frame)) : [];
  return options.some(
    option =>
      option.kind === 'externalCall' &&
      /^(?:p-limit|throat)$/.test(packageOf(option) ?? '') &&
      option.args[0] !== undefined &&
      isInfiniteValue(option.args[0]),
  );
}

function isNamed(callee: TSESTree.Node, words: ReadonlySet<string>): boolean {
  return spelledNames(callee).some(name => hasWord(name, words));
}

function isOfLimiter(callee: TSESTree.Node): boolean {
  const frame = moduleOf(callee)?.frame;
  const packages = frame ? alternativesOf(evaluate(callee, frame)).map(packageOf) : [];
  return packages.some(module => module !== undefined && LIMITING_PACKAGE.test(module));
}

/** Tells whether a request is sent by a client with a plugin that limits it: `agent().use(throttle.plugin())`, `get(url).use(throttle)`. */
export function isLimitedByPlugin(call: TSESTree.CallExpression): boolean {
  const frame = moduleOf(call)?.frame;
  const clients = (frame ? alternativesOf(evaluate(call.callee, frame)) : []).filter(client => !isOnlyTyped(client));
  return (clients.length > 0 && clients.every(hasLimitingPlugin)) || isGivenLimitingPlugin(call);
}

/** The type of a parameter says nothing of what its callers give. */
function isOnlyTyped(client: Value): boolean {
  if (client.kind === 'externalMember') return isOnlyTyped(client.object);
  return client.kind === 'externalCall' && client.node.type.startsWith('TS');
}

function hasLimitingPlugin(client: Value): boolean {
  if (client.kind === 'externalMember') return hasLimitingPlugin(client.object);
  if (client.kind !== 'externalCall') return false;
  const { callee, node, mutations = [] } = client;
  return (
    [node, ...mutations.map(mutation => mutation.node)].some(addsLimitingPlugin) ||
    isGivenToLimiter(node) ||
    (callee.kind === 'externalMember' && hasLimitingPlugin(callee.object))
  );
}

/** `throttle.use(client)`, `client.interceptors.request.use(waitForTurn)`, where a variable holds the client that a call makes. */
function isGivenToLimiter(made: TSESTree.Node): boolean {
  const { parent } = wrapped(made);
  const name = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : undefined;
  const references = name ? (variableOf(name)?.references ?? []) : [];
  return references.some(({ identifier }) => {
    const { parent: use } = identifier;
    if (use?.type === 'CallExpression' && use.callee !== identifier) return isLimiter(use.callee);
    return use?.type === 'MemberExpression' && staticName(use) === 'interceptors' && isWaitingInterceptor(use);
  });
}

/** `client.interceptors.request.use(async options => { await limiter.take(); return options; })`. */
function isWaitingInterceptor({ parent: ofRequest }: TSESTree.MemberExpression): boolean {
  const use =
    ofRequest.type === 'MemberExpression' && staticName(ofRequest) === 'request' ? ofRequest.parent : undefined;
  const call = use?.type === 'MemberExpression' && staticName(use) === 'use' ? use.parent : undefined;
  const interceptor = call?.type === 'CallExpression' ? call.arguments[0] : undefined;
  const frame = interceptor && moduleOf(interceptor)?.frame;
  const options = frame && interceptor.type !== 'SpreadElement' ? alternativesOf(evaluate(interceptor, frame)) : [];
  return options.some(option => option.kind === 'function' && waitsForTurn(option.node));
}

/** Whether one of the calls behind a call does so. */
function isGivenLimitingPlugin(call: TSESTree.CallExpression): boolean {
  const { parent } = wrapped(call);
  const next = parent?.type === 'MemberExpression' && parent.object === wrapped(call) ? parent.parent : undefined;
  return next?.type === 'CallExpression' && next.callee === parent
    ? addsLimitingPlugin(next) || isGivenLimitingPlugin(next)
    : false;
}

function addsLimitingPlugin(node: TSESTree.Node): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const [argument] = staticName(node.callee) === 'use' ? node.arguments : [];
  const plugin = argument && unwrap(argument);
  return plugin !== undefined && isLimiter(plugin.type === 'CallExpression' ? plugin.callee : plugin);
}

/**
 * Returns whether a call of `then` puts something behind what was put there before: `tail = tail.then(() => send())`, also with a
 * field, and with a variable in between.
 */
export function isBehindOthers(then: TSESTree.CallExpression): boolean {
  const root = rootOfChain(then);
  if (root.type === 'Identifier') return isReplaced(root, then);
  return root.type === 'MemberExpression' && root.object.type === 'ThisExpression' && isReplacedField(root);
}

const CHAINING = /^(?:then|catch|finally)$/;

function rootOfChain(then: TSESTree.Node): TSESTree.Node {
  const at = unwrap(then);
  const callee = at.type === 'CallExpression' ? unwrap(at.callee) : undefined;
  return callee?.type === 'MemberExpression' && CHAINING.test(staticName(callee) ?? '')
    ? rootOfChain(callee.object)
    : at;
}

/** A variable that outlives the function or the turn of the loop around its use, and is assigned again. */
function isReplaced(name: TSESTree.Identifier, use: TSESTree.Node): boolean {
  const variable = variableOf(name);
  const definition = variable?.defs[0];
  if (!variable || definition?.type !== 'Variable') return false;
  const isAssigned = variable.references.some(reference => reference.isWrite() && reference.init !== true);
  return isAssigned && !contains(turnAround(use), definition.name);
}

const LOOP = /^(?:For(?:In|Of)?|While|DoWhile)Statement$/;

/** The innermost function or loop around a node. */
function turnAround(node: TSESTree.Node): TSESTree.Node {
  let at = node;
  while (at.parent && !isFunction(at) && !LOOP.test(at.type)) at = at.parent;
  return at;
}

function isReplacedField(field: TSESTree.MemberExpression): boolean {
  const name = staticName(field);
  const around = enclosingClass(field);
  let found = false;
  if (around) {
    visit(around, at => {
      const target = at.type === 'AssignmentExpression' ? at.left : undefined;
      if (target?.type === 'MemberExpression' && staticName(target) === name && !isInConstructor(target)) found = true;
    });
  }
  return found;
}

function enclosingClass(node: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = node.parent; at; at = at.parent)
    if (at.type === 'ClassBody' || at.type === 'ObjectExpression') return at;
  return undefined;
}

function isInConstructor(node: TSESTree.Node): boolean {
  const owner = enclosingFunction(node);
  return owner?.parent.type === 'MethodDefinition' && owner.parent.kind === 'constructor';
}

const known = new WeakMap<FunctionNode, boolean>();

/** Returns whether a function waits for its turn before it goes on, so that many calls of it do not run at once. */
export function waitsForTurn(node: FunctionNode): boolean {
  const before = known.get(node);
  if (before !== undefined) return before;
  let found = false;
  visit(node.body, at => {
    found ||= isWaiting(at, node);
  });
  known.set(node, found);
  return found;
}

function isWaiting(at: TSESTree.Node, owner: FunctionNode): boolean {
  switch (at.type) {
    case 'AwaitExpression':
      return isWaitForTurn(unwrap(at.argument), owner);
    case 'NewExpression':
      return isEntryInList(at, owner);
    case 'WhileStatement':
    case 'IfStatement':
      return isFull(at.test, owner) && hasAwait(at.type === 'WhileStatement' ? at.body : at.consequent);
    case 'CallExpression':
      return rootOfChain(at) !== at && isBehindOthers(at);
    default:
      return false;
  }
}

function isWaitForTurn(argument: TSESTree.Node, owner: FunctionNode): boolean {
  // `await this.tail`, `await previous`: what another call left behind.
  if (argument.type === 'Identifier') return isOuterPromise(argument, owner);
  if (argument.type !== 'CallExpression') return false;
  const names = spelledNames(argument.callee);
  if (names.some(name => hasWord(name, WAITING))) return true;
  const last = names.at(-1) ?? '';
  return hasWord(last, SLEEPING) && argument.arguments.some(given => isStaggered(given, owner));
}

function isOuterPromise(name: TSESTree.Identifier, owner: FunctionNode): boolean {
  const [definition] = variableOf(name)?.defs ?? [];
  return (
    definition?.type === 'Variable' &&
    !contains(owner, definition.name) &&
    wordsOf(name.name).some(word => /^(?:tail|chain|queue|previous|prev|last|lock|gate|turn)$/.test(word))
  );
}

/** A pause that differs from call to call: by the index of the element, or by when the last call was. */
function isStaggered(argument: TSESTree.Node, owner: FunctionNode): boolean {
  const index = owner.params[1];
  const isCallback = owner.parent.type === 'CallExpression';
  let found = false;
  visit(argument, at => {
    if (at.type === 'Identifier' && isCallback && index?.type === 'Identifier' && at.name === index.name) found = true;
    if (at.type === 'BinaryExpression' && at.operator === '-' && !isInCatch(at)) found = true;
    if (at.type === 'Identifier' && isDifference(at)) found = true;
  });
  return found;
}

function isDifference(name: TSESTree.Identifier): boolean {
  const [definition] = variableOf(name)?.defs ?? [];
  const init = definition?.type === 'Variable' ? definition.node.init : null;
  let found = false;
  if (init) {
    visit(init, at => {
      if (at.type === 'BinaryExpression' && at.operator === '-') found = true;
    });
  }
  return found && init !== null && !isInCatch(init);
}

function isInCatch(node: TSESTree.Node): boolean {
  for (let at = node.parent; at; at = at.parent) if (at.type === 'CatchClause') return true;
  return false;
}

/** `new Promise(resolve => waiting.push(resolve))`. */
function isEntryInList({ callee, arguments: [executor] }: TSESTree.NewExpression, owner: FunctionNode): boolean {
  if (spelledNames(callee).join('.') !== 'Promise' || !executor || !isFunction(executor)) return false;
  let found = false;
  visit(executor.body, at => {
    const called = at.type === 'CallExpression' ? unwrap(at.callee) : undefined;
    if (called?.type !== 'MemberExpression' || !/^(?:push|enqueue|add)$/.test(staticName(called) ?? '')) return;
    const holder = unwrap(called.object);
    if (holder.type === 'MemberExpression') found = true;
    const [definition] = variableOf(holder)?.defs ?? [];
    if (definition && !contains(owner, definition.name)) found = true;
  });
  return found;
}

/** `active >= MOST`, where the count outlives the call. */
function isFull(test: TSESTree.Node, owner: FunctionNode): boolean {
  let found = false;
  visit(test, at => {
    if (at.type !== 'BinaryExpression' || !['>=', '>', '<', '<='].includes(at.operator)) return;
    for (const side of [at.left, at.right]) {
      const name = unwrap(side);
      if (name.type === 'MemberExpression' && unwrap(name.object).type === 'ThisExpression') found = true;
      const variable = name.type === 'Identifier' ? variableOf(name) : undefined;
      const [definition] = variable?.defs ?? [];
      const isCount = variable?.references.some(reference => reference.isWrite() && reference.init !== true) === true;
      if (definition?.type === 'Variable' && isCount && !contains(owner, definition.name)) found = true;
    }
  });
  return found;
}

/** Whether a function waits for something by itself, in a part of its body. */
export function hasAwait(part: TSESTree.Node): boolean {
  const known = awaits.get(part) ?? findAwait(part);
  awaits.set(part, known);
  return known;
}

const awaits = new WeakMap<TSESTree.Node, boolean>();

function findAwait(part: TSESTree.Node): boolean {
  const owner = enclosingFunction(part);
  let found = false;
  visit(part, at => {
    const waits =
      at.type === 'AwaitExpression' || at.type === 'YieldExpression' || (at.type === 'ForOfStatement' && at.await);
    if (waits && enclosingFunction(at) === owner) found = true;
  });
  return found;
}

/** Whether a part of a function pauses, or waits for a limit, by itself. */
export function hasPause(part: TSESTree.Node): boolean {
  const owner = enclosingFunction(part);
  let found = false;
  visit(part, at => {
    const argument = at.type === 'AwaitExpression' ? unwrap(at.argument) : undefined;
    const names = argument?.type === 'CallExpression' ? spelledNames(argument.callee) : [];
    if (names.some(name => hasWord(name, PAUSING)) && enclosingFunction(at) === owner) found = true;
    if (argument?.type === 'NewExpression' && enclosingFunction(at) === owner && setsTimer(argument)) found = true;
  });
  return found;
}

/** `new Promise(resolve => setTimeout(resolve, 1000))`. */
function setsTimer(node: TSESTree.NewExpression): boolean {
  let found = false;
  visit(node, at => {
    if (at.type === 'CallExpression' && spelledNames(at.callee).at(-1) === 'setTimeout') found = true;
  });
  return found;
}
