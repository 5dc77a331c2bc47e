import type { ClientModel } from '../client-model.ts';

/** Pipedream's axios, which is called with the step and a configuration. */
export const pipedream: ClientModel = {
  sources: ['@pipedream/platform#axios'],
  hooks: [{ option: 'transformRequest' }, { option: 'adapter' }],
  request: ({ method, args }) => (method === '' ? { options: args[1] } : undefined),
};
