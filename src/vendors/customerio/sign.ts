import { nameSearch } from '../spelled-name.ts';

const namesVendor = nameSearch(/customer[._-]?io|x-cio-/i, 'customerio');

/**
 * Returns whether a text names the vendor: in a host, a package, a variable or a header, also in pieces or with codes of letters. Nothing
 * else can reach its APIs by itself.
 */
export function mentionsVendor(text: string): boolean {
  return namesVendor(text);
}

const USE =
  /customerio-(?:node|reactnative|expo-plugin)|@customerio\/|\bcustomer\.io\b|x-cio-(?:signature|timestamp)|(?<![a-z])customer_?io_(?:\w{1,40}_)?(?:key|token|secret)(?![a-z\d])/i;

/** Returns whether a text uses the vendor, by a host, one of its SDKs, a header of a webhook or the variable of a key, and does not only name it. */
export function usesVendor(text: string): boolean {
  return USE.test(text);
}

const SHORT_NAMED_KEY = /(?<![A-Za-z])CIO_(?:APP|TRACK)_(?:API_)?(?:KEY|TOKEN|SECRET)(?![A-Za-z0-9])/;

/**
 * Returns whether a text names a variable that can only hold an App or Track key, by the short name. Others use the short name too, so that
 * it means this vendor only beside code that uses it.
 */
export function namesKeyShortly(text: string): boolean {
  return SHORT_NAMED_KEY.test(text);
}
