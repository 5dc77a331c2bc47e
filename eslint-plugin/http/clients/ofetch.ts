import type { ClientModel } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** ofetch, which is Nuxt's `$fetch`, and Nuxt's composables around it. */
export const ofetch: ClientModel = {
  sources: ['#$fetch', '#useFetch', '#useLazyFetch', 'ofetch', 'ofetch#$fetch', 'ofetch#ofetch', 'ohmyfetch#$fetch'],
  factories: ['create'],
  aliases: ['native'],
  hooks: [{ option: ['onRequest'], headers: [{ parameter: 0, path: ['options', 'headers'] }] }],
  draft: ({ method, args }) => (method === '' || method === 'raw' ? urlAndOptions(args) : undefined),
};
