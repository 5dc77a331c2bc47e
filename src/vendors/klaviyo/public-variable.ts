import { withoutPublicPrefix } from '../public-prefix.ts';

/** What a switch, an address or the name of something is called, in capitals or in camel case. */
const NO_KEY = /PUBLIC|HAS_|IS_|ENABLE|_URL$|_NAME$/i;
const NO_KEY_IN_CAMEL_CASE = /(?:^|\.)(?:has|is|use|needs)(?=[A-Z])|(?:Url|Name|Id)$/;

/** Decides by its name whether a variable holds a private key, or another secret, of Klaviyo. */
export function isPrivateKeyVariable(name: string): boolean {
  const own = withoutPublicPrefix(name);
  return /KLAVIYO/i.test(own) && /PRIVATE|SECRET/i.test(own) && !NO_KEY.test(own) && !NO_KEY_IN_CAMEL_CASE.test(own);
}
