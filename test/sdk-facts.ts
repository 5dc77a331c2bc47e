import type { DependencyLock, RepositoryFacts, SdkDependency } from '../src/model/facts.ts';

/** Facts of a repository in which nothing was found but what a test is about. */
export function factsWith(facts: Partial<RepositoryFacts> = {}): RepositoryFacts {
  return { sdkDependencies: [], lockFiles: [], legacyDependencies: [], envFiles: [], suppressions: [], ...facts };
}

export const MANIFEST_PLACE = { path: 'package.json', line: 3, column: 18, endLine: 3, endColumn: 27 };
export const LOCK_PLACE = { path: 'package-lock.json', line: 40, column: 5, endLine: 40, endColumn: 31 };

/** A declaration of the SDK, exact and without a lock file where a test does not say otherwise. */
export function sdkDependency(dependency: Partial<SdkDependency> = {}): SdkDependency {
  const declared =
    dependency.specifier === undefined ? { specifier: '23.0.0', range: '23.0.0' } : { specifier: dependency.specifier };
  return {
    name: 'klaviyo-api',
    packageName: 'klaviyo-api',
    section: 'dependencies',
    kind: 'exact',
    at: MANIFEST_PLACE,
    root: '',
    locks: [],
    ...declared,
    ...dependency,
  };
}

/** A lock file of npm that holds the SDK. */
export function lockedAt(version: string | undefined, axios?: string): DependencyLock {
  const sdk = {
    name: 'klaviyo-api',
    ...(version !== undefined && { version }),
    ...(axios !== undefined && { axios }),
    at: LOCK_PLACE,
  };
  return { path: LOCK_PLACE.path, manager: 'npm', state: 'held', sdk };
}
