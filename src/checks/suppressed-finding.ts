import { defineCheck } from '../model/define-check.ts';

export default defineCheck({
  id: 'suppressed-finding',
  description: 'Comments of a change that suppress a finding, where the team does not allow them',
  severity: 'error',
  *run({ suppressions }, { suppressions: allowed = 'allow' }) {
    if (allowed === 'allow') return;
    for (const { ruleId, at, reason, isNew } of suppressions) {
      if (!isNew) continue;
      if (allowed === 'block')
        yield {
          message: `A new comment silences '${ruleId}' here, and 'suppressions' is 'block'. Fix what it silences, and remove the comment.`,
          at,
        };
      else if (reason === '')
        yield {
          message: `A new comment silences '${ruleId}' here without a reason. Fix what it silences, or write the reason behind '--' in the comment.`,
          at,
        };
    }
  },
});
