import { expect, test } from 'vitest';
import check from '../../src/checks/missing-webhook-secret.ts';
import { problemsIn } from '../support/evidence.ts';

const RECEIVER = "app.post('/webhooks/klaviyo', (request, response) => response.sendStatus(200));\n";

test('a receiver without a secret is reported where it begins', async () => {
  const found = await problemsIn(check, { 'src/hooks.js': `import express from 'express';\n${RECEIVER}` });
  expect(found).toEqual([
    {
      message:
        "Webhooks of Klaviyo are received here, and no code reads a secret to verify them with. Read it from the environment, such as 'KLAVIYO_WEBHOOK_SECRET', and refuse what is not signed with it.",
      at: { path: 'src/hooks.js', line: 2, column: 1, endLine: 2, endColumn: 1 },
    },
  ]);
});

test.each([
  ['a header of a delivery', "const signature = request.headers['klaviyo-signature'];"],
  ['a topic', "if (topic === 'event:klaviyo.sent_sms') send();"],
  ['a registration', "import { WebhooksApi } from 'klaviyo-api';\nwebhooks.createWebhook(body);"],
])('%s shows that webhooks are received', async (_, code) => {
  expect(await problemsIn(check, { 'a.js': code })).toHaveLength(1);
});

test('so does the place of a file that a framework serves', async () => {
  const route = 'export async function POST(request) { return Response.json({}); }\n';
  expect(await problemsIn(check, { 'app/api/webhooks/klaviyo/route.ts': route })).toHaveLength(1);
});

test.each([
  ['a variable', `${RECEIVER}const secret = process.env.KLAVIYO_WEBHOOK_SECRET;`],
  ['a variable of an environment taken apart', `${RECEIVER}const { KLAVIYO_WEBHOOK_SECRET } = process.env;`],
  ['an HMAC', `${RECEIVER}createHmac('sha256', config.get('hooks')).update(body);`],
  ['a field of the settings', `${RECEIVER}function verify() { return settings.klaviyoSecret; }`],
  ['the registration of another service', 'payments.createWebhook(body); // klaviyo'],
  ['no webhook at all', "import { ProfilesApi } from 'klaviyo-api';"],
  ['a webhook of somebody else', "app.post('/webhooks/stripe', handler); // klaviyo"],
])('%s is not reported', async (_, code) => {
  expect(await problemsIn(check, { 'a.js': code })).toEqual([]);
});

test('a secret that another file of the integration reads counts', async () => {
  const files = {
    'src/hooks.js': `import { verify } from './verify.js';\n${RECEIVER}`,
    'src/verify.js': 'export const verify = () => process.env.KLAVIYO_SIGNING_SECRET;\n',
  };
  expect(await problemsIn(check, files)).toEqual([]);
});

test('a test counts for nothing', async () => {
  expect(await problemsIn(check, { 'test/hooks.test.js': RECEIVER })).toEqual([]);
});
