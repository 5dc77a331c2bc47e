import type { TSESTree } from '@typescript-eslint/utils';
import { mayRun } from '../evaluator/branches.ts';
import { wrappedFunction } from '../evaluator/calls.ts';
import { callFrame } from '../evaluator/contexts.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import { invocationOf } from '../evaluator/invocation.ts';
import { moduleOf } from '../program/module.ts';
import type { Frame } from '../values/frame.ts';
import { recordIncomplete } from '../values/incomplete.ts';
import { CUT, type FunctionNode, type FunctionValue, alternativesOf, type Value } from '../values/value.ts';
import { callsIn } from './calls-in.ts';
import { holdsSomewhere } from './closure.ts';

/** What is asked about calls, such as which HTTP requests they send. */
export interface EffectQuery<T> {
  /** What one call itself does. */
  direct(call: TSESTree.CallExpression, frame: Frame): T[];
  /** What a call does whose function was followed as far as the source goes, and only so much was found. */
  assumed?(call: TSESTree.CallExpression, frame: Frame, found: readonly T[]): T[];
  /** Whether anything may be assumed of a call, whatever is found of its function. */
  mayAssume?(call: TSESTree.CallExpression, frame: Frame): boolean;
  /** Tells of an address that is not followed whether something may be done there that is asked about. */
  mayConcern?(address: string): boolean;
  /** Two that do the same at the same place have one key. */
  keyOf(what: T): string;
}

/** Something that a call does, itself or through the functions that it calls. */
export interface ReportedEffect<T> {
  what: T;
  /** The next call on the way, inside the called function; undefined when the call does it itself. */
  via: TSESTree.CallExpression | undefined;
  /** All calls on the way, that one first. */
  way(): TSESTree.CallExpression[];
  /** What is computed of the call and its way, from the call that does it outward. */
  fold<Result>(fold: WayFold<Result>): Result;
}

/** Computes something of each call on a way. What ways have in common is computed once, for as long as this object is there. */
export interface WayFold<Result> {
  /** @param call does it itself */
  first(call: TSESTree.CallExpression): Result;
  /** @param inner what was computed of the next call on the way */
  outer(call: TSESTree.CallExpression, inner: Result): Result;
}

interface Effect<T> {
  what: T;
  key: string;
  via: Site<T> | undefined;
}

/** A call in one context, and all that it does. */
interface Site<T> {
  call: TSESTree.CallExpression;
  frame: Frame;
  isFollowed: boolean;
  /** It calls functions of the checked code. */
  followsFunction: boolean;
  /** The calls inside of the called functions, in the contexts of this call. */
  next: Site<T>[];
  previous: Site<T>[];
  /** By the key of what is done: through which call, undefined for the call itself. */
  effects: Map<string, Effect<T>>;
}

/**
 * What a call does that satisfies a condition, unless a call further down the way satisfies it by itself already: there it
 * is the place to report it.
 */
export function reportedAt<T>(
  call: TSESTree.CallExpression,
  query: EffectQuery<T>,
  condition: (what: T) => boolean,
): ReportedEffect<T>[] {
  const satisfies = memoized(at => effectsOf(at, query).some(({ what }) => condition(what)));
  const satisfiesWithoutCall = memoized(at =>
    effectsOf(at, query).some(effect => condition(effect.what) && !wayOf(effect).includes(call)),
  );
  const isReportedFurtherOn = (way: readonly TSESTree.CallExpression[]): boolean => {
    // What a callback does is reported in the callback, even where its own call leads back to the one that it is given to.
    const isReportedAt = way.includes(call) ? satisfies : satisfiesWithoutCall;
    return way.some(at => at !== call && isReportedAt(at));
  };
  return effectsOf(call, query)
    .filter(effect => condition(effect.what) && !isReportedFurtherOn(wayOf(effect)))
    .map(effect => withWay(call, effect));
}

function withWay<T>(call: TSESTree.CallExpression, effect: Effect<T>): ReportedEffect<T> {
  return {
    what: effect.what,
    via: effect.via?.call,
    way: () => wayOf(effect),
    fold: fold => foldWay({ call, effect }, fold),
  };
}

function memoized(test: (at: TSESTree.CallExpression) => boolean): (at: TSESTree.CallExpression) => boolean {
  const known = new Map<TSESTree.CallExpression, boolean>();
  return at => {
    const answer = known.get(at) ?? test(at);
    known.set(at, answer);
    return answer;
  };
}

/** The calls from the next one on, each inside of the function that the one before calls, to the one that does it itself. */
function wayOf<T>({ key, via }: Effect<T>): TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  for (let site = via; site; site = site.effects.get(key)?.via) calls.push(site.call);
  return calls;
}

interface Step<T> {
  call: TSESTree.CallExpression;
  effect: Effect<T>;
}

interface Folded {
  result: unknown;
}

const folds = new WeakMap<object, WeakMap<object, Folded>>();

function foldWay<T, Result>(start: Step<T>, fold: WayFold<Result>): Result {
  const known = folds.get(fold) ?? new WeakMap<object, Folded>();
  folds.set(fold, known);
  const pending: Step<T>[] = [];
  for (let at: Step<T> | undefined = start; at && !known.has(at.effect); at = innerOf(at)) pending.push(at);
  for (const step of pending.reverse()) {
    const inner = innerOf(step);
    const before = inner && known.get(inner.effect);
    const result = before ? fold.outer(step.call, before.result as Result) : fold.first(step.call);
    known.set(step.effect, { result });
  }
  return known.get(start.effect)?.result as Result;
}

function innerOf<T>({ effect: { key, via } }: Step<T>): Step<T> | undefined {
  const effect = via?.effects.get(key);
  return via && effect && { call: via.call, effect };
}

/** Everything that a call does, itself or through wrappers, as far as its own module tells. */
export function everyEffect<T>(call: TSESTree.CallExpression, query: EffectQuery<T>): T[] {
  return effectsOf(call, query).map(({ what }) => what);
}

/** The same, each with the calls that lead to it. */
export function effectsWithWays<T>(call: TSESTree.CallExpression, query: EffectQuery<T>): ReportedEffect<T>[] {
  return effectsOf(call, query).map(effect => withWay(call, effect));
}

/**
 * What a call does itself, and not the functions that it calls, which are followed only where it depends on them what is assumed
 * of the call.
 */
export function ownEffects<T>(call: TSESTree.CallExpression, query: EffectQuery<T>): T[] {
  const frame = moduleOf(call)?.frame;
  if (!frame) return [];
  if (query.mayAssume?.(call, frame) !== true) return query.direct(call, frame);
  return effectsOf(call, query).flatMap(({ what, via }) => (via ? [] : [what]));
}

function effectsOf<T>(call: TSESTree.CallExpression, query: EffectQuery<T>): Effect<T>[] {
  const frame = moduleOf(call)?.frame;
  return frame ? [...siteOf(call, frame, query).effects.values()] : [];
}

type Sites<T> = WeakMap<Frame, Map<TSESTree.CallExpression, Site<T>>>;

const sitesOf = new WeakMap<EffectQuery<never>, Sites<never>>();

/** Follows a call through wrappers of the checked code to whatever is done at the end, with the arguments filled in. */
function siteOf<T>(call: TSESTree.CallExpression, frame: Frame, query: EffectQuery<T>): Site<T> {
  const sites = (sitesOf.get(query as EffectQuery<never>) ?? new WeakMap()) as Sites<T>;
  sitesOf.set(query as EffectQuery<never>, sites as Sites<never>);
  const site = siteAt(call, frame, sites);
  if (!site.isFollowed) propagate(explore(site, query, sites), query);
  return site;
}

function siteAt<T>(call: TSESTree.CallExpression, frame: Frame, sites: Sites<T>): Site<T> {
  const ofFrame = sites.get(frame) ?? new Map<TSESTree.CallExpression, Site<T>>();
  sites.set(frame, ofFrame);
  const known = ofFrame.get(call);
  if (known) return known;
  const site: Site<T> = {
    call,
    frame,
    isFollowed: false,
    followsFunction: false,
    next: [],
    previous: [],
    effects: new Map(),
  };
  ofFrame.set(call, site);
  return site;
}

/** Finds all sites that a new one leads to. @returns the new ones, those that others lead to first */
function explore<T>(start: Site<T>, query: EffectQuery<T>, sites: Sites<T>): Site<T>[] {
  const order: Site<T>[] = [];
  const pending: { site: Site<T>; isDone: boolean }[] = [{ site: start, isDone: false }];
  for (let at = pending.pop(); at; at = pending.pop()) {
    const { site, isDone } = at;
    if (isDone) {
      order.push(site);
      continue;
    }
    if (site.isFollowed) continue;
    site.isFollowed = true;
    site.next = follow(site, query).map(({ call, frame }) => siteAt(call, frame, sites));
    pending.push({ site, isDone: true });
    for (const next of [...site.next].reverse()) {
      next.previous.push(site);
      pending.push({ site: next, isDone: false });
    }
  }
  return order;
}

interface CallInFrame {
  call: TSESTree.CallExpression;
  frame: Frame;
}

/** What a call does itself is noted; else where it leads. */
function follow<T>(site: Site<T>, query: EffectQuery<T>): CallInFrame[] {
  const { call, frame } = site;
  const own = query.direct(call, frame);
  for (const effect of own.map(what => effectOf(what, query))) site.effects.set(effect.key, effect);
  if (own.length > 0) return [];
  const functions = calledFunctions(call, frame);
  site.followsFunction = functions.length > 0;
  return functions.flatMap(({ callee, args }) => {
    const mattering = callsThatMatter(callee.node, query);
    if (mattering.length === 0) return [];
    const inner = callFrame(callee, args(), frame);
    if (losesAddress(inner, query)) recordIncomplete('it is called in too many ways to follow each', callee.node);
    return mattering.filter(via => mayRun(via, inner)).map(via => ({ call: via, frame: inner }));
  });
}

const judgedAddresses = new WeakMap<EffectQuery<never>, WeakMap<Frame, { count: number; isLost: boolean }>>();

/** Whether an address that a context does not follow may be asked about; each is judged once. */
function losesAddress<T>(frame: Frame, query: EffectQuery<T>): boolean {
  const { lostAddresses = [] } = frame;
  if (lostAddresses.length === 0 || !query.mayConcern) return false;
  const ofQuery =
    judgedAddresses.get(query as EffectQuery<never>) ?? new WeakMap<Frame, { count: number; isLost: boolean }>();
  judgedAddresses.set(query as EffectQuery<never>, ofQuery);
  const judged = ofQuery.get(frame) ?? { count: 0, isLost: false };
  ofQuery.set(frame, judged);
  for (; !judged.isLost && judged.count < lostAddresses.length; judged.count += 1)
    judged.isLost = query.mayConcern(lostAddresses[judged.count] ?? '');
  return judged.isLost;
}

function effectOf<T>(what: T, { keyOf }: EffectQuery<T>): Effect<T> {
  return { what, key: keyOf(what), via: undefined };
}

/** Brings what is done at the end to all that lead there. */
function propagate<T>(sites: readonly Site<T>[], query: EffectQuery<T>): void {
  for (const site of sites) for (const next of site.next) addAll(site, next, [...next.effects.values()]);
  if (!query.assumed) return;
  for (const site of sites) {
    if (!site.followsFunction) continue;
    const found = [...site.effects.values()].map(({ what }) => what);
    const assumed = query.assumed(site.call, site.frame, found);
    for (const what of assumed) addAll(site, undefined, [effectOf(what, query)]);
  }
}

function addAll<T>(start: Site<T>, from: Site<T> | undefined, effects: readonly Effect<T>[]): void {
  const pending = [{ site: start, from, effects }];
  for (let at = pending.pop(); at; at = pending.pop()) {
    const { site, from: via, effects: given } = at;
    const added = given.filter(({ key }) => !site.effects.has(key));
    for (const { what, key } of added) site.effects.set(key, { what, key, via });
    if (added.length === 0) continue;
    for (const previous of site.previous) pending.push({ site: previous, from: site, effects: added });
  }
}

interface CalledFunction {
  callee: FunctionValue;
  args: () => Value[];
}

/** The functions of the checked code that a call calls, and with what. */
export function calledFunctions(call: TSESTree.CallExpression, frame: Frame): CalledFunction[] {
  const { callee, thisValue: self, args } = invocationOf(call, frame);
  const options = alternativesOf(evaluate(callee, frame));
  // A method of data that is cut is none of a table's functions.
  if (options.includes(CUT) && options.some(({ kind }) => kind === 'function'))
    recordIncomplete('what it calls has too many alternatives', call);
  const functions = options.flatMap(option => (option.kind === 'function' ? option : (wrappedFunction(option) ?? [])));
  return functions.map(fn => ({ callee: { ...fn, self: fn.thisValue ?? self() }, args }));
}

/** A call inside a function: what it does by itself, and the functions that it calls. */
interface InnerCall {
  call: TSESTree.CallExpression;
  isDirect: boolean;
  callees: FunctionNode[];
}

interface Matter {
  innerCalls: WeakMap<FunctionNode, InnerCall[]>;
  known: WeakMap<FunctionNode, boolean>;
  mattering: WeakMap<FunctionNode, TSESTree.CallExpression[]>;
}

const matters = new WeakMap<EffectQuery<never>, Matter>();

/** The calls inside a function that do something by themselves or lead to a function that does. */
function callsThatMatter<T>(node: FunctionNode, query: EffectQuery<T>): TSESTree.CallExpression[] {
  const matter: Matter = matters.get(query as EffectQuery<never>) ?? {
    innerCalls: new WeakMap(),
    known: new WeakMap(),
    mattering: new WeakMap(),
  };
  matters.set(query as EffectQuery<never>, matter);
  const before = matter.mattering.get(node);
  if (before) return before;
  const doesSomething = (fn: FunctionNode): boolean =>
    holdsSomewhere(fn, matter.known, at => {
      const calls = innerCalls(at, query, matter);
      return { holds: calls.some(({ isDirect }) => isDirect), next: calls.flatMap(({ callees }) => callees) };
    });
  const found = doesSomething(node)
    ? innerCalls(node, query, matter).filter(({ isDirect, callees }) => isDirect || callees.some(doesSomething))
    : [];
  const mattering = found.map(({ call }) => call);
  matter.mattering.set(node, mattering);
  return mattering;
}

function innerCalls<T>(node: FunctionNode, query: EffectQuery<T>, { innerCalls: known }: Matter): InnerCall[] {
  const before = known.get(node);
  if (before) return before;
  const frame = moduleOf(node)?.frame;
  const found = frame ? callsIn(node).map(call => innerCall(call, frame, query)) : [];
  known.set(node, found);
  return found;
}

function innerCall<T>(call: TSESTree.CallExpression, frame: Frame, query: EffectQuery<T>): InnerCall {
  if (query.direct(call, frame).length > 0) return { call, isDirect: true, callees: [] };
  const callees = calledFunctions(call, frame).map(({ callee }) => callee.node);
  const isDirect = callees.length > 0 && (query.assumed?.(call, frame, []) ?? []).length > 0;
  return { call, isDirect, callees };
}
