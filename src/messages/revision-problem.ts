import { newestStableRevision, stateOf, type RevisionState } from '../vendors/klaviyo/revisions.ts';

/** A message of `no-outdated-revision`, and the values of its placeholders. */
export interface RevisionProblem {
  messageId:
    'retired' | 'deprecated' | 'prerelease' | 'unpublished' | 'malformed' | 'wrongAndNoneStable' | 'oldAndNoneStable';
  data: Record<string, string>;
}

/**
 * Chooses the message for a revision on a day.
 *
 * @param asOf the day that counts as today, `YYYY-MM-DD`
 * @returns undefined where nothing is wrong, or where the text is no attempt at a revision
 */
export function problemWith(revision: string, asOf: string): RevisionProblem | undefined {
  const state = stateOf(revision, asOf);
  if (state.state === 'stable' || state.state === 'unknown') return undefined;
  if (state.state === 'malformed' && !/^[\w.-]+$/.test(revision)) return undefined;
  const newest = newestStableRevision(asOf);
  if (newest === undefined) return problemWithoutNewest(revision, state);
  const data = { revision, newest };
  switch (state.state) {
    case 'retired':
      // One that is stable is live, so that there is something to be served as.
      return { messageId: 'retired', data: { ...data, on: state.on, servedAs: state.servedAs ?? newest } };
    case 'deprecated':
      return { messageId: 'deprecated', data: { ...data, retiresOn: state.retiresOn } };
    default:
      return { messageId: state.state, data };
  }
}

type Problematic = Exclude<RevisionState, { state: 'stable' | 'unknown' }>;

/** On a day so far ahead that nothing known is stable, there is no revision to move to but one that a later release knows. */
function problemWithoutNewest(revision: string, state: Problematic): RevisionProblem {
  const isWrong = state.state === 'retired' || state.state === 'malformed';
  return { messageId: isWrong ? 'wrongAndNoneStable' : 'oldAndNoneStable', data: { revision, fault: faultOf(state) } };
}

function faultOf(state: Problematic): string {
  switch (state.state) {
    case 'retired':
      return `was retired on ${state.on}`;
    case 'deprecated':
      return `is deprecated and will be retired on ${state.retiresOn}`;
    case 'prerelease':
      return 'is a pre-release, which may change without notice';
    case 'unpublished':
      return 'was never published';
    default:
      return 'is not in the form of a revision, YYYY-MM-DD';
  }
}
