import { compare } from 'semver';
import { defineCheck, type CheckProblem } from '../model/define-check.ts';
import { SDK_PACKAGE } from '../vendors/klaviyo/sdk-release.ts';
import type { Location } from '../model/finding.ts';
import type { LockFile, SdkDependency } from '../model/facts.ts';
import { installsSdk, lockedSdks, placeToChange, sdksInUse } from '../model/sdk-in-use.ts';

export default defineCheck({
  id: 'mixed-sdk-versions',
  description: 'Several versions of the Klaviyo SDK in one workspace, lock file or installation',
  severity: 'warning',
  *run({ sdkDependencies, lockFiles }) {
    const dependencies = sdkDependencies.filter(installsSdk);
    for (const root of new Set(dependencies.map(dependency => dependency.root))) {
      const mixed = mixedIn(
        dependencies.filter(dependency => dependency.root === root),
        lockFiles,
      );
      if (mixed !== undefined) yield mixed;
    }
    for (const dependency of dependencies) yield* otherInstalled(dependency);
  },
});

/** A version and where it is written. */
interface Copy {
  version: string;
  at: Location;
}

/** One problem for all, at the oldest version that a manifest declares: that is the one to move. */
function mixedIn(dependencies: readonly SdkDependency[], lockFiles: readonly LockFile[]): CheckProblem | undefined {
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
    message: `${SDK_PACKAGE} is installed here in the versions ${listed(versions)}, which share no session and may send different revisions. Use one version everywhere.`,
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
function* otherInstalled(dependency: SdkDependency): Generator<CheckProblem> {
  const { installed } = dependency;
  const [locked] = lockedSdks(dependency);
  if (
    installed === undefined ||
    locked?.version === undefined ||
    lockedSdks(dependency).some(({ version }) => version === installed.version)
  )
    return;
  yield {
    message: `'node_modules' holds ${SDK_PACKAGE} ${installed.version}, but '${locked.at.path}' locks ${locked.version}. Install again from the lock file.`,
    at: dependency.at,
    related: [{ path: locked.at.path, line: locked.at.line, message: `${locked.version} is locked here` }],
  };
}
