const VENDOR = /customer_?\.?io(?![a-z])/i;
/** The short name is one of other things, too, so that what follows has to be a credential of this vendor. */
const SHORT_NAME = /(?:^|_)cio_(?:track|(?:app_)?(?:api_)?key|app_(?:api_)?token|(?:reporting_)?webhook)/i;
const SECRET_KIND = /key|secret|private|token|password|signing/i;
/** The site id and the write key may be public; the rest says where and how, and opens nothing. */
const PUBLIC_KIND =
  /public|site_?id|write_?key|cdp_?(?:api_?)?key|client|workspace|url|host|region|enabled|name|key_?(?:id|prefix)|(?:template|message|campaign|broadcast|segment|newsletter)/i;

/**
 * Whether a variable is for a secret of the vendor, by its name: most of its keys have no shape that tells them from other texts.
 *
 * Source: the roles of the credentials in customerio-node 5.2.0, and how public code calls the variables; our conclusion of 2026-11-22.
 */
export function isSecretVariable(name: string): boolean {
  return (VENDOR.test(name) || SHORT_NAME.test(name)) && SECRET_KIND.test(name) && !PUBLIC_KIND.test(name);
}
