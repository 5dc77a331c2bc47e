import type { TSESTree } from '@typescript-eslint/utils';
import { callerModules } from '../../program/caller-modules.ts';
import type { HttpRequest } from '../../http/request.ts';
import { type Endpoint, endpointsOf } from './endpoint.ts';
import { type Module, moduleOf } from '../../program/module.ts';
import { everyEffect } from '../../call-graph/effects.ts';
import { reportedAt } from '../../call-graph/reported-at.ts';
import type { Vendor, VendorPlace } from '../../../src/vendors/vendor.ts';
import { perVendor } from '../per-vendor.ts';
import { requestsTo } from './requests.ts';
import { visit } from '../../program/visit.ts';

const uses = perVendor(() => new WeakMap<Module, Map<TSESTree.Node, HttpRequest[]>>());

/** By the call that sends: the requests that other calls of a module send through it. */
export function usesIn(module: Module, vendor: Vendor): ReadonlyMap<TSESTree.Node, HttpRequest[]> {
  const before = uses(vendor).get(module);
  if (before) return before;
  const found = new Map<TSESTree.Node, HttpRequest[]>();
  visit(module.ast, at => {
    if (at.type !== 'CallExpression') return;
    for (const request of everyEffect(at, requestsTo(vendor))) {
      if (request.node === at) continue;
      const before = found.get(request.node);
      if (before) before.push(request);
      else found.set(request.node, [request]);
    }
  });
  uses(vendor).set(module, found);
  return found;
}

/** An endpoint that a caller of a wrapper asks for. */
export interface CallerEndpoint<Place extends VendorPlace = VendorPlace> {
  call: TSESTree.CallExpression;
  /** As it is sent for this caller. */
  request: HttpRequest;
  endpoint: Endpoint<Place>;
  /** The calls between it and what sends. */
  way(): TSESTree.CallExpression[];
}

/**
 * What the callers of a wrapper ask for, whose request itself does not say.
 *
 * @param request one whose path is not known
 * @param call the one in the wrapper, which may go through a function that sends for others too
 * @param module the linted one, whose project is searched
 */
export function callersOf<Place extends VendorPlace>(
  request: HttpRequest,
  call: TSESTree.Node,
  module: Module,
  vendor: Vendor<Place>,
): CallerEndpoint<Place>[] {
  const sending = placeOf(request.node);
  const wrapping = placeOf(call);
  return [...callerModules(module)]
    .flatMap(other => callersIn(other, vendor).get(sending) ?? [])
    .filter(({ way }) => wrapping === sending || way().some(at => placeOf(at) === wrapping));
}

const callers = perVendor(() => new WeakMap<Module, Map<string, CallerEndpoint[]>>());
const publishing = perVendor(vendor => (request: HttpRequest) => publishedEndpoint(request, vendor) !== undefined);

/** By the place of the call that sends, because another module may have parsed this one anew. */
function callersIn<Place extends VendorPlace>(
  module: Module,
  vendor: Vendor<Place>,
): Map<string, CallerEndpoint<Place>[]> {
  const known = callers(vendor) as WeakMap<Module, Map<string, CallerEndpoint<Place>[]>>;
  const before = known.get(module);
  if (before) return before;
  const found = new Map<string, CallerEndpoint<Place>[]>();
  visit(module.ast, call => {
    if (call.type !== 'CallExpression') return;
    for (const { what, via, way } of reportedAt(call, requestsTo(vendor), publishing(vendor))) {
      const endpoint = via && publishedEndpoint(what, vendor);
      if (!endpoint) continue;
      const place = placeOf(what.node);
      const before = found.get(place);
      if (before) before.push({ call, request: what, endpoint, way });
      else found.set(place, [{ call, request: what, endpoint, way }]);
    }
  });
  known.set(module, found);
  return found;
}

/** Where a request surely asks for one operation, though perhaps at the host of one region or the other. */
function publishedEndpoint<Place extends VendorPlace>(
  request: HttpRequest,
  vendor: Vendor<Place>,
): Endpoint<Place> | undefined {
  const endpoints = endpointsOf(request, vendor);
  const operations = new Set(endpoints.map(endpoint => vendor.findOperation(endpoint, endpoint.verb)));
  return operations.size === 1 && !operations.has(undefined) ? endpoints[0] : undefined;
}

function placeOf(node: TSESTree.Node): string {
  return `${moduleOf(node)?.fileName ?? ''}:${node.range[0]}`;
}
