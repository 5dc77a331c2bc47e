import { isSdkModule as isCustomerioSdk } from './customerio/sdk-release.ts';
import { mentionsVendor as mentionsCustomerio } from './customerio/sign.ts';
import { isSdkModule as isKlaviyoSdk } from './klaviyo/sdk-release.ts';
import { mentionsVendor as mentionsKlaviyo } from './klaviyo/sign.ts';

/** Returns whether a text names any vendor. */
export function mentionsAnyVendor(text: string): boolean {
  return mentionsKlaviyo(text) || mentionsCustomerio(text);
}

/** Returns whether a specifier names the SDK of any vendor, or a file inside of its package. */
export function isAnySdkModule(specifier: string | undefined): boolean {
  return isKlaviyoSdk(specifier) || isCustomerioSdk(specifier);
}
