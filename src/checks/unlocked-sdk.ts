import { defineCheck, type CheckProblem } from '../model/define-check.ts';
import { maskKeys } from '../vendors/klaviyo/keys.ts';
import { onePerPlace } from '../model/one-per-place.ts';
import type { DependencyLock, LockFile, SdkDependency } from '../model/facts.ts';
import { floats, installsSdk, isAsDeclared } from '../model/sdk-in-use.ts';

const WHY = 'axios and all else behind the SDK can change on the next install';
const COMMIT = 'Install again and commit the lock file.';

export default defineCheck({
  id: 'unlocked-sdk',
  description: 'Klaviyo SDK dependencies that no lock file holds as they are declared',
  severity: 'error',
  alsoWarns: true,
  run(facts, context) {
    const locked = facts.sdkDependencies.filter(dependency => installsSdk(dependency) && isLockable(dependency));
    // A range without a lock file is reported by `floating-sdk-range`; its fix comes first.
    const isReported = (dependency: SdkDependency): boolean =>
      floats(dependency) && context.running?.has('floating-sdk-range') === true;
    return onePerPlace(
      locked.flatMap(dependency =>
        dependency.locks.length > 0
          ? inLocks(dependency, facts.lockFiles)
          : isReported(dependency)
            ? []
            : withoutLock(dependency),
      ),
    );
  },
});

/** A folder of this machine is not locked, and a reference that nothing here reads cannot be judged. */
function isLockable(dependency: SdkDependency): boolean {
  return !['file', 'unknown'].includes((dependency.decidedBy ?? dependency).kind);
}

function withoutLock({ name, at, ignoredLock }: SdkDependency): CheckProblem[] {
  if (ignoredLock === undefined)
    return [
      {
        message: `No lock file holds '${name}', so ${WHY}. Commit the lock file of your package manager.`,
        at,
        severity: 'warning',
      },
    ];
  return [
    { message: `'.gitignore' leaves out '${ignoredLock}', so ${WHY}. Commit the lock file.`, at, severity: 'warning' },
  ];
}

function inLocks(dependency: SdkDependency, lockFiles: readonly LockFile[]): CheckProblem[] {
  const isHeld = dependency.locks.some(({ state }) => state !== 'missing');
  const isIgnored = ({ path }: DependencyLock): boolean => lockFiles.some(file => file.path === path && file.isIgnored);
  return dependency.locks.flatMap(lock => {
    if (isIgnored(lock))
      return [
        {
          message: `'.gitignore' leaves out '${lock.path}', so ${WHY}. Commit the lock file.`,
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
  const declared = maskKeys(decidedBy?.specifier ?? specifier).slice(0, 40);
  return [
    {
      message: `'${path}' locks '${name}' at ${sdk.version}, but '${declared}' is declared. ${COMMIT}`,
      at,
      related: [{ path, line: sdk.at.line, message: `${sdk.version} is locked here` }],
    },
  ];
}
