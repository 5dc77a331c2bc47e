import { constantString } from '../../values/value.ts';
import type { ClientModel } from '../client-model.ts';

/** `XMLHttpRequest`; its headers are only known once one is set. */
export const xmlHttpRequest: ClientModel = {
  sources: ['#XMLHttpRequest'],
  chain: { headers: ['setRequestHeader'], body: ['send'], isOnReceiver: true, isComplete: true },
  draft: ({ method, args }) =>
    method === 'open'
      ? {
          verb: args[0],
          url: args[1],
          options: { kind: 'unknown', hint: 'xhr' },
          isBlocking: args[2] !== undefined && constantString(args[2]) === 'false',
        }
      : undefined,
};
