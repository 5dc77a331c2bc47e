import { defineCollector } from '../define-collector.ts';
import { callsOf, importedPackages, nearCode } from '../signs.ts';

const PACKAGES =
  /^(?:libphonenumber-js|google-libphonenumber|awesome-phonenumber|phone|libphonenumber-csr|react-phone-number-input)(?:\/|$)/;
const CALLS =
  /(?:^|\.)(?:isMobilePhone|isPhoneNumber|isValidPhoneNumber|parsePhoneNumber\w*|e164|toE164|formatE164|normalizePhone\w*|validatePhone\w*)$|^@(?:IsPhoneNumber|IsMobilePhone)$/i;
/** A pattern of E.164 as a text: a plus, a digit that is not zero, and up to 14 more. */
const PATTERN = /\\\+\??\[1-9\](?:\\d|\[0-9\])\{\d/;

export default defineCollector({
  id: 'phone-validation',
  description: 'a validation of phone numbers',
  *collect(facts) {
    yield* importedPackages(facts, { pattern: PACKAGES, says: 'validates phone numbers' });
    yield* callsOf(facts, CALLS, callee => `'${callee}' validates phone numbers.`);
    for (const { path, strings } of nearCode(facts))
      for (const { name, line } of strings)
        if (PATTERN.test(name)) yield { message: 'This pattern describes numbers of E.164.', path, line };
  },
});
