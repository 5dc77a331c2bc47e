import { textFrom } from '../../values/value.ts';
import type { ClientModel } from '../client-model.ts';

/** `navigator.sendBeacon(url, data)` of browsers, which sends a POST request whose response nobody gets. It takes no headers, so none is reported as missing. */
export const beacon: ClientModel = {
  sources: ['#navigator'],
  draft: ({ method, args, node }) =>
    method === 'sendBeacon' ? { verb: textFrom('POST', node), url: args[0], body: args[1], isOpen: true } : undefined,
};
