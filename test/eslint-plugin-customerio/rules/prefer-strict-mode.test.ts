import rule from '../../../eslint-plugin-customerio/rules/prefer-strict-mode.ts';
import { testRule, type ValidCase } from '../../eslint-plugin/rule-tester.ts';

const IMPORT = "import { APIClient, PipelinesClient, RegionUS } from 'customerio-node';\n";

const SILENT: Record<string, string> = {
  'strict mode': 'new PipelinesClient(key, { strictMode: true });',
  'a decision of the code': 'new PipelinesClient(key, { strictMode: isProduction });',
  'options that are not known': 'new PipelinesClient(key, options);',
  'a spread that is not known': 'new PipelinesClient(key, { region: RegionUS, ...options });',
  'another client': 'new APIClient(key, { region: RegionUS });',
  'the header of strict mode': "new PipelinesClient(key, { region: RegionUS, headers: { 'x-strict-mode': '1' } });",
  'a class of our own': "import { PipelinesClient as Client } from './client';\nnew Client(key);",
};

testRule(rule, {
  valid: [
    ...Object.entries(SILENT).map(([name, code]): ValidCase => ({ name, code: IMPORT + code })),
    { name: 'a test', filename: 'track.spec.ts', code: `${IMPORT}new PipelinesClient(key);` },
  ],
  invalid: [
    {
      name: 'no options',
      code: `${IMPORT}new PipelinesClient(key);`,
      errors: [
        {
          messageId: 'notStrict',
          at: 'new PipelinesClient(key)',
          suggestions: [{ messageId: 'beStrict', output: `${IMPORT}new PipelinesClient(key, { strictMode: true });` }],
        },
      ],
    },
    {
      name: 'another header',
      code: `${IMPORT}new PipelinesClient(key, { headers: { 'x-request-id': id } });`,
      errors: [
        {
          messageId: 'notStrict',
          at: "new PipelinesClient(key, { headers: { 'x-request-id': id } })",
          suggestions: [
            {
              messageId: 'beStrict',
              output: `${IMPORT}new PipelinesClient(key, { strictMode: true, headers: { 'x-request-id': id } });`,
            },
          ],
        },
      ],
    },
    {
      name: 'other options',
      code: `${IMPORT}new PipelinesClient(key, { region: RegionUS });`,
      errors: [
        {
          messageId: 'notStrict',
          at: 'new PipelinesClient(key, { region: RegionUS })',
          suggestions: [
            {
              messageId: 'beStrict',
              output: `${IMPORT}new PipelinesClient(key, { strictMode: true, region: RegionUS });`,
            },
          ],
        },
      ],
    },
    {
      name: 'options in a constant',
      code: `${IMPORT}const options = { region: RegionUS };\nnew PipelinesClient(key, options);`,
      errors: [{ messageId: 'notStrict', at: 'new PipelinesClient(key, options)' }],
    },
    {
      name: 'a class that extends it',
      code: `${IMPORT}class Pipe extends PipelinesClient { constructor(key) { super(key); } }`,
      errors: [
        {
          messageId: 'notStrict',
          at: 'super(key)',
          suggestions: [
            {
              messageId: 'beStrict',
              output: `${IMPORT}class Pipe extends PipelinesClient { constructor(key) { super(key, { strictMode: true }); } }`,
            },
          ],
        },
      ],
    },
    {
      name: 'switched off',
      code: `${IMPORT}new PipelinesClient(key, { strictMode: false });`,
      errors: [
        {
          messageId: 'switchedOff',
          at: 'strictMode: false',
          suggestions: [{ messageId: 'beStrict', output: `${IMPORT}new PipelinesClient(key, { strictMode: true });` }],
        },
      ],
    },
  ],
});
