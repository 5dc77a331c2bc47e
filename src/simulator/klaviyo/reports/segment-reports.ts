import { joinedAt } from '../field-values.ts';
import { momentOf } from '../../moment.ts';
import { oneOf, reportEffect } from './report.ts';
import type { Range } from './time-steps.ts';

/** How many are in segments, and since when. Who left is not remembered, so nobody is removed. */
export const querySegments = reportEffect({
  usual: ['segment_id'],
  needed: [],
  filters: new Map(oneOf('segment_id')),
  links: [],
  subjects: ({ account }) =>
    account.idsOf('segment').map(id => {
      const owner = { type: 'segment', id };
      const joined = account
        .linked(owner, 'profile')
        .map(profile => momentOf(String(joinedAt(account, owner, { type: 'profile', id: profile }))) ?? 0);
      return {
        groupings: { segment_id: id },
        measure: (statistic, range) => segmentStatistic(statistic, joined, range),
      };
    }),
});

function segmentStatistic(statistic: string, joined: readonly number[], { start, end }: Range): number {
  switch (statistic) {
    case 'total_members':
      return joined.filter(moment => moment < end).length;
    case 'members_added':
    case 'net_members_changed':
      return joined.filter(moment => moment >= start && moment < end).length;
    default:
      return 0;
  }
}
