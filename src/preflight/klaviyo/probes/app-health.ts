import { firstAccount } from '../account-answer.ts';
import { judgeAppHealth } from '../../app-health.ts';
import { defineProbe } from '../define-probe.ts';
import { HEALTH_TERMS } from '../health-terms.ts';

export default defineProbe({
  id: 'app-health',
  description: 'health endpoints that do not respond, are slow, or do not report Klaviyo',
  order: 10,
  isEarly: true,
  notAsked: ({ targets }) => (targets.appHealthUrl === undefined ? "no 'app-health-url' was given" : undefined),
  run: async ({ endpoints, klaviyo, targets: { appHealthUrl = '', expectAccount }, thresholds }) =>
    judgeAppHealth(appHealthUrl, endpoints, {
      name: 'Klaviyo',
      entry: 'klaviyo',
      account: 'account',
      terms: HEALTH_TERMS,
      expected: async () => expectAccount ?? firstAccount(await klaviyo.account())?.id,
      mostMs: thresholds.latencySeconds * 1000,
    }),
});
