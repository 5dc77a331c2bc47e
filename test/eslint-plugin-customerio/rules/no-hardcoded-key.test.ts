import rule from '../../../eslint-plugin-customerio/rules/no-hardcoded-key.ts';
import { type InvalidCase, testRule, type ValidCase, withoutSuggestions } from '../../eslint-plugin/rule-tester.ts';

const KEY = ['4f0c', '9b7d', '2e61', 'a853', 'd27c'].join('');
const TOKEN = ['sa_', 'live_', KEY].join('');
const BASIC = btoa(`site:${KEY}`);
const IMPORT = "import { APIClient, PipelinesClient, TrackClient } from 'customerio-node';\n";

const PACKAGES = "import axios from 'axios';\nimport got from 'got';\nimport https from 'node:https';\n";
const CALL = "'https://track.customer.io/api/v1/customers/1'";

const SILENT: Record<string, string> = {
  'a key of the environment': 'new APIClient(process.env.CUSTOMERIO_APP_KEY);',
  'the site id': `new TrackClient('${KEY}', process.env.CIO_TRACK_KEY);`,
  'the write key of a pipeline': `new PipelinesClient('${KEY}');`,
  'a placeholder': "new APIClient('your-app-api-key-here');",
  'a key of the environment behind a site id, encoded by the code':
    "fetch('https://track.customer.io/api/v1/customers/1', { headers: { Authorization: `Basic ${btoa(`site:${process.env.CIO_TRACK_KEY}`)}` } });",
  'what a function of the code with that name makes': `function btoa(text) { return hash(text); }\nfetch('https://track.customer.io/api/v1/customers/1', { headers: { Authorization: \`Basic \${btoa('site:${KEY}')}\` } });`,
  'a user alone, encoded by the code': `fetch('https://track.customer.io/api/v1/customers/1', { headers: { Authorization: \`Basic \${btoa('${KEY}:')}\` } });`,
  'what only encodes it': `send(btoa('site:${KEY}'));`,
  'the write key in base64': `fetch('https://cdp.customer.io/v1/track', { method: 'POST', headers: { Authorization: 'Basic ' + btoa('${KEY}:') } });`,
  'the user in the options of a client': `axios.put(${CALL}, {}, { auth: { username: '${KEY}', password: process.env.CIO_TRACK_KEY } });`,
  'the options of a client for another host': `axios.put('https://api.example/v1', {}, { auth: { username: 'site', password: '${KEY}' } });`,
  'a function that makes something else of it': `const named = name => ({ name, client: new APIClient(process.env.CIO_APP_KEY) }); named('${KEY}');`,
  'a class that extends another': `class Own extends Base { constructor() { super('site', '${KEY}'); } }`,
  'a user alone, in the options of Node': `https.request({ hostname: 'track.customer.io', path: '/api/v1/customers/1', auth: '${KEY}:' });`,
  'a pair in the options of Node for another host': `https.request({ hostname: 'api.example', path: '/v1', auth: 'site:${KEY}' });`,
  'a pair in the address of another host': `fetch('https://site:${KEY}@api.example/v1');`,
  'the password of the environment, in an address': `fetch(\`https://${KEY}:\${process.env.CIO_TRACK_KEY}@track.customer.io/api/v1/customers/1\`);`,
  'a token that only shows the shape': "const shape = 'sa_live_xxxxxxxxxxxxxxxxxxxx';",
  'the key of another vendor': `fetch('https://api.example/v1/segments', { headers: { Authorization: 'Bearer ${KEY}' } });`,
};

const DUE: Record<string, [messageId: string, marked: string]> = {
  'an App key': ['writtenKey', `new APIClient(«'${KEY}'»);`],
  'a key in the options of a client': [
    'writtenKey',
    `axios.put(${CALL}, {}, { auth: { username: 'site', password: «'${KEY}'» } });`,
  ],
  'a key in the configuration of a client': [
    'writtenKey',
    `const http = got.extend({ prefixUrl: 'https://track.customer.io/api/v1', username: 'site', password: «'${KEY}'» }); http.put('customers/1', { json: {} });`,
  ],
  'a key that a function makes a client of': [
    'writtenKey',
    `const createClient = key => new APIClient(key); createClient(«'${KEY}'»);`,
  ],
  'a key for the class that is extended': [
    'writtenKey',
    `class Tracker extends TrackClient { constructor() { super('site', «'${KEY}'»); } }`,
  ],
  'a pair that the code encodes': [
    'writtenKey',
    `fetch(${CALL}, { method: 'PUT', headers: { Authorization: 'Basic ' + btoa(«'site:${KEY}'») } });`,
  ],
  'a pair in the options of Node': [
    'writtenKey',
    `https.request({ hostname: 'track.customer.io', path: '/api/v1/customers/1', method: 'PUT', auth: «'site:${KEY}'» }).end();`,
  ],
  'a pair in the options of Node, put together': [
    'writtenKey',
    `const key = «'${KEY}'»; https.request({ hostname: 'track.customer.io', path: '/api/v1/customers/1', auth: \`\${process.env.CIO_SITE_ID}:\${key}\` }).end();`,
  ],
  'a pair in an address': [
    'writtenKey',
    `fetch(«'https://site:${KEY}@track.customer.io/api/v1/customers/1'», { method: 'DELETE' });`,
  ],
  'an App key in the header of a client, where it is made': [
    'writtenKey',
    `const http = axios.create({ baseURL: 'https://api.customer.io/v1', headers: { Authorization: «'Bearer ${KEY}'» } }); http.get('/segments');`,
  ],
  'a pair of constants that the code encodes': [
    'writtenKey',
    `const key = «'${KEY}'»; fetch(${CALL}, { method: 'PUT', headers: { Authorization: \`Basic \${btoa(\`\${process.env.CIO_SITE_ID}:\${key}\`)}\` } });`,
  ],
  'a Track key': ['writtenKey', `new TrackClient(process.env.CIO_SITE_ID, «'${KEY}'»);`],
};

testRule(withoutSuggestions(rule), {
  valid: Object.entries(SILENT).map(([name, code]): ValidCase<[object]> => ({ name, code: PACKAGES + IMPORT + code })),
  invalid: [
    ...Object.entries(DUE).map(([name, [messageId, marked]]) => ({
      name,
      code: PACKAGES + IMPORT + marked.replaceAll(/[«»]/g, ''),
      errors: [{ messageId, at: marked }],
    })),
    {
      name: 'the token of a service account, wherever it stands',
      code: `export const token = '${TOKEN}';`,
      errors: [{ messageId: 'writtenKey', at: `'${TOKEN}'` }],
    },
    {
      name: 'one key at two places, one of which is used twice',
      code: `${PACKAGES}${IMPORT}const key = '${KEY}';\nconst one = new APIClient(key), other = new APIClient(key), third = new APIClient('${KEY}');`,
      errors: [
        { messageId: 'writtenKey', at: `key = «'${KEY}'»` },
        { messageId: 'writtenKey', at: `third = new APIClient(«'${KEY}'»)` },
      ],
    },
    ...['btoa(pair)', 'globalThis.btoa(pair)', "Buffer.from(pair).toString('base64')"].map(encoded => ({
      name: `a pair that is encoded by ${encoded}`,
      code: `const pair = \`site:\${'${KEY}'}\`;\nfetch('https://track.customer.io/api/v1/customers/1', { headers: { Authorization: \`Basic \${${encoded}}\` } });`,
      errors: [{ messageId: 'writtenKey', at: `'${KEY}'` }],
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
