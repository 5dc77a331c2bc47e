import { createPlugin } from '../../../eslint-plugin/create-plugin.ts';
import { createRule, type Rule, type RuleDefinition, type RuleDocs } from '../../../eslint-plugin/create-rule.ts';
import { noHardcodedKey, type WrittenKey } from '../../../eslint-plugin/vendor/rules/no-hardcoded-key.ts';
import { noRawHttp } from '../../../eslint-plugin/vendor/rules/no-raw-http.ts';
import { noSecretInBrowser } from '../../../eslint-plugin/vendor/rules/no-secret-in-browser.ts';
import { noSwallowedError } from '../../../eslint-plugin/vendor/rules/no-swallowed-error.ts';
import { noUnthrottledBurst } from '../../../eslint-plugin/vendor/rules/no-unthrottled-burst.ts';
import { requireWebhookVerification } from '../../../eslint-plugin/vendor/rules/require-webhook-verification.ts';
import type { VendorPlace } from '../../../src/vendors/vendor.ts';
import { KEY, MOST_PER_SECOND, toymail } from './toymail.ts';

/** In `recommended`, as an error; `strict` has the rest as warnings. */
const ERROR: RuleDocs = {
  description: 'Disallow what is tried',
  preset: 'recommended',
  severity: 'error',
  since: '0.3.0',
};
const WARNING: RuleDocs = { ...ERROR, preset: 'strict', severity: 'warning' };

/** Each message says its own id, so that tests show which one it was. */
function ids<Id extends string>(...names: Id[]): Record<Id, string> {
  return Object.fromEntries(names.map(name => [name, name])) as unknown as Record<Id, string>;
}

function withPage<Options extends readonly unknown[], Id extends string>(
  definition: RuleDefinition<Options, Id>,
): Rule<Options, Id> {
  return createRule(definition, `toymail/${definition.name}`);
}

function keysIn(text: string): WrittenKey[] {
  return [...text.matchAll(KEY)].map(({ 0: key, index }) => ({ key, index, length: key.length, isEncoded: false }));
}

const rules = {
  'no-hardcoded-key': withPage(
    noHardcodedKey(toymail, {
      docs: ERROR,
      messages: ids('writtenKey', 'encodedKey'),
      dataOf: () => ({}),
      variable: { name: 'TOYMAIL_KEY', read: /\benv\.(TOYMAIL_KEY)\b/ },
      look: { findWhole: keysIn, findAny: keysIn, mayBePutTogether: () => false },
    }),
  ),
  'no-raw-http': withPage(
    noRawHttp<VendorPlace, 'rawCall'>(toymail, {
      docs: ERROR,
      messages: { rawCall: "'{{endpoint}}' is '{{method}}'" },
      describe: ({ endpoint }) => ({
        messageId: 'rawCall',
        data: {
          endpoint: `${endpoint.verb ?? '?'} ${endpoint.path}`,
          method: toymail.findOperation(endpoint, endpoint.verb) ? 'ToymailClient.send' : 'unknown',
        },
      }),
    }),
  ),
  'no-secret-in-browser': withPage(
    noSecretInBrowser(toymail, {
      name: 'no-secret-in-browser',
      docs: ERROR,
      messages: ids(
        'sdkInBrowser',
        'privateVariable',
        'publicVariable',
        'publishedKey',
        'givenKey',
        'givenObject',
        'givenError',
      ),
    }),
  ),
  'no-swallowed-error': withPage(
    noSwallowedError(toymail, {
      docs: WARNING,
      messages: ids(
        'empty',
        'default',
        'timeouts',
        'development',
        'settled',
        'dropped',
        'ignored',
        'praised',
        'kept',
        'accepted',
        'unheard',
      ),
    }),
  ),
  'no-unthrottled-burst': withPage(
    noUnthrottledBurst(toymail, {
      docs: WARNING,
      messages: { burst: '{{endpoint}}: {{limit}}', burstWithBulk: 'burstWithBulk', burstOfUnknown: 'burstOfUnknown' },
      dataOf: ({ verb, path }) => ({ endpoint: `${verb} ${path}`, limit: MOST_PER_SECOND }),
    }),
  ),
  'require-webhook-verification': withPage(
    requireWebhookVerification(toymail, {
      docs: WARNING,
      messages: ids(
        'unverified',
        'staticSecret',
        'variableTime',
        'useTimingSafeEqual',
        'parsedBody',
        'wrongHeader',
        'useRightHeader',
        'unsignedTimestamp',
        'otherText',
        'otherEncoding',
        'uncheckedTimestamp',
        'ignoredResult',
        'writtenSecret',
      ),
    }),
  ),
};

export default createPlugin({ vendor: toymail, manifest: { name: 'eslint-plugin-toymail', version: '0.0.1' }, rules });
