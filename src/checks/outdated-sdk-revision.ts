import { defineCheck, type CheckContext, type CheckProblem } from '../model/define-check.ts';
import { stateOf } from '../vendors/klaviyo/revisions.ts';
import { SDK_PACKAGE } from '../vendors/klaviyo/sdk-release.ts';
import { onePerPlace } from '../model/one-per-place.ts';
import type { LegacyDependency, SdkDependency } from '../model/facts.ts';
import { dependenciesOf, installsSdk, placeToChange, sdksInUse, type SdkInUse } from '../model/sdk-in-use.ts';
import { FACTS_READ_ON, knowledgeOf, NEWEST_RELEASE } from '../vendors/klaviyo/sdk-knowledge.ts';

const REMEDY = `Move to ${NEWEST_RELEASE.version}, which sends '${NEWEST_RELEASE.revision}'.`;
const MS_PER_DAY = 86_400_000;

export default defineCheck({
  id: 'outdated-sdk-revision',
  description: 'Klaviyo SDK versions whose API revision is retired, deprecated or soon to be',
  severity: 'error',
  alsoWarns: true,
  options: { warnDaysBefore: 90 },
  run({ sdkDependencies, legacyDependencies }, context) {
    const ofSdk = dependenciesOf(SDK_PACKAGE, sdkDependencies)
      .filter(installsSdk)
      .flatMap(dependency => sdksInUse(dependency).flatMap(sdk => problemOf(dependency, sdk, context) ?? []));
    return onePerPlace([
      ...ofSdk,
      ...legacyDependencies.filter(({ section }) => section !== 'peerDependencies').map(legacyProblem),
    ]);
  },
  *notes({ sdkDependencies }) {
    const versions = dependenciesOf(SDK_PACKAGE, sdkDependencies)
      .filter(installsSdk)
      .flatMap(dependency => sdksInUse(dependency).map(({ version }) => version));
    for (const version of new Set(versions.filter(candidate => knowledgeOf(candidate).state === 'newer'))) {
      yield {
        reason: `${SDK_PACKAGE} ${version} is newer than ${NEWEST_RELEASE.version}, the newest release that was known on ${FACTS_READ_ON}; update klaviyo-lint`,
      };
    }
  },
});

function problemOf(
  dependency: SdkDependency,
  sdk: SdkInUse,
  { asOf, options }: CheckContext,
): CheckProblem | undefined {
  const knowledge = knowledgeOf(sdk.version);
  if (knowledge.state === 'newer') return undefined;
  // Between two known releases the newer one is the best case.
  const { revision } = knowledge.state === 'known' ? knowledge.release : knowledge.newer;
  const fate = fateOf(revision, asOf, options?.['warnDaysBefore'] ?? 90);
  if (fate === undefined) return undefined;
  const sends = `${subjectOf(sdk)} sends revision '${revision}'${knowledge.state === 'known' ? '' : ' or an older one'}`;
  return {
    message: `${sends}, ${fate.text}. ${REMEDY}`,
    at: placeToChange(dependency),
    severity: fate.severity,
    ...relatedOf(sdk),
  };
}

interface Fate {
  severity: 'error' | 'warning';
  text: string;
}

/** What became of a revision, or will within some days; undefined while all is well. */
function fateOf(revision: string, asOf: string, days: number): Fate | undefined {
  const life = stateOf(revision, asOf);
  const released = `released on ${revision}`;
  if (life.state === 'retired')
    return {
      severity: 'error',
      text: `${released}, retired on ${life.on} and answered ${life.servedAs === undefined ? 'in another shape' : `as '${life.servedAs}'`} since`,
    };
  if (life.state === 'deprecated')
    return {
      severity: 'warning',
      text: `${released}, deprecated since ${life.since} and retired on ${life.retiresOn}${soon(asOf, life.retiresOn, days)}`,
    };
  const isNear = life.state === 'stable' && daysBetween(asOf, life.deprecatedOn) <= days;
  return isNear
    ? {
        severity: 'warning',
        text: `${released} and deprecated on ${life.deprecatedOn}${soon(asOf, life.deprecatedOn, days)}`,
      }
    : undefined;
}

function soon(asOf: string, day: string, days: number): string {
  const left = daysBetween(asOf, day);
  if (left > days) return '';
  return left === 1 ? ', in 1 day' : `, in ${left} days`;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MS_PER_DAY);
}

function subjectOf({ version, how }: SdkInUse): string {
  return how === 'newest'
    ? `${SDK_PACKAGE} ${version}, the newest that this range admits,`
    : `${SDK_PACKAGE} ${version}`;
}

function relatedOf({ version, locked }: SdkInUse): Pick<CheckProblem, 'related'> {
  return locked === undefined
    ? {}
    : { related: [{ path: locked.at.path, line: locked.at.line, message: `${version} is locked here` }] };
}

function legacyProblem({ packageName, at }: LegacyDependency): CheckProblem {
  return {
    message: `'${packageName}' calls the API that Klaviyo retired on 2024-06-30, where every call is answered 410. Replace it with ${SDK_PACKAGE} ${NEWEST_RELEASE.version}.`,
    at,
  };
}
