import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { fetch } from '../../http/clients/fetch.ts';
import { type Module, moduleOf } from '../../program/module.ts';
import type { FunctionNode } from '../../values/value.ts';
import { type KlaviyoCall, klaviyoCallsIn, placeOf, SDK } from '../klaviyo-calls.ts';
import { bodyOf } from './bodies.ts';
import { enclosingFunction } from '../../program/node.ts';
import { errorBodies } from './error-bodies.ts';
import type { Fate } from './fate.ts';
import { onlyTellsOfStatus } from './handlers.ts';
import { isMissedLater } from './later-tests.ts';
import { answerOf, isResultDropped, rejectionOf } from './rejections.ts';
import { responseOf } from './responses.ts';

/** A failure of a call of Klaviyo that nobody sees. */
export interface SwallowedFailure {
  /** The handler, the call whose response is not looked at, or the read of something that is not there. */
  node: TSESTree.Node;
  kind: 'empty' | 'default' | 'timeouts' | 'settled' | 'dropped' | 'ignored' | 'accepted' | 'errorBody';
  /** How the error is called, where its body is read. */
  name?: string;
}

/** Where failures of a module's calls get lost, each place once. */
export function swallowedFailures(module: Module): SwallowedFailure[] {
  const found = new Map<TSESTree.Node, SwallowedFailure>();
  const add = (failure: SwallowedFailure): void => {
    if (moduleOf(failure.node) === module && !found.has(failure.node)) found.set(failure.node, failure);
  };
  for (const call of klaviyoCallsIn(module)) {
    const rejection = rejectionOfWay(call);
    if (rejection?.kind === 'swallowed' && !isNoticed(rejection, module))
      add({ node: rejection.at, kind: rejection.how === 'false' ? 'default' : rejection.how });
    if (isIgnored(call, module)) add({ node: call.node, kind: call.givesAnyStatus ? 'accepted' : 'ignored' });
    if (isAnswerDropped(call)) add({ node: call.node, kind: 'dropped' });
    if (call.client === SDK) for (const body of errorBodies(call.node)) add({ ...body, kind: 'errorBody' });
  }
  return [...found.values()];
}

/** Whether those who get a default in the place of a result take it for the failure that it is. */
function isNoticed({ how, from }: Extract<Fate, { kind: 'swallowed' }>, module: Module): boolean {
  const callers = from ? callersOf(from, module) : [];
  if (how === 'false') return callers.length === 0 || !callers.every(isResultDropped);
  return callers.some(call => !isMissedLater(call));
}

/** The calls of a function that lead to Klaviyo, as far as can be seen. */
function callersOf(fn: FunctionNode, module: Module): TSESTree.CallExpression[] {
  return [module, ...module.others()].flatMap(each => {
    const calls = new Set(klaviyoCallsIn(each).map(({ node }) => node));
    return [...calls].filter(call => mayCall(call, fn));
  });
}

/** What becomes of a failure at the outermost call, if it gets there at all. */
function rejectionOfWay({ node, way }: KlaviyoCall): Fate | undefined {
  const [sending = node, ...outward] = [node, ...way].reverse();
  let fate = rejectionOf(sending);
  for (const outer of outward) {
    if ((fate.kind !== 'escapes' && fate.kind !== 'told') || !mayCall(outer, fate.from)) return undefined;
    fate = fate.kind === 'escapes' ? rejectionOf(outer) : answerOf(outer);
  }
  return fate;
}

const callees = new WeakMap<TSESTree.CallExpression, ReadonlySet<string>>();

/** Whether a call calls a function; else what leaves that goes elsewhere, such as to an event handler. */
function mayCall(call: TSESTree.CallExpression, fn: FunctionNode): boolean {
  const frame = moduleOf(call)?.frame;
  const known =
    callees.get(call) ?? new Set(frame && calledFunctions(call, frame).map(({ callee }) => placeOf(callee.node)));
  callees.set(call, known);
  return known.has(placeOf(fn));
}

/** Clients that give a response whatever its status. */
const NOT_THROWING = new Set([...fetch.sources.map(source => source.replace(/^#/, '')), 'undici#request']);

/** Whether the status of a response is never looked at, from the client to the outermost call. */
function isIgnored({ node, way, client, givesAnyStatus }: KlaviyoCall, module: Module): boolean {
  if (!NOT_THROWING.has(client) && !givesAnyStatus) return false;
  const [sending = node, ...outward] = [node, ...way].reverse();
  let fate = responseOf(sending, givesAnyStatus);
  for (const outer of outward) {
    if (fate.kind !== 'returned' || !mayCall(outer, fate.from)) return false;
    fate = responseOf(outer, givesAnyStatus);
  }
  return fate.kind === 'ignored' || (fate.kind === 'parsed' && isBodyMissed(node, fate.from, module));
}

/** Whether a function only returns that a response was refused, and the outermost call drops that. */
function isAnswerDropped({ node, way, client }: KlaviyoCall): boolean {
  const sending = way.at(-1);
  if (!sending || !NOT_THROWING.has(client) || responseOf(sending).kind !== 'looked') return false;
  const outward = [node, ...way.slice(0, -1)].reverse();
  let from = enclosingFunction(sending);
  if (!from || !onlyTellsOfStatus(from)) return false;
  for (const outer of outward) {
    if (!from || !mayCall(outer, from)) return false;
    const fate = answerOf(outer);
    if (outer === node) return fate.kind === 'swallowed';
    from = fate.kind === 'told' ? fate.from : undefined;
  }
  return false;
}

/**
 * Whether nobody in sight who gets the body of a response searches it for errors.
 *
 * @param call the one that parses it
 * @param from what returns it
 */
function isBodyMissed(call: TSESTree.CallExpression, from: FunctionNode, module: Module): boolean {
  const place = placeOf(call);
  const fates = [module, ...module.others()].flatMap(each =>
    klaviyoCallsIn(each).flatMap(({ node, way }) => {
      const index = way.findIndex(step => placeOf(step) === place);
      return index < 0 ? [] : [bodyFateOf([node, ...way].slice(0, index + 1).reverse(), from)];
    }),
  );
  return fates.includes('missed') && !fates.includes('seen');
}

/** What becomes of a body on its way outward. */
function bodyFateOf(outward: readonly TSESTree.CallExpression[], start: FunctionNode): 'missed' | 'seen' | undefined {
  let from = start;
  for (const outer of outward) {
    if (!mayCall(outer, from)) return undefined;
    const fate = bodyOf(outer);
    if (fate.kind !== 'returned') return fate.kind === 'missed' ? 'missed' : 'seen';
    from = fate.from;
  }
  return undefined;
}
