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

/**
 * The name that one release of the SDK has for a method it marks as deprecated. Both names are the same function in it.
 *
 * @param version the installed release, such as `15.0.0`; it need not be one that the registry has
 * @returns undefined when that release does not mark the method as deprecated
 */
export function successorIn(version: string, apiClass: string, method: string): string | undefined {
  const successors = Object.entries(historyOf(apiClass, method)?.successors ?? {});
  return successors.findLast(([since]) => compareReleases(since, version) <= 0)?.[1] ?? undefined;
}

function compareReleases(a: string, b: string): number {
  const [left, right] = [a, b].map(version => version.split('-')[0]!.split('.').map(Number));
  return left!.map((part, index) => part - right![index]!).find(difference => difference !== 0) ?? 0;
}
