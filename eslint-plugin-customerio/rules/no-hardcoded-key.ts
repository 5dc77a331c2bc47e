import { noHardcodedKey, type WrittenKey } from '../../eslint-plugin/vendor/rules/no-hardcoded-key.ts';
import { customerio } from '../../src/vendors/customerio/index.ts';
import { findServiceTokens } from '../../src/vendors/customerio/keys.ts';
import { createRule } from '../create-rule.ts';

function serviceTokens(text: string): WrittenKey[] {
  return findServiceTokens(text).map(found => ({ ...found, length: found.key.length, isEncoded: false }));
}

export default createRule(
  noHardcodedKey(customerio, {
    docs: {
      description: "Disallow Customer.io's Track and App keys and service account tokens written in source",
      preset: 'recommended',
      severity: 'error',
      since: '0.3.0',
      looksAt: 'every file',
    },
    messages: {
      writtenKey:
        'This is a secret key of Customer.io in the source, so everybody has it who can read the code or its history. Read it from the environment, and replace it.',
      encodedKey:
        'These credentials of Customer.io are written in the source, encoded, which hides nothing. Read them from the environment, and replace the key.',
    },
    dataOf: () => ({}),
    variable: {
      name: 'CUSTOMERIO_API_KEY',
      read: /\b(?:env\.|env\[['"]|env\.get\(['"])((?:CUSTOMER_?IO|CIO)_(?:APP_|TRACK_)?(?:API_)?(?:KEY|TOKEN|SECRET))\b/,
    },
    look: { findWhole: serviceTokens, findAny: serviceTokens, mayBePutTogether: () => false },
  }),
);
