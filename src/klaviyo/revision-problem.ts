import { newestStableRevision, stateOf } from './revisions.ts';

/** Which message of `no-outdated-revision` says what is wrong, and the values of its placeholders. */
export interface RevisionProblem {
  messageId: 'retired' | 'deprecated' | 'prerelease' | 'unpublished' | 'malformed';
  data: Record<string, string>;
}

/**
 * Tells what is wrong with a revision on a day.
 *
 * @param asOf the day that counts as today, `YYYY-MM-DD`
 * @returns undefined where nothing is wrong, or where the text is no attempt at a revision
 */
export function problemWith(revision: string, asOf: string): RevisionProblem | undefined {
  const state = stateOf(revision, asOf);
  const data = { revision, newest: newestStableRevision(asOf) ?? '' };
  switch (state.state) {
    case 'retired':
      return { messageId: 'retired', data: { ...data, on: state.on, servedAs: state.servedAs ?? '' } };
    case 'deprecated':
      return { messageId: 'deprecated', data: { ...data, retiresOn: state.retiresOn } };
    case 'malformed':
      return /^[\w.-]+$/.test(revision) ? { messageId: 'malformed', data } : undefined;
    case 'prerelease':
    case 'unpublished':
      return { messageId: state.state, data };
    default:
      return undefined;
  }
}
