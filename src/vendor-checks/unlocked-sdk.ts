import type { Check, CheckProblem } from '../model/define-check.ts';
import { maskSecrets } from '../vendors/secrets.ts';
import { onePerPlace } from '../model/one-per-place.ts';
import type { DependencyLock, LockFile, SdkDependency } from '../model/facts.ts';
import { floats, installsSdk, isAsDeclared, sdksOf } from '../model/sdk-in-use.ts';
import type { Sdk } from '../vendors/sdks.ts';

const COMMIT = 'Install again and commit the lock file.';

/**
 * Makes the check for declarations of a vendor's SDK that no lock file holds.
 *
 * @param said what can change without one, as a clause, and the check that reports ranges, whose fix comes first
 */
export function unlockedSdk(id: string, sdk: Sdk, { why, floating }: { why: string; floating: string }): Check {
  return {
    id,
    description: `${sdk.vendorName} SDK dependencies that no lock file pins as declared`,
    severity: 'error',
    alsoWarns: true,
    run(facts, context) {
      const { sdkDependencies, lockFiles } = sdksOf(sdk, facts);
      const locked = sdkDependencies.filter(dependency => installsSdk(dependency) && isLockable(dependency));
      const isReported = (dependency: SdkDependency): boolean =>
        floats(dependency) && context.running?.has(floating) === true;
      return onePerPlace(
        locked.flatMap(dependency =>
          dependency.locks.length > 0
            ? inLocks(dependency, lockFiles, why)
            : isReported(dependency)
              ? []
              : withoutLock(dependency, why),
        ),
      );
    },
  };
}

/** A folder of this machine is not locked, and a reference that nothing here reads cannot be judged. */
function isLockable(dependency: SdkDependency): boolean {
  return !['file', 'unknown'].includes((dependency.decidedBy ?? dependency).kind);
}

function withoutLock({ name, at, ignoredLock }: SdkDependency, why: string): CheckProblem[] {
  if (ignoredLock === undefined)
    return [
      {
        message: `No lock file holds '${name}', so ${why}. Commit the lock file of your package manager.`,
        at,
        severity: 'warning',
      },
    ];
  return [
    { message: `'.gitignore' leaves out '${ignoredLock}', so ${why}. Commit the lock file.`, at, severity: 'warning' },
  ];
}

function inLocks(dependency: SdkDependency, lockFiles: readonly LockFile[], why: string): CheckProblem[] {
  const isHeld = dependency.locks.some(({ state }) => state !== 'missing');
  const isIgnored = ({ path }: DependencyLock): boolean => lockFiles.some(file => file.path === path && file.isIgnored);
  return dependency.locks.flatMap(lock => {
    if (isIgnored(lock))
      return [
        {
          message: `'.gitignore' leaves out '${lock.path}', so ${why}. Commit the lock file.`,
          at: dependency.at,
          severity: 'warning' as const,
        },
      ];
    // Where two files stand side by side, one is stale, and nobody knows which one counts.
    if (lock.state === 'missing')
      return [
        {
          message: `'${lock.path}' does not hold '${dependency.name}' as it is declared here. ${COMMIT}`,
          at: dependency.at,
          ...(isHeld && { severity: 'warning' as const }),
        },
      ];
    return otherVersion(dependency, lock);
  });
}

function otherVersion(dependency: SdkDependency, { path, sdk }: DependencyLock): CheckProblem[] {
  if (sdk?.version === undefined || isAsDeclared(dependency, sdk)) return [];
  const { name, at, specifier, decidedBy } = dependency;
  const declared = maskSecrets(decidedBy?.specifier ?? specifier).slice(0, 40);
  return [
    {
      message: `'${path}' locks '${name}' at ${sdk.version}, but '${declared}' is declared. ${COMMIT}`,
      at,
      related: [{ path, line: sdk.at.line, message: `${sdk.version} is locked here` }],
    },
  ];
}
