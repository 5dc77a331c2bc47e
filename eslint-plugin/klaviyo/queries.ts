import type { TSESTree } from '@typescript-eslint/utils';
import type { EndpointPath } from '../../src/vendors/klaviyo/endpoints.ts';
import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import type { HttpRequest } from '../http/request.ts';
import type { Module } from '../program/module.ts';
import type { ExternalValue } from '../values/value.ts';
import { type Endpoint as VendorEndpoint, endpointsOf as endpointsOfVendor } from '../vendor/requests/endpoint.ts';
import { requestsTo } from '../vendor/requests/requests.ts';
import { isOfSdk as isOfSdkOf } from '../vendor/requests/sdk-api.ts';
import { sdkCallsOf } from '../vendor/requests/sdk-call.ts';
import { leadsToVendor } from '../vendor/requests/vendor-calls.ts';

export type Endpoint = VendorEndpoint<EndpointPath>;

/** The HTTP requests that a call sends. */
export const requests = requestsTo(klaviyo);

/** Which methods of the SDK a call calls. */
export const sdkCalls = sdkCallsOf(klaviyo);

/** The endpoints of Klaviyo's API that a request may go to; none when it goes elsewhere or that is not known. */
export function endpointsOf(request: HttpRequest): readonly Endpoint[] {
  return endpointsOfVendor(request, klaviyo);
}

/** Whether the endpoint is exactly this one; a query in a trailing hole does not change it. */
export function isEndpoint(endpoint: Endpoint, verb: string, path: string): boolean {
  return endpoint.audience === 'private' && endpoint.verb === verb && endpoint.path === path;
}

/** Whether a call leads to Klaviyo, at least for some of its callers, in this module or in others that can be seen. */
export function leadsToKlaviyo(node: TSESTree.CallExpression): boolean {
  return leadsToVendor(node, klaviyo);
}

/** Whether something comes from the SDK, also from a file inside of the package. */
export function isOfSdk(value: ExternalValue): boolean {
  return isOfSdkOf(value, klaviyo);
}

const mentioning = new WeakMap<Module, boolean>();

/** Whether Klaviyo's name stands somewhere in a file. */
export function mentionsKlaviyo(module: Module): boolean {
  const known = mentioning.get(module) ?? klaviyo.mentions(module.text);
  mentioning.set(module, known);
  return known;
}
