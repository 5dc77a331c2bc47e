import type { Vendor } from '../../src/vendors/vendor.ts';

/** Makes something for each vendor that it is asked for, once. */
export function perVendor<Made>(make: (vendor: Vendor) => Made): (vendor: Vendor) => Made {
  const known = new Map<Vendor, Made>();
  return vendor => {
    const before = known.get(vendor);
    if (before !== undefined) return before;
    const made = make(vendor);
    known.set(vendor, made);
    return made;
  };
}
