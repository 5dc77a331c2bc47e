import { judgeStatusPage } from '../../status-outcome.ts';
import { defineProbe } from '../define-probe.ts';

export default defineProbe({
  id: 'status-page',
  description: "incidents on Klaviyo's status page, and maintenance within a day",
  order: 1,
  async run({ answers, page }) {
    return judgeStatusPage({ name: 'Klaviyo', page: 'status.klaviyo.com' }, answers.page, page);
  },
});
