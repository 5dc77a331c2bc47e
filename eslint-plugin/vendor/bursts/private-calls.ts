import type { TSESTree } from '@typescript-eslint/utils';
import type { Vendor, VendorOperation } from '../../../src/vendors/vendor.ts';
import { callsIn } from '../../call-graph/calls-in.ts';
import { type EffectQuery, effectsWithWays, type ReportedEffect } from '../../call-graph/effects.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf } from '../../program/module.ts';
import type { HttpRequest } from '../../http/request.ts';
import { alternativesOf, type FunctionNode } from '../../values/value.ts';
import { endpointsOf } from '../requests/endpoint.ts';
import { perVendor } from '../per-vendor.ts';
import { requestsTo } from '../requests/requests.ts';
import { type SdkCall, sdkCallsOf } from '../requests/sdk-call.ts';

/** A call of the private API that is made sooner or later because of a call in the code. */
export interface PrivateCall extends Pick<ReportedEffect<unknown>, 'fold'> {
  /** What is called; undefined where only the API is known, and not the endpoint. */
  operation: VendorOperation | undefined;
  /** The call in the code. */
  call: TSESTree.CallExpression;
}

/** The calls of the private API that a call makes, itself or through the functions that it calls. */
export function privateCallsOf(call: TSESTree.CallExpression, vendor: Vendor): PrivateCall[] {
  const { ofCall, ofRequest } = operationsTo(vendor);
  return [...leadingTo(call, sdkCallsOf(vendor), ofCall), ...leadingTo(call, requestsTo(vendor), ofRequest)];
}

/** What calls of the SDK and requests call; undefined where only the API is known, and not the endpoint. */
export const operationsTo = perVendor(vendor => ({
  ofCall({ apiClass, method }: SdkCall): VendorOperation[] {
    const operation = vendor.sdk.findMethod(apiClass, method);
    return operation ? [operation] : [];
  },
  ofRequest: (request: HttpRequest): (VendorOperation | undefined)[] =>
    endpointsOf(request, vendor)
      .filter(endpoint => vendor.isForServers(endpoint))
      .map(endpoint => (endpoint.path.includes('**') ? undefined : vendor.findOperation(endpoint, endpoint.verb))),
}));

function leadingTo<T>(
  call: TSESTree.CallExpression,
  query: EffectQuery<T>,
  operationsOf: (what: T) => (VendorOperation | undefined)[],
): PrivateCall[] {
  return effectsWithWays(call, query).flatMap(({ what, fold }: ReportedEffect<T>) =>
    operationsOf(what).map(operation => ({ operation, call, fold })),
  );
}

/** The functions of the checked code that an expression can be, other than one that is written there. */
export function functionsNamed(expression: TSESTree.Node): FunctionNode[] {
  const frame = moduleOf(expression)?.frame;
  const options = frame ? alternativesOf(evaluate(expression, frame)) : [];
  return options.flatMap(option => (option.kind === 'function' ? [option.node] : []));
}

/** The calls of the private API that a function makes. */
export function privateCallsIn(node: FunctionNode, vendor: Vendor): PrivateCall[] {
  return callsIn(node).flatMap(call => privateCallsOf(call, vendor));
}
