import type { Vendor, VendorPlace } from '../../vendors/vendor.ts';
import type { ShellRequest } from './request.ts';
import { flatten, type Value } from './text.ts';

/** The places of a vendor's API that a request of a shell may go to; none when it goes elsewhere or that is not known. */
export function placesOf<Place extends VendorPlace>(request: ShellRequest, vendor: Vendor<Place>): Place[] {
  const evidence = {
    hasOwnScheme: textsOf(request.headers.get('authorization')).some(text => vendor.isOwnScheme(text)),
    isPathOwn: false,
    holes: [],
  };
  return textsOf(request.url).flatMap(url => vendor.locate(url, evidence) ?? []);
}

/** What a value may be, with a hole for each unknown part. */
export function textsOf(value: Value = []): string[] {
  return value.map(flatten);
}
