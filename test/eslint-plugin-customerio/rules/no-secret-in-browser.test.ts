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
      name: 'the site id in the options of a client, beside a key that is not public',
      code: "import axios from 'axios';\naxios.put('https://track.customer.io/api/v1/customers/1', {}, { auth: { username: process.env.NEXT_PUBLIC_CIO_SITE_ID, password: process.env.CIO_TRACK_KEY } });",
    },
    {
      name: 'a public variable in the options of a client for a host of our own',
      code: "import axios from 'axios'; // customer.io\naxios.put('https://api.example/v1', {}, { auth: { username: 'site', password: process.env.NEXT_PUBLIC_CODE } });",
    },
    {
      name: 'only a type',
      code: "'use client';\nimport type { APIClient } from 'customerio-node';\nexport type Mail = APIClient;",
    },
    {
      name: 'the snippet of a page',
      code: "'use client';\nwindow.cioanalytics.load(process.env.NEXT_PUBLIC_CIO_WRITE_KEY);",
    },
    {
      name: 'a public variable in a call of another vendor, beside one with a key that is not public',
      code: "fetch('https://api.customer.io/v1/customers', { headers: { Authorization: `Bearer ${process.env.CIO_APP_KEY}` } });\nfetch('https://api.other.example/v1', { headers: { Authorization: `Bearer ${process.env.NEXT_PUBLIC_ONE}` } });",
    },
    {
      name: 'a client of the API in an application of Nest',
      filename: 'src/mail/customer-io.client.ts',
      code: `import { Injectable } from '@nestjs/common';\n${IMPORT}export const client = new APIClient(process.env.CUSTOMERIO_APP_KEY, { region: RegionUS });`,
    },
    {
      name: 'a client of the API that reads files',
      filename: 'src/customerio.client.js',
      code: `const { readFileSync } = require('fs');\n${IMPORT}export const client = new APIClient(readFileSync('key', 'utf8'), { region: RegionUS });`,
    },
    { name: 'a public variable of another vendor', code: 'stripe(process.env.NEXT_PUBLIC_STRIPE_KEY); // customer.io' },
  ] satisfies ValidCase[],
  invalid: [
    {
      name: 'a module of the browser by its name',
      filename: 'app/signup.client.ts',
      code: "import { useState } from 'react';\nimport { APIClient } from 'customerio-node';\nexport const client = new APIClient(key);",
      errors: [{ messageId: 'sdkInBrowser', data: { way: '' }, at: "from «'customerio-node'»" }],
    },
    {
      name: 'a module of the browser by its directive, whatever it imports',
      filename: 'app/signup.client.ts',
      code: "'use client';\nimport { hash } from 'node:crypto';\nimport { APIClient } from 'customerio-node';\nexport const client = new APIClient(hash('sha1', key));",
      errors: [{ messageId: 'sdkInBrowser', data: { way: '' }, at: "from «'customerio-node'»" }],
    },
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
          at: 'process.env.NEXT_PUBLIC_CIO_CODE',
        },
      ],
    },
    {
      name: 'a public variable as the second choice of Deno',
      code: "const key = Deno.env.get('CIO_CODE') || Deno.env.get('NEXT_PUBLIC_CIO_CODE');\nfetch('https://track.customer.io/api/v1/customers/1', { method: 'PUT', headers: { Authorization: `Basic ${btoa(`${site}:${key}`)}` } });",
      errors: [
        {
          messageId: 'publicVariable',
          data: { name: 'NEXT_PUBLIC_CIO_CODE' },
          at: "fetch('https://track.customer.io/api/v1/customers/1', { method: 'PUT', headers: { Authorization: `Basic ${btoa(`${site}:${key}`)}` } })",
        },
      ],
    },
    {
      name: 'a public variable that is the whole header',
      code: "fetch('https://track.customer.io/api/v1/forms/a/submit', { method: 'POST', headers: { Authorization: process.env.NEXT_PUBLIC_CIO_CODE } });",
      errors: [
        {
          messageId: 'publicVariable',
          data: { name: 'NEXT_PUBLIC_CIO_CODE' },
          at: 'process.env.NEXT_PUBLIC_CIO_CODE',
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
          at: 'process.env.NEXT_PUBLIC_CIO_CODE',
        },
      ],
    },
    {
      name: 'a public variable in the options of a client',
      code: "import axios from 'axios';\nconst http = axios.create({ baseURL: 'https://track.customer.io/api/v1', auth: { username: site, password: process.env.NEXT_PUBLIC_CIO_CODE } });\nhttp.put('/customers/1', {});",
      errors: [
        { messageId: 'publicVariable', data: { name: 'NEXT_PUBLIC_CIO_CODE' }, at: "http.put('/customers/1', {})" },
      ],
    },
    {
      name: 'a public variable by its use in a raw call',
      code: "fetch('https://api.customer.io/v1/customers', { headers: { Authorization: `Bearer ${process.env.NEXT_PUBLIC_API_KEY}` } });",
      errors: [
        {
          messageId: 'publicVariable',
          data: { name: 'NEXT_PUBLIC_API_KEY' },
          at: 'process.env.NEXT_PUBLIC_API_KEY',
        },
      ],
    },
    {
      name: 'a public variable in two raw calls, at each read',
      code: "fetch('https://api.customer.io/v1/customers', { headers: { Authorization: `Bearer ${process.env.NEXT_PUBLIC_ONE}` } });\nfetch('https://api.customer.io/v1/segments', { headers: { Authorization: `Bearer ${process.env['NEXT_PUBLIC_ONE']}` } });",
      errors: [
        { messageId: 'publicVariable', data: { name: 'NEXT_PUBLIC_ONE' }, at: 'process.env.NEXT_PUBLIC_ONE' },
        { messageId: 'publicVariable', data: { name: 'NEXT_PUBLIC_ONE' }, at: "process.env['NEXT_PUBLIC_ONE']" },
      ],
    },
    {
      name: 'a pair in one public variable',
      code: "fetch('https://track.customer.io/api/v2/entity', { method: 'POST', headers: { Authorization: `Basic ${Buffer.from(process.env.NEXT_PUBLIC_CIO_CREDENTIALS).toString('base64')}` }, body });",
      errors: [
        {
          messageId: 'publicVariable',
          data: { name: 'NEXT_PUBLIC_CIO_CREDENTIALS' },
          at: 'process.env.NEXT_PUBLIC_CIO_CREDENTIALS',
        },
      ],
    },
    {
      name: 'a public variable that is read elsewhere, at the first call only',
      code: "const headers = { Authorization: `Bearer ${process.env.NEXT_PUBLIC_ONE}` };\nfetch('https://api.customer.io/v1/customers', { headers });\nfetch('https://api.customer.io/v1/segments', { headers });",
      errors: [
        {
          messageId: 'publicVariable',
          data: { name: 'NEXT_PUBLIC_ONE' },
          at: "fetch('https://api.customer.io/v1/customers', { headers })",
        },
      ],
    },
  ] as InvalidCase<'publicVariable'>[],
});

const JSX = { languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } };
const CLIENTS = { settings: { customerio: { clientImports: { './form': 'src/form.tsx' } } } };
const render = (element: string): string =>
  `import Form from './form';\nexport default function Page() { return ${element}; }`;

testRule(rule, {
  valid: [
    {
      name: 'a client component that gets the site id',
      filename: 'app/page.jsx',
      code: render('<Form site={process.env.CUSTOMERIO_SITE_ID} />'),
      ...JSX,
      ...CLIENTS,
    },
    {
      name: 'a client component that gets whether there is a key',
      filename: 'app/page.jsx',
      code: render('<Form isReady={Boolean(process.env.CUSTOMERIO_APP_KEY)} />'),
      ...JSX,
      ...CLIENTS,
    },
  ],
  invalid: [
    {
      name: 'the SDK in pieces',
      filename: 'a.client.js',
      code: "const load = () => import('customerio' + '-node');",
      errors: [{ messageId: 'sdkInBrowser', data: { way: '' }, at: "'customerio' + '-node'" }],
    },
    {
      name: 'the SDK by its path',
      filename: 'a.client.js',
      code: "import { APIClient } from '../node_modules/customerio-node/dist/index.js';",
      errors: [{ messageId: 'sdkInBrowser', data: { way: '' }, at: "'../node_modules/customerio-node/dist/index.js'" }],
    },
    {
      name: 'a client component that gets the key',
      filename: 'app/page.jsx',
      code: render('<Form token={process.env.CUSTOMERIO_APP_KEY} />'),
      ...JSX,
      ...CLIENTS,
      errors: [
        {
          messageId: 'givenKey',
          data: { name: 'CUSTOMERIO_APP_KEY', means: "this component of 'src/form.tsx'" },
          at: 'process.env.CUSTOMERIO_APP_KEY',
        },
      ],
    },
  ],
});
