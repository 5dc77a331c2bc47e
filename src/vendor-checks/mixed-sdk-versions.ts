import { compare } from 'semver';
import type { Check, CheckProblem } from '../model/define-check.ts';
import type { Sdk } from '../vendors/sdks.ts';
import type { Location, RelatedLocation } from '../model/finding.ts';
import type { LockFile, SdkDependency } from '../model/facts.ts';
import { installsSdk, lockedSdks, placeToChange, sdksInUse, sdksOf } from '../model/sdk-in-use.ts';

/**
 * Makes the check for several versions of a vendor's SDK.
 *
 * @param why what is wrong with several: a relative clause
 */
export function mixedSdkVersions(id: string, sdk: Sdk, why: string): Check {
  return {
    id,
    description: `Several versions of the ${sdk.vendorName} SDK in one workspace, lock file or installation`,
    severity: 'warning',
    *run(facts) {
      const { sdkDependencies, lockFiles } = sdksOf(sdk, facts);
      const dependencies = sdkDependencies.filter(installsSdk);
      for (const root of new Set(dependencies.map(dependency => dependency.root))) {
        const own = dependencies.filter(dependency => dependency.root === root);
        const mixed = mixedIn(own, lockFiles);
        if (mixed === undefined) continue;
        const { versions, at, related } = mixed;
        const message = `${sdk.package} is installed here in the versions ${listed(versions)}, ${why}. Use one version everywhere.`;
        yield { message, at, related };
      }
      for (const dependency of dependencies) yield* otherInstalled(dependency, sdk);
    },
  };
}

/** A version and where it is written. */
interface Copy {
  version: string;
  at: Location;
}

/** Several versions, and where they are. */
interface Mixed {
  versions: string[];
  at: Location;
  related: RelatedLocation[];
}

/** One problem for all, at the oldest version that a manifest declares: that is the one to move. */
function mixedIn(dependencies: readonly SdkDependency[], lockFiles: readonly LockFile[]): Mixed | undefined {
  const declared = dependencies.flatMap(dependency =>
    sdksInUse(dependency)
      .filter(({ how }) => how !== 'newest')
      .map(({ version }) => ({ version, at: placeToChange(dependency) })),
  );
  const paths = dependencies.flatMap(({ locks }) => locks.map(({ path }) => path));
  // What a lock file above the checked folder holds besides is of other packages.
  const locked = lockFiles
    .filter(({ path }) => paths.includes(path) && !path.startsWith('../'))
    .flatMap(({ sdks }) => sdks.flatMap(({ version, at }) => (version === undefined ? [] : [{ version, at }])));
  const versions = [...new Set([...declared, ...locked].map(({ version }) => version))].sort(compare);
  const [oldest] = declared.toSorted((a, b) => compare(a.version, b.version));
  if (oldest === undefined || versions.length < 2) return undefined;
  const others = onePerVersion([...declared, ...locked].filter(({ version }) => version !== oldest.version));
  return {
    versions,
    at: oldest.at,
    related: others.map(({ version, at }) => ({ path: at.path, line: at.line, message: `${version} here` })),
  };
}

function onePerVersion(copies: readonly Copy[]): Copy[] {
  return copies.filter(({ version }, index) => copies.findIndex(other => other.version === version) === index);
}

function listed(versions: readonly string[]): string {
  return `${versions.slice(0, -1).join(', ')} and ${versions.at(-1)}`;
}

/** What is installed is what runs, whatever is locked. */
function* otherInstalled(dependency: SdkDependency, sdk: Sdk): Generator<CheckProblem> {
  const { installed } = dependency;
  const [locked] = lockedSdks(dependency);
  if (
    installed === undefined ||
    locked?.version === undefined ||
    lockedSdks(dependency).some(({ version }) => version === installed.version)
  )
    return;
  yield {
    message: `'node_modules' holds ${sdk.package} ${installed.version}, but '${locked.at.path}' locks ${locked.version}. Install again from the lock file.`,
    at: dependency.at,
    related: [{ path: locked.at.path, line: locked.at.line, message: `${locked.version} is locked here` }],
  };
}
