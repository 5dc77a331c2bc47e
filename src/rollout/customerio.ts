import { numberOf } from '../checklist/number-text.ts';
import type { PlannedStep, VendorRollout } from './vendor-rollout.ts';

const share = (percent: number): PlannedStep => ({
  text: `Set the share of the people who get Customer.io to ${percent} %, if no trigger below was seen.`,
  item: 'cio-7.4',
});

/** The rollout of an integration with Customer.io, for a growing share of the people. */
export const CUSTOMERIO_ROLLOUT: VendorRollout = {
  steps: {
    'T-24 h': [
      {
        text: 'Set the share to 0 %, raise it to 1 % in staging and set it to 0 % again, without a deploy.',
        item: 'cio-7.2',
      },
      { text: 'Check that suppressions and unsubscribes of the earlier system are imported.', item: 'cio-3.5' },
    ],
    'T-2 h': [{ text: 'Identify, track and delete a marked person in the workspace of production.', item: 'cio-6.1' }],
    T: [share(1), { text: 'Send one transactional message to a test address, and read it.', item: 'cio-6.2' }],
    'T+1 h': [share(10)],
    'T+4 h': [
      share(50),
      { text: 'Compare deliveries, bounces and complaints in the workspace with those of the earlier system.' },
    ],
    'T+12 h': [share(100)],
  },
  triggers: thresholds => [
    { what: `more than ${numberOf(thresholds.errorPercent)} % of failed calls`, item: 'cio-5.1' },
    { what: `a P99 over ${numberOf(thresholds.p99Seconds)} seconds`, item: 'cio-5.2' },
    { what: `more than ${numberOf(thresholds.bouncePercent)} % of bounces`, item: 'cio-5.3' },
    { what: `more than ${numberOf(thresholds.complaintPercent)} % of complaints`, item: 'cio-5.4' },
    { what: `less than ${numberOf(thresholds.deliveryPercent)} % of deliveries`, item: 'cio-5.5' },
    { what: `a queue of more than ${numberOf(thresholds.queueDepth)}`, item: 'cio-5.6' },
    { what: `more than ${numberOf(thresholds.webhookErrorPercent)} % of failed webhooks`, item: 'cio-5.7' },
  ],
  rollback: [
    { text: 'Set the share of the people who get Customer.io to 0 %, without a deploy.', item: 'cio-7.2' },
    { text: 'Pause the campaigns and broadcasts that began with the rollout.', item: 'cio-4.3' },
    { text: 'If the app still fails, bring the previous version back.', item: 'cio-7.3' },
  ],
};
