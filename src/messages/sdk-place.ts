/** How code that calls the API could import the SDK: by its name, by Deno's protocol, or not at all. */
export type SdkPlace = 'node' | 'deno' | 'nowhere';

const IS_DENO = /\bDeno\.\w|\bfrom\s{1,20}['"](?:npm:|jsr:|https:\/\/(?:deno\.land|esm\.sh)\/)/;

/** Returns how a source could import the SDK. @param client with which it calls the API, as its package or global is named */
export function sdkPlaceIn(text: string, client: string): SdkPlace {
  if (/^UrlFetchApp\b/.test(client)) return 'nowhere';
  return IS_DENO.test(text) ? 'deno' : 'node';
}
