import type { TSESTree } from '@typescript-eslint/utils';
import { argumentsEscape } from '../../http/escapes.ts';
import { directRequests, type HttpRequest, injectedRequests } from '../../http/request.ts';
import type { Frame } from '../../values/frame.ts';
import { endpointsOf } from './endpoint.ts';
import { calledFunctions, type EffectQuery } from '../../call-graph/effects.ts';
import { HOLE, textsOf } from '../../values/value.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { perVendor } from '../per-vendor.ts';
import { identityOf, idOf } from '../../values/value-id.ts';

/** The HTTP requests that a call sends, as far as they may go to a vendor. */
export const requestsTo = perVendor((vendor): EffectQuery<HttpRequest> => ({
  direct: directRequests,
  assumed: (call, frame, found) => assumedRequests(call, frame, found, vendor),
  mayAssume: (call, frame) => injectedRequests(call, frame).length > 0,
  keyOf: keyOfRequest,
  mayConcern: address => mayBeOf(vendor, address),
}));

const AUTHORITY = /^https?:\/\/([^/?#]*)([/?#]?)/i;

/** A host that is known to its end, and is another's, is none of the vendor's; one that nothing follows yet may be the beginning of it. */
function mayBeOf(vendor: Vendor, address: string): boolean {
  const [, authority = HOLE, end = ''] = AUTHORITY.exec(address) ?? [];
  if (authority.includes('@')) return true;
  const host = authority.replace(/:.*/s, '').toLowerCase();
  const isWhole = end !== '' || authority.includes(':');
  return host.includes(HOLE) || vendor.mayBeHost(host, isWhole);
}

function keyOfRequest({ node, verb, url, headers, body, givesAnyStatus }: HttpRequest): string {
  const entries = [...headers.entries].map(([name, value]) => `${name}=${idOf(value)}`);
  const parts = [
    identityOf(node),
    idOf(verb),
    idOf(url),
    headers.open,
    givesAnyStatus,
    body ? idOf(body) : '',
    ...entries,
  ];
  return parts.join();
}

/**
 * A function of the checked code that leads to a client, or to code that cannot be seen, with an address that is not known at that
 * point, is assumed to send its arguments.
 */
function assumedRequests(
  call: TSESTree.CallExpression,
  frame: Frame,
  found: readonly HttpRequest[],
  vendor: Vendor,
): HttpRequest[] {
  if (found.some(request => hasAddress(request, vendor))) return [];
  const given = injectedRequests(call, frame);
  if (given.length === 0) return [];
  const sends = found.length > 0 || calledFunctions(call, frame).some(({ callee }) => argumentsEscape(callee.node));
  return sends ? given : [];
}

/** Something of the address is known, or at least that it is one of its own: the environment's, or the vendor's by its key. */
function hasAddress(request: HttpRequest, vendor: Vendor): boolean {
  const isKnown = textsOf(request.url).some(({ parts }) =>
    parts.some(part => 'text' in part || part.hole.startsWith('env:')),
  );
  return isKnown || endpointsOf(request, vendor).length > 0;
}
