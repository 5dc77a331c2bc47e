import type { TSESTree } from '@typescript-eslint/utils';
import { type EffectQuery, type Group, type Site, siteAround, type WayFold } from './effects.ts';

/**
 * What is computed of all ways of a call together: there may be very many ways, of which a rule tells only a few kinds apart.
 * `Result` must have few values for a call, and equal ones must be the same object.
 */
export interface WaySummary<T, Kind, Result> extends WayFold<Result> {
  /** The kinds that something is of which is done at the end; none where it does not count. */
  kindsOf(what: T): readonly Kind[];
}

/** By the kind of what is done, all that is computed of the ways to it. */
export type Summarized<Kind, Result> = ReadonlyMap<Kind, ReadonlySet<Result>>;

type MutableSummary<Kind, Result> = Map<Kind, Set<Result>>;

const summaries = new WeakMap<object, WeakMap<object, MutableSummary<never, never>>>();

/**
 * Computes something of all ways of a call. Each site is computed once for a kind and a result, for as long as the summary is there.
 * Of two calls in one function that do the same, the ways through the first count.
 */
export function summarize<T, Kind, Result>(
  call: TSESTree.CallExpression,
  query: EffectQuery<T>,
  summary: WaySummary<T, Kind, Result>,
): Summarized<Kind, Result> {
  const start = siteAround(call, query);
  const known = summaries.get(summary) ?? new WeakMap();
  summaries.set(summary, known);
  const pending = start?.group ? [start.group] : [];
  for (let group = pending.at(-1); group; group = pending.at(-1)) {
    const needed = known.has(group) ? [] : neededBy(group).filter(other => !known.has(other));
    if (needed.length > 0) {
      pending.push(...needed);
      continue;
    }
    pending.pop();
    if (!known.has(group)) summarizeGroup(group, summary, known);
  }
  return (start && known.get(start)) ?? new Map<Kind, Set<Result>>();
}

/** The groups that the sites of one lead to. */
function neededBy<T>(group: Group<T>): Group<T>[] {
  const others = group.sites.flatMap(site => leadingOn(site).flatMap(({ group: other }) => other ?? []));
  return [...new Set(others)].filter(other => other !== group);
}

const leading = new WeakMap<object, readonly Site<unknown>[]>();

/** The next sites that count: those that do something which those before them do not. */
function leadingOn<T>(site: Site<T>): readonly Site<T>[] {
  const known = leading.get(site) as unknown as readonly Site<T>[] | undefined;
  if (known) return known;
  const seen = new Set<string>(site.own.map(({ key }) => key));
  const found = [...new Set(site.next)].filter(({ group }) => {
    if (group === site.group) return true;
    const before = seen.size;
    for (const key of group?.effects.keys() ?? []) seen.add(key);
    return seen.size > before;
  });
  leading.set(site, found);
  return found;
}

interface Pending<T, Kind, Result> {
  site: Site<T>;
  kind: Kind;
  result: Result;
}

function summarizeGroup<T, Kind, Result>(
  group: Group<T>,
  summary: WaySummary<T, Kind, Result>,
  known: WeakMap<object, MutableSummary<Kind, Result>>,
): void {
  const previous = new Map<Site<T>, Site<T>[]>(group.sites.map(site => [site, []]));
  for (const site of group.sites) known.set(site, new Map<Kind, Set<Result>>());
  const pending = [...group.sites.flatMap(site => entering(site, summary, known)), ...ownResults(group, summary)];
  for (const site of group.sites) for (const next of leadingOn(site)) previous.get(next)?.push(site);
  for (const { site, kind, result } of pending) {
    const ofSite = known.get(site) ?? new Map<Kind, Set<Result>>();
    const results = ofSite.get(kind) ?? new Set<Result>();
    ofSite.set(kind, results);
    if (results.has(result)) continue;
    results.add(result);
    for (const before of previous.get(site) ?? [])
      pending.push({ site: before, kind, result: summary.outer(before.call, result) });
  }
  known.set(group, new Map<Kind, Set<Result>>());
}

/** What is computed of the ways that leave the group of a site. */
function entering<T, Kind, Result>(
  site: Site<T>,
  summary: WaySummary<T, Kind, Result>,
  known: WeakMap<object, MutableSummary<Kind, Result>>,
): Pending<T, Kind, Result>[] {
  const outside = leadingOn(site).filter(({ group }) => group !== site.group);
  return outside
    .flatMap(next => [...(known.get(next) ?? [])])
    .flatMap(([kind, results]) => [...results].map(inner => ({ site, kind, result: summary.outer(site.call, inner) })));
}

/** What is computed of what the sites of a group do themselves. */
function ownResults<T, Kind, Result>(
  group: Group<T>,
  summary: WaySummary<T, Kind, Result>,
): Pending<T, Kind, Result>[] {
  const own = [...group.effects.values()].filter(({ origin }) => origin.group === group);
  return own.flatMap(({ what, origin }) =>
    summary.kindsOf(what).map(kind => ({ site: origin, kind, result: summary.first(origin.call) })),
  );
}
