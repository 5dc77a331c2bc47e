import type { TSESTree } from '@typescript-eslint/utils';
import type { HttpRequest } from '../http/request.ts';
import { type Endpoint, endpointsOf } from './endpoint.ts';
import { type Module, moduleOf } from '../program/module.ts';
import { everyEffect } from '../call-graph/effects.ts';
import { reportedAt } from '../call-graph/reported-at.ts';
import { findOperation } from '../../src/vendors/klaviyo/operations.ts';
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
    for (const request of everyEffect(at, requests)) {
      if (request.node === at) continue;
      const before = found.get(request.node);
      if (before) before.push(request);
      else found.set(request.node, [request]);
    }
  });
  known.set(module, found);
  return found;
}

/** An endpoint that a caller of a wrapper asks for. */
export interface CallerEndpoint {
  call: TSESTree.CallExpression;
  /** As it is sent for this caller. */
  request: HttpRequest;
  endpoint: Endpoint;
}

/**
 * What the callers of a wrapper ask for, whose request itself does not say.
 *
 * @param request one whose path is not known
 * @param module the linted one, whose project is searched
 */
export function callersOf(request: HttpRequest, module: Module): CallerEndpoint[] {
  const place = placeOf(request.node);
  return [module, ...module.others()].flatMap(other => callersIn(other).get(place) ?? []);
}

const callers = new WeakMap<Module, Map<string, CallerEndpoint[]>>();

/** By the place of the call that sends, because another module may have parsed this one anew. */
function callersIn(module: Module): Map<string, CallerEndpoint[]> {
  const before = callers.get(module);
  if (before) return before;
  const found = new Map<string, CallerEndpoint[]>();
  visit(module.ast, call => {
    if (call.type !== 'CallExpression') return;
    for (const { what, via } of reportedAt(call, requests, isPublished)) {
      const endpoint = via && publishedEndpoint(what);
      if (!endpoint) continue;
      const place = placeOf(what.node);
      const before = found.get(place);
      if (before) before.push({ call, request: what, endpoint });
      else found.set(place, [{ call, request: what, endpoint }]);
    }
  });
  callers.set(module, found);
  return found;
}

function isPublished(request: HttpRequest): boolean {
  return publishedEndpoint(request) !== undefined;
}

function publishedEndpoint(request: HttpRequest): Endpoint | undefined {
  const [endpoint, ...more] = endpointsOf(request);
  return endpoint && more.length === 0 && findOperation(endpoint.verb, endpoint.path) ? endpoint : undefined;
}

function placeOf(node: TSESTree.Node): string {
  return `${moduleOf(node)?.fileName ?? ''}:${node.range[0]}`;
}
