const NAME = /customer[._-]?io|x-cio-/i;

/** Returns whether a text names the vendor: in a host, a package, a variable or a header. Nothing else can reach its APIs by itself. */
export function mentionsVendor(text: string): boolean {
  return NAME.test(text);
}

const USE = /customerio-node|\bcustomer\.io\b|x-cio-(?:signature|timestamp)/i;

/** Returns whether a text uses the vendor, by a host, the SDK, or a header of a webhook, and does not only name it. */
export function usesVendor(text: string): boolean {
  return USE.test(text);
}
