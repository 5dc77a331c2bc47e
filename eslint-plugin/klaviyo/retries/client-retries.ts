import type { TSESTree } from '@typescript-eslint/utils';
import { clientUse } from '../../http/client.ts';
import { got } from '../../http/clients/got.ts';
import { ky } from '../../http/clients/ky.ts';
import { BASE_KEYS, option } from '../../http/options.ts';
import { directRequests, type HttpRequest } from '../../http/request.ts';
import { keysOf } from '../../values/key-origins.ts';
import { alternativesOf, constantString, flatten, type ObjectValue, textsOf, type Value } from '../../values/value.ts';
import type { Analysis } from '../analyze.ts';
import { endpointsOf } from '../queries.ts';

/** An option that switches off what a client retries by itself. */
export interface SwitchedOffClient {
  keys: readonly TSESTree.Node[];
  client: string;
}

const RETRYING = new Set([got, ky]);

/**
 * The option by which a call makes a client for Klaviyo, or sends a request there, that retries nothing. Neither client repeats
 * a POST by itself. Source: the documentation of got 14 and ky 1, `retry`; read 2026-11-22.
 */
export function switchedOffClient(
  node: TSESTree.CallExpression,
  { valueOf, module }: Analysis,
): SwitchedOffClient | undefined {
  const [callee, ...more] = alternativesOf(valueOf(node.callee));
  const use = callee && more.length === 0 ? clientUse(callee) : undefined;
  if (!use || !RETRYING.has(use.client.model)) return undefined;
  const options = node.arguments.map(valueOf).find((value): value is ObjectValue => value.kind === 'object');
  const retry = options?.properties.get('retry');
  if (!options || !retry || !isOff(retry())) return undefined;
  const isFactory = use.client.model.factories?.includes(use.method) ?? false;
  const goesThere = isFactory ? isBase(options) : directRequests(node, module.frame).some(isRepeated);
  return goesThere ? { keys: keysOf(retry), client: use.client.name } : undefined;
}

/** `0` and `{ limit: 0 }`. */
function isOff(value: Value): boolean {
  return alternativesOf(value).every(each => {
    const limit = each.kind === 'object' ? each.properties.get('limit')?.() : each;
    return limit?.kind === 'text' && constantString(limit) === '0';
  });
}

function isBase(options: ObjectValue): boolean {
  const base = option(options, BASE_KEYS);
  return base !== undefined && textsOf(base).some(text => /^https:\/\/a\.klaviyo\.com\b/.test(flatten(text)));
}

function isRepeated(request: HttpRequest): boolean {
  return endpointsOf(request).some(({ verb }) => verb !== undefined && verb !== 'POST' && verb !== 'PATCH');
}
