/** What the items are about, by what their ids begin with. */
export const GROUPS = {
  'cio-1': 'Credentials and configuration',
  'cio-2': 'Integration quality',
  'cio-3': 'Deliverability',
  'cio-4': 'Campaign readiness',
  'cio-5': 'Monitoring',
  'cio-6': 'Smoke test',
  'cio-7': 'Staged rollout',
};
