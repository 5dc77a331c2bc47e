import { defineCheck, type CheckProblem } from '../model/define-check.ts';
import type { SdkDependency } from '../model/facts.ts';
import { onePerPlace } from '../model/one-per-place.ts';
import { dependenciesOf, installsSdk, placeToChange, sdksInUse, type SdkInUse } from '../model/sdk-in-use.ts';
import { releasesAround } from '../vendors/releases.ts';
import { SDK_RELEASES } from '../vendors/customerio/generated/sdk-releases.ts';
import { SDK_PACKAGE } from '../vendors/customerio/sdk-release.ts';

const NEWEST = SDK_RELEASES.at(-1)!;
const REMEDY = `Move to ${NEWEST.version}${NEWEST.node === undefined ? '' : `, which needs Node ${NEWEST.node}`}, or repeat failed calls in a queue of your own.`;

export default defineCheck({
  id: 'customerio-no-retry',
  description: 'Customer.io SDK versions that never retry a request',
  severity: 'error',
  run({ sdkDependencies }) {
    const dependencies = dependenciesOf(SDK_PACKAGE, sdkDependencies).filter(installsSdk);
    return onePerPlace(
      dependencies.flatMap(dependency => sdksInUse(dependency).flatMap(sdk => problemOf(dependency, sdk))),
    );
  },
});

/** Between two releases that are known, what both do counts. */
function problemOf(dependency: SdkDependency, { version, locked }: SdkInUse): CheckProblem[] {
  const { before, after } = releasesAround(version, SDK_RELEASES);
  if (before?.retries !== 0 || after?.retries !== 0) return [];
  const related = locked && [{ path: locked.at.path, line: locked.at.line, message: `${version} is locked here` }];
  const message = `${SDK_PACKAGE} ${version} never retries a request, not even after 429. ${REMEDY}`;
  return [{ message, at: placeToChange(dependency), ...(related && { related }) }];
}
