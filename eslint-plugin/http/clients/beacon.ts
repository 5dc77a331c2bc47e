import { textFrom } from '../../values/value.ts';
import type { ClientModel } from '../client-model.ts';

/** `navigator.sendBeacon(url, data)` of browsers, which posts and tells nothing of the answer. It takes no headers, so that none is missed. */
export const beacon: ClientModel = {
  sources: ['#navigator'],
  draft: ({ method, args, node }) =>
    method === 'sendBeacon' ? { verb: textFrom('POST', node), url: args[0], body: args[1], isOpen: true } : undefined,
};
