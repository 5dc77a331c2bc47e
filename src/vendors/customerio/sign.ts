/**
 * Tells whether a text names the vendor: in a host, a package, a variable or a header. A sign, and no proof: the name is also written
 * where a customer is meant.
 */
export function mentionsVendor(text: string): boolean {
  return /customer[._-]?io(?!n)|x-cio-|(?<![a-z])_?cio(?:analytics)?\b/i.test(text);
}
