import { withoutPublicPrefix } from '../public-prefix.ts';

/** What a switch, an address or the name of something is called, in capitals or in camel case. */
const NO_KEY = /PUBLIC|HAS_|IS_|ENABLE|_URL$|_NAME$/i;
const NO_KEY_IN_CAMEL_CASE = /(?:^|\.)(?:has|is|use|needs)(?=[A-Z])|(?:Url|Name|Id)$/;

/** Decides by its name whether a variable holds a private key, or another secret, of Klaviyo. */
export function isPrivateKeyVariable(name: string): boolean {
  const own = withoutPublicPrefix(name);
  return /KLAVIYO/i.test(own) && /PRIVATE|SECRET/i.test(own) && !NO_KEY.test(own) && !NO_KEY_IN_CAMEL_CASE.test(own);
}

const KEY = /PRIVATE|SECRET|(?:API|ACCESS)_?KEY|(?:^|_)(?:KEY|TOKEN|PK)(?:_|$)|(?:Key|Token)$/i;
/** Secrets that open nothing in the API, and what is no secret. */
const OTHER = /WEBHOOK|SIGNING|SIGNATURE|CLIENT|OAUTH|REFRESH|SESSION|ENCRYPT|COMPANY|SITE|HOST|REVISION|VERSION/i;
const OTHER_IN_CAMEL_CASE = /Encrypted|Hash|Error|Input|Type$|^(?:get|set|update|create|validate|fetch|mask)(?=[A-Z])/;

/** Decides by its name whether a variable may hold a private key: `KLAVIYO_API_KEY` may also hold the public one. */
export function mayBePrivateKeyVariable(name: string): boolean {
  if (withoutPublicPrefix(name) !== name || !/KLAVIYO/i.test(name) || !KEY.test(name)) return false;
  return ![NO_KEY, NO_KEY_IN_CAMEL_CASE, OTHER, OTHER_IN_CAMEL_CASE].some(other => other.test(name));
}
