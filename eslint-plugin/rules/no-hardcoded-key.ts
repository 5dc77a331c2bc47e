import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { findPrivateKeys, findWholeKeys } from '../../src/vendors/klaviyo/keys.ts';
import { mayHoldPlainKey } from '../../src/vendors/klaviyo/key-signs.ts';
import { isSigned } from '../../src/vendors/klaviyo/sign.ts';
import { describeWrittenKey, WRITTEN_KEY_MESSAGES } from '../../src/messages/written-key.ts';
import { createRule } from '../create-rule.ts';
import { KEY_VARIABLE } from '../klaviyo/key-variable.ts';
import { noHardcodedKey } from '../vendor/rules/no-hardcoded-key.ts';

/** The prefix in pieces, also behind the scheme, or with an escape; digits that end a text; a key from its end. */
const MAY_BE_PUT_TOGETHER =
  /fromCharCode|fromCodePoint|_kp['"`]|['"`}](?:p|pk|pk_|k|k_|_)['"`$]|\sp(?:k_?)?['"`$]|\\[pk_]|\\x70|\\u0070|\\x6b|\\u006b|\\x5f|\\u005f|[0-9a-f]{8}['"`]/i;
const SIDE_BY_SIDE = /\}\$\{/;

/** What is used as a key, and texts that are put together, of which other files may hold the pieces. */
const USES_KEY = /ApiKeySession\(|Klaviyo-API-Key|KLAVIYO\w{0,20}KEY/i;
const IMPORTS = /\bfrom\s{0,20}['"]|\brequire\(/;
const JOINS = /[\w\])]\s{0,5}\+\s{0,5}[\w'"]|\.concat\(|\.join\((?:''|""|``)\)/;

function mayJoinOthers(text: string): boolean {
  return USES_KEY.test(text) && IMPORTS.test(text) && JOINS.test(text);
}

/** Some digits that end a text, of which there is no key without a numeral. */
const SOME_DIGITS = /[0-9a-f]{4}(?<=\d[0-9a-f]{0,3})['"`$]/i;

/** Whether a text may hold a piece of a key: without any in sight, none is put together of values that stand elsewhere. */
function mayHoldPiece(text: string): boolean {
  return mayHoldPlainKey(text) || MAY_BE_PUT_TOGETHER.test(text) || SOME_DIGITS.test(text);
}

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
    variable: KEY_VARIABLE,
    look: {
      findWhole: findWholeKeys,
      findAny: findPrivateKeys,
      mayBePutTogether: (text, someInSight) =>
        isSigned(text) &&
        (mayHoldPlainKey(text) ||
          MAY_BE_PUT_TOGETHER.test(text) ||
          ((SIDE_BY_SIDE.test(text) || mayJoinOthers(text)) && someInSight(mayHoldPiece))),
    },
  }),
);
