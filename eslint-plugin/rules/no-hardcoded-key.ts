import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { findPrivateKeys, findWholeKeys } from '../../src/vendors/klaviyo/keys.ts';
import { mayHoldPlainKey } from '../../src/vendors/klaviyo/key-signs.ts';
import { isSigned } from '../../src/vendors/klaviyo/sign.ts';
import { describeWrittenKey, WRITTEN_KEY_MESSAGES } from '../../src/messages/written-key.ts';
import { createRule } from '../create-rule.ts';
import { noHardcodedKey } from '../vendor/rules/no-hardcoded-key.ts';

/** The prefix in pieces, or with an escape; digits that end a text; two values side by side; a key from its end. */
const MAY_BE_PUT_TOGETHER =
  /fromCharCode|fromCodePoint|_kp['"`]|['"`}](?:p|pk|pk_|k|k_|_)['"`$]|\\[pk_]|\\x70|\\u0070|\\x6b|\\u006b|\\x5f|\\u005f|[0-9a-f]{8}['"`]|\}\$\{/i;

export default createRule(
  noHardcodedKey(klaviyo, {
    docs: {
      description: 'Disallow Klaviyo private keys written in source',
      preset: 'recommended',
      severity: 'error',
      since: '0.1.0',
      looksAt: 'every file',
    },
    messages: WRITTEN_KEY_MESSAGES,
    dataOf: describeWrittenKey,
    variable: {
      name: 'KLAVIYO_PRIVATE_KEY',
      read: /\b(?:env\.|env\[['"]|env\.get\(['"])(KLAVIYO_(?:PRIVATE_)?(?:API_)?(?:KEY|TOKEN|SECRET)(?:_PRIVATE)?)\b/,
    },
    look: {
      findWhole: findWholeKeys,
      findAny: findPrivateKeys,
      mayBePutTogether: text => isSigned(text) && (mayHoldPlainKey(text) || MAY_BE_PUT_TOGETHER.test(text)),
    },
  }),
);
