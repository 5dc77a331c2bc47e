import rule from '../../../eslint-plugin-customerio/rules/explicit-region.ts';
import { type InvalidCase, testRule, type ValidCase, withoutSuggestions } from '../../eslint-plugin/rule-tester.ts';

const IMPORT = "import { TrackClient, APIClient, PipelinesClient, RegionUS, RegionEU } from 'customerio-node';\n";

const SILENT: Record<string, string> = {
  'the US': 'new TrackClient(site, key, { region: RegionUS });',
  'the EU': 'new APIClient(key, { region: RegionEU });',
  'a pipeline': 'new PipelinesClient(key, { region: RegionEU, strictMode: true });',
  'a region of the environment':
    "new APIClient(key, { region: process.env.CIO_REGION === 'eu' ? RegionEU : RegionUS });",
  'a region of a table':
    'const REGIONS = { us: RegionUS, eu: RegionEU };\nnew APIClient(key, { region: REGIONS[process.env.CIO_REGION] });',
  'a region of the configuration': 'new TrackClient(site, key, { region: config.region });',
  'a region that one of two may have': 'new APIClient(key, isEu ? { region: RegionEU } : {});',
  'a region that is assigned': 'const options = {};\noptions.region = RegionEU;\nnew APIClient(key, options);',
  'a region in a spread': 'new APIClient(key, { ...(isEu && { region: RegionEU }) });',
  'options that are not known': 'new APIClient(key, options);',
  'options that a caller gives': 'export const make = (key, options) => new APIClient(key, options);',
  'options that a caller may give': 'export function make(key, options = {}) { return new APIClient(key, options); }',
  'a spread that is not known': 'new APIClient(key, { timeout: 5000, ...defaults });',
  'arguments that are not known': 'new APIClient(...credentials);',
  'a host of its own': "new TrackClient(site, key, { url: 'https://track-eu.customer.io/api/v1' });",
  'a class that extends one':
    'class Client extends APIClient { constructor(key) { super(key, { region: RegionEU }); } }',
  'a class of our own': "import { Client } from './client';\nnew Client(key);",
  'a parameter of the type': 'export const send = (client: APIClient) => client.sendEmail(request);',
  'the same region twice':
    'new TrackClient(site, key, { region: RegionEU });\nnew APIClient(app, { region: RegionEU });',
  'one of two regions by a condition':
    'const client = isEu ? new APIClient(key, { region: RegionEU }) : new APIClient(key, { region: RegionUS });',
  'one of two regions by an if':
    'function make() { if (isEu) return new APIClient(key, { region: RegionEU }); return new APIClient(key, { region: RegionUS }); }',
  'a table of clients':
    'const clients = { us: new APIClient(key, { region: RegionUS }), eu: new APIClient(key, { region: RegionEU }) };',
  'an account for each region, by name':
    'const euClient = new TrackClient(site, key, { region: RegionEU });\nconst usClient = new APIClient(app, { region: RegionUS });',
  'an account for each region, by the keys':
    'new TrackClient(env.CIO_EU_SITE, env.CIO_EU_KEY, { region: RegionEU });\nnew APIClient(env.CIO_US_KEY, { region: RegionUS });',
  'two workspaces':
    'new APIClient(env.SHOP_KEY, { region: RegionEU });\nnew APIClient(env.BLOG_KEY, { region: RegionUS });',
};

const DUE: Record<string, [client: string, marked: string]> = {
  'a Track client': ['TrackClient', '«new TrackClient(site, key)»;'],
  'an App client': ['APIClient', "«new APIClient(process.env.CUSTOMERIO_APP_KEY ?? '')»;"],
  'a pipeline': ['PipelinesClient', '«new PipelinesClient(key, { strictMode: true })»;'],
  'other options': ['APIClient', '«new APIClient(key, { timeout: 5000 })»;'],
  'options in a constant': ['APIClient', 'const options = { timeout: 5000 };\n«new APIClient(key, options)»;'],
  'a region that is undefined': ['APIClient', '«new APIClient(key, { region: undefined })»;'],
  'no region in either branch': ['APIClient', '«new APIClient(key, isSlow ? { timeout: 9000 } : {})»;'],
  'in a function': ['APIClient', 'export const make = key => «new APIClient(key)»;'],
  'in a field': ['TrackClient', 'class Mail { client = «new TrackClient(this.site, this.key)»; }'],
  'a namespace': ['APIClient', "import * as cio from 'customerio-node';\n«new cio.APIClient(key)»;"],
  'another name': ['APIClient', "import { APIClient as Client } from 'customerio-node';\n«new Client(key)»;"],
  'a class that extends one': ['APIClient', 'class Client extends APIClient { constructor(key) { «super(key)»; } }'],
  CommonJS: ['TrackClient', "const cio = require('customerio-node');\n«new cio.TrackClient(site, key)»;"],
  'the default export of an old release': [
    'TrackClient',
    "const CIO = require('customerio-node');\n«new CIO(site, key)»;",
  ],
  'a module of an old release': [
    'APIClient',
    "const { APIClient } = require('customerio-node/api');\n«new APIClient(key)»;",
  ],
  'the default export of such a module': ['APIClient', "const Api = require('customerio-node/api');\n«new Api(key)»;"],
};

testRule(withoutSuggestions(rule), {
  valid: [
    ...Object.entries(SILENT).map(([name, code]): ValidCase => ({ name, code: IMPORT + code })),
    { name: 'a test', filename: 'test/mail.test.ts', code: `${IMPORT}new APIClient(key);` },
    { name: 'another package', code: "import { APIClient } from 'other';\nnew APIClient(key);" },
    {
      name: 'the other SDK of the vendor',
      code: "import { Analytics } from '@customerio/cdp-analytics-node';\nnew Analytics({ writeKey });",
    },
  ],
  invalid: [
    ...Object.entries(DUE).map(([name, [client, marked]]): InvalidCase<'noRegion'> => ({
      name,
      code: (/(?:from |require\()'customerio-node/.test(marked) ? '' : IMPORT) + marked.replaceAll(/[«»]/g, ''),
      errors: [{ messageId: 'noRegion', data: { client }, at: marked }],
    })),
    {
      name: 'a release that knows no region',
      code: "const CIO = require('customerio-node');\nnew CIO(site, key);",
      settings: { customerio: { sdkVersion: '1.1.0' } },
      errors: [{ messageId: 'noRegionYet', data: { client: 'TrackClient', since: '2.0.0' }, at: 'new CIO(site, key)' }],
    },
    {
      name: 'another region than the client before it',
      code: `${IMPORT}new TrackClient(site, key, { region: RegionUS });\nnew APIClient(app, { region: RegionEU });`,
      errors: [
        {
          messageId: 'otherRegion',
          data: { region: 'the EU', other: 'the US', place: 'line 2' },
          at: 'region: RegionEU',
        },
      ],
    },
  ],
});

testRule(rule, {
  valid: [],
  invalid: [
    {
      name: 'the suggestions state a region',
      code: "import { APIClient } from 'customerio-node';\nnew APIClient(key);",
      errors: [
        {
          messageId: 'noRegion',
          data: { client: 'APIClient' },
          at: 'new APIClient(key)',
          suggestions: [
            {
              messageId: 'stateRegion',
              data: { region: 'RegionUS' },
              output:
                "import { APIClient, RegionUS } from 'customerio-node';\nnew APIClient(key, { region: RegionUS });",
            },
            {
              messageId: 'stateRegion',
              data: { region: 'RegionEU' },
              output:
                "import { APIClient, RegionEU } from 'customerio-node';\nnew APIClient(key, { region: RegionEU });",
            },
          ],
        },
      ],
    },
    {
      name: 'or add it to the options',
      code: "const { TrackClient, RegionUS, RegionEU } = require('customerio-node');\nnew TrackClient(site, key, { timeout: 1 });",
      errors: [
        {
          messageId: 'noRegion',
          data: { client: 'TrackClient' },
          at: 'new TrackClient(site, key, { timeout: 1 })',
          suggestions: ['RegionUS', 'RegionEU'].map(region => ({
            messageId: 'stateRegion' as const,
            data: { region },
            output: `const { TrackClient, RegionUS, RegionEU } = require('customerio-node');\nnew TrackClient(site, key, { region: ${region}, timeout: 1 });`,
          })),
        },
      ],
    },
    {
      name: 'nothing is offered for a credential that is missing',
      code: "import { TrackClient } from 'customerio-node';\nnew TrackClient(site);",
      errors: [
        { messageId: 'noRegion', data: { client: 'TrackClient' }, at: 'new TrackClient(site)', suggestions: [] },
      ],
    },
  ],
});
