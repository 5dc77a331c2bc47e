import { numberOf } from '../checklist/number-text.ts';
import type { VendorRollout } from './vendor-rollout.ts';

/** The rollout of an integration with Klaviyo, which a flag switches on and off as a whole. */
export const KLAVIYO_ROLLOUT: VendorRollout = {
  steps: {
    'T-24 h': [
      { text: 'Try the flag that switches Klaviyo off, and bring the previous version back once.', item: 'F1' },
    ],
    T: [{ text: 'Switch Klaviyo on, and look at one event and one profile in the account.', item: 'F1' }],
    'T+1 h': [{ text: 'Check that no call to Klaviyo was answered 401, 403 or 429.', item: 'E3' }],
    'T+4 h': [{ text: 'Compare the events that Klaviyo counted with those that the app sent.' }],
  },
  triggers: thresholds => [
    { what: `more than ${thresholds.rateLimitedPerMinute} answers of 429 in a minute`, item: 'E2' },
    { what: `more than ${thresholds.authenticationErrorsPerMinute} answers of 401 or 403 in a minute`, item: 'E3' },
    { what: `more than ${thresholds.serverErrorsPerMinute} server errors in a minute`, item: 'E4' },
    { what: `a P95 over ${numberOf(thresholds.latencySeconds)} seconds`, item: 'E5' },
  ],
  rollback: [
    { text: 'Switch Klaviyo off with the flag, without a deploy.', item: 'F1' },
    { text: 'If the app still fails, bring the previous version back.', item: 'F2' },
  ],
};
