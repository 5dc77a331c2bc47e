import type { ClientModel } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** phin. */
export const phin: ClientModel = {
  sources: ['phin', 'phin#unpromisified'],
  aliases: ['promisified'],
  draft: ({ method, args }) => (method === '' ? urlAndOptions(args) : undefined),
};
