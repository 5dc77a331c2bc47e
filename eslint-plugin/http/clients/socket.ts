import type { TSESTree } from '@typescript-eslint/utils';
import { constantString, flatten, HOLE, textFrom, textsOf, UNKNOWN, type Value } from '../../values/value.ts';
import type { ClientModel } from '../client-model.ts';
import { hostOf } from '../options.ts';

const REQUEST_LINE = /^(GET|HEAD|POST|PUT|PATCH|DELETE)\s(\S+)\sHTTP\/1/;

/** `tls.connect(443, host)` of Node, and the requests that are written to it by hand. To connect alone may be a test of a certificate. */
export const socket: ClientModel = {
  sources: ['tls', 'net'],
  factories: ['connect', 'createConnection'],
  draft({ client, method, args, node }) {
    const [text] = (method === 'write' || method === 'end') && args[0] ? textsOf(args[0]) : [];
    const [, verb, path] = (text && REQUEST_LINE.exec(flatten(text))) ?? [];
    const base = verb === undefined ? undefined : hostIn(client.defaults, node);
    if (verb === undefined || path === undefined || !base) return undefined;
    const url = path.includes(HOLE) ? UNKNOWN : textFrom(path, node);
    return { base, url, verb: textFrom(verb, node), isOpen: true };
  },
};

/** Of `connect(options)` and of `connect(port, host)`. */
function hostIn(given: readonly Value[], node: TSESTree.Node): Value | undefined {
  const named = given.map(value => hostOf(value, node)).find(host => host !== undefined);
  const host = given.map(constantString).find(text => text !== undefined && /^[\w-]+(?:\.[\w-]+)+$/.test(text));
  return named ?? (host === undefined ? undefined : textFrom(`https://${host}`, node));
}
