import { withoutPublicPrefix } from '../public-prefix.ts';

/** What a switch, an address or the name of something is called, in capitals or in camel case. */
const NO_KEY = /PUBLIC|HAS_|IS_|ENABLE|_URL$|_NAME$|_ID$|_PREFIX$/i;
const NO_KEY_IN_CAMEL_CASE = /(?:^|\.)(?:has|is|use|needs)(?=[A-Z])|(?:Url|Name|Id)$/;

/**
 * Decides by its name whether a variable holds a secret of Customer.io. One that only says `API_KEY` may also hold the write key, which is
 * none.
 */
export function isSecretVariable(name: string): boolean {
  const own = withoutPublicPrefix(name);
  const isOfVendor = /CUSTOMER_?\.?IO|(?:^|[_.])CIO(?:[_.]|$)/i.test(own);
  const isSecret = /PRIVATE|SECRET|(?:TRACK|APP)_?(?:API_?)?(?:KEY|TOKEN)|SIGNING_?KEY/i.test(own);
  return isOfVendor && isSecret && !NO_KEY.test(own) && !NO_KEY_IN_CAMEL_CASE.test(own);
}

/** Decides by its name whether a variable holds a site id or a write key, which may be public. */
export function isPublicPart(name: string): boolean {
  return /SITE_?ID|WRITE_?KEY/i.test(name);
}

const VENDOR = /customer_?\.?io(?![a-z])/i;
/** The short name is one of other things, too, so that what follows has to be a credential of this vendor. */
const SHORT_NAME = /(?:^|_)cio_(?:track|(?:app_)?(?:api_)?key|app_(?:api_)?token|(?:reporting_)?webhook)/i;
const SECRET_KIND = /key|secret|private|token|password|signing/i;
/** The site id and the write key may be public; the rest says where and how, and opens nothing. */
const PUBLIC_KIND =
  /public|site_?id|write_?key|cdp_?(?:api_?)?key|client|workspace|url|host|region|enabled|name|key_?(?:id|prefix)|(?:template|message|campaign|broadcast|segment|newsletter)/i;

/**
 * Whether a variable holds a secret of the vendor, or may hold one, by its name. Its value has to look like one, too, because
 * `CUSTOMERIO_API_KEY` is a Track key, an App key or a write key.
 *
 * Source: the roles of the credentials in customerio-node 5.2.0, and how public code calls the variables; our conclusion of 2026-11-22.
 */
export function mayHoldSecret(name: string): boolean {
  const isPossible = (VENDOR.test(name) || SHORT_NAME.test(name)) && SECRET_KIND.test(name) && !PUBLIC_KIND.test(name);
  return isPossible || isSecretVariable(name);
}

/** Secrets that open nothing in the API. */
const OTHER_SECRET = /WEBHOOK|SIGNING|REPORTING/i;

/** Decides by its name whether a variable may hold a key of one of the APIs. */
export function mayBeKeyVariable(name: string): boolean {
  return withoutPublicPrefix(name) === name && mayHoldSecret(name) && !OTHER_SECRET.test(name);
}
