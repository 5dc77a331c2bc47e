import type { ClientModel } from '../client-model.ts';
import { AXIOS_HOOKS } from './axios.ts';

/** Pipedream's axios, which is called with the step and a configuration. */
export const pipedream: ClientModel = {
  sources: ['@pipedream/platform#axios'],
  hooks: AXIOS_HOOKS,
  draft: ({ method, args }) => (method === '' ? { options: args[1] } : undefined),
};
