import type { ClientModel } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** The functions of undici. */
export const undici: ClientModel = {
  sources: ['undici#request', 'undici#stream'],
  draft: ({ method, args }) => (method === '' ? urlAndOptions(args) : undefined),
};

/** The classes of undici, which are constructed with an origin. */
export const undiciClient: ClientModel = {
  sources: ['undici#Client', 'undici#Pool'],
  draft: ({ client, method, args }) =>
    method === 'request' || method === 'stream' ? { options: args[0], base: client.defaults[0] } : undefined,
};
