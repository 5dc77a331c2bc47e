import type { ClientModel } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** hyperquest; what is written to the stream that it gives is not read. */
export const hyperquest: ClientModel = {
  sources: ['hyperquest'],
  draft: ({ method, verb, args }) => (verb || method === '' ? { ...urlAndOptions(args), verb } : undefined),
};
