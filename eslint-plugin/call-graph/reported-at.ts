import type { TSESTree } from '@typescript-eslint/utils';
import { moduleOf } from '../program/module.ts';
import { recordOrigin } from './origins.ts';
import {
  type Effect,
  type EffectQuery,
  type Effects,
  type Group,
  MANY,
  nextOn,
  type ReportedEffect,
  type Site,
  siteAround,
  wayOf,
  withWay,
} from './effects.ts';

/**
 * What a call does that satisfies a condition, unless a call further down the way satisfies it by itself already: there it
 * is the place to report it.
 *
 * @param condition what is found for it is kept, for as long as this function is there
 */
export function reportedAt<T>(
  call: TSESTree.CallExpression,
  query: EffectQuery<T>,
  condition: (what: T) => boolean,
): ReportedEffect<T>[] {
  const site = siteAround(call, query);
  // Most calls do nothing that is asked about.
  if (!site?.group || site.group.effects.size === 0) return [];
  const satisfies = (at: TSESTree.CallExpression): boolean => satisfyingAt(at, query, condition).effects.length > 0;
  const satisfiesWithoutCall = memoized(at => {
    const { site: other, effects } = satisfyingAt(at, query, condition);
    return other !== undefined && effects.some(effect => !wayOf(other, effect).includes(call));
  });
  const isReportedFurtherOn = (way: readonly TSESTree.CallExpression[]): boolean => {
    // What a callback does is reported in the callback, even where its own call leads back to the one that it is given to.
    const isReportedAt = way.includes(call) ? satisfies : satisfiesWithoutCall;
    const place = way.find(at => at !== call && isReportedAt(at));
    if (place) recordPlace(place);
    return place !== undefined;
  };
  const ofAll = selectionOf(site.group.effects, query, condition);
  const ofGroup = restOf(site.group, ofAll, query, condition);
  return [...ofGroup.open, ...(ofGroup.behind.get(call) ?? []), ...(ofAll.behind.get(call) ?? [])]
    .filter(effect => !isReportedFurtherOn(wayOf(site, effect)))
    .map(effect => withWay(site, effect));
}

/** A file that nobody would analyze may have the call to report. */
function recordPlace(call: TSESTree.CallExpression | undefined): void {
  recordOrigin(() => call && moduleOf(call)?.path);
}

/** Some effects that satisfy a condition. */
interface Selection<T> {
  /** No call on the way is known to be the place to report them. */
  open: readonly Effect<T>[];
  /** The others, by the calls for which that must not count. */
  behind: ReadonlyMap<TSESTree.CallExpression, readonly Effect<T>[]>;
}

type Condition<T> = (what: T) => boolean;

/** What is found of something under a condition, for as long as both are there. */
class ByCondition<Key extends object, Found> {
  readonly #known = new WeakMap<Condition<never>, WeakMap<Key, Found>>();

  get(condition: Condition<never>, key: Key, find: () => Found): Found {
    const ofCondition = this.#known.get(condition) ?? new WeakMap<Key, Found>();
    this.#known.set(condition, ofCondition);
    const found = ofCondition.get(key) ?? find();
    ofCondition.set(key, found);
    return found;
  }
}

function select<T>(
  effects: readonly Effect<T>[],
  placeOf: (effect: Effect<T>) => readonly TSESTree.CallExpression[] | undefined,
): Selection<T> {
  const open: Effect<T>[] = [];
  const behind = new Map<TSESTree.CallExpression, Effect<T>[]>();
  for (const effect of effects) {
    const place = placeOf(effect);
    if (!place) open.push(effect);
    else recordPlace(place[0]);
    for (const call of place ?? []) {
      const others = behind.get(call);
      if (others) others.push(effect);
      else behind.set(call, [effect]);
    }
  }
  return { open, behind };
}

const selections = new ByCondition<object, Selection<never>>();

/** Whether the call that does something itself is the place to report it. */
function selectionOf<T>(effects: Effects<T>, query: EffectQuery<T>, condition: Condition<T>): Selection<T> {
  const find = (): Selection<T> =>
    select(matching(effects, condition), ({ origin }) => placeAt(origin.call, query, condition));
  return selections.get(condition, effects, find as () => Selection<never>);
}

/** A call that is the place to report what it does, with those on the way to that. */
function placeAt<T>(
  call: TSESTree.CallExpression,
  query: EffectQuery<T>,
  condition: Condition<T>,
): TSESTree.CallExpression[] | undefined {
  const { site, effects } = satisfyingAt(call, query, condition);
  return site && effects[0] && [call, ...wayOf(site, effects[0])];
}

const rests = new ByCondition<object, Selection<never>>();

/** Of what is still open: whether a call on all ways from a group is the place to report it. */
function restOf<T>(
  group: Group<T>,
  { open }: Selection<T>,
  query: EffectQuery<T>,
  condition: Condition<T>,
): Selection<T> {
  if (open.length < MANY) return { open, behind: new Map<TSESTree.CallExpression, Effect<T>[]>() };
  const find = (): Selection<T> => select(open, effect => placeAfter(group, effect, query, condition));
  return rests.get(condition, group, find as () => Selection<never>);
}

function placeAfter<T>(
  group: Group<T>,
  { key, origin }: Effect<T>,
  query: EffectQuery<T>,
  condition: Condition<T>,
): TSESTree.CallExpression[] | undefined {
  if (origin.group === group) return undefined;
  for (let site = exitsOf(group).get(key); site; site = nextOn(site, key)) {
    const place = placeAt(site.call, query, condition);
    if (place) return place;
  }
  return undefined;
}

const matches = new ByCondition<object, readonly Effect<never>[]>();

function matching<T>(effects: Effects<T>, condition: Condition<T>): readonly Effect<T>[] {
  const find = (): Effect<T>[] => [...effects.values()].filter(({ what }) => condition(what));
  return matches.get(condition, effects, find as () => Effect<never>[]);
}

interface Satisfying<T> {
  site: Site<T> | undefined;
  effects: readonly Effect<T>[];
}

/** What a call does that satisfies a condition, by itself or not. */
function satisfyingAt<T>(call: TSESTree.CallExpression, query: EffectQuery<T>, condition: Condition<T>): Satisfying<T> {
  const site = siteAround(call, query);
  return { site, effects: site?.group ? matching(site.group.effects, condition) : [] };
}

const exits = new WeakMap<Group<never>, Map<string, Site<never> | undefined>>();

/** By the key of what is done, the site outside of a group that leads there; undefined where there are several. */
function exitsOf<T>(group: Group<T>): ReadonlyMap<string, Site<T> | undefined> {
  const known = exits.get(group as Group<never>) as Map<string, Site<T> | undefined> | undefined;
  if (known) return known;
  const found = new Map<string, Site<T> | undefined>();
  for (const next of group.sites.flatMap(site => site.next)) {
    if (next.group === group) continue;
    for (const key of next.group?.effects.keys() ?? [])
      found.set(key, found.has(key) && found.get(key) !== next ? undefined : next);
  }
  exits.set(group as Group<never>, found as Map<string, Site<never> | undefined>);
  return found;
}

function memoized(test: (at: TSESTree.CallExpression) => boolean): (at: TSESTree.CallExpression) => boolean {
  const known = new Map<TSESTree.CallExpression, boolean>();
  return at => {
    const answer = known.get(at) ?? test(at);
    known.set(at, answer);
    return answer;
  };
}
