import { isAnySdkModule } from '../../src/vendors/signs.ts';

/** The packages that rules know by their name: HTTP clients, and what brings one. */
const HTTP_CLIENTS: ReadonlySet<string> = new Set([
  '@angular/common/http',
  '@nestjs/axios',
  '@nestjs/common',
  '@pipedream/platform',
  '@shopify/hydrogen',
  '@whatwg-node/fetch',
  'axios',
  'axios-https-proxy-fix',
  'cross-fetch',
  'follow-redirects',
  'got',
  'got-scraping',
  'http',
  'https',
  'hyperquest',
  'isomorphic-fetch',
  'isomorphic-unfetch',
  'jquery',
  'ky',
  'ky-universal',
  'make-fetch-happen',
  'meteor/http',
  'needle',
  'node-fetch',
  'node-fetch-native',
  'ofetch',
  'ohmyfetch',
  'phin',
  'postman-request',
  'request',
  'request-promise',
  'request-promise-native',
  'superagent',
  'undici',
  'unfetch',
  'whatwg-fetch',
  'wretch',
]);

/**
 * Returns whether a specifier names a package that rules know. It stands for the package also where an alias of a `tsconfig.json`
 * points to a stub, which informs the compiler and changes nothing about what is sent.
 */
export function isKnownPackage(specifier: string): boolean {
  return HTTP_CLIENTS.has(specifier) || isAnySdkModule(specifier);
}

/**
 * Returns whether the type of an object of a package says all that rules need to know of it. That of an HTTP client does not: its
 * configuration is known only where it is made.
 */
export function isKnownByType(specifier: string | undefined): boolean {
  return isAnySdkModule(specifier);
}
