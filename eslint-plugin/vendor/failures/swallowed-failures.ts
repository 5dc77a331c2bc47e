import type { TSESTree } from '@typescript-eslint/utils';
import { callerModules } from '../../program/caller-modules.ts';
import { calledFunctions, type WayFold } from '../../call-graph/effects.ts';
import { fetch } from '../../http/clients/fetch.ts';
import { type Module, moduleOf } from '../../program/module.ts';
import type { FunctionNode } from '../../values/value.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { perVendor } from '../per-vendor.ts';
import { type VendorCall, vendorCallsIn, placeOf } from '../requests/vendor-calls.ts';
import { bodyOf } from './bodies.ts';
import { textForNothing } from './defaults.ts';
import { emissionOf, isEmitting, isUnheard, mayEmit, takesCallback } from './emitters.ts';
import { enclosingFunction } from '../../program/node.ts';
import { errorBodies } from './error-bodies.ts';
import type { Fate } from './fate.ts';
import { onlySignalsStatus } from './handlers.ts';
import { isCompared, isMissedLater } from './later-tests.ts';
import { answerOf, isResultDropped, rejectionOf } from './rejections.ts';
import { type ResponseFate, responseOf } from './responses.ts';

/** A failure of a call of a vendor that nobody sees. */
export interface SwallowedFailure {
  /** The handler, the call whose response is not looked at, or the read of something that is not there. */
  node: TSESTree.Node;
  kind:
    | 'empty'
    | 'default'
    | 'timeouts'
    | 'development'
    | 'settled'
    | 'dropped'
    | 'ignored'
    | 'praised'
    | 'kept'
    | 'accepted'
    | 'unheard'
    | 'errorBody';
  /** How the error is called, where its body is read. */
  name?: string;
}

/** Where failures of a module's calls get lost, each place once. */
export function swallowedFailures(module: Module, vendor: Vendor): SwallowedFailure[] {
  const found = new Map<TSESTree.Node, SwallowedFailure>();
  const add = (failure: SwallowedFailure): void => {
    if (moduleOf(failure.node) === module && !found.has(failure.node)) found.set(failure.node, failure);
  };
  const judged = new Set<Fate>();
  for (const call of vendorCallsIn(module, vendor)) {
    for (const rejection of call.resultsOf(REJECTION)) {
      if (rejection === undefined || judged.has(rejection)) continue;
      judged.add(rejection);
      if (rejection.kind === 'swallowed' && !isNoticed(rejection, module, vendor))
        add({ node: rejection.at, kind: rejection.how === 'false' ? 'default' : rejection.how });
    }
    for (const emission of mayEmit(call.client) ? call.resultsOf(emissionBy(call.client)) : [])
      if (emission?.kind === 'swallowed') add({ node: emission.at, kind: 'empty' });
    if (takesCallback(call.client) && call.resultsOf(CALLBACK).includes(true))
      add({ node: call.node, kind: 'unheard' });
    if (found.has(call.node)) continue;
    const missed = missedStatus(call, module, vendor);
    if (missed) add({ node: call.node, kind: missed });
    if (isAnswerDropped(call)) add({ node: call.node, kind: 'dropped' });
  }
  if (!vendor.sdk.errorsHaveBody)
    for (const node of callsOfSdk(module, vendor))
      for (const body of errorBodies(node)) add({ ...body, kind: 'errorBody' });
  return [...found.values()];
}

function callsOfSdk(module: Module, vendor: Vendor): ReadonlySet<TSESTree.CallExpression> {
  const calls = vendorCallsIn(module, vendor);
  return new Set(calls.flatMap(({ client, node }) => (client === vendor.sdk.package ? [node] : [])));
}

/** Whether those who get a default in the place of a result take it for the failure that it is. */
function isNoticed({ at, how, from }: Extract<Fate, { kind: 'swallowed' }>, module: Module, vendor: Vendor): boolean {
  const callers = from ? callersOf(from, module, vendor) : [];
  if (how === 'false') return callers.length === 0 || !callers.every(isResultDropped);
  const text = textForNothing(at);
  return callers.some(call => !isMissedLater(call) || (text !== undefined && isCompared(call, text)));
}

/** The calls of a function that lead to a vendor, as far as can be seen. */
function callersOf(fn: FunctionNode, module: Module, vendor: Vendor): TSESTree.CallExpression[] {
  return [...callerModules(module)].flatMap(each => callersIn(each, vendor).get(placeOf(fn)) ?? []);
}

const callers = perVendor(() => new WeakMap<Module, ReadonlyMap<string, TSESTree.CallExpression[]>>());

/** The calls of a module that lead to a vendor, by the functions that they call. */
function callersIn(module: Module, vendor: Vendor): ReadonlyMap<string, TSESTree.CallExpression[]> {
  const known = callers(vendor).get(module);
  if (known) return known;
  const found = new Map<string, TSESTree.CallExpression[]>();
  for (const call of new Set(vendorCallsIn(module, vendor).map(({ node }) => node))) {
    for (const place of calleesOf(call)) {
      const before = found.get(place);
      if (before) before.push(call);
      else found.set(place, [call]);
    }
  }
  callers(vendor).set(module, found);
  return found;
}

/** What becomes of a failure at the outermost call, if it gets there at all. */
const REJECTION: WayFold<Fate | undefined> = {
  first: rejectionOf,
  outer(call, fate) {
    if ((fate?.kind !== 'escapes' && fate?.kind !== 'signaled') || !mayCall(call, fate.from)) return undefined;
    return fate.kind === 'escapes' ? rejectionOf(call) : answerOf(call);
  },
};

const emissionFolds = new Map<string, WayFold<Fate | undefined>>();

/** What becomes of a failure of an emitter at the outermost call, if the emitter gets there at all. */
function emissionBy(client: string): WayFold<Fate | undefined> {
  const fold = emissionFolds.get(client) ?? {
    first: call => (isEmitting(call, client) ? emissionOf(call) : undefined),
    outer: (call, fate) => (fate?.kind === 'escapes' && mayCall(call, fate.from) ? emissionOf(call) : undefined),
  };
  emissionFolds.set(client, fold);
  return fold;
}

/** Whether the callback of a request hears nothing of its failure; only where it is sent. */
const CALLBACK: WayFold<boolean> = { first: isUnheard, outer: () => false };

const callees = new WeakMap<TSESTree.CallExpression, ReadonlySet<string>>();

function calleesOf(call: TSESTree.CallExpression): ReadonlySet<string> {
  const frame = moduleOf(call)?.frame;
  const known =
    callees.get(call) ?? new Set(frame && calledFunctions(call, frame).map(({ callee }) => placeOf(callee.node)));
  callees.set(call, known);
  return known;
}

/** Whether a call calls a function; else what leaves that goes elsewhere, such as to an event handler. */
function mayCall(call: TSESTree.CallExpression, fn: FunctionNode): boolean {
  return calleesOf(call).has(placeOf(fn));
}

/** Clients that give a response whatever its status. */
const NOT_THROWING = new Set([...fetch.sources.map(source => source.replace(/^#/, '')), 'undici#request']);

/** What code does with a response at the outermost call, if it gets there at all. */
const RESPONSE = responseFold(false);
const RESPONSE_OF_ANY_STATUS = responseFold(true);

function responseFold(givesAnyStatus: boolean): WayFold<ResponseFate | undefined> {
  const fateAt = (call: TSESTree.CallExpression): ResponseFate => responseOf(call, givesAnyStatus);
  return {
    first: fateAt,
    outer: (call, fate) => (fate?.kind === 'returned' && mayCall(call, fate.from) ? fateAt(call) : undefined),
  };
}

/** How a refusal is missed, from the client to the outermost call: its status is never looked at, or only for what went well. */
function missedStatus(
  { node, resultsOf, client, givesAnyStatus }: VendorCall,
  module: Module,
  vendor: Vendor,
): 'ignored' | 'praised' | 'kept' | 'accepted' | undefined {
  if (!NOT_THROWING.has(client) && !givesAnyStatus) return undefined;
  const fates = resultsOf(givesAnyStatus ? RESPONSE_OF_ANY_STATUS : RESPONSE);
  const isIgnored = fates.some(
    fate => fate?.kind === 'ignored' || (fate?.kind === 'parsed' && isBodyMissed(node, fate.from, module, vendor)),
  );
  if (isIgnored) return givesAnyStatus ? 'accepted' : 'ignored';
  return (['praised', 'kept'] as const).find(kind => fates.some(fate => fate?.kind === kind));
}

/** Where it gets to that a response was refused: out of a function that returns it, to the call that drops it, or nowhere. */
type Answer = { from: FunctionNode } | 'dropped' | undefined;

const answers = new WeakMap<FunctionNode, Answer>();

function answerFrom(from: FunctionNode): Answer {
  const answer = answers.get(from) ?? { from };
  answers.set(from, answer);
  return answer;
}

/** Who only returns that a response was refused, and who drops that. */
const ANSWER: WayFold<Answer> = {
  first(call) {
    const from = responseOf(call).kind === 'looked' ? enclosingFunction(call) : undefined;
    return from && onlySignalsStatus(from) ? answerFrom(from) : undefined;
  },
  outer(call, inner) {
    if (typeof inner !== 'object' || !mayCall(call, inner.from)) return undefined;
    const fate = answerOf(call);
    if (fate.kind === 'swallowed') return 'dropped';
    return fate.kind === 'signaled' ? answerFrom(fate.from) : undefined;
  },
};

/** Whether a function only returns that a response was refused, and the outermost call drops that. */
function isAnswerDropped({ resultsOf, client }: VendorCall): boolean {
  return NOT_THROWING.has(client) && resultsOf(ANSWER).includes('dropped');
}

/**
 * Whether nobody in sight who gets the body of a response searches it for errors.
 *
 * @param call the one that parses it
 * @param from what returns it
 */
function isBodyMissed(call: TSESTree.CallExpression, from: FunctionNode, module: Module, vendor: Vendor): boolean {
  const body = bodyOfCall(call, from);
  const fates = [...callerModules(module)].flatMap(each =>
    vendorCallsIn(each, vendor).flatMap(({ node, resultsOf }) => (node === call ? [] : resultsOf(body))),
  );
  return fates.includes('missed') && !fates.includes('seen');
}

/** What it is returned from, or, once that is known, what becomes of it. */
type Body = FunctionNode | 'missed' | 'seen' | undefined;

/** What becomes of a body on its way outward from the call that parses it. */
function bodyOfCall(parsing: TSESTree.CallExpression, from: FunctionNode): WayFold<Body> {
  const place = placeOf(parsing);
  const first = (call: TSESTree.CallExpression): Body => (placeOf(call) === place ? from : undefined);
  return {
    first,
    outer(call, inner) {
      const start = first(call);
      if (start || typeof inner !== 'object') return start ?? inner;
      if (!mayCall(call, inner)) return undefined;
      const fate = bodyOf(call);
      if (fate.kind === 'returned') return fate.from;
      return fate.kind === 'missed' ? 'missed' : 'seen';
    },
  };
}
