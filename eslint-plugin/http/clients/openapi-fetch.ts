import { textFrom } from '../../values/value.ts';
import type { ClientModel } from '../client-model.ts';
import { option } from '../options.ts';

const VERBS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE']);

/** `createClient({ baseUrl }).POST(path, options)` of openapi-fetch, whose methods are the verbs. */
export const openapiFetch: ClientModel = {
  sources: ['openapi-fetch'],
  derive: (client, method, args) =>
    method === '' ? { ...client, defaults: [...client.defaults, ...args] } : undefined,
  draft: ({ client, method, args, node }) =>
    VERBS.has(method)
      ? { verb: textFrom(method, node), url: args[0], options: args[1], base: option(client.defaults[0], ['baseUrl']) }
      : undefined,
};
