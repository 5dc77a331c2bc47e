import { configuration, type ClientModel } from '../client-model.ts';
import { option } from '../options.ts';
import { UNKNOWN } from '../../values/value.ts';

/** The sessions of `http2` of Node. The address and the verb are headers. */
export const nodeHttp2: ClientModel = {
  sources: ['http2'],
  factories: ['connect'],
  draft: ({ client, method, args }) =>
    method === 'request' && client.defaults.length > 0
      ? {
          base: client.defaults[0],
          url: option(args[0], [':path']),
          verb: option(args[0], [':method']),
          options: configuration({ headers: () => args[0] ?? UNKNOWN }),
        }
      : undefined,
};
