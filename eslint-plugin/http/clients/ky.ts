import type { ClientModel } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** ky. */
export const ky: ClientModel = {
  sources: ['ky', 'ky#KyInstance', 'ky-universal'],
  factories: ['create', 'extend'],
  throwing: 'throwHttpErrors',
  hooks: [
    {
      option: ['hooks', 'beforeRequest'],
      // Releases before 2 give the request itself, later ones an object with it.
      headers: [
        { parameter: 0, path: ['headers'] },
        { parameter: 0, path: ['request', 'headers'] },
      ],
      harmless: ['afterResponse', 'beforeError', 'beforeRetry'],
    },
    { option: ['fetch'] },
  ],
  draft: ({ method, verb, args }) => (verb || method === '' ? { ...urlAndOptions(args), verb } : undefined),
};
