import { NULLISH, constantString, textFrom, UNKNOWN, type Value } from '../../values/value.ts';
import {
  type ClientCall,
  type ClientModel,
  configuration,
  type HttpClient,
  type RequestDraft,
} from '../client-model.ts';

/**
 * superagent, whose requests are completed by a chain of calls. What is called on an agent holds for each request that it
 * makes. Source: superagent's documentation, Agents for global state; read 2026-11-21. A plugin of `superagent-prefix` puts its
 * argument before the path. Source: superagent-prefix 0.0.2; read 2026-11-22.
 */
export const superagent: ClientModel = {
  sources: ['#superagent', 'superagent'],
  factories: ['agent'],
  chain: { headers: ['set'], body: ['send', 'write', 'end'], plugins: ['use'], baseOf: prefixOf },
  derive: agentAfter,
  configurations: ({ mutations: writes }) =>
    writes.flatMap(({ path, method = '', args }) =>
      path.length === 0
        ? (agentDefault(
            method,
            args.map(read => read()),
          ) ?? [])
        : [],
    ),
  draft: superagentRequest,
};

/** Methods of an agent that set defaults other than headers. */
const OTHER_DEFAULTS = new Set([
  'accept',
  'auth',
  'buffer',
  'ca',
  'cert',
  'key',
  'ok',
  'on',
  'once',
  'parse',
  'pfx',
  'query',
  'redirects',
  'retry',
  'serialize',
  'sortQuery',
  'timeout',
  'type',
  'withCredentials',
]);

/** `agent.set('name', 'value').timeout(5)` is the agent again. */
function agentAfter(client: HttpClient, method: string, args: readonly Value[]): HttpClient | undefined {
  const added = agentDefault(method, args);
  if (added) return { ...client, defaults: [...client.defaults, added] };
  return OTHER_DEFAULTS.has(method) ? client : undefined;
}

function agentDefault(method: string, [first, second]: readonly Value[]): Value | undefined {
  if (method === 'use') {
    const prefix = prefixOf(first);
    return prefix ? configuration({ baseURL: () => prefix }) : UNKNOWN;
  }
  if (method !== 'set' || !first) return undefined;
  if (!second) return configuration({ headers: () => first });
  const name = constantString(first);
  return name === undefined ? UNKNOWN : configuration({ headers: () => configuration({ [name]: () => second }) });
}

/** What `prefix('https://host')` of `superagent-prefix` puts before the path. */
function prefixOf(plugin: Value | undefined): Value | undefined {
  const isPrefix =
    plugin?.kind === 'externalCall' &&
    plugin.callee.kind === 'external' &&
    plugin.callee.module === 'superagent-prefix';
  return isPrefix ? plugin.args[0] : undefined;
}

/** `superagent.post(url)`, `superagent('POST', url)`, `superagent(url)`. */
function superagentRequest({ method, verb, args, node }: ClientCall): RequestDraft | undefined {
  if (verb) return { verb, url: args[0], options: NULLISH };
  if (method !== '') return undefined;
  return args.length > 1 ? { verb: args[0], url: args[1] } : { verb: textFrom('GET', node), url: args[0] };
}
