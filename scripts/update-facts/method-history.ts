import type { MethodHistory } from '../../src/vendors/klaviyo/method-history.ts';
import type { SdkMethod } from './read-methods.ts';

export interface MethodsOfRelease {
  version: string;
  methods: readonly SdkMethod[];
}

export interface NamedHistory extends MethodHistory {
  apiClass: string;
  name: string;
}

/**
 * The history of every method that was renamed or removed; those that are as they always were are left out.
 *
 * @param releases oldest first
 */
export function methodHistories(releases: readonly MethodsOfRelease[]): NamedHistory[] {
  const newest = releases.at(-1)!.version;
  return [...collect(releases).values()]
    .map(uses => historyOf(uses, newest))
    .filter(({ successors, until }) => until !== undefined || Object.keys(successors).length > 0);
}

interface Use {
  version: string;
  method: SdkMethod;
}

function collect(releases: readonly MethodsOfRelease[]): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  for (const { version, methods } of releases) {
    for (const method of methods) {
      const id = `${method.apiClass}.${method.name}`;
      uses.set(id, [...(uses.get(id) ?? []), { version, method }]);
    }
  }
  return uses;
}

function historyOf(uses: readonly Use[], newest: string): NamedHistory {
  const { version: since, method } = uses[0]!;
  const until = uses.at(-1)!.version;
  const successors: Record<string, string | null> = {};
  let successor: string | null = null;
  for (const use of uses) {
    const next = use.method.aliasOf ?? null;
    if (next !== successor) successors[use.version] = next;
    successor = next;
  }
  return { apiClass: method.apiClass, name: method.name, since, ...(until === newest ? {} : { until }), successors };
}
