const VENDOR = /klaviyo/i;
const SECRET_KIND = /secret|private|token|password|signing/i;
const PUBLIC_KIND = /public|company|site_?id|client_?id|url|host|revision|enabled|name/i;

/** Whether a variable is for a secret of the vendor that has no shape of its own, by its name. */
export function isSecretVariable(name: string): boolean {
  return VENDOR.test(name) && SECRET_KIND.test(name) && !PUBLIC_KIND.test(name);
}
