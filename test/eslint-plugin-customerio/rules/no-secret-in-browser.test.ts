import rule from '../../../eslint-plugin-customerio/rules/no-secret-in-browser.ts';
import { type InvalidCase, testRule, type ValidCase } from '../../eslint-plugin/rule-tester.ts';

const IMPORT = "import { APIClient, PipelinesClient, TrackClient, RegionUS } from 'customerio-node';\n";

testRule(rule, {
  valid: [
    {
      name: 'a client on the server',
      code: `${IMPORT}new APIClient(process.env.CUSTOMERIO_APP_KEY, { region: RegionUS });`,
    },
    {
      name: 'the write key of a pipeline, which is public',
      code: `${IMPORT}new PipelinesClient(process.env.NEXT_PUBLIC_CIO_WRITE_KEY, { region: RegionUS });`,
    },
    {
      name: 'the site id, which is public',
      code: `${IMPORT}new TrackClient(process.env.NEXT_PUBLIC_CUSTOMER_IO_SITE_ID, process.env.CUSTOMER_IO_TRACK_KEY, { region: RegionUS });`,
    },
    {
      name: 'the site id in the credentials of a call, beside a key that is not public',
      code: "fetch('https://track.customer.io/api/v1/customers/1', { method: 'PUT', headers: { Authorization: `Basic ${Buffer.from(`${process.env.NEXT_PUBLIC_CIO_SITE_ID}:${process.env.CIO_TRACK_KEY}`).toString('base64')}` } });",
    },
    {
      name: 'the site id in credentials that btoa encodes, beside a key that is not public',
      code: "fetch('https://track.customer.io/api/v1/customers/1', { method: 'PUT', headers: { Authorization: `Basic ${btoa(`${process.env.NEXT_PUBLIC_CIO_SITE_ID}:${process.env.CIO_TRACK_KEY}`)}` } });",
    },
    {
      name: 'only a type',
      code: "'use client';\nimport type { APIClient } from 'customerio-node';\nexport type Mail = APIClient;",
    },
    {
      name: 'the snippet of a page',
      code: "'use client';\nwindow.cioanalytics.load(process.env.NEXT_PUBLIC_CIO_WRITE_KEY);",
    },
    { name: 'a public variable of another vendor', code: 'stripe(process.env.NEXT_PUBLIC_STRIPE_KEY); // customer.io' },
  ] satisfies ValidCase[],
  invalid: [
    {
      name: 'a client in a component',
      code: "'use client';\nimport { APIClient } from 'customerio-node';\nexport const client = new APIClient(key);",
      errors: [{ messageId: 'sdkInBrowser', data: { way: '' }, at: "from «'customerio-node'»" }],
    },
    {
      name: 'a public variable by its name',
      code: 'const key = process.env.NEXT_PUBLIC_CUSTOMERIO_APP_KEY;',
      errors: [
        {
          messageId: 'publicVariable',
          data: { name: 'NEXT_PUBLIC_CUSTOMERIO_APP_KEY' },
          at: 'process.env.NEXT_PUBLIC_CUSTOMERIO_APP_KEY',
        },
      ],
    },
    {
      name: 'a public variable by its use in a client',
      code: `${IMPORT}new TrackClient(site, process.env.NEXT_PUBLIC_CIO_CREDENTIALS, { region: RegionUS });`,
      errors: [
        {
          messageId: 'publicVariable',
          data: { name: 'NEXT_PUBLIC_CIO_CREDENTIALS' },
          at: 'process.env.NEXT_PUBLIC_CIO_CREDENTIALS',
        },
      ],
    },
    {
      name: 'a public variable in the credentials of a call, beside the site id',
      code: "fetch('https://track.customer.io/api/v1/customers/1', { method: 'PUT', headers: { Authorization: `Basic ${Buffer.from(`${process.env.NEXT_PUBLIC_CIO_SITE_ID}:${process.env.NEXT_PUBLIC_CIO_CODE}`).toString('base64')}` } });",
      errors: [
        {
          messageId: 'publicVariable',
          data: { name: 'NEXT_PUBLIC_CIO_CODE' },
          at: "fetch('https://track.customer.io/api/v1/customers/1', { method: 'PUT', headers: { Authorization: `Basic ${Buffer.from(`${process.env.NEXT_PUBLIC_CIO_SITE_ID}:${process.env.NEXT_PUBLIC_CIO_CODE}`).toString('base64')}` } })",
        },
      ],
    },
    {
      name: 'a public variable in credentials that btoa encodes, beside the site id',
      code: "fetch('https://track.customer.io/api/v1/customers/1', { method: 'PUT', headers: { Authorization: `Basic ${btoa(`${process.env.NEXT_PUBLIC_CIO_SITE_ID}:${process.env.NEXT_PUBLIC_CIO_CODE}`)}` } });",
      errors: [
        {
          messageId: 'publicVariable',
          data: { name: 'NEXT_PUBLIC_CIO_CODE' },
          at: "fetch('https://track.customer.io/api/v1/customers/1', { method: 'PUT', headers: { Authorization: `Basic ${btoa(`${process.env.NEXT_PUBLIC_CIO_SITE_ID}:${process.env.NEXT_PUBLIC_CIO_CODE}`)}` } })",
        },
      ],
    },
    {
      name: 'a public variable by its use in a raw call',
      code: "fetch('https://api.customer.io/v1/customers', { headers: { Authorization: `Bearer ${process.env.NEXT_PUBLIC_API_KEY}` } });",
      errors: [
        {
          messageId: 'publicVariable',
          data: { name: 'NEXT_PUBLIC_API_KEY' },
          at: "fetch('https://api.customer.io/v1/customers', { headers: { Authorization: `Bearer ${process.env.NEXT_PUBLIC_API_KEY}` } })",
        },
      ],
    },
  ] as InvalidCase<'publicVariable'>[],
});
