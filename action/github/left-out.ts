import { type Feature, FEATURES, named } from './features.ts';
import type { Failure } from './failure.ts';
import type { Target } from './target.ts';

/** A part that could not be sent, and why; a fault of our own has no failure. */
export interface LeftOut {
  feature: Feature;
  failure: Failure | undefined;
}

/**
 * Says what was not sent and what to do, one sentence or two for each cause.
 *
 * @param wanted all that was asked for, so that one block of permissions is enough for it
 */
export function leftOutSentences(
  leftOut: readonly LeftOut[],
  wanted: readonly Feature[],
  { restricted }: Pick<Target, 'restricted'>,
): string[] {
  const refused = leftOut.filter(({ failure }) => failure?.kind === 'refused');
  const others = leftOut.filter(({ failure }) => failure?.kind !== 'refused');
  return [
    ...(refused.length > 0 ? [refusalSentence(refused, wanted, restricted)] : []),
    ...others.map(
      ({ feature, failure }) =>
        `${named([feature])} was not finished: ${causeOf(failure)}. The verdict does not depend on it; run the job again to send it.`,
    ),
  ];
}

function refusalSentence(
  refused: readonly LeftOut[],
  wanted: readonly Feature[],
  restricted: Target['restricted'],
): string {
  const inputs = named(refused.map(({ feature }) => feature));
  if (restricted === 'fork')
    return `GitHub gives the pull request of a fork a token that may only read, which is too little for ${inputs}. Read the findings in the annotations and in the job summary.`;
  const permissions = [...new Set(wanted.map(feature => FEATURES[feature].permission))].map(name => `${name}: write`);
  const owner = restricted === 'Dependabot' ? ' By default the token of Dependabot may only read.' : '';
  return `GitHub refused ${inputs} with ${statusesOf(refused)}, so the findings are in the annotations and in the job summary.${owner} Give the job 'permissions: { ${['contents: read', ...permissions].join(', ')} }'.`;
}

function statusesOf(refused: readonly LeftOut[]): string {
  return [...new Set(refused.map(({ failure }) => failure?.status))].join(' and ');
}

function causeOf(failure: Failure | undefined): string {
  switch (failure?.kind) {
    case 'cancelled':
      return 'the job was cancelled';
    case 'late':
      return 'the time for it was over';
    case 'limited':
      return 'GitHub limits the rate of requests for longer than this job waits';
    case 'unclear':
      return failure.status === undefined
        ? 'the connection to GitHub broke off'
        : `GitHub answered with ${failure.status}`;
    case 'rejected':
      return failure.status === undefined ? 'GitHub rejected it' : `GitHub rejected it with ${failure.status}`;
    default:
      return 'it failed unexpectedly';
  }
}
