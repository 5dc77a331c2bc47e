import type { ClientModel } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** The `fetch` of browsers and Node, and packages that take its arguments. */
export const fetch: ClientModel = {
  sources: [
    '#fetch',
    '#Bun.fetch',
    '@shopify/hydrogen#fetch',
    '@whatwg-node/fetch#fetch',
    'cross-fetch',
    'cross-fetch#fetch',
    'isomorphic-fetch',
    'isomorphic-unfetch',
    'make-fetch-happen',
    'node-fetch',
    'node-fetch-native',
    'node-fetch-native#fetch',
    'undici#fetch',
    'unfetch',
    'whatwg-fetch',
    'whatwg-fetch#fetch',
  ],
  factories: ['defaults'],
  draft: ({ method, args }) => (method === '' ? urlAndOptions(args) : undefined),
};
