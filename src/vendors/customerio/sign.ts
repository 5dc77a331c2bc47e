const NAME = /customer[._-]?io|x-cio-/i;

/** Tells whether a text names the vendor: in a host, a package, a variable or a header. Nothing else can reach its APIs by itself. */
export function mentionsVendor(text: string): boolean {
  return NAME.test(text);
}
