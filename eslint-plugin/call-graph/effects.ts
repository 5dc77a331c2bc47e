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
import { candidatesByName } from './language-calls.ts';

/** What is asked about calls, such as which HTTP requests they send. */
export interface EffectQuery<T> {
  /** What one call itself does. */
  direct(call: TSESTree.CallExpression, frame: Frame): T[];
  /** What a call does whose function was followed as far as the source goes, and only so much was found. */
  assumed?(call: TSESTree.CallExpression, frame: Frame, found: readonly T[]): T[];
  /** Whether anything may be assumed of a call, whatever is found of its function. */
  mayAssume?(call: TSESTree.CallExpression, frame: Frame): boolean;
  /** Returns for an address that is not followed whether something may be done there that is asked about. */
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

/** What the call of a site does itself, for all sites that lead to it. */
export interface Effect<T> {
  what: T;
  key: string;
  origin: Site<T>;
}

/** A call in one context, and where it leads. */
export interface Site<T> {
  call: TSESTree.CallExpression;
  frame: Frame;
  isFollowed: boolean;
  /** It calls functions of the checked code. */
  followsFunction: boolean;
  /** What the call does itself. */
  own: Effect<T>[];
  /** The calls inside of the called functions, in the contexts of this call. */
  next: Site<T>[];
  /** Undefined until all that it leads to is followed. */
  group: Group<T> | undefined;
}

/** What is done, by its key. */
export type Effects<T> = ReadonlyMap<string, Effect<T>>;

/** The sites that lead to each other, most often one alone: they do the same. */
export interface Group<T> {
  sites: readonly Site<T>[];
  /** All that is done sooner or later, by its key. */
  effects: Effects<T>;
  /** For groups of several sites, by the key of an effect: the next site on the way. Computed when it is needed. */
  steps: Map<string, ReadonlyMap<Site<T>, Site<T>>>;
}

export function withWay<T>(site: Site<T>, effect: Effect<T>): ReportedEffect<T> {
  return {
    what: effect.what,
    get via() {
      return nextOn(site, effect.key)?.call;
    },
    way: () => wayOf(site, effect),
    fold: fold => foldWay(site, effect.key, fold),
  };
}

/** The calls from the next one on, each inside of the function that the one before calls, to the one that does it itself. */
export function wayOf<T>(start: Site<T>, { key }: Effect<T>): TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  for (let site = nextOn(start, key); site; site = nextOn(site, key)) calls.push(site.call);
  return calls;
}

/** The next site on the way to what is done; undefined for the one that does it itself. */
export function nextOn<T>(site: Site<T>, key: string): Site<T> | undefined {
  const { group } = site;
  if (!group || group.effects.get(key)?.origin === site) return undefined;
  if (group.sites.length === 1) return leavingTo(site, key);
  const steps = group.steps.get(key) ?? stepsTo(group, key);
  group.steps.set(key, steps);
  return steps.get(site);
}

/** The first site outside of the own group that leads to what is done. */
function leavingTo<T>({ group, next }: Site<T>, key: string): Site<T> | undefined {
  return next.find(other => other.group !== group && other.group?.effects.has(key) === true);
}

/** The shortest ways inside of a group to where something is done, or to where it is left for that. */
function stepsTo<T>(group: Group<T>, key: string): ReadonlyMap<Site<T>, Site<T>> {
  const { origin } = group.effects.get(key) ?? {};
  const steps = new Map<Site<T>, Site<T>>();
  const reached = new Set<Site<T>>();
  for (const site of group.sites) {
    const outside = leavingTo(site, key);
    if (site !== origin && outside) steps.set(site, outside);
    if (site === origin || outside) reached.add(site);
  }
  const previous = previousIn(group);
  for (const site of reached) {
    for (const before of previous.get(site) ?? []) {
      if (reached.has(before)) continue;
      steps.set(before, site);
      reached.add(before);
    }
  }
  return steps;
}

const previousOf = new WeakMap<Group<never>, Map<Site<never>, Site<never>[]>>();

/** Which sites of a group lead to a site of it. */
function previousIn<T>(group: Group<T>): ReadonlyMap<Site<T>, Site<T>[]> {
  const known = previousOf.get(group as Group<never>) as Map<Site<T>, Site<T>[]> | undefined;
  if (known) return known;
  const found = new Map<Site<T>, Site<T>[]>(group.sites.map(site => [site, []]));
  for (const site of group.sites) for (const next of new Set(site.next)) found.get(next)?.push(site);
  previousOf.set(group as Group<never>, found as Map<Site<never>, Site<never>[]>);
  return found;
}

const folds = new WeakMap<object, WeakMap<object, Map<string, unknown>>>();

function foldWay<T, Result>(start: Site<T>, key: string, fold: WayFold<Result>): Result {
  const known = folds.get(fold) ?? new WeakMap<object, Map<string, unknown>>();
  folds.set(fold, known);
  const pending: Site<T>[] = [];
  for (let at: Site<T> | undefined = start; at && known.get(at)?.has(key) !== true; at = nextOn(at, key))
    pending.push(at);
  for (const site of pending.reverse()) {
    const inner = nextOn(site, key);
    const result = inner ? fold.outer(site.call, known.get(inner)?.get(key) as Result) : fold.first(site.call);
    const ofSite = known.get(site) ?? new Map<string, unknown>();
    known.set(site, ofSite.set(key, result));
  }
  return known.get(start)?.get(key) as Result;
}

/** Everything that a call does, itself or through wrappers, as far as its own module shows. */
export function everyEffect<T>(call: TSESTree.CallExpression, query: EffectQuery<T>): T[] {
  const { effects } = siteAround(call, query)?.group ?? {};
  return [...(effects?.values() ?? [])].map(({ what }) => what);
}

/** The same, each with the calls that lead to it. */
export function effectsWithWays<T>(call: TSESTree.CallExpression, query: EffectQuery<T>): ReportedEffect<T>[] {
  const site = siteAround(call, query);
  return [...(site?.group?.effects.values() ?? [])].map(effect => withWay(site as Site<T>, effect));
}

/**
 * What a call does itself, and not the functions that it calls, which are followed only where it depends on them what is assumed
 * of the call.
 */
export function ownEffects<T>(call: TSESTree.CallExpression, query: EffectQuery<T>): T[] {
  const frame = moduleOf(call)?.frame;
  if (!frame || isHarmless(call, query)) return [];
  if (query.mayAssume?.(call, frame) !== true) return query.direct(call, frame);
  const site = siteOf(call, frame, query);
  return [...(site.group?.effects.values() ?? [])].flatMap(({ what, origin }) => (origin === site ? [what] : []));
}

/** A call, whatever calls the function around it. */
export function siteAround<T>(call: TSESTree.CallExpression, query: EffectQuery<T>): Site<T> | undefined {
  const frame = moduleOf(call)?.frame;
  return frame && !isHarmless(call, query) ? siteOf(call, frame, query) : undefined;
}

/** From so many effects on, what is the same for many sites is kept once. */
export const MANY = 32;

type Sites<T> = WeakMap<Frame, Map<TSESTree.CallExpression, Site<T>>>;

const sitesOf = new WeakMap<EffectQuery<never>, Sites<never>>();

/** Follows a call through wrappers of the checked code to whatever is done at the end, with the arguments filled in. */
function siteOf<T>(call: TSESTree.CallExpression, frame: Frame, query: EffectQuery<T>): Site<T> {
  const sites = (sitesOf.get(query as EffectQuery<never>) ?? new WeakMap()) as Sites<T>;
  sitesOf.set(query as EffectQuery<never>, sites as Sites<never>);
  const site = siteAt(call, frame, sites);
  if (!site.isFollowed) explore(site, query, sites);
  return site;
}

function siteAt<T>(call: TSESTree.CallExpression, frame: Frame, sites: Sites<T>): Site<T> {
  const ofFrame = sites.get(frame) ?? new Map<TSESTree.CallExpression, Site<T>>();
  sites.set(frame, ofFrame);
  const known = ofFrame.get(call);
  if (known) return known;
  const site: Site<T> = { call, frame, isFollowed: false, followsFunction: false, own: [], next: [], group: undefined };
  ofFrame.set(call, site);
  return site;
}

/** A site whose next ones are being followed. */
interface Visit<T> {
  site: Site<T>;
  index: number;
  /** The lowest index of a site that it leads to and that leads to it. */
  lowest: number;
  followed: number;
}

/** Finds all sites that a new one leads to, and groups those that lead to each other (Tarjan's algorithm), the last ones first. */
function explore<T>(start: Site<T>, query: EffectQuery<T>, sites: Sites<T>): void {
  const visits = new Map<Site<T>, Visit<T>>();
  const ungrouped: Site<T>[] = [];
  const pending: Visit<T>[] = [];
  const enter = (site: Site<T>): void => {
    site.isFollowed = true;
    site.next = follow(site, query).map(({ call, frame }) => siteAt(call, frame, sites));
    const visit = { site, index: visits.size, lowest: visits.size, followed: 0 };
    visits.set(site, visit);
    ungrouped.push(site);
    pending.push(visit);
  };
  enter(start);
  for (let visit = pending.at(-1); visit; visit = pending.at(-1)) {
    const next = visit.site.next[visit.followed];
    if (next) {
      visit.followed += 1;
      if (!next.isFollowed) enter(next);
      else if (!next.group) visit.lowest = Math.min(visit.lowest, visits.get(next)?.index ?? visit.lowest);
      continue;
    }
    pending.pop();
    const outer = pending.at(-1);
    if (outer) outer.lowest = Math.min(outer.lowest, visit.lowest);
    if (visit.lowest === visit.index) group(ungrouped.splice(ungrouped.lastIndexOf(visit.site)).reverse(), query);
  }
}

/** Brings together what sites do that lead to each other, themselves and through others that are grouped. */
function group<T>(sites: readonly Site<T>[], query: EffectQuery<T>): void {
  const shared = effectsOfOne(sites);
  const effects = new Map<string, Effect<T>>();
  const add = (effect: Effect<T>): void => {
    if (!effects.has(effect.key)) effects.set(effect.key, effect);
  };
  for (const { own, next } of shared ? [] : sites) {
    own.forEach(add);
    for (const { group: other } of next) other?.effects.forEach(add);
  }
  const assumed = assumedOf(sites, shared ?? effects, query);
  if (assumed.length > 0) shared?.forEach(add);
  assumed.forEach(add);
  const together: Group<T> = { sites, effects: assumed.length > 0 ? effects : (shared ?? effects), steps: new Map() };
  for (const site of sites) site.group = together;
}

/** The effects of a group that one site leads to, where they are many, and the site does nothing else: they are not copied. */
function effectsOfOne<T>([site, ...more]: readonly Site<T>[]): Effects<T> | undefined {
  if (!site || more.length > 0 || site.own.length > 0) return undefined;
  const all = [...new Set(site.next.flatMap(({ group: other }) => other?.effects ?? []))];
  const [largest, ...others] = all.sort((one, other) => other.size - one.size);
  if (!largest || largest.size < MANY) return undefined;
  return others.every(effects => [...effects.keys()].every(key => largest.has(key))) ? largest : undefined;
}

/** What is assumed of sites, and is not among what they are known to do. */
function assumedOf<T>(sites: readonly Site<T>[], effects: Effects<T>, query: EffectQuery<T>): Effect<T>[] {
  const { assumed } = query;
  if (!assumed) return [];
  const added = new Map<string, Effect<T>>();
  let found = [...effects.values()].map(({ what }) => what);
  for (const site of sites) {
    if (!site.followsFunction) continue;
    const more = assumed(site.call, site.frame, found)
      .map(what => effectOf(what, site, query))
      .filter(({ key }) => !effects.has(key) && !added.has(key));
    for (const effect of more) added.set(effect.key, effect);
    if (more.length > 0) found = [...found, ...more.map(({ what }) => what)];
  }
  return [...added.values()];
}

interface CallInFrame {
  call: TSESTree.CallExpression;
  frame: Frame;
}

/** What a call does itself is noted; else where it leads. */
function follow<T>(site: Site<T>, query: EffectQuery<T>): CallInFrame[] {
  const { call, frame } = site;
  site.own = query.direct(call, frame).map(what => effectOf(what, site, query));
  if (site.own.length > 0) return [];
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

function effectOf<T>(what: T, origin: Site<T>, { keyOf }: EffectQuery<T>): Effect<T> {
  return { what, key: keyOf(what), origin };
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
  callees: readonly FunctionNode[];
}

interface Matter {
  innerCalls: WeakMap<FunctionNode, InnerCall[]>;
  known: WeakMap<FunctionNode, boolean>;
  knownByName: WeakMap<FunctionNode, boolean>;
  mattering: WeakMap<FunctionNode, TSESTree.CallExpression[]>;
}

const matters = new WeakMap<EffectQuery<never>, Matter>();

function matterOf<T>(query: EffectQuery<T>): Matter {
  const matter: Matter = matters.get(query as EffectQuery<never>) ?? {
    innerCalls: new WeakMap(),
    known: new WeakMap(),
    knownByName: new WeakMap(),
    mattering: new WeakMap(),
  };
  matters.set(query as EffectQuery<never>, matter);
  return matter;
}

/** Whether a call does nothing, judged by its name alone. */
function isHarmless<T>(call: TSESTree.CallExpression, query: EffectQuery<T>): boolean {
  return candidatesByName(call)?.every(callee => !mayMatter(callee, query)) === true;
}

/** Whether a function does something, or leads to one that does, where each call by a name of the language may call whatever has that name. */
function mayMatter<T>(node: FunctionNode, query: EffectQuery<T>): boolean {
  return holdsSomewhere(node, matterOf(query).knownByName, at => {
    const frame = moduleOf(at)?.frame;
    const calls = frame
      ? callsIn(at).map(call => {
          const callees = candidatesByName(call);
          return callees ? { isDirect: false, callees } : innerCall(call, frame, query);
        })
      : [];
    return { holds: calls.some(({ isDirect }) => isDirect), next: calls.flatMap(({ callees }) => callees) };
  });
}

/** The calls inside a function that do something by themselves or lead to a function that does. */
function callsThatMatter<T>(node: FunctionNode, query: EffectQuery<T>): TSESTree.CallExpression[] {
  const matter = matterOf(query);
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
  if (isHarmless(call, query)) return { call, isDirect: false, callees: [] };
  if (query.direct(call, frame).length > 0) return { call, isDirect: true, callees: [] };
  const callees = calledFunctions(call, frame).map(({ callee }) => callee.node);
  const isDirect = callees.length > 0 && (query.assumed?.(call, frame, []) ?? []).length > 0;
  return { call, isDirect, callees };
}
