import type { UrlEvidence, Vendor, VendorPlace } from '../../../src/vendors/vendor.ts';
import type { HeaderSet } from '../../http/headers.ts';
import type { HttpRequest } from '../../http/request.ts';
import { flatten, type Text, type TextPart, textsOf } from '../../values/value.ts';
import { perVendor } from '../per-vendor.ts';
import { constructedClass } from './sdk-api.ts';

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
    const url = withSdkUrls(text, vendor);
    const place = vendor.locate(flatten(url), { ...evidence, holes: texts.length === 1 ? holesOf(url) : [] });
    return place ? [{ ...place, text }] : [];
  });
  const verbs = verbsOf(request);
  // Which verb goes with which path is not known when both have alternatives.
  const isAmbiguous = verbs.length > 1 && new Set(places.map(({ path }) => path)).size > 1;
  return places.flatMap(place => (isAmbiguous ? [undefined] : verbs).map(verb => ({ ...place, verb })));
}

/** A URL in which what an object of the SDK names as its server is that server's URL. */
function withSdkUrls({ kind, parts }: Text, vendor: Vendor): Text {
  return { kind, parts: parts.map(part => sdkUrl(part, vendor) ?? part) };
}

function sdkUrl(part: TextPart, vendor: Vendor): TextPart | undefined {
  if ('text' in part || part.of?.kind !== 'externalMember') return undefined;
  const { object, name } = part.of;
  if (object.kind !== 'externalCall' || !object.constructed) return undefined;
  const isSet = object.mutations?.some(({ path, method }) => path[0] === name && method === undefined);
  const apiClass = isSet ? undefined : constructedClass(object.callee, vendor);
  const url = apiClass === undefined ? undefined : vendor.sdk.urlIn?.(apiClass, name);
  return url === undefined ? undefined : { text: url, node: object.node };
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
