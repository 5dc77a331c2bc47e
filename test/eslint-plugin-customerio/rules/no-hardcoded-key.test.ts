import rule from '../../../eslint-plugin-customerio/rules/no-hardcoded-key.ts';
import { type InvalidCase, testRule, type ValidCase, withoutSuggestions } from '../../eslint-plugin/rule-tester.ts';

const KEY = ['4f0c', '9b7d', '2e61', 'a853', 'd27c'].join('');
const TOKEN = ['sa_', 'live_', KEY].join('');
const BASIC = btoa(`site:${KEY}`);
const IMPORT = "import { APIClient, PipelinesClient, TrackClient } from 'customerio-node';\n";

const SILENT: Record<string, string> = {
  'a key of the environment': 'new APIClient(process.env.CUSTOMERIO_APP_KEY);',
  'the site id': `new TrackClient('${KEY}', process.env.CIO_TRACK_KEY);`,
  'the write key of a pipeline': `new PipelinesClient('${KEY}');`,
  'a placeholder': "new APIClient('your-app-api-key-here');",
  'a key of the environment behind a site id, encoded by the code':
    "fetch('https://track.customer.io/api/v1/customers/1', { headers: { Authorization: `Basic ${btoa(`site:${process.env.CIO_TRACK_KEY}`)}` } });",
  'what a function of the code with that name makes': `function btoa(text) { return hash(text); }\nfetch('https://track.customer.io/api/v1/customers/1', { headers: { Authorization: \`Basic \${btoa('site:${KEY}')}\` } });`,
  'a user alone, encoded by the code': `fetch('https://track.customer.io/api/v1/customers/1', { headers: { Authorization: \`Basic \${btoa('${KEY}:')}\` } });`,
  'the key of another vendor': `fetch('https://api.example/v1/segments', { headers: { Authorization: 'Bearer ${KEY}' } });`,
};

const DUE: Record<string, [messageId: string, marked: string]> = {
  'an App key': ['writtenKey', `new APIClient(«'${KEY}'»);`],
  'a Track key': ['writtenKey', `new TrackClient(process.env.CIO_SITE_ID, «'${KEY}'»);`],
};

testRule(withoutSuggestions(rule), {
  valid: Object.entries(SILENT).map(([name, code]): ValidCase<[object]> => ({ name, code: IMPORT + code })),
  invalid: [
    ...Object.entries(DUE).map(([name, [messageId, marked]]) => ({
      name,
      code: IMPORT + marked.replaceAll(/[«»]/g, ''),
      errors: [{ messageId, at: marked }],
    })),
    {
      name: 'the token of a service account, wherever it stands',
      code: `export const token = '${TOKEN}'; // customer.io`,
      errors: [{ messageId: 'writtenKey', at: `'${TOKEN}'` }],
    },
    ...['btoa(pair)', 'globalThis.btoa(pair)', "Buffer.from(pair).toString('base64')"].map(encoded => ({
      name: `a pair that is encoded by ${encoded}`,
      code: `const pair = \`site:\${'${KEY}'}\`;\nfetch('https://track.customer.io/api/v1/customers/1', { headers: { Authorization: \`Basic \${${encoded}}\` } });`,
      errors: [
        {
          messageId: 'writtenKey',
          at: `fetch('https://track.customer.io/api/v1/customers/1', { headers: { Authorization: \`Basic \${${encoded}}\` } })`,
        },
      ],
    })),
    {
      name: 'a pair in base64',
      code: `fetch('https://track.customer.io/api/v1/customers/1', { headers: { Authorization: 'Basic ${BASIC}' } });`,
      errors: [
        {
          messageId: 'encodedKey',
          at: `fetch('https://track.customer.io/api/v1/customers/1', { headers: { Authorization: 'Basic ${BASIC}' } })`,
        },
      ],
    },
  ] as InvalidCase<'writtenKey', [object]>[],
});
