import type { ClientModel } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** `http` and `https` of Node. */
export const nodeHttp: ClientModel = {
  sources: ['http', 'https', 'follow-redirects#http', 'follow-redirects#https'],
  chain: { headers: ['setHeader'], body: ['write', 'end'] },
  draft: ({ method, verb, args }) =>
    method === 'request' || method === 'get'
      ? { ...urlAndOptions(args), verb: method === 'get' ? verb : undefined }
      : undefined,
};
