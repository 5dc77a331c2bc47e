import { Linter } from 'eslint';
import type { TSESLint } from '@typescript-eslint/utils';
import { describe, expect, test } from 'vitest';
import { createRule, type RuleDefinition, type RuleDocs } from '../../../eslint-plugin/create-rule.ts';
import { guardRule } from '../../../eslint-plugin/guard-rule.ts';
import { noHardcodedKey } from '../../../eslint-plugin/vendor/rules/no-hardcoded-key.ts';
import { noSecretInBrowser } from '../../../eslint-plugin/vendor/rules/no-secret-in-browser.ts';
import { noRawHttp } from '../../../eslint-plugin/vendor/rules/no-raw-http.ts';
import { noSwallowedError } from '../../../eslint-plugin/vendor/rules/no-swallowed-error.ts';
import { noUnthrottledBurst } from '../../../eslint-plugin/vendor/rules/no-unthrottled-burst.ts';
import { requireWebhookVerification } from '../../../eslint-plugin/vendor/rules/require-webhook-verification.ts';
import { customerio } from '../../../src/vendors/customerio/index.ts';

const docs: RuleDocs = {
  description: 'Disallow what is tried',
  preset: 'recommended',
  severity: 'error',
  since: '0.3.0',
};

/** Says each message by its own id, so that tests show which one it was. */
function ids<Id extends string>(...names: Id[]): Record<Id, string> {
  return Object.fromEntries(names.map(name => [name, name])) as unknown as Record<Id, string>;
}

/** What a rule of another vendor reports, as `line message`. */
function reported<Options extends readonly unknown[], Id extends string>(
  definition: RuleDefinition<Options, Id>,
  code: string,
  file = 'src/server.js',
): string[] {
  const rule = guardRule('customerio/tried', createRule(definition) as unknown as TSESLint.AnyRuleModule, customerio);
  const configuration = { plugins: { tried: { rules: { rule } } }, rules: { 'tried/rule': 'error' } };
  return new Linter()
    .verify(code, [configuration as unknown as Linter.Config], file)
    .map(({ line, message }) => `${line} ${message}`);
}

describe('a raw call', () => {
  const rule = noRawHttp(customerio, {
    docs,
    messages: { raw: '{{endpoint}} in {{region}}: {{method}}' },
    describe: ({ endpoint }) => ({
      messageId: 'raw',
      data: {
        endpoint: `${endpoint.verb ?? ''} ${endpoint.path}`,
        region: endpoint.region,
        method: customerio.findOperation(endpoint, endpoint.verb)?.path ?? 'unknown',
      },
    }),
  });

  test('is found through a function, with what the vendor says about its place', () => {
    const code = [
      "const BASE = 'https://track-eu.customer.io/api/v1';",
      'const send = (path, method, body) => fetch(path, { method, body, headers: { authorization: `Basic ${key}` } });',
      "export const identify = id => send(`${BASE}/customers/${encodeURIComponent(id)}`, 'PUT', '{}');",
    ].join('\n');
    expect(reported(rule, code)).toEqual(['3 PUT /api/v1/customers/* in eu: /api/v1/customers/{customerId}']);
  });

  test.each([
    ["fetch('https://a.klaviyo.com/api/lists', { headers: { authorization: 'Klaviyo-API-Key x' } }); // customer.io"],
    ["fetch('https://docs.customer.io/api/v1/customers');"],
    ["import { TrackClient } from 'customerio-node';\nnew TrackClient(id, key).identify(1, {});"],
  ])('%s is none', code => expect(reported(rule, code)).toEqual([]));
});

describe('a call of its SDK', () => {
  const swallowed = noSwallowedError(customerio, {
    docs,
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
  });
  const SDK = "import { APIClient, TrackClient } from 'customerio-node';\nconst cio = new TrackClient(id, key);\n";

  test.each([
    [`${SDK}try { await cio.track(1, { name: 'a' }); } catch {}`, ['3 empty']],
    [
      "const CIO = require('customerio-node');\nconst cio = new CIO(id, key);\ncio.identify(1).catch(() => {});",
      ['3 empty'],
    ],
    [`${SDK}try { await cio.track(1, { name: 'a' }); } catch (error) { console.error(error.body); }`, []],
    [`${SDK}try { await cio.unknown(1); } catch {}`, []],
  ])('%s', (code, expected) => expect(reported(swallowed, code)).toEqual(expected));

  const burst = noUnthrottledBurst(customerio, {
    docs,
    messages: ids('burst', 'burstWithBulk', 'burstOfUnknown'),
    dataOf: ({ verb, path }) => ({ endpoint: `${verb} ${path}` }),
  });

  test.each([
    [`${SDK}await Promise.all(people.map(each => cio.identify(each.id, each)));`, ['3 burst']],
    [`${SDK}for (const each of people) await cio.identify(each.id, each);`, []],
    [
      'await Promise.all(people.map(({ id }) => fetch(`https://api.customer.io/v1/customers/${id}/attributes`)));',
      ['1 burst'],
    ],
    ["await Promise.all(people.map(event => fetch('https://cdp.customer.io/v1/track', event)));", []],
  ])('%s', (code, expected) => expect(reported(burst, code)).toEqual(expected));
});

describe('a webhook', () => {
  const rule = requireWebhookVerification(customerio, {
    docs,
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
  });

  /** A handler that signs a text and does the rest rightly. */
  function verified(text: string, timestamp = 'x-cio-timestamp'): string {
    return [
      "app.post('/webhooks/customerio', express.raw({ type: '*/*' }), (req, res) => {",
      `  const timestamp = req.get('${timestamp}');`,
      '  const rawBody = req.body;',
      `  const code = createHmac('sha256', process.env.CUSTOMERIO_SIGNING_KEY).update(${text}).digest('hex');`,
      "  const given = req.get('x-cio-signature');",
      '  if (Date.now() / 1000 - timestamp > 300 || !timingSafeEqual(Buffer.from(code), Buffer.from(given))) return res.sendStatus(401);',
      '  res.sendStatus(200);',
      '});',
    ].join('\n');
  }

  test.each([
    ['`v0:${timestamp}:${rawBody}`', []],
    ["'v0:' + timestamp + ':' + rawBody", []],
    ['`${VERSION}:${timestamp}:${rawBody}`', []],
    ["['v0', timestamp, rawBody].join(':')", []],
    ['`${rawBody}${timestamp}`', ['4 otherText']],
    ['rawBody + timestamp', ['4 otherText']],
    ['rawBody).update(timestamp', ['4 otherText']],
    ['`v1:${timestamp}:${rawBody}`', ['4 otherText']],
    ['`v0:${timestamp}.${rawBody}`', ['4 otherText']],
    ['rawBody', ['4 unsignedTimestamp']],
  ])('that signs %s', (text, expected) => expect(reported(rule, verified(text))).toEqual(expected));

  test('that reads a header of another name', () => {
    expect(reported(rule, verified('`v0:${timestamp}:${rawBody}`', 'x-customerio-timestamp'))).toEqual([
      '2 wrongHeader',
    ]);
  });

  test('that nothing verifies, although it writes to the vendor', () => {
    const code = [
      "app.post('/customer-io-webhook', (req, res) => {",
      "  if (req.body.event_type === 'email_bounced') fetch('https://track.customer.io/api/v1/customers/1', { method: 'PUT' });",
      '  res.send();',
      '});',
    ].join('\n');
    expect(reported(rule, code)).toEqual(['1 unverified']);
  });

  test.each(['/webhooks/klaviyo-to-customerio', '/webhooks/stripe'])('of %s is none of its own', path => {
    expect(reported(rule, `app.post('${path}', (req, res) => res.send()); // customer.io`)).toEqual([]);
  });
});

describe('a key', () => {
  const KEY = ['4f0c', '9b7d', '2e61', 'a853', 'd27c'].join('');
  const hardcoded = noHardcodedKey(customerio, {
    docs,
    messages: ids('writtenKey', 'encodedKey'),
    dataOf: () => ({}),
    variable: { name: 'CUSTOMERIO_APP_KEY', read: /\benv\.(CUSTOMERIO_\w*KEY)\b/ },
    look: { findWhole: () => [], findAny: () => [], mayBePutTogether: () => false },
  });
  const basic = btoa(`site:${KEY}`);

  test.each([
    [`const key = '${KEY}';\nnew APIClient(key);`, ['2 writtenKey']],
    [`new TrackClient('${KEY}', process.env.KEY);`, []],
    [`new TrackClient(process.env.SITE, '${KEY}');`, ['2 writtenKey']],
    ["new APIClient('your-app-api-key-here');", []],
    [`new PipelinesClient('${KEY}');`, []],
    [`new Other('${KEY}');`, []],
    [
      `fetch('https://api.customer.io/v1/segments', { headers: { Authorization: 'Bearer ${KEY}' } });`,
      ['2 writtenKey'],
    ],
    [`fetch('https://api.example/v1/segments', { headers: { Authorization: 'Bearer ${KEY}' } });`, []],
    [
      `fetch('https://track.customer.io/api/v1/customers/1', { headers: { Authorization: 'Basic ${basic}' } });`,
      ['2 encodedKey'],
    ],
    [`fetch('https://cdp.customer.io/v1/track', { headers: { Authorization: 'Basic ${basic}' } });`, []],
  ])('%s', (code, expected) => {
    const imported = "import { APIClient, PipelinesClient, TrackClient } from 'customerio-node';\n";
    expect(reported(hardcoded, imported + code)).toEqual(expected);
  });

  const inBrowser = noSecretInBrowser(customerio, {
    name: 'no-secret-in-browser',
    docs,
    messages: ids(
      'sdkInBrowser',
      'privateVariable',
      'publicVariable',
      'publishedKey',
      'givenKey',
      'givenObject',
      'givenError',
    ),
  });
  const APP = "import { APIClient, TrackClient } from 'customerio-node';\n";

  test.each([
    ["'use client';\nimport { TrackClient } from 'customerio-node';", ['2 sdkInBrowser']],
    ["'use client';\nimport { PipelinesClient } from 'customerio-node';", []],
    [`${APP}new APIClient(process.env.NEXT_PUBLIC_MAIL_KEY); // customer.io`, ['2 publicVariable']],
    [`${APP}new TrackClient(process.env.NEXT_PUBLIC_SITE_ID, process.env.TRACK_KEY);`, []],
    [
      'fetch(`https://api.customer.io/v1/segments`, { headers: { authorization: `Bearer ${process.env.VITE_KEY}` } });',
      ['1 publicVariable'],
    ],
    [
      'fetch(`https://mail.example/v1/segments`, { headers: { authorization: `Bearer ${process.env.VITE_KEY}` } }); // customer.io',
      [],
    ],
    ['send(process.env.NEXT_PUBLIC_CUSTOMERIO_APP_API_KEY);', ['1 publicVariable']],
    ['send(process.env.NEXT_PUBLIC_CUSTOMERIO_WRITE_KEY, process.env.NEXT_PUBLIC_CIO_JS_KEY);', []],
  ])('%s', (code, expected) => expect(reported(inBrowser, code)).toEqual(expected));
});
