import rule from '../../../eslint-plugin/rules/require-webhook-verification.ts';
import { type ESLint, Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../../../eslint-plugin/index.ts';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader, type VirtualFiles } from '../../project/virtual-files.ts';
import { testRule, type InvalidCase } from '../rule-tester.ts';

const HEADERS = { signature: 'Klaviyo-Signature', timestamp: 'Klaviyo-Timestamp' };

/** What a listener of Node reads the body with. */
const NODE = "import http from 'node:http';\nimport { text } from 'node:stream/consumers';\n";

interface Parts {
  imports?: string;
  signature?: string;
  timestamp?: string;
  fresh?: string;
  secret?: string;
  signed?: string;
  digest?: string;
  compare?: string;
  before?: string;
  take?: string;
}

/** A handler for Express that verifies as it should, but for what a case says. */
const express = ({
  imports = "import { createHmac, timingSafeEqual } from 'node:crypto';",
  signature = "req.get('klaviyo-signature')",
  timestamp = "req.get('klaviyo-timestamp')",
  fresh = 'if (Date.now() - Date.parse(timestamp) > 172800000) return res.sendStatus(401);',
  secret = 'process.env.KLAVIYO_WEBHOOK_SECRET',
  signed = 'req.body + timestamp',
  digest = "'hex'",
  compare = 'expected.length !== signature.length || !timingSafeEqual(Buffer.from(expected), Buffer.from(signature))',
  before = "express.text({ type: '*/*' })",
  take = '',
}: Parts = {}): string =>
  `${imports}
const app = express();
${take}app.post('/hooks', ${before}, (req, res) => {
  const signature = ${signature};
  const timestamp = ${timestamp};
  ${fresh}
  const expected = createHmac('sha256', ${secret}).update(${signed}).digest(${digest});
  if (${compare}) return res.sendStatus(401);
  res.sendStatus(200);
});
`;

type MessageId =
  | 'unverified'
  | 'staticSecret'
  | 'variableTime'
  | 'useTimingSafeEqual'
  | 'parsedBody'
  | 'wrongHeader'
  | 'useRightHeader'
  | 'unsignedTimestamp'
  | 'ignoredResult'
  | 'otherText'
  | 'uncheckedTimestamp'
  | 'otherEncoding'
  | 'writtenSecret'
  | 'insecureUrl';

/** One finding at a marked text. */
function one(
  messageId: MessageId,
  at: string,
  more: Partial<InvalidCase<MessageId>['errors'][number]> = {},
): InvalidCase<MessageId>['errors'] {
  return [{ messageId, data: {}, at, ...more }];
}

const POST = (path: string, body: string): string => `app.post('${path}', async (req, res) => { ${body} });`;
const SDK = "import { WebhooksApi } from 'klaviyo-api';\nconst webhooks = new WebhooksApi(session);\n";
const registration = (attributes: string): string =>
  `${SDK}await webhooks.createWebhook({ data: { type: 'webhook', attributes: { name: 'a', ${attributes} }, relationships } });`;

const NEXT = (body: string): string =>
  `import crypto from 'crypto';\nexport async function POST(request: Request) {\n  ${body}\n}`;

/** Web Crypto under a key that is imported from what a case says. */
const web = (secret: string, { before = '', make = '' } = {}): string =>
  `${before}
export async function POST(request) {
  const timestamp = request.headers.get('klaviyo-timestamp');
  if (Date.now() - Date.parse(timestamp) > 172800000) return new Response(null, { status: 401 });
  ${make}
  const key = await crypto.subtle.importKey('raw', ${secret}, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const signature = Uint8Array.fromHex(request.headers.get('klaviyo-signature'));
  const text = new TextEncoder().encode((await request.text()) + timestamp);
  if (!(await crypto.subtle.verify('HMAC', key, signature, text))) return new Response(null, { status: 401 });
  return new Response();
}
`;

const OTHERS =
  "import crypto from 'crypto';\nconst sign = (body, timestamp) => crypto.createHmac('sha256', process.env.SECRET).update(body + timestamp).digest('hex');\nexport function take(req) { const sent = req.headers['klaviyo-timestamp']; if (Date.now() - Date.parse(sent) > 1000) throw 0; const mine = sign(req.rawBody, sent); if (mine === req.headers['klaviyo-signature']) save(req.rawBody); }";

const UNEQUAL = '(Buffer.from(String(expected)).length === Buffer.from(String(signature)).length && ';
const SIDES = '(Buffer.from(String(expected)), Buffer.from(String(signature))))';

testRule(rule, {
  valid: [
    { name: 'a handler that verifies', code: express() },
    ...['headerOf', 'readHeader', 'firstHeader', 'headerValue', 'header'].map(name => ({
      name: `a handler that verifies headers that '${name}' reads`,
      code: express({ signature: `${name}(req, 'klaviyo-signature')`, timestamp: `${name}(req, 'klaviyo-timestamp')` }),
    })),
    {
      name: 'headers that a helper sets, removes or allows',
      code: `function pass(request, outgoing) { header(outgoing, 'klaviyo-signature', request.signature); removeHeader(outgoing, 'klaviyo-signature'); allowHeader(outgoing, 'klaviyo-signature'); withHeader(outgoing, 'klaviyo-signature'); save(request.body); }`,
    },
    {
      name: 'bytes that a constant takes before the parser for all routes',
      code: express({
        before: 'log',
        take: "const raw = express.raw({ type: '*/*' });\napp.use('/hooks', raw);\napp.use(express.json());\n",
      }),
    },
    {
      name: 'a parser for another path',
      code: express({ before: 'log', take: "app.use('/api', express.json());\n" }),
    },
    {
      name: 'a listener of Node that verifies',
      code: `${NODE}http.createServer(async (request, response) => { const body = await text(request); if (request.url.startsWith('/webhooks/klaviyo') && !verifySignature(body, request.headers)) return response.end(); save(body); });`,
    },
    {
      name: 'a listener of Node that gives the request to what may verify',
      code: `${NODE}import { take } from './take.js';\nhttp.createServer((request, response) => { if (request.url.startsWith('/webhooks/klaviyo')) take(request, response); });`,
    },
    {
      name: 'a listener of Node for another path',
      code: `${NODE}http.createServer(async (request, response) => { if (request.url.startsWith('/webhooks/shop')) save(await text(request)); }); // then to klaviyo`,
    },
    {
      name: 'a prefix in what is given no requests of a server',
      code: "export function middleware(request) { if (request.nextUrl.pathname.startsWith('/webhooks/klaviyo')) return NextResponse.next(); return login(request); }",
    },
    {
      name: 'the timestamp in an update of its own',
      code: express({ signed: "req.body).update(timestamp, 'utf8'" }),
    },
    { name: 'a template', code: express({ signed: '`${req.body}${timestamp}`' }) },
    {
      name: 'a wrong name beside the right one',
      code: express({ signature: "req.get('klaviyo-signature') ?? req.get('x-klaviyo-signature')" }),
    },
    {
      name: 'raw bytes that the parser keeps',
      code: express({
        before: 'parse',
        take: 'app.use(express.json({ verify: (req, _, bytes) => { req.rawBody = bytes; } }));\n',
        signed: 'req.rawBody + timestamp',
      }),
    },
    {
      name: 'a parser behind the route',
      code: `${express()}app.use(express.json());`,
    },
    { name: 'raw bytes of a code', code: express({ digest: '' }) },
    {
      name: 'a code in base64, and the signature too',
      code: express({
        digest: "'base64'",
        signature: "Buffer.from(req.get('klaviyo-signature'), 'hex').toString('base64')",
      }),
    },
    {
      name: 'a code in base64 for another vendor',
      code: "import { createHmac } from 'crypto';\nimport { Events } from 'klaviyo-api';\napp.post('/webhooks/orders', (req, res) => { const hmac = createHmac('sha256', process.env.SHOPIFY_SECRET).update(req.rawBody).digest('base64'); if (!timingSafeEqual(hmac, req.get('x-shopify-hmac-sha256'))) return res.sendStatus(401); Events.createEvent(eventOf(req.body)); });",
    },
    {
      name: 'a secret of Web Crypto from the environment',
      code: web('new TextEncoder().encode(process.env.KLAVIYO_WEBHOOK_SECRET)'),
    },
    {
      name: 'a secret of Web Crypto that a function is given',
      code: "export async function verifyKlaviyoSignature(secret, signature, body, timestamp) { const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']); return crypto.subtle.verify('HMAC', key, signature, body + timestamp); }",
    },
    {
      name: 'a secret without another',
      code: express({ secret: "process.env.KLAVIYO_WEBHOOK_SECRET ?? ''" }),
    },
    {
      name: 'a function that verifies for others',
      code: "import { createHmac, timingSafeEqual } from 'crypto';\nexport function verifyKlaviyoSignature(rawBody, timestamp, signature, secret) {\n  const expected = createHmac('sha256', secret).update(rawBody + timestamp).digest();\n  const given = Buffer.from(signature, 'hex');\n  return given.length === expected.length && timingSafeEqual(given, expected);\n}",
    },
    {
      name: 'a middleware that verifies',
      code: `app.post('/webhooks/klaviyo', express.raw(), verifyKlaviyo, (req, res) => { save(req.body); res.sendStatus(200); });`,
    },
    {
      name: 'a verification that another module gives',
      code: POST(
        '/webhooks/klaviyo',
        'if (!verifySignature(req.rawBody, req.headers)) return res.sendStatus(401); save(req.body);',
      ),
    },
    {
      name: 'bytes, and the body put together where there are none',
      code: express({ signed: '(req.rawBody ?? JSON.stringify(req.body)) + timestamp' }),
    },
    {
      name: 'a middleware for the path',
      code: `app.use('/webhooks', express.raw(), verifyKlaviyo);\n${POST('/webhooks/klaviyo', 'save(req.body); res.sendStatus(200);')}`,
    },
    {
      name: 'a hook of Fastify',
      code: `app.addHook('preHandler', checkSignature);\n${POST('/webhooks/klaviyo', 'save(req.body); res.sendStatus(200);')}`,
    },
    {
      name: 'the options of a route',
      code: `app.post('/webhooks/klaviyo', { preHandler: checkSignature }, async (req, reply) => { save(req.body); });`,
    },
    {
      name: 'a function of another file that is given the request',
      code: `import { open } from './envelope';\n${POST('/webhooks/klaviyo', 'const delivery = await open(req); if (!delivery) return res.sendStatus(401); save(delivery);')}`,
    },
    {
      name: 'a verification that throws',
      code: `import { createHmac, timingSafeEqual } from 'crypto';\nfunction verify(req) { const mine = createHmac('sha256', process.env.SECRET).update(req.body).update(req.get('klaviyo-timestamp')).digest(); if (isOld(req.get('klaviyo-timestamp')) || !timingSafeEqual(mine, Buffer.from(req.get('klaviyo-signature'), 'hex'))) throw new Error('forged'); return true; } // Date.now()\n${POST('/webhooks/klaviyo', 'verify(req); save(req.body);')}`.replace(
        'isOld(',
        'Date.now() > Date.parse(',
      ),
    },
    {
      name: 'a guard of Nest',
      code: "@Controller('webhooks')\nclass Hooks { @UseGuards(SignatureGuard) @Post('klaviyo-unsubscribed') take(@Body() body) { save(body); } }",
    },
    {
      name: 'a route of Nest that gives the request to a service',
      code: "@Controller('webhooks/klaviyo')\nclass Hooks { @Post() take(@Req() request, @Body() body) { return this.deliveries.take(request, body); } }",
    },
    {
      name: 'the webhook of a shop that sends an event to Klaviyo',
      code: `import { Events } from 'klaviyo-api';\n${POST('/webhooks/orders', 'await Events.createEvent(eventOf(req.body)); res.sendStatus(200);')}`,
    },
    {
      name: 'the webhook of another vendor with Klaviyo in its path',
      code: POST('/webhooks/shopify/klaviyo', 'await sync(req.body); res.sendStatus(200);'),
    },
    {
      name: 'a webhook with Klaviyo in its path that sends to Klaviyo',
      code: `import { Events } from 'klaviyo-api';\n${POST('/klaviyo/webhook', 'await Events.createEvent(eventOf(req.body)); res.sendStatus(200);')}`,
    },
    {
      name: 'a webhook with Klaviyo in its path that sends to Klaviyo what a database says',
      code: `import { Events } from 'klaviyo-api';\n${POST('/klaviyo/webhook', "if (req.body.type === 'INSERT' && req.body.table === 'profiles') await Events.createEvent(eventOf(req.body)); res.sendStatus(200);")}`,
    },
    {
      name: 'the events of another sender of mails',
      code: `import { Events } from 'klaviyo-api';\n${POST('/webhooks/resend', "if (req.body.type === 'email.opened') await Events.createEvent(eventOf(req.body)); res.sendStatus(200);")}`,
    },
    {
      name: 'what a router is given, in a file of its own',
      filename: 'routes/klaviyo-webhook.js',
      code: 'module.exports = async (req, res) => { await save(req.body); res.status(200).end(); };',
    },
    {
      name: 'what a module exports that is no route',
      filename: 'lib/klaviyo/webhook-events.js',
      code: 'module.exports = body => body.data.map(({ payload }) => payload);',
    },
    {
      name: 'the signature of another vendor, beside a call of Klaviyo',
      code: "import { createHmac } from 'crypto';\nimport { Events } from 'klaviyo-api';\napp.post('/webhooks/orders', (req, res) => { const hmac = createHmac('sha256', process.env.SHOPIFY_SECRET).update(JSON.stringify(req.body)).digest('base64'); if (hmac !== req.get('x-shopify-hmac-sha256')) return res.sendStatus(401); return Events.createEvent(eventOf(req.body)); });",
    },
    {
      name: 'a guard of a job',
      code: "import { Events } from 'klaviyo-api';\nexport async function GET(request) { if (request.headers.get('authorization') !== `Bearer ${process.env.CRON_SECRET}`) return refuse(); await Events.createEvent(body); } // webhook",
    },
    {
      name: "an endpoint of one's own that calls Klaviyo",
      code: POST('/api/klaviyo/subscribe', 'await subscribe(req.body.email); res.sendStatus(200); /* no webhook */'),
    },
    {
      name: 'a state of OAuth',
      code: "import { createHmac } from 'crypto';\nfunction verifyKlaviyoState(state, signature) { return createHmac('sha256', process.env.STATE_SECRET).update(state).digest('hex') === signature; }",
    },
    {
      name: 'a static secret of a flow, compared in constant time',
      code: `import { timingSafeEqual } from 'crypto';\n${POST('/webhooks/klaviyo', "if (!timingSafeEqual(hash(req.get('x-token')), hash(process.env.FLOW_TOKEN))) return res.sendStatus(401); save(req.body);")}`,
    },
    {
      name: 'a sender of deliveries',
      code: "import { createHmac } from 'crypto';\nexport const headersOf = (body, secret) => ({ 'Klaviyo-Signature': createHmac('sha256', secret).update(body).digest('hex') });",
    },
    {
      name: 'headers that may be sent across origins',
      code: "const headers = { 'Access-Control-Allow-Headers': 'content-type, x-klaviyo-signature' };",
    },
    { name: 'an https address', code: registration("endpointUrl: 'https://example.com/hooks'") },
    {
      name: 'a secret from the environment',
      code: registration('secretKey: process.env.KLAVIYO_WEBHOOK_SECRET'),
    },
    { name: 'an address of the environment', code: registration('endpointUrl: `${process.env.URL}/hooks`') },
    { name: 'topics that are registered', code: "const TOPICS = ['event:klaviyo.opened_email'];" },
    ...[
      ['src/pages/klaviyo/hooks/useSubscribe.ts', 'export default function useSubscribe(list) { return send(list); }'],
      ['src/api/klaviyo/hooks/useSubscribe.ts', 'export default function useSubscribe(list) { return send(list); }'],
      [
        'pages/settings/klaviyo/webhooks.js',
        'export default function Webhooks(properties) { return show(properties); }',
      ],
      ['app/routes/klaviyo.webhooks.jsx', 'export default function Webhooks(properties) { return show(properties); }'],
    ].map(([filename, code]) => ({ name: `no handler: ${filename}`, filename, code: code! })),
    { name: 'a test', filename: 'test/hooks.test.ts', code: express({ compare: 'expected !== signature' }) },
  ],
  invalid: [
    ...['headerOf', 'readHeader', 'firstHeader', 'headerValue', 'header'].map(name => ({
      name: `a header that '${name}' reads, and a comparison that proves nothing`,
      code: `function ${name}(headers, name) { return headers[name.toLowerCase()] ?? ''; }\nexport default async function take(req, res) { const given = ${name}(req.headers, 'Klaviyo-Signature'); if (given !== process.env.KLAVIYO_WEBHOOK_SECRET) return res.status(401).end(); await save(req.body); res.end(); }`,
      errors: one('unverified', 'export default «async function take(req, res) »{', { data: HEADERS }),
    })),
    {
      name: 'a header that a helper reads and Klaviyo does not send',
      code: express({
        signature: "readHeader(req, 'x-klaviyo-signature')",
        timestamp: "readHeader(req, 'klaviyo-timestamp')",
      }),
      errors: one('wrongHeader', "'x-klaviyo-signature'", {
        data: { name: 'x-klaviyo-signature', rightName: 'Klaviyo-Signature' },
        suggestions: [
          {
            messageId: 'useRightHeader',
            data: { rightName: 'Klaviyo-Signature' },
            output: express({
              signature: "readHeader(req, 'klaviyo-signature')",
              timestamp: "readHeader(req, 'klaviyo-timestamp')",
            }),
          },
        ],
      }),
    },
    {
      name: 'a path without verification',
      code: POST('/webhooks/klaviyo', 'await save(req.body); res.sendStatus(200);'),
      errors: one('unverified', '«async (req, res) => »{', { data: HEADERS }),
    },
    {
      name: 'the path of a file',
      filename: 'app/api/webhooks/klaviyo/route.ts',
      code: NEXT('const { data } = await request.json();\n  await save(data);\n  return new Response();'),
      errors: one('unverified', '«async function POST(request: Request) »{', { data: HEADERS }),
    },
    {
      name: 'the path of a file of CommonJS',
      filename: 'api/klaviyo-webhook.js',
      code: 'module.exports = async (req, res) => { await save(req.body); res.status(200).end(); };',
      errors: one('unverified', '«async (req, res) => »{', { data: HEADERS }),
    },
    {
      name: 'invented topics, and an answer to Klaviyo',
      code: `import { Events } from 'klaviyo-api';\n${POST('/webhooks/klaviyo', "if (req.body.type === 'profile.subscribed') await Events.createEvent(welcomeOf(req.body)); res.sendStatus(200);")}`,
      errors: one('unverified', '«async (req, res) => »{', { data: HEADERS }),
    },
    {
      name: 'invented topics in a function that it calls',
      filename: 'api/klaviyo-webhook.js',
      code: "const { Events } = require('klaviyo-api');\nmodule.exports = async (req, res) => { for (const event of req.body.data) await take(event); res.status(200).end(); };\nasync function take(event) { switch (event.type) { case 'list.subscribed': await Events.createEvent(welcomeOf(event)); } }",
      errors: one('unverified', '«async (req, res) => »{', { data: HEADERS }),
    },
    {
      name: 'a route of Nest',
      code: "@Controller('hooks')\nclass Hooks { @Post('klaviyo-unsubscribed') take(@Body() body) { save(body); } }",
      errors: one('unverified', 'take', { data: HEADERS }),
    },
    {
      name: 'a route of Nest that only gives the body to a service',
      code: "@Controller('webhooks/klaviyo')\nclass Hooks { @Post() take(@Body() body: Delivery) { return this.deliveries.save(body); } }",
      errors: one('unverified', 'take', { data: HEADERS }),
    },
    {
      name: 'a path that a worker compares',
      code: "export default { async fetch(request) { const { pathname } = new URL(request.url); if (pathname === '/webhooks/klaviyo') { save(await request.json()); return new Response(); } return missing(); } };",
      errors: one('unverified', "pathname === '/webhooks/klaviyo'", { data: HEADERS }),
    },
    ...[
      ['a listener of Node in its place', 'http.createServer(listener);', "request.url === '/webhooks/klaviyo'"],
      [
        'a listener of Node with a prefix',
        'http.createServer(listener);',
        "request.url.startsWith('/webhooks/klaviyo')",
      ],
      [
        'a listener of the event',
        "http.createServer().on('request', listener);",
        "request.url === '/webhooks/klaviyo'",
      ],
    ].map(([name = '', start, test = '']): InvalidCase<MessageId> => ({
      name,
      code: `${NODE}const listener = async (request, response) => { if (${test}) save(JSON.parse(await text(request))); response.end(); };\n${start}`,
      errors: one('unverified', test, { data: HEADERS }),
    })),
    {
      name: 'a listener of Node that chooses by the path',
      code: `${NODE}http.createServer((request, response) => { switch (request.url) { case '/webhooks/klaviyo': { let body = ''; request.on('data', part => (body += part)); request.on('end', () => { save(JSON.parse(body)); response.end(); }); } } });`,
      errors: one('unverified', "case «'/webhooks/klaviyo'»:", { data: HEADERS }),
    },
    {
      name: 'a listener of Node that decides by topics',
      code: `${NODE}http.createServer(async (request, response) => { const { data } = JSON.parse(await text(request)); if (data[0].topic === 'event:klaviyo.opened_email') save(data); response.end(); });`,
      errors: one('unverified', '«async (request, response) => »{', { data: HEADERS }),
    },
    {
      name: 'a listener of Node that reads the header and no more',
      code: `${NODE}http.createServer((request, response) => { console.log(request.headers['klaviyo-signature']); response.end(); });`,
      errors: one('unverified', '«(request, response) => »{', { data: HEADERS }),
    },
    {
      name: 'a handler that reads only the id',
      code: POST('/hooks', "save(req.get('klaviyo-webhook-id'), req.body);"),
      errors: one('unverified', '«async (req, res) => »{', { data: HEADERS }),
    },
    {
      name: 'a middleware for another path',
      code: `app.use('/webhooks/stripe', verifyStripe);\n${POST('/webhooks/klaviyo', 'save(req.body);')}`,
      errors: one('unverified', '«async (req, res) => »{', { data: HEADERS }),
    },
    {
      name: 'a verification whose result nobody uses',
      code: `import { createHmac, timingSafeEqual } from 'crypto';\nconst isGenuine = (body, signature) => timingSafeEqual(createHmac('sha256', process.env.SECRET).update(body + timestamp).digest(), signature);\n${POST('/hooks', "isGenuine(req.rawBody, req.get('klaviyo-signature')); save(Date.now() - Date.parse(timestamp));")}`,
      errors: one('ignoredResult', "isGenuine(req.rawBody, req.get('klaviyo-signature'))"),
    },
    {
      name: 'headers of no vendor, for topics of Klaviyo',
      code: POST(
        '/hooks',
        "if (!verifySignature(req.rawBody, req.get('webhook-signature'))) return; if (req.body.topic === 'event:klaviyo.opened_email') save(req.body);",
      ),
      errors: one('wrongHeader', "'webhook-signature'", {
        data: { name: 'webhook-signature', rightName: 'Klaviyo-Signature' },
        suggestions: [
          {
            messageId: 'useRightHeader',
            data: { rightName: 'Klaviyo-Signature' },
            output: POST(
              '/hooks',
              "if (!verifySignature(req.rawBody, req.get('klaviyo-signature'))) return; if (req.body.topic === 'event:klaviyo.opened_email') save(req.body);",
            ),
          },
        ],
      }),
    },
    {
      name: 'topics without verification',
      code: POST(
        '/hooks',
        "for (const { topic, payload } of req.body.data) if (topic === 'event:klaviyo.opened_email') save(payload);",
      ),
      errors: one('unverified', '«async (req, res) => »{', { data: HEADERS }),
    },
    {
      name: 'a signature that is only there',
      code: POST('/hooks', "if (!req.headers['klaviyo-signature']) return res.sendStatus(401); save(req.body);"),
      errors: one('unverified', '«async (req, res) => »{', { data: HEADERS }),
    },
    {
      name: 'a static secret',
      code: POST(
        '/webhooks/klaviyo',
        "if (req.headers['x-token'] !== process.env.FLOW_TOKEN) return res.sendStatus(401); save(req.body);",
      ),
      errors: one('staticSecret', "req.headers['x-token'] !== process.env.FLOW_TOKEN", { data: HEADERS }),
    },
    {
      name: 'a comparison in variable time',
      code: express({ compare: 'expected !== signature' }),
      errors: one('variableTime', 'expected !== signature', {
        suggestions: [
          { messageId: 'useTimingSafeEqual', output: express({ compare: `!${UNEQUAL}timingSafeEqual${SIDES}` }) },
        ],
      }),
    },
    {
      name: 'a comparison in variable time, with timingSafeEqual to import',
      code: express({ imports: "import { createHmac } from 'crypto';", compare: '!(expected === signature)' }),
      errors: one('variableTime', 'expected === signature', {
        suggestions: [
          {
            messageId: 'useTimingSafeEqual',
            output: express({
              imports: "import { createHmac, timingSafeEqual } from 'crypto';",
              compare: `!(${UNEQUAL}timingSafeEqual${SIDES})`,
            }),
          },
        ],
      }),
    },
    {
      name: 'a comparison of buffers in variable time',
      code: express({ compare: "!Buffer.from(expected).equals(Buffer.from(signature ?? ''))" }),
      errors: one('variableTime', "Buffer.from(expected).equals(Buffer.from(signature ?? ''))"),
    },
    {
      name: 'what another function signs',
      code: OTHERS,
      errors: one('variableTime', "mine === req.headers['klaviyo-signature']", {
        suggestions: [
          {
            messageId: 'useTimingSafeEqual',
            output: OTHERS.replace(
              "mine === req.headers['klaviyo-signature']",
              "(Buffer.from(String(mine)).length === Buffer.from(String(req.headers['klaviyo-signature'])).length && crypto.timingSafeEqual(Buffer.from(String(mine)), Buffer.from(String(req.headers['klaviyo-signature']))))",
            ),
          },
        ],
      }),
    },
    {
      name: 'a body that is put together again',
      code: express({ signed: 'JSON.stringify(req.body) + timestamp' }),
      errors: one('parsedBody', 'JSON.stringify(req.body)'),
    },
    {
      name: 'a body that is parsed for all routes',
      code: express({ before: 'log', take: 'app.use(express.json());\n' }),
      errors: one(
        'parsedBody',
        "createHmac('sha256', process.env.KLAVIYO_WEBHOOK_SECRET).update(«req.body» + timestamp)",
      ),
    },
    {
      name: 'a body that is parsed for the path',
      code: express({ before: 'log', take: "app.use('/hooks', express.json());\n" }),
      errors: one(
        'parsedBody',
        "createHmac('sha256', process.env.KLAVIYO_WEBHOOK_SECRET).update(«req.body» + timestamp)",
      ),
    },
    {
      name: 'a body that is parsed for all routes, and bytes for another path',
      code: express({ before: 'log', take: "app.use('/stripe', express.raw());\napp.use(express.json());\n" }),
      errors: one(
        'parsedBody',
        "createHmac('sha256', process.env.KLAVIYO_WEBHOOK_SECRET).update(«req.body» + timestamp)",
      ),
    },
    {
      name: 'a body that is put together again behind another condition',
      filename: 'app/api/webhooks/klaviyo/route.ts',
      code: NEXT(
        'const body = await request.json();\n  if (isOld(request) || !verifySignature(JSON.stringify(body), request.headers)) return refuse();\n  return save(body);',
      ),
      errors: one('parsedBody', 'JSON.stringify(body)'),
    },
    {
      name: 'bytes that are asked for behind the parser for all routes',
      code: express({ before: 'express.raw()', take: 'app.use(express.json());\n' }),
      errors: one(
        'parsedBody',
        "createHmac('sha256', process.env.KLAVIYO_WEBHOOK_SECRET).update(«req.body» + timestamp)",
      ),
    },
    {
      name: 'an endpoint of the pages router, known by its path alone',
      filename: 'pages/api/klaviyo/webhooks.ts',
      code: 'export default async function receive(request, response) {\n  await save(request.body);\n  response.end();\n}',
      errors: one('unverified', '«async function receive(request, response) »{', { data: HEADERS }),
    },
    {
      name: 'a body that is parsed and given to what verifies',
      filename: 'app/api/webhooks/klaviyo/route.ts',
      code: NEXT(
        'const body = await request.json();\n  if (!verifySignature(JSON.stringify(body), request.headers)) return refuse();\n  return save(body);',
      ),
      errors: one('parsedBody', 'JSON.stringify(body)'),
    },
    {
      name: 'an invented header',
      code: express({ signature: "req.get('X-Klaviyo-Signature')" }),
      errors: one('wrongHeader', "'X-Klaviyo-Signature'", {
        data: { name: 'X-Klaviyo-Signature', rightName: 'Klaviyo-Signature' },
        suggestions: [
          {
            messageId: 'useRightHeader',
            data: { rightName: 'Klaviyo-Signature' },
            output: express({ signature: "req.get('Klaviyo-Signature')" }),
          },
        ],
      }),
    },
    {
      name: 'a body that is signed alone',
      code: express({ signed: 'req.body' }),
      errors: one('unsignedTimestamp', '.update(«req.body»)', { data: HEADERS }),
    },
    {
      name: 'a timestamp before the body',
      code: express({ signed: '`${timestamp}.${req.body}`' }),
      errors: one('otherText', '`${timestamp}.${req.body}`', { data: HEADERS }),
    },
    {
      name: 'a timestamp that nothing compares',
      code: express({ fresh: '' }),
      errors: one('uncheckedTimestamp', "createHmac('sha256', process.env.KLAVIYO_WEBHOOK_SECRET)"),
    },
    {
      name: 'a written secret',
      code: express({ secret: "'not-so-secret-at-all'" }),
      errors: one('writtenSecret', "'not-so-secret-at-all'"),
    },
    ...Object.entries({
      "'not-so-secret-at-all'": web("new TextEncoder().encode('not-so-secret-at-all')"),
      "'not-so-secret-in-a-constant'": web('new TextEncoder().encode(«SECRET»)', {
        before: "const SECRET = 'not-so-secret-in-a-constant';",
      }),
      "'not-so-secret-in-bytes'": web('bytes', {
        make: "const encoder = new TextEncoder();\n  const bytes = encoder.encode('not-so-secret-in-bytes');",
      }),
    }).map(([secret, code]): InvalidCase<MessageId> => ({
      name: `a written secret of Web Crypto: ${secret}`,
      code: code.replaceAll(/[«»]/g, ''),
      errors: one('writtenSecret', code.includes('«') ? code : secret),
    })),
    {
      name: 'a written secret of Web Crypto, of the key that a function makes',
      code: web('', {
        before:
          "const keyOf = () => crypto.subtle.importKey('raw', Buffer.from('not-so-secret-at-all'), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);",
      }).replace(/crypto\.subtle\.importKey\('raw', , .*\]\);/, 'keyOf();'),
      errors: one('writtenSecret', "'not-so-secret-at-all'"),
    },
    { name: 'a code in base64', code: express({ digest: "'base64'" }), errors: one('otherEncoding', "'base64'") },
    { name: 'another hash', code: express().replace('sha256', 'sha1'), errors: one('otherEncoding', "'sha1'") },
    {
      name: 'a code of crypto-js in base64',
      code: express({ imports: "import CryptoJS from 'crypto-js';" }).replace(
        /createHmac\(.*\.digest\('hex'\)/,
        'CryptoJS.enc.Base64.stringify(CryptoJS.HmacSHA256(req.body + timestamp, process.env.KLAVIYO_WEBHOOK_SECRET))',
      ),
      errors: one(
        'otherEncoding',
        'CryptoJS.enc.Base64.stringify(CryptoJS.HmacSHA256(req.body + timestamp, process.env.KLAVIYO_WEBHOOK_SECRET))',
      ),
    },
    {
      name: 'a written secret where there is no other',
      code: express({ secret: "process.env.KLAVIYO_WEBHOOK_SECRET || 'not-so-secret-at-all'" }),
      errors: one('writtenSecret', "process.env.KLAVIYO_WEBHOOK_SECRET || 'not-so-secret-at-all'"),
    },
    {
      name: 'an http address given to the SDK',
      code: registration("endpointUrl: 'http://example.com/hooks'"),
      errors: one('insecureUrl', "'http://example.com/hooks'"),
    },
    {
      name: 'an http address that is sent raw',
      code: "await fetch('https://a.klaviyo.com/api/webhooks', { method: 'POST', headers, body: JSON.stringify({ data: { type: 'webhook', attributes: { endpoint_url: `http://${host}/hooks` } } }) });",
      errors: one('insecureUrl', '`http://${host}/hooks`'),
    },
    {
      name: 'a secret that is registered',
      code: registration("secretKey: 'not-so-secret-at-all'"),
      errors: one('writtenSecret', "'not-so-secret-at-all'"),
    },
  ],
});

describe('what stands in other files', () => {
  const VERIFY =
    "import crypto from 'crypto';\nexport function isGenuine(body, signature) {\n  return crypto.createHmac('sha256', process.env.HOOK_SECRET).update(body).digest('hex') === signature;\n}";

  async function linesIn(files: VirtualFiles): Promise<string[]> {
    const { findings } = await lintFiles(virtualReader(files), Object.keys(files), {
      root: '/checked',
      asOf: '2026-11-22',
      rules: { 'require-webhook-verification': rule },
    });
    return findings.map(({ path, line, message }) => `${path}:${line} ${message.split(' ').slice(0, 3).join(' ')}`);
  }

  /** What the rule of the plugin reports in a file alone. */
  function guardedIn(path: string, code: string): string[] {
    const config: Linter.Config = {
      files: ['**/*.ts', '**/*.js'],
      plugins: { klaviyo: plugin as unknown as ESLint.Plugin },
      rules: { 'klaviyo/require-webhook-verification': 'error' },
    };
    return new Linter().verify(code, [config], path).map(({ line, messageId }) => `${line} ${messageId}`);
  }

  test('a function that verifies is Klaviyo’s by its caller', async () => {
    const route =
      "import { isGenuine } from '../crypto';\nexport function POST(request) { if (!isGenuine(request.rawBody, request.headers.get('klaviyo-signature'))) return refuse(); }";
    const client = "export * from 'klaviyo-api';\nexport * from './crypto';";
    expect(await linesIn({ 'api/hook.ts': route, 'crypto.ts': `// klaviyo\n${VERIFY}`, 'klaviyo.ts': client })).toEqual(
      ['crypto.ts:4 This compares signatures', 'crypto.ts:4 This verifies the'],
    );
  });

  test('a handler of another file is reported where it is registered', async () => {
    const routes =
      "import { take } from './controller';\nrouter.post('/webhooks/klaviyo', take);\nrouter.post('/hooks', other); // KLAVIYO_WEBHOOK";
    const controller =
      "export const take = (req, res) => {\n\n\n  if (req.headers['x-token'] !== process.env.FLOW_TOKEN) return res.sendStatus(401);\n  save(req.body);\n};";
    expect(await linesIn({ 'routes.ts': routes, 'controller.ts': controller })).toEqual([
      'routes.ts:2 This compares a',
    ]);
  });

  const HANDLER = 'module.exports = async (req, res) => {\n  await save(req.body);\n  res.status(200).end();\n};\n';

  test.each([
    ["app.post('/webhooks/klaviyo', take);", ['app.js:2 This handler takes']],
    ["app.post('/webhooks/klaviyo', verifySignature, take);", []],
    ["app.post('/hooks/marketing', verifySignature, take); // klaviyo", []],
    ["app.post('/hooks/marketing', express.json(), take); // klaviyo", ['api/klaviyo-webhook.js:1 This handler takes']],
  ])('a handler in a file with such a path is judged once, where it is registered: %s', async (route, lines) => {
    const app = `const take = require('./api/klaviyo-webhook'); // KLAVIYO_WEBHOOK\n${route}\n`;
    expect(await linesIn({ 'app.js': app, 'api/klaviyo-webhook.js': HANDLER })).toEqual(lines);
  });

  const ROUTE =
    'export async function POST(request) {\n  await save(await request.json());\n  return new Response();\n}\n';

  test.each(['app/api/webhooks/klaviyo/route.ts', 'pages/api/klaviyo-webhook.js'])(
    'a file that says only by its path what it answers: %s',
    async path => {
      const code = path.startsWith('app') ? ROUTE : ROUTE.replace('async function POST', 'default async function');
      expect(await linesIn({ [path]: code })).toEqual([`${path}:1 This handler takes`]);
      expect(guardedIn(path, code)).toEqual(['1 unverified']);
    },
  );

  test.each([
    'app/api/webhooks/shop/route.ts',
    'lib/klaviyo-webhook.ts',
    'app/api/klaviyo/route.ts',
    'klaviyo-webhooks/app/routes/_index.ts',
  ])('one whose path says nothing of the kind: %s', async path => {
    expect(await linesIn({ [path]: ROUTE })).toEqual([]);
    expect(guardedIn(path, ROUTE)).toEqual([]);
  });

  test('the same function for another vendor is not', async () => {
    const route =
      "import { isGenuine } from '../crypto';\nexport function POST(request) { if (!isGenuine(request.rawBody, request.headers.get('x-other-signature'))) return refuse(); }";
    const client = "export * from 'klaviyo-api';\nexport * from './crypto';";
    expect(await linesIn({ 'api/hook.ts': route, 'crypto.ts': `// klaviyo\n${VERIFY}`, 'klaviyo.ts': client })).toEqual(
      [],
    );
  });
});
