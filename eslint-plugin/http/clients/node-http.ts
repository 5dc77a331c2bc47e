import { alternativesOf, type ExternalCallValue, UNKNOWN, type Value } from '../../values/value.ts';
import type { ClientModel } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** What takes an address apart for a request, of `url` of Node. */
const PARSING = new Set(['parse', 'urlToHttpOptions']);

/** `http` and `https` of Node. */
export const nodeHttp: ClientModel = {
  sources: ['http', 'https', 'follow-redirects#http', 'follow-redirects#https'],
  chain: { headers: ['setHeader'], body: ['write', 'end'] },
  draft({ method, verb, args: [first, ...more] }) {
    if (method !== 'request' && method !== 'get') return undefined;
    const parsed = first && parsedAddress(first);
    const draft = urlAndOptions(
      [parsed ? (parsed.args[0] ?? UNKNOWN) : first, ...more].filter(given => given !== undefined),
    );
    if (method === 'get') return { ...draft, verb };
    // Options are added to what was taken apart: `options.method = 'POST'`.
    return (parsed?.mutations ?? []).length > 0 ? { ...draft, verb: UNKNOWN, isOpen: true } : draft;
  },
};

/** `url.parse(address)`. */
function parsedAddress(value: Value): ExternalCallValue | undefined {
  return alternativesOf(value).find((option): option is ExternalCallValue => {
    if (option.kind !== 'externalCall' || option.constructed || option.callee.kind !== 'external') return false;
    const { module, path } = option.callee;
    return module === 'url' && PARSING.has(path.at(-1) ?? '');
  });
}
