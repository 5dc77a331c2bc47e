import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { type Site, siteAround } from '../../call-graph/effects.ts';
import type { HttpRequest } from '../../http/request.ts';
import { createCollector } from '../../values/collector.ts';
import { endpointsOf } from './endpoint.ts';
import { perVendor } from '../per-vendor.ts';
import { requestsTo } from './requests.ts';
import { recordSentKeys } from './used-keys.ts';

const collector = createCollector<TSESTree.Node>();

/** Collects where the addresses of all requests to a vendor are written, while something runs. */
export const whileCollectingAddresses = collector.whileCollecting;

const visited = perVendor(() => new WeakSet<Site<HttpRequest>>());

/** Records where the addresses are written of the requests that a call leads to, wherever they are reported. Each way is followed once. */
export function recordAddresses(call: TSESTree.CallExpression, vendor: Vendor): void {
  if (!collector.isCollecting()) return;
  const start = siteAround(call, requestsTo(vendor));
  const pending = start ? [start] : [];
  for (let site = pending.pop(); site; site = pending.pop()) {
    if (visited(vendor).has(site)) continue;
    visited(vendor).add(site);
    for (const { what } of site.own) recordRequest(what, vendor);
    for (const next of site.next) pending.push(next);
  }
}

/** What only gets its path later: a call with it configures a client. */
const BASE = /^(?:\/api)?(?:\/v\d)?\/?$/;

/** Records where the address of a request is written, and what it carries is read. */
export function recordRequest(request: HttpRequest, vendor: Vendor): void {
  if (!collector.isCollecting()) return;
  recordSentKeys(request, vendor);
  for (const { text } of endpointsOf(request, vendor).filter(({ path }) => !BASE.test(path)))
    for (const part of text.parts) if ('node' in part) collector.record(() => part.node);
}
