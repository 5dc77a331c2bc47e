import { judgeStatusPage } from '../../status-outcome.ts';
import { defineProbe } from '../define-probe.ts';

export default defineProbe({
  id: 'customerio-status-page',
  description: "incidents on Customer.io's status page, and maintenance within a day",
  order: 1,
  async run({ answers, page }) {
    return judgeStatusPage({ name: 'Customer.io', page: 'status.customerio.com' }, answers.page, page);
  },
});
