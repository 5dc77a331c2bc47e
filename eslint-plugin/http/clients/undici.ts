import type { ClientModel } from '../client-model.ts';
import { option } from '../options.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** The functions of undici. */
export const undici: ClientModel = {
  sources: ['undici#request', 'undici#stream', 'undici#pipeline'],
  draft: ({ method, args }) => (method === '' ? urlAndOptions(args) : undefined),
};

const SENDING = new Set(['request', 'stream', 'pipeline', 'dispatch']);

/** The classes of undici, which are constructed with an origin, or are given one with each request. */
export const undiciClient: ClientModel = {
  sources: ['Client', 'Pool', 'BalancedPool', 'Agent', 'RetryAgent', 'ProxyAgent', 'getGlobalDispatcher'].map(
    name => `undici#${name}`,
  ),
  derive: (client, method) => (client.name.endsWith('Dispatcher') && method === '' ? client : undefined),
  draft: ({ client, method, args }) =>
    SENDING.has(method) ? { options: args[0], base: option(args[0], ['origin']) ?? client.defaults[0] } : undefined,
};
