import type { Check } from '../model/define-check.ts';
import { maskSecrets } from '../vendors/secrets.ts';
import type { SdkDependency, SpecifierKind } from '../model/facts.ts';
import { dependenciesOf, floats, isAsDeclared, lockedSdks } from '../model/sdk-in-use.ts';
import type { Sdk } from '../vendors/sdks.ts';

/** How each kind of reference that can move is described. A reference that another check reports is not here. */
const FAULTS: Partial<Record<SpecifierKind, (dependency: SdkDependency) => string>> = {
  range: ({ name, specifier }) =>
    specifier.trim() === ''
      ? `'${name}' is declared without a version`
      : `'${name}' is declared as the range '${shorten(specifier)}'`,
  tag: ({ name, specifier }) => `'${name}' follows the tag '${shorten(specifier)}'`,
  git: ({ name }) => `'${name}' is installed from a git repository`,
  url: ({ name }) => `'${name}' is installed from a web address`,
  file: ({ name }) => `'${name}' is installed from a file or folder`,
};

/**
 * Makes the check for declarations of a vendor's SDK that can move.
 *
 * @param why what differs between its releases: a clause
 */
export function floatingSdkRange(id: string, sdk: Sdk, why: string): Check {
  return {
    id,
    description: `${sdk.vendorName} SDK dependencies that can change to another release on install`,
    severity: 'error',
    alsoWarns: true,
    *run({ sdkDependencies }) {
      // A library's peer range is answered by the application, and what an override decides is reported at the override.
      for (const dependency of dependenciesOf(sdk.package, sdkDependencies).filter(floats)) {
        const fault = FAULTS[dependency.kind]?.(dependency);
        if (fault === undefined) continue;
        const message = `${fault}${lockOf(dependency)}. Pin one exact version, because ${why}.`;
        yield { message, at: dependency.at, ...(isHeld(dependency) && { severity: 'warning' as const }) };
      }
    },
  };
}

/** A lock file keeps a range in its place until it is updated, or ignored by an install. A stale one does not. */
function isHeld(dependency: SdkDependency): boolean {
  return dependency.locks.some(({ state, sdk }) =>
    sdk === undefined ? state !== 'missing' : isAsDeclared(dependency, sdk),
  );
}

/** A lock file that is there and stale is reported by `unlocked-sdk`. */
function lockOf(dependency: SdkDependency): string {
  const [locked] = lockedSdks(dependency).filter(sdk => isAsDeclared(dependency, sdk));
  if (locked?.version !== undefined) return `, and only '${locked.at.path}' holds it at ${locked.version}`;
  return dependency.locks.length > 0 || isHeld(dependency) ? '' : ', and no lock file holds it';
}

const LONGEST_SHOWN = 40;

/** Masks before it cuts: half a key is no longer seen as one. */
function shorten(specifier: string): string {
  const shown = maskSecrets(specifier);
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
}
