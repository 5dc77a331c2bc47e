import { minVersion, valid, validRange } from 'semver';
import type { SdkDependency } from '../../model/facts.ts';
import { sdkOf } from '../../model/sdk-in-use.ts';

/** Returns which release of an SDK the code in a file is installed with; undefined where that is not known, or several are. @param sdk its package */
export type SdkVersionOf = (path: string, sdk: string) => string | undefined;

/** Takes for each file what the nearest manifest at or above it gets: by the lock file, by `node_modules`, or by an exact declaration. */
export function sdkVersionOf(dependencies: readonly SdkDependency[]): SdkVersionOf {
  const declared = dependencies
    .filter(({ section }) => section !== 'catalog' && section !== 'override')
    .map(dependency => ({ folder: folderOf(dependency.at.path), sdk: sdkOf(dependency), dependency }));
  return (path, wanted) => {
    const above = declared.filter(({ folder, sdk }) => sdk === wanted && path.startsWith(folder));
    const nearest = Math.max(...above.map(({ folder }) => folder.length));
    const versions = new Set(
      above.filter(({ folder }) => folder.length === nearest).flatMap(({ dependency }) => versionsOf(dependency)),
    );
    return versions.size === 1 ? [...versions][0] : undefined;
  };
}

/** With a slash at its end; empty for the root. */
function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Users of a library may have the oldest release that it allows, whatever it is tested with. */
function versionsOf({ section, locks, installed, specifier, decidedBy }: SdkDependency): string[] {
  if (section === 'peerDependencies') return validRange(specifier) ? [minVersion(specifier)?.version ?? []].flat() : [];
  const held = locks.flatMap(({ sdk }) => valid(sdk?.version) ?? []);
  if (held.length > 0) return held;
  return [valid(installed?.version) ?? valid(decidedBy?.specifier ?? specifier) ?? []].flat();
}
