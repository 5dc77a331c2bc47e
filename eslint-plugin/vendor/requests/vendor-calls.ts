import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import type { EffectQuery, WayFold } from '../../call-graph/effects.ts';
import { type Summarized, summarize, type WaySummary } from '../../call-graph/summary.ts';
import type { HttpRequest } from '../../http/request.ts';
import { type Module, moduleOf } from '../../program/module.ts';
import { isMocking, isTestFile } from '../../program/test-file.ts';
import { visit } from '../../program/visit.ts';
import { endpointsOf } from './endpoint.ts';
import { perVendor } from '../per-vendor.ts';
import { requestsTo } from './requests.ts';
import { type SdkCall, sdkCallsOf } from './sdk-call.ts';

/** Who sends a request to a vendor. */
export interface Sender {
  /** The client, as its package or global is named, or the package of the SDK. */
  client: string;
  /** Its options accept every status. */
  givesAnyStatus?: true;
}

/** A call that asks a vendor for something, itself or through functions of the checked code. */
export interface VendorCall extends Sender {
  node: TSESTree.CallExpression;
  /** All that is computed of the ways to where it is sent. `Result` must have few values for a call, and equal ones must be the same object. */
  resultsOf<Result>(fold: WayFold<Result>): readonly Result[];
}

const known = perVendor(() => new WeakMap<Module, VendorCall[]>());

/** The calls of a module that ask a vendor for something, once for each kind of sender. What tests call is a double. */
export function vendorCallsIn(module: Module, vendor: Vendor): readonly VendorCall[] {
  const before = known(vendor).get(module);
  if (before) return before;
  const found: VendorCall[] = [];
  if (!isTestFile(module.path) && !isMocking(module.text)) {
    visit(module.ast, node => {
      if (node.type === 'CallExpression') found.push(...vendorCallsAt(node, vendor));
    });
  }
  known(vendor).set(module, found);
  return found;
}

function vendorCallsAt(node: TSESTree.CallExpression, vendor: Vendor): VendorCall[] {
  const { ofRequest, ofCall } = sendersOf(vendor);
  return [...callsOf(node, requestsTo(vendor), ofRequest), ...callsOf(node, sdkCallsOf(vendor), ofCall)];
}

function callsOf<T>(
  node: TSESTree.CallExpression,
  query: EffectQuery<T>,
  kindsOf: (what: T) => readonly Sender[],
): VendorCall[] {
  const resultsOf = <Result>(fold: WayFold<Result>): Summarized<Sender, Result> =>
    summarize(node, query, summaryOf(fold, kindsOf));
  return [...resultsOf(REACHING).keys()].map(sender => ({
    ...sender,
    node,
    resultsOf: fold => [...(resultsOf(fold).get(sender) ?? [])],
  }));
}

const REACHING: WayFold<true> = { first: () => true, outer: () => true };

const summaryOfFold = new WeakMap<object, WeakMap<object, object>>();

/** The summary of a fold for a query, one for each, so that what calls have in common is computed once. */
function summaryOf<T, Result>(
  fold: WayFold<Result>,
  kindsOf: (what: T) => readonly Sender[],
): WaySummary<T, Sender, Result> {
  const ofFold = summaryOfFold.get(fold) ?? new WeakMap<object, object>();
  summaryOfFold.set(fold, ofFold);
  const summary = (ofFold.get(kindsOf) as WaySummary<T, Sender, Result> | undefined) ?? { ...fold, kindsOf };
  ofFold.set(kindsOf, summary);
  return summary;
}

const senders = new Map<string, Sender>();

/** One object for each kind of sender. */
function senderOf(client: string, givesAnyStatus: boolean): Sender {
  const key = `${client} ${String(givesAnyStatus)}`;
  const sender = senders.get(key) ?? { client, ...(givesAnyStatus && { givesAnyStatus: true as const }) };
  senders.set(key, sender);
  return sender;
}

const sendersOf = perVendor(vendor => ({
  ofRequest: (request: HttpRequest): Sender[] =>
    endpointsOf(request, vendor).length > 0 ? [senderOf(request.client, request.givesAnyStatus)] : [],
  ofCall: ({ apiClass, method }: SdkCall): Sender[] =>
    vendor.sdk.callsApi(apiClass, method) ? [senderOf(vendor.sdk.package, false)] : [],
}));

const reaching = perVendor(() => new WeakMap<Module, ReadonlySet<string>>());

/** Whether a call leads to a vendor, at least for some of its callers, in this module or in others that can be seen. */
export function leadsToVendor(node: TSESTree.CallExpression, vendor: Vendor): boolean {
  const module = moduleOf(node);
  return module !== undefined && [module, ...module.others()].some(each => placesIn(each, vendor).has(placeOf(node)));
}

/** The places of all calls on the ways of a module's calls, because another module may have parsed this one anew. */
function placesIn(module: Module, vendor: Vendor): ReadonlySet<string> {
  const before = reaching(vendor).get(module);
  if (before) return before;
  const places = new Set<string>();
  const add = (call: TSESTree.CallExpression): ReadonlySet<string> => places.add(placeOf(call));
  const adding: WayFold<ReadonlySet<string>> = { first: add, outer: add };
  for (const { resultsOf } of vendorCallsIn(module, vendor)) resultsOf(adding);
  reaching(vendor).set(module, places);
  return places;
}

/** Where a node stands, however often its file is parsed. */
export function placeOf(node: TSESTree.Node): string {
  return `${moduleOf(node)?.fileName ?? ''}:${node.range[0]}-${node.range[1]}`;
}
