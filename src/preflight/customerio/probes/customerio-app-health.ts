import { judgeAppHealth } from '../../app-health.ts';
import { defineProbe } from '../define-probe.ts';
import { HEALTH_TERMS } from '../health-terms.ts';

export default defineProbe({
  id: 'customerio-app-health',
  description: 'health endpoints that do not respond, are slow, or do not report Customer.io',
  order: 8,
  isEarly: true,
  notAsked: ({ targets }) => (targets.appHealthUrl === undefined ? "no 'app-health-url' was given" : undefined),
  run: async ({ endpoints, targets: { appHealthUrl = '', expectWorkspace }, thresholds }) =>
    judgeAppHealth(appHealthUrl, endpoints, {
      name: 'Customer.io',
      entry: 'customerio',
      account: 'workspace',
      terms: HEALTH_TERMS,
      expected: async () => expectWorkspace,
      mostMs: thresholds.latencySeconds * 1000,
    }),
});
