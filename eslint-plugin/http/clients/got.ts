import type { ClientModel } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

const OTHER_METHODS = new Set(['', 'stream', 'paginate', 'paginate.all', 'paginate.each']);

/** got. A page of `got.paginate` is requested as by `got` itself. */
export const got: ClientModel = {
  sources: ['got', 'got#Got', 'got#got', 'got-scraping#gotScraping'],
  factories: ['create', 'extend', 'defaults', 'instance'],
  throwing: 'throwHttpErrors',
  hooks: [
    {
      option: ['hooks', 'beforeRequest'],
      headers: [{ parameter: 0, path: ['headers'] }],
      harmless: ['afterResponse', 'beforeError', 'beforeRetry'],
    },
    { option: ['handlers'] },
  ],
  draft: ({ method, verb, args }) => (verb || OTHER_METHODS.has(method) ? { ...urlAndOptions(args), verb } : undefined),
};
