import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor, VendorOperation } from '../../../src/vendors/vendor.ts';
import { callsIn } from '../../call-graph/calls-in.ts';
import type { EffectQuery } from '../../call-graph/effects.ts';
import { summarize, type WaySummary } from '../../call-graph/summary.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { FunctionNode } from '../../values/value.ts';
import { perVendor } from '../per-vendor.ts';
import { requestsTo } from '../requests/requests.ts';
import { type SdkCall, sdkCallsOf } from '../requests/sdk-call.ts';
import { listPushedTo, THROTTLING, type Throttling } from './burst.ts';
import { operationsTo } from './private-calls.ts';

/** A call of the private API that is made because of a call in the code, and that nothing lets only so many through of. */
export interface StartedCall {
  /** What is called; undefined where only the API is known, and not the endpoint. */
  operation: VendorOperation | undefined;
  /** The call in the code. */
  call: TSESTree.CallExpression;
}

/** What is called for one element. */
export interface StartedCalls {
  /** Those that differ in nothing that matters once. */
  calls: readonly StartedCall[];
  /** One of all calls takes a list, so that the element may be a batch. */
  takesMany: boolean;
}

/** What a call starts, itself or through the functions that it calls. */
export function startedBy(call: TSESTree.CallExpression, vendor: Vendor): StartedCalls {
  return startedCalls([call], ({ onWay }) => onWay, vendor);
}

const known = perVendor(() => new WeakMap<FunctionNode, StartedCalls>());

/** What a function starts. */
export function startedIn(node: FunctionNode, vendor: Vendor): StartedCalls {
  const before = known(vendor).get(node) ?? startedCalls(callsIn(node), ({ inside }) => inside, vendor);
  known(vendor).set(node, before);
  return before;
}

type Summary<T> = WaySummary<T, VendorOperation | undefined, Throttling>;

const summariesOf = perVendor((vendor): { ofCalls: Summary<SdkCall>; ofRequests: Summary<HttpRequest> } => ({
  ofCalls: { ...THROTTLING, kindsOf: operationsTo(vendor).ofCall },
  // What waits for its answer is over before the next one starts.
  ofRequests: {
    ...THROTTLING,
    kindsOf: request => (request.isBlocking ? [] : operationsTo(vendor).ofRequest(request)),
  },
}));

interface Started extends StartedCall {
  isThrottled: boolean;
}

function startedCalls(
  calls: readonly TSESTree.CallExpression[],
  isThrottled: (throttling: Throttling) => boolean,
  vendor: Vendor,
): StartedCalls {
  const of = <T>(call: TSESTree.CallExpression, query: EffectQuery<T>, summary: Summary<T>): Started[] =>
    [...summarize(call, query, summary)].map(([operation, throttlings]) => ({
      call,
      operation,
      isThrottled: [...throttlings].every(isThrottled),
    }));
  const { ofCalls, ofRequests } = summariesOf(vendor);
  const all = calls.flatMap(call => [
    ...of(call, sdkCallsOf(vendor), ofCalls),
    ...of(call, requestsTo(vendor), ofRequests),
  ]);
  return {
    calls: distinct(all.filter(started => !started.isThrottled)),
    takesMany: all.some(({ operation }) => operation !== undefined && vendor.limits.takesMany(operation)),
  };
}

/** Where the promise of a call is pushed to a list, that is where all of them are awaited. */
function distinct(calls: readonly StartedCall[]): StartedCall[] {
  const seen = new Map<unknown, Set<unknown>>();
  return calls.filter(({ call, operation }) => {
    const list = listPushedTo(call) ? call : undefined;
    const operations = seen.get(list) ?? new Set();
    seen.set(list, operations);
    if (operations.has(operation)) return false;
    operations.add(operation);
    return true;
  });
}
