import type { ClientModel } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** The package `request` and its successors with the same calls. */
export const request: ClientModel = {
  sources: ['request', 'postman-request', 'request-promise', 'request-promise-native'],
  factories: ['defaults'],
  draft: ({ method, verb, args }) => (verb || method === '' ? { ...urlAndOptions(args), verb } : undefined),
};
