/** What the items are about, by what their ids begin with. */
export const GROUPS = {
  A: 'Keys and secrets',
  B: 'API calls',
  C: 'Errors and limits',
  D: 'Webhooks',
  E: 'Health and alerts',
  F: 'Switching off and rolling back',
  G: 'Code and CI',
  H: 'Sending domain',
};
