import { lt } from 'semver';
import { defineCheck, type CheckProblem } from '../model/define-check.ts';
import { SDK_PACKAGE } from '../vendors/klaviyo/sdk-release.ts';
import { onePerPlace } from '../model/one-per-place.ts';
import type { SdkDependency } from '../model/facts.ts';
import { dependenciesOf, installsSdk, placeToChange, sdksInUse, type SdkInUse } from '../model/sdk-in-use.ts';
import {
  ignoresRetryAfter,
  NEWEST_RELEASE,
  OLDEST_WITH_RETRY_AFTER,
  retriesOf,
} from '../vendors/klaviyo/sdk-knowledge.ts';

export default defineCheck({
  id: 'broken-sdk-retry',
  description: "Klaviyo SDK versions that never retry a request, or ignore 'Retry-After'",
  severity: 'error',
  alsoWarns: true,
  run({ sdkDependencies }) {
    return onePerPlace(
      dependenciesOf(SDK_PACKAGE, sdkDependencies)
        .filter(installsSdk)
        .flatMap(dependency => sdksInUse(dependency).flatMap(sdk => problemOf(dependency, sdk) ?? [])),
    );
  },
});

/** The gravest fault only: where nothing is retried, how long a retry waits does not matter. */
function problemOf(dependency: SdkDependency, sdk: SdkInUse): CheckProblem | undefined {
  const fault = faultOf(sdk);
  if (fault === undefined) return undefined;
  const { version, locked } = sdk;
  const related = locked && [
    {
      path: locked.at.path,
      line: locked.at.line,
      message: `${version} is locked here${locked.axios === undefined ? '' : `, with axios ${locked.axios}`}`,
    },
  ];
  return { ...fault, at: placeToChange(dependency), ...(related && { related }) };
}

function faultOf({ version, locked }: SdkInUse): Pick<CheckProblem, 'message' | 'severity'> | undefined {
  const facts = retriesOf(version);
  if (facts?.attempts === 1) {
    return {
      message: `${SDK_PACKAGE} ${version} never retries a request, not even after 429. Move to ${NEWEST_RELEASE.version}.`,
      severity: 'error',
    };
  }
  if (facts?.oldestAxios !== undefined && locked?.axios !== undefined && lt(locked.axios, facts.oldestAxios)) {
    const fact = `${SDK_PACKAGE} ${version} with axios ${locked.axios} never retries a request, not even after 429`;
    return {
      message: `${fact}. Move axios to ${facts.oldestAxios} or later, or the SDK to ${NEWEST_RELEASE.version}.`,
      severity: 'error',
    };
  }
  if (!ignoresRetryAfter(version)) return undefined;
  const fact = `${SDK_PACKAGE} ${version} ignores 'Retry-After', so it calls again before Klaviyo's limit is over`;
  return { message: `${fact}. Move to ${OLDEST_WITH_RETRY_AFTER} or later.`, severity: 'warning' };
}
