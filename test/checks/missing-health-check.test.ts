import { expect, test } from 'vitest';
import check from '../../src/checks/missing-health-check.ts';
import { problemsIn } from '../support/evidence.ts';

const CLIENT =
  "import { AccountsApi, ApiKeySession } from 'klaviyo-api';\nexport const accounts = new AccountsApi(new ApiKeySession(key));\n";
const SERVER =
  "import express from 'express';\nimport { accounts } from './klaviyo.js';\nconst app = express();\napp.get('/account', () => accounts.getAccounts());\n";

const placesIn = async (files: Record<string, string>): Promise<string[]> =>
  (await problemsIn(check, files)).map(({ at, message }) => `${at.path}:${at.line} ${message.split(/[,.]/)[0]}`);

test('an app without a health endpoint is reported', async () => {
  expect(await placesIn({ 'src/klaviyo.js': CLIENT, 'src/app.js': SERVER })).toEqual([
    'src/app.js:1 This app serves HTTP and calls Klaviyo',
  ]);
});

test('one whose health endpoint asks nobody is reported there', async () => {
  const app = `${SERVER}app.get('/health', (_, response) => response.json({ status: 'up' }));\n`;
  expect(await placesIn({ 'src/klaviyo.js': CLIENT, 'src/app.js': app })).toEqual([
    'src/app.js:5 This health endpoint does not ask Klaviyo',
  ]);
});

test.each([
  ['in its handler', "app.get('/health', async () => accounts.getAccounts());"],
  ['through a function', "async function up() { return accounts.getAccounts(); }\napp.get('/healthz', () => up());"],
  ['through a variable', "const up = () => accounts.getAccounts();\nrouter.get('/api/health', up);"],
  ['under a longer path', "app.get('/internal/ready', async () => accounts.getAccounts());"],
])('an endpoint that asks %s is not reported', async (_, route) => {
  expect(await placesIn({ 'src/klaviyo.js': CLIENT, 'src/app.js': `${SERVER}${route}\n` })).toEqual([]);
});

test('an endpoint in a file of its own counts', async () => {
  const health = "import { accounts } from '../klaviyo.js';\nexport const check = () => accounts.getAccounts();\n";
  const app = `${SERVER}import { check } from './health/check.js';\napp.get('/health', check);\n`;
  expect(await placesIn({ 'src/klaviyo.js': CLIENT, 'src/app.js': app, 'src/health/check.js': health })).toEqual([]);
});

test('an endpoint by the place of its file counts', async () => {
  const route =
    "import { accounts } from '../../../src/klaviyo.js';\nexport const GET = async () => Response.json(await accounts.getAccounts());\n";
  expect(await placesIn({ 'src/klaviyo.js': CLIENT, 'src/app.js': SERVER, 'app/api/health/route.ts': route })).toEqual(
    [],
  );
});

test('the status of something else is no health endpoint', async () => {
  const files = {
    'src/klaviyo.js': CLIENT,
    'src/app.js': SERVER,
    'app/api/orders/status/route.ts': 'export const GET = () => 1;\n',
  };
  expect(await placesIn(files)).toEqual(['src/app.js:1 This app serves HTTP and calls Klaviyo']);
});

test('a controller of NestJS counts', async () => {
  const controller =
    "import { Controller, Get } from '@nestjs/common';\nimport { accounts } from './klaviyo.js';\n@Controller('health')\nexport class Health {\n  @Get()\n  check() { return accounts.getAccounts(); }\n}\n";
  expect(await placesIn({ 'src/klaviyo.js': CLIENT, 'src/app.js': SERVER, 'src/health.ts': controller })).toEqual([]);
});

test.each([
  [
    'a script that serves nothing',
    { 'src/klaviyo.js': CLIENT, 'src/job.js': "import { accounts } from './klaviyo.js';\naccounts.getAccounts();\n" },
  ],
  [
    'a server beside it that calls nobody',
    { 'src/klaviyo.js': CLIENT, 'web/app.js': "import express from 'express';\nexpress().get('/', home);\n" },
  ],
  [
    'a page that only the browser calls from',
    {
      'src/app.js':
        "import express from 'express';\nexport const track = () => fetch('https://a.klaviyo.com/client/events');\n",
    },
  ],
])('%s is not reported', async (_, files) => {
  expect(await placesIn(files)).toEqual([]);
});
