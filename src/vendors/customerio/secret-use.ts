import { withoutPublicPrefix } from '../public-prefix.ts';

/** Which argument of a client's constructor is a secret, from zero. Source: customerio-node 5.2.0; read 2026-11-20. */
export const SECRET_ARGUMENTS: Readonly<Record<string, number>> = { TrackClient: 1, APIClient: 0 };

/** What a switch, an address or the name of something is called, in capitals or in camel case. */
const NO_KEY = /PUBLIC|HAS_|IS_|ENABLE|_URL$|_NAME$|_ID$/i;
const NO_KEY_IN_CAMEL_CASE = /(?:^|\.)(?:has|is|use|needs)(?=[A-Z])|(?:Url|Name|Id)$/;

/**
 * Tells by its name whether a variable holds a secret of Customer.io. One that only says `API_KEY` may also hold the write key, which is
 * none.
 */
export function isSecretVariable(name: string): boolean {
  const own = withoutPublicPrefix(name);
  const isOfVendor = /CUSTOMER_?\.?IO|(?:^|[_.])CIO(?:[_.]|$)/i.test(own);
  const isSecret = /PRIVATE|SECRET|(?:TRACK|APP)_?(?:API_?)?(?:KEY|TOKEN)|SIGNING_?KEY/i.test(own);
  return isOfVendor && isSecret && !NO_KEY.test(own) && !NO_KEY_IN_CAMEL_CASE.test(own);
}

const PLACEHOLDER =
  /test|example|sample|your|placeholder|change|fake|dummy|mock|xxx|secret|token|api_?key|todo|(.)\1{4}|12345|abcde/i;

/** Tells whether a text that is used as a secret may be one: letters and digits as the vendor makes them, and no placeholder. */
export function mayBeSecret(text: string): boolean {
  return /^[A-Za-z0-9]{20,64}$/.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text) && !PLACEHOLDER.test(text);
}
