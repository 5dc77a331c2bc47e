import type { TSESTree } from '@typescript-eslint/utils';
import type { HttpRequest } from '../http/request.ts';
import { endpointsOf } from './endpoint.ts';
import { type Module, moduleOf } from '../program/module.ts';
import { reached } from '../call-graph/effects.ts';
import { requests } from './requests.ts';
import { visit } from '../program/visit.ts';

const LEGACY_SIGN = /['"`/](?:api\/)?(?:v[12]\/|(?:track|identify)\/?['"`?])/;
const known = new WeakMap<Module, Map<TSESTree.Node, HttpRequest[]>>();

/**
 * Tells whether a request is that of a wrapper to which all callers in its module give an endpoint of v1 or v2. What is wrong
 * with it then is reported at those callers, and nothing more at the wrapper.
 */
export function servesOnlyLegacy(request: HttpRequest): boolean {
  const module = moduleOf(request.node);
  const isPathKnown = endpointsOf(request).every(({ path }) => !path.includes('*'));
  if (isPathKnown || !module || !LEGACY_SIGN.test(module.text)) return false;
  const uses = usesIn(module).get(request.node) ?? [];
  const endpoints = uses.flatMap(use => endpointsOf(use));
  return endpoints.length > 0 && endpoints.every(({ audience }) => audience === 'legacy');
}

/** By the call that sends: the requests that other calls of a module send through it. */
function usesIn(module: Module): Map<TSESTree.Node, HttpRequest[]> {
  const before = known.get(module);
  if (before) return before;
  const found = new Map<TSESTree.Node, HttpRequest[]>();
  visit(module.ast, at => {
    if (at.type !== 'CallExpression') return;
    for (const request of reached(at, requests)) {
      if (request.node !== at) found.set(request.node, [...(found.get(request.node) ?? []), request]);
    }
  });
  known.set(module, found);
  return found;
}
