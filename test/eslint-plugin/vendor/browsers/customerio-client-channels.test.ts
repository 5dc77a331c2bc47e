import rule from '../../../../eslint-plugin-customerio/rules/no-secret-in-browser.ts';
import { testRule } from '../../rule-tester.ts';

const KEY = 'process.env.CUSTOMERIO_APP_API_KEY';
const data = { name: 'CUSTOMERIO_APP_API_KEY' };

testRule(rule, {
  valid: [
    {
      name: 'an action that uses the key',
      filename: 'a.js',
      code: `'use server';\nexport async function send() { return (await call(${KEY})).ok; }`,
    },
    {
      name: 'a public file with the site id',
      filename: 'a.js',
      code: "import fs from 'fs';\nfs.writeFileSync('public/a.json', process.env.CUSTOMERIO_SITE_ID);",
    },
    {
      name: 'what a client gives, and a site id',
      filename: 'a.js',
      code: `import { APIClient, TrackClient } from 'customerio-node';\nconst client = new APIClient(${KEY});\nexport const GET = async () => Response.json([await client.sendEmail({}), new TrackClient(process.env.SITE, id)]);`,
    },
  ],
  invalid: [
    {
      name: 'a client in a response',
      filename: 'a.js',
      code: `import { TrackClient } from 'customerio-node';\nexport const GET = () => Response.json(new TrackClient('site', ${KEY}));`,
      errors: [
        {
          messageId: 'givenObject',
          data: { ...data, means: 'this response' },
          at: `json(«new TrackClient('site', ${KEY})»)`,
        },
      ],
    },
    {
      name: 'an action that returns the key',
      filename: 'a.js',
      code: `'use server';\nexport async function get() { return { key: ${KEY} }; }`,
      errors: [{ messageId: 'givenKey', data: { ...data, means: 'what this server action returns' }, at: KEY }],
    },
    {
      name: 'a public file',
      filename: 'a.js',
      code: `import fs from 'fs';\nfs.writeFileSync('public/a.json', ${KEY});`,
      errors: [{ messageId: 'givenKey', data: { ...data, means: 'this file' }, at: KEY }],
    },
  ],
});
