import { METHOD_HISTORY } from './generated/method-history.ts';

/** Releases are those that the npm registry has; what happened in a missing one shows in the next. */
export interface MethodHistory {
  /** The first release with this name. */
  since: string;
  /** The last release with this name; absent while the newest one has it. */
  until?: string;
  /** Release by release, oldest first: the name to use instead, from when on; null where it stopped being deprecated. */
  successors: Readonly<Record<string, string | null>>;
}

/**
 * What happened to a method that was renamed or removed.
 *
 * @param apiClass such as `ProfilesApi`
 * @returns undefined for a method that is as it always was, and for one that never existed
 */
export function historyOf(apiClass: string, method: string): MethodHistory | undefined {
  const methods = Object.hasOwn(METHOD_HISTORY, apiClass) ? METHOD_HISTORY[apiClass]! : {};
  return Object.hasOwn(methods, method) ? methods[method] : undefined;
}

/** A method that a release of the SDK marks as deprecated. */
export interface Deprecation {
  /** The name to use instead; both are the same function. */
  successor: string;
  /** The first release that names this successor. */
  since: string;
}

/**
 * The deprecation of a method in one release of the SDK.
 *
 * @param version the installed release, such as `15.0.0`; it need not be one that the registry has
 * @returns undefined when that release does not mark the method as deprecated
 */
export function deprecationIn(version: string, apiClass: string, method: string): Deprecation | undefined {
  const successors = Object.entries(historyOf(apiClass, method)?.successors ?? {});
  const [since, successor] = successors.findLast(([release]) => compareReleases(release, version) <= 0) ?? [];
  return since !== undefined && typeof successor === 'string' ? { successor, since } : undefined;
}

/** The name that one release of the SDK has for a method it marks as deprecated, as of {@link deprecationIn}. */
export function successorIn(version: string, apiClass: string, method: string): string | undefined {
  return deprecationIn(version, apiClass, method)?.successor;
}

/** The last release that had a method which a later one lacks; undefined when the method is there, or never was. */
export function lastReleaseBefore(version: string, apiClass: string, method: string): string | undefined {
  const until = historyOf(apiClass, method)?.until;
  return until !== undefined && compareReleases(until, version) < 0 ? until : undefined;
}

/** Whether any class of the SDK has a history for a method of this name. */
export function hasHistory(method: string): boolean {
  known ??= new Set(Object.values(METHOD_HISTORY).flatMap(methods => Object.keys(methods)));
  return known.has(method);
}

let known: Set<string> | undefined;

/** Below zero when the first release is the older one. Parts that are not given count as zero. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [a, b].map(version => version.split('-')[0]!.split('.').map(Number));
  return [0, 1, 2].map(index => (left?.[index] ?? 0) - (right?.[index] ?? 0)).find(difference => difference !== 0) ?? 0;
}
