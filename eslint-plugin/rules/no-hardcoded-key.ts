import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { findPrivateKeys, findWholeKeys } from '../../src/vendors/klaviyo/keys.ts';
import { mayHoldPlainKey } from '../../src/vendors/klaviyo/key-signs.ts';
import { isSigned } from '../../src/vendors/klaviyo/sign.ts';
import { describeWrittenKey, WRITTEN_KEY_MESSAGES } from '../../src/messages/written-key.ts';
import { createRule } from '../create-rule.ts';
import { KEY_VARIABLE } from '../klaviyo/key-variable.ts';
import { noHardcodedKey } from '../vendor/rules/no-hardcoded-key.ts';

/**
 * The prefix in pieces, also behind the scheme, or with an escape; digits that end a text; a key from its end. Each pattern begins with a
 * rare character and looks back from it, because these are the slowest searches of a file.
 */
const PIECE_AT_END = /['"`$](?<=(?:_kp|[0-9a-f]{8})[^$]|['"`}](?:pk?_?|k_?|_).|\sp(?:k_?)?.)/i;
const ESCAPED_PREFIX = /\\(?:[pk_]|x(?:70|6b|5f)|u00(?:70|6b|5f))/i;
const BY_CODES = /fromC(?:harCode|odePoint)/;

function mayBePutTogether(text: string): boolean {
  return PIECE_AT_END.test(text) || (text.includes('\\') && ESCAPED_PREFIX.test(text)) || BY_CODES.test(text);
}

const SIDE_BY_SIDE = /\}\$\{/;

/** What is used as a key, and texts that are put together, of which other files may hold the pieces. */
const USES_KEY = /ApiKeySession\(|Klaviyo-API-Key|KLAVIYO\w{0,20}KEY/i;
const IMPORTS = /\bfrom\s{0,20}['"]|\brequire\(/;
const JOINS = /[\w\])]\s{0,5}\+\s{0,5}[\w'"]|\.concat\(|\.join\((?:''|""|``)\)/;

function mayJoinOthers(text: string): boolean {
  return USES_KEY.test(text) && IMPORTS.test(text) && JOINS.test(text);
}

/** Some digits that end a text, of which there is no key without a numeral. */
const SOME_DIGITS = /['"`$](?<=\d[0-9a-f]{0,3}.)(?<=[0-9a-f]{4}.)/i;

/** Whether a text may hold a piece of a key: without any in sight, none is put together of values that stand elsewhere. */
function mayHoldPiece(text: string): boolean {
  return mayHoldPlainKey(text) || mayBePutTogether(text) || SOME_DIGITS.test(text);
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
          mayBePutTogether(text) ||
          ((SIDE_BY_SIDE.test(text) || mayJoinOthers(text)) && someInSight(mayHoldPiece))),
    },
  }),
);
