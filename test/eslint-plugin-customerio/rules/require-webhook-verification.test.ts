import rule from '../../../eslint-plugin-customerio/rules/require-webhook-verification.ts';
import { type InvalidCase, testRule, type ValidCase, withoutSuggestions } from '../../eslint-plugin/rule-tester.ts';

const HEADERS = { signature: 'X-CIO-Signature', timestamp: 'X-CIO-Timestamp' };

/** A handler that signs a text and compares it rightly. */
function handler(signed: string, { timestamp = 'x-cio-timestamp', encoding = "'hex'" } = {}): string {
  return `import { createHmac, timingSafeEqual } from 'node:crypto';
app.post('/webhooks/customerio', express.raw({ type: '*/*' }), (req, res) => {
  const timestamp = req.get('${timestamp}');
  const code = createHmac('sha256', process.env.CIO_SIGNING_KEY).update(${signed}).digest(${encoding});
  const given = Buffer.from(req.get('x-cio-signature') ?? '');
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return res.sendStatus(401);
  if (given.length !== code.length || !timingSafeEqual(Buffer.from(code), given)) return res.sendStatus(401);
  res.sendStatus(200);
});`;
}

const RIGHT = '`v0:${timestamp}:${req.body}`';

const SDK = (body: string): string => `import { verifyRequestSignature } from 'customerio-node';
app.post('/webhooks/customerio', express.raw({ type: '*/*' }), (req, res) => {
  const timestamp = req.get('x-cio-timestamp');
  const isRecent = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  const isRight = verifyRequestSignature({ signingSecret: process.env.CIO_SIGNING_KEY, timestamp, signature: req.get('x-cio-signature'), body: ${body} });
  if (!isRecent || !isRight) return res.sendStatus(401);
  res.sendStatus(200);
});`;

const SECRET = ['4f0c', '9b7d', '2e61', 'a853', 'd27c'].join('');
const ROUTE = 'export async function POST(request) { await save(await request.json()); return new Response(null); }';

/** A handler that verifies by the SDK, and does not look at the age. */
function bySdk(statement: (call: string) => string, secret = 'process.env.CIO_SIGNING_KEY'): string {
  return `import { verifyRequestSignature } from 'customerio-node';
app.post('/webhooks/customerio', express.raw({ type: '*/*' }), (req, res) => {
  ${statement(`verifyRequestSignature({ signingSecret: ${secret}, timestamp: req.get('x-cio-timestamp'), signature: req.get('x-cio-signature'), body: req.body })`)}
  res.sendStatus(200);
});`;
}

/** A route that verifies by a function of the file, and what else the two of them do. */
function route(statement: string, { inside = '', given = '' } = {}): string {
  return `import { createHmac, timingSafeEqual } from 'node:crypto';
function isSigned(body, timestamp, signature, now) {
  ${inside}
  const code = createHmac('sha256', process.env.CIO_SIGNING_KEY).update(\`v0:\${timestamp}:\${body}\`).digest();
  return timingSafeEqual(code, Buffer.from(signature, 'hex'));
}
export async function POST(request) {
  const timestamp = request.headers.get('x-cio-timestamp');
  const body = await request.text();
  if (!isSigned(body, timestamp, request.headers.get('x-cio-signature')${given})) return new Response(null, { status: 401 });
  ${statement}
  return new Response(null);
}`;
}

const UNCHECKED: InvalidCase<string>['errors'] = [
  { messageId: 'uncheckedTimestamp', at: "createHmac('sha256', process.env.CIO_SIGNING_KEY)" },
];

testRule(withoutSuggestions(rule), {
  valid: [
    { name: 'the time, which the function that verifies is given', code: route('', { given: ', Date.now()' }) },
    {
      name: 'the time, in an object for a function from elsewhere',
      code: route('if (!judge({ at: timestamp, to: Date.now() })) return new Response(null, { status: 401 });'),
    },
    {
      name: 'the time, which a variable carries to a comparison',
      code: route('', { inside: 'const t = Date.now() / 1000; if (t > Number(timestamp) + 300) return false;' }),
    },
    {
      name: 'the time by a library',
      code: route('', { inside: "if (moment.unix(timestamp).isBefore(moment().add(-5, 'minutes'))) return false;" }),
    },
    {
      name: 'a constant for the age',
      code: route('if (limit.exceeds(timestamp, MAX_AGE_SECONDS)) return new Response(null, { status: 401 });'),
    },
    {
      name: 'the time, which a function returns',
      code: route('const clock = () => Date.now(); if (tooLate(clock, timestamp)) return new Response(null);'),
    },
    { name: 'the function of the SDK', code: SDK('req.body') },
    { name: 'an HMAC of its own', code: handler(RIGHT) },
    {
      name: 'a handler of another vendor',
      code: "app.post('/webhooks/stripe', (req, res) => res.send()); // customer.io",
    },
    {
      name: 'the function of the SDK in a middleware that judges the age',
      code: `import { verifyRequestSignature } from 'customerio-node';
const verify = (req) => verifyRequestSignature({ signingSecret: process.env.CIO_SIGNING_KEY, timestamp: req.get('x-cio-timestamp'), signature: req.get('x-cio-signature'), body: req.rawBody });
app.post('/webhooks/customerio', (req, res) => { if (isStale(req) || !verify(req)) return res.sendStatus(401); save(req.body); res.sendStatus(200); });`,
    },
    {
      name: 'the function of the SDK where the headers are read elsewhere',
      code: `import { verifyRequestSignature } from 'customerio-node';
export const isRight = (timestamp, signature, body) => verifyRequestSignature({ signingSecret: process.env.CIO_SIGNING_KEY, timestamp, signature, body });`,
    },
    {
      name: 'a function of the same name of another package',
      code: `import { verifyRequestSignature } from '@slack/bolt';
export function check(req) { verifyRequestSignature({ signingSecret: '${SECRET}', headers: req.headers, signature: req.headers['x-slack-signature'] }); } // customer.io`,
    },
    {
      name: 'a route for another vendor, by where its file lies',
      filename: 'app/api/webhooks/stripe/route.js',
      code: ROUTE,
    },
    {
      name: 'a route that is no webhook',
      filename: 'app/api/customerio/preferences/route.js',
      code: ROUTE,
    },
    { name: 'a test', filename: 'webhook.test.ts', code: handler('req.body') },
  ] satisfies ValidCase[],
  invalid: [
    {
      name: 'the time, which is only stored',
      code: route('const until = addDays(new Date(), 7); await save({ body, until: until.toISOString() });'),
      errors: UNCHECKED,
    },
    {
      name: 'the time, which is only answered',
      code: route('return Response.json({ receivedAt: new Date().toISOString() });'),
      errors: UNCHECKED,
    },
    {
      name: 'the time of the event, which is only stored',
      code: route('const event = JSON.parse(body); await save({ at: new Date(event.timestamp * 1000) });'),
      errors: UNCHECKED,
    },
    {
      name: 'names that only end like an age',
      code: route("captureMessage(body.storage, { page: 'webhook', message: 'received' });"),
      errors: UNCHECKED,
    },
    {
      name: 'a handler that verifies nothing',
      code: "app.post('/webhooks/customer-io', (req, res) => { save(req.body); res.sendStatus(200); });",
      errors: [{ messageId: 'unverified', data: HEADERS, at: "app.post('/webhooks/customer-io', «(req, res) => »{" }],
    },
    {
      name: 'a look at the user agent',
      code: "app.post('/customerio-webhook', (req, res) => { if (req.get('user-agent').indexOf('Customer.io') < 0) return res.sendStatus(400); save(req.body); res.sendStatus(200); });",
      errors: [{ messageId: 'unverified', data: HEADERS, at: "'/customerio-webhook', «(req, res) => »{" }],
    },
    {
      name: 'a route that verifies nothing, by where its file lies',
      filename: 'app/api/webhooks/customerio/route.js',
      code: ROUTE,
      errors: [{ messageId: 'unverified', data: HEADERS, at: 'export «async function POST(request) »{' }],
    },
    {
      name: 'the function of the SDK, and no look at the age',
      code: bySdk(call => `if (!${call}) return res.sendStatus(401);`),
      errors: [
        {
          messageId: 'uncheckedTimestamp',
          at: "verifyRequestSignature({ signingSecret: process.env.CIO_SIGNING_KEY, timestamp: req.get('x-cio-timestamp'), signature: req.get('x-cio-signature'), body: req.body })",
        },
      ],
    },
    {
      name: 'the function of the SDK, and no look at its result',
      code: bySdk(call => `${call};`),
      errors: [
        {
          messageId: 'ignoredResult',
          at: "verifyRequestSignature({ signingSecret: process.env.CIO_SIGNING_KEY, timestamp: req.get('x-cio-timestamp'), signature: req.get('x-cio-signature'), body: req.body })",
        },
      ],
    },
    {
      name: 'a signing key in the source',
      code: bySdk(call => `if (!${call} || isStale(req)) return res.sendStatus(401);`, `'${SECRET}'`),
      errors: [{ messageId: 'writtenSecret', at: `signingSecret: «'${SECRET}'»` }],
    },
    {
      name: "Klaviyo's text",
      code: handler('`${req.body}${timestamp}`'),
      errors: [{ messageId: 'otherText', data: HEADERS, at: 'update(«`${req.body}${timestamp}`»)' }],
    },
    {
      name: 'no timestamp',
      code: handler('req.body'),
      errors: [{ messageId: 'unsignedTimestamp', data: HEADERS, at: 'update(«req.body»)' }],
    },
    {
      name: 'another encoding',
      code: handler(RIGHT, { encoding: "'base64'" }),
      errors: [{ messageId: 'otherEncoding', at: ".digest(«'base64'»)" }],
    },
    {
      name: 'a header of another name',
      code: handler(RIGHT, { timestamp: 'x-customerio-timestamp' }),
      errors: [
        {
          messageId: 'wrongHeader',
          data: { name: 'x-customerio-timestamp', rightName: 'X-CIO-Timestamp' },
          at: "«'x-customerio-timestamp'»",
        },
      ],
    },
    {
      name: 'a comparison in variable time',
      code: handler(RIGHT).replace(
        'given.length !== code.length || !timingSafeEqual(Buffer.from(code), given)',
        "code !== req.get('x-cio-signature')",
      ),
      errors: [{ messageId: 'variableTime', at: "code !== req.get('x-cio-signature')" }],
    },
  ] as InvalidCase<'unverified'>[],
});
