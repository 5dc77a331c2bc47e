import type { UrlEvidence, Vendor, VendorPlace } from '../../src/vendors/vendor.ts';
import type { HeaderSet } from '../http/headers.ts';
import type { HttpRequest } from '../http/request.ts';
import { flatten, type Text, textsOf } from '../values/value.ts';
import { perVendor } from './per-vendor.ts';

/** A place of a vendor's API that a request goes to. */
export type Endpoint<Place extends VendorPlace = VendorPlace> = Place & {
  /** In capitals; undefined where it is not known. */
  verb: string | undefined;
  text: Text;
};

const known = perVendor(() => new WeakMap<HttpRequest, readonly Endpoint[]>());

/** The endpoints of a vendor's API that a request may go to; none when it goes elsewhere or that is not known. */
export function endpointsOf<Place extends VendorPlace>(
  request: HttpRequest,
  vendor: Vendor<Place>,
): readonly Endpoint<Place>[] {
  const ofVendor = known(vendor) as WeakMap<HttpRequest, readonly Endpoint<Place>[]>;
  const endpoints = ofVendor.get(request) ?? findEndpoints(request, vendor);
  ofVendor.set(request, endpoints);
  return endpoints;
}

/** Whether a request may go to a vendor's servers with a secret; one condition for each vendor, because what is found for it is kept. */
export const goesToServers = perVendor(
  vendor => (request: HttpRequest) => endpointsOf(request, vendor).some(endpoint => vendor.isForServers(endpoint)),
);

function findEndpoints<Place extends VendorPlace>(request: HttpRequest, vendor: Vendor<Place>): Endpoint<Place>[] {
  const evidence: Omit<UrlEvidence, 'holes'> = {
    hasOwnScheme: hasOwnScheme(request.headers, vendor),
    isPathOwn: request.client === 'fetch',
  };
  const texts = textsOf(request.url);
  const places = texts.flatMap(text => {
    const place = vendor.locate(flatten(text), { ...evidence, holes: texts.length === 1 ? holesOf(text) : [] });
    return place ? [{ ...place, text }] : [];
  });
  const verbs = verbsOf(request);
  // Which verb goes with which path is not known when both have alternatives.
  const isAmbiguous = verbs.length > 1 && new Set(places.map(({ path }) => path)).size > 1;
  return places.flatMap(place => (isAmbiguous ? [undefined] : verbs).map(verb => ({ ...place, verb })));
}

function holesOf({ parts }: Text): string[] {
  return parts.flatMap(part => ('hole' in part ? [part.hole] : []));
}

/** Tells whether the headers carry a scheme of authorization that only the vendor has: the surest sign of a call to its API. */
function hasOwnScheme(headers: HeaderSet, vendor: Vendor): boolean {
  const value = headers.entries.get('authorization');
  return value !== undefined && textsOf(value).some(text => vendor.isOwnScheme(flatten(text)));
}

function verbsOf({ verb }: HttpRequest): (string | undefined)[] {
  const texts = textsOf(verb)
    .map(flatten)
    .filter(text => text !== '');
  return [...new Set(texts.map(text => (/^[A-Z]+$/.test(text) ? text : undefined)))];
}
