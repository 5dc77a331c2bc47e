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

/** A plug-in of Fastify with a hook that verifies, and something beside it. */
function asHook(beside: string): string {
  return `import { createHmac, timingSafeEqual } from 'node:crypto';
function isSigned(req) {
  const timestamp = req.headers['x-cio-timestamp'];
  const hmac = createHmac('sha256', process.env.CIO_SIGNING_KEY);
  hmac.update(\`v0:\${timestamp}:\`);
  hmac.update(req.rawBody);
  return timingSafeEqual(hmac.digest(), Buffer.from(req.headers['x-cio-signature'], 'hex'));
}
export default async function (app) {
  app.addHook('preHandler', async (req, res) => { if (!isSigned(req)) return res.status(403).send(); });
  ${beside}
}`;
}

const MADE = "createHmac('sha256', process.env.CIO_SIGNING_KEY).update(`v0:${timestamp}:${req.body}`).digest('hex')";

/** A handler that compares what a case makes of the code. */
function prefixing(made: string, before = '', signature = "req.get('x-cio-signature')"): string {
  return `import { createHmac, timingSafeEqual } from 'node:crypto';
app.post('/webhooks/customerio', express.raw({ type: '*/*' }), (req, res) => {
  const timestamp = req.get('x-cio-timestamp');
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return res.sendStatus(401);
  ${before}
  const expected = Buffer.from(${made.replace('CODE', MADE)});
  const given = Buffer.from(${signature});
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return res.sendStatus(401);
  res.sendStatus(200);
});`;
}

/** A route whose verifier takes an object apart. */
function takingApart(signed: string, judge = ''): string {
  return `import { createHmac, timingSafeEqual } from 'node:crypto';
const textOf = (time, raw) => \`v0:\${time}:\${raw}\`;
const verify = ({ raw, signature, time = '' }) => {
  const key = process.env.CIO_SIGNING_KEY;
  if (!key) return process.env.NODE_ENV !== 'production';
  ${judge}
  const code = Buffer.from(createHmac('sha256', key).update(${signed}).digest('hex'));
  const given = Buffer.from(signature);
  return given.length === code.length && timingSafeEqual(code, given);
};
export async function POST(request) {
  const raw = await request.text();
  const signature = request.headers.get('x-cio-signature') || '';
  const timestamp = request.headers.get('x-cio-timestamp') || '';
  if (!verify({ raw, signature, time: timestamp })) return new Response(null, { status: 401 });
  await save(JSON.parse(raw));
  return new Response(null);
}`;
}

const RAW = "express.raw({ type: '*/*' })";

interface Parsing {
  /** What is registered before the route. */
  uses?: string;
  /** What the route runs before the handler. */
  before?: string;
  path?: string;
}

/** A handler that verifies a body, by what a case says of its parsing. */
function taking(body: string, { uses = '', before = 'limit', path = '/webhooks/customerio' }: Parsing = {}): string {
  return SDK(body)
    .replace("app.post('/webhooks/customerio'", `const app = express();\n${uses}\napp.post('${path}'`)
    .replace(RAW, before);
}

/** The same with an HMAC of its own. */
function signing(body: string, parsing?: Parsing): string {
  const own = handler(`\`v0:\${timestamp}:\${${body}}\``);
  const { uses = '', before = 'limit', path = '/webhooks/customerio' } = parsing ?? {};
  return own
    .replace("app.post('/webhooks/customerio'", `const app = express();\n${uses}\napp.post('${path}'`)
    .replace(RAW, before);
}

const WAYS = [
  ['the function of the SDK', taking],
  ['an HMAC of its own', signing],
] as const;

const KEEPS_BYTES = 'app.use(express.json({ verify: (req, res, buf) => { req.rawBody = buf; } }));';

const FALLBACK = 'req.rawBody ?? JSON.stringify(req.body)';
const NEXT = '(req, res, next) => next()';
const PARSES = 'app.use(express.json());\napp.listen(3000);';

/** What gets the bytes, or may. */
const BYTES: readonly (readonly [name: string, body: string, parsing?: Parsing])[] = [
  ['the bytes of the route', 'req.body', { before: RAW }],
  ['the bytes of the route as text', 'req.body.toString()', { before: RAW }],
  ['the bytes that the parser keeps', 'req.rawBody', { uses: KEEPS_BYTES }],
  ['a body that the parser may keep elsewhere', 'req.body', { uses: KEEPS_BYTES }],
  ['the bytes, or else what was parsed', 'req.rawBody ?? JSON.stringify(req.body)', { uses: KEEPS_BYTES }],
  ['the bytes, or else what was parsed, where nothing is known of the program', FALLBACK],
  [
    'the bytes, or else what was parsed, in a program that a platform starts',
    FALLBACK,
    { uses: 'app.use(express.json());\nexport const api = onRequest(app);', before: NEXT },
  ],
  [
    'the bytes that a middleware of the file keeps, or else what was parsed',
    FALLBACK,
    { uses: `app.use((req, res, next) => { req.rawBody = read(req); next(); });\n${PARSES}`, before: NEXT },
  ],
  [
    'the bytes that a middleware from elsewhere may keep, or else what was parsed',
    FALLBACK,
    { uses: `app.use(keepBytes);\n${PARSES}`, before: NEXT },
  ],
  ['the bytes that a guard of the route may keep, or else what was parsed', FALLBACK, { uses: PARSES }],
  [
    'the bytes that a parser keeps, or else what was parsed, in a program of its own',
    FALLBACK,
    { uses: `${KEEPS_BYTES}\napp.listen(3000);`, before: NEXT },
  ],
  [
    'the bytes that Cloud Functions give, or else what was parsed in a program on this machine',
    FALLBACK,
    {
      uses: `import { onRequest } from 'firebase-functions/v2/https';\n${PARSES}\nexport const api = onRequest(app);`,
      before: NEXT,
    },
  ],
  [
    'the bytes of another name, or else what was parsed',
    'req.bytes ?? JSON.stringify(req.body)',
    { uses: PARSES, before: NEXT },
  ],
  [
    'what was parsed only where it is no text',
    "typeof req.body === 'string' ? req.body : JSON.stringify(req.body)",
    { uses: 'app.use(express.json());' },
  ],
  [
    'what was parsed only where it is no buffer',
    'Buffer.isBuffer(req.body) ? req.body : Buffer.from(JSON.stringify(req.body))',
    { uses: 'app.use(express.json());' },
  ],
  ['a body that nothing here parses', 'req.body'],
  ['a parser behind the route', 'req.body', { before: 'take' }],
  [
    'bytes of the path, before the parser',
    'req.body',
    { uses: `app.use('/webhooks', ${RAW});\napp.use(express.json());` },
  ],
  [
    'bytes of the path that a constant takes',
    'req.body',
    { uses: `const raw = ${RAW};\napp.use('/webhooks/customerio', raw);\napp.use(express.json());` },
  ],
  [
    'a middleware of the path, before the parser',
    'req.body',
    { uses: "app.use('/webhooks/customerio', keepBytes);\napp.use(express.json());" },
  ],
  ['a parser of another path', 'req.body', { uses: "app.use('/api', express.json());" }],
  ['a parser of a path that is not known', 'req.body', { uses: 'app.use(prefix, express.json());' }],
  ['a parser of all paths but some', 'req.body', { uses: 'app.use(/^(?!\\/webhooks)/, express.json());' }],
  [
    'a parser that is chosen for each request',
    'req.body',
    { uses: 'app.use((req, res, next) => isHook(req) ? next() : express.json()(req, res, next));' },
  ],
  ['a parser for other types', 'req.body', { uses: "app.use(express.json({ type: 'application/vnd.api+json' }));" }],
  ['a parser with options that are not known', 'req.body', { uses: 'app.use(express.json(options));' }],
  ['a parser of forms', 'req.body', { uses: 'app.use(express.urlencoded());' }],
  [
    'a parser of another router',
    'req.body',
    { uses: "const api = express.Router();\napi.use('/webhooks', express.json());\napp.use('/v1', api);" },
  ],
];

/** What was parsed before, with the text that is reported. */
const PARSED: readonly (readonly [name: string, body: string, at: string, parsing?: Parsing])[] = [
  ['a body that is put together again', 'JSON.stringify(req.body)', 'JSON.stringify(req.body)'],
  [
    'a body that is put together again, though the bytes are kept',
    'JSON.stringify(req.body)',
    'JSON.stringify(req.body)',
    { uses: KEEPS_BYTES },
  ],
  ['a body that Express parses for all routes', 'req.body', '«req.body»', { uses: 'app.use(express.json());' }],
  ['a body that body-parser parses for all routes', 'req.body', '«req.body»', { uses: 'app.use(bodyParser.json());' }],
  ['a parser with a limit', 'req.body', '«req.body»', { uses: "app.use(express.json({ limit: '1mb' }));" }],
  ['a parsed body as text', 'req.body.toString()', '«req.body».toString()', { uses: 'app.use(express.json());' }],
  ['a body that the route parses', 'req.body', '«req.body»', { before: 'express.json()' }],
  ['a parser in a constant', 'req.body', '«req.body»', { uses: 'const parse = express.json();\napp.use(parse);' }],
  [
    'a parser of a package under another name',
    'req.body',
    '«req.body»',
    { uses: "import { json as parse } from 'body-parser';\napp.use(parse());" },
  ],
  ['a parser of the path', 'req.body', '«req.body»', { uses: "app.use('/webhooks', express.json());" }],
  [
    'bytes of another path',
    'req.body',
    '«req.body»',
    { uses: `app.use('/webhooks/stripe', ${RAW});\napp.use(express.json());` },
  ],
  [
    'bytes that are asked for behind the parser',
    'req.body',
    '«req.body»',
    { uses: 'app.use(express.json());', before: RAW },
  ],
  [
    'bytes that nothing keeps, or else what was parsed',
    FALLBACK,
    'JSON.stringify(req.body)',
    { uses: PARSES, before: NEXT },
  ],
  [
    'the same as a buffer, behind middlewares of packages',
    '(req.rawBody || Buffer.from(JSON.stringify(req.body))).toString()',
    'JSON.stringify(req.body)',
    {
      uses: "import helmet from 'helmet';\napp.use(helmet());\napp.use(express.json());\nhttp.createServer(app).listen(3000);",
      before: NEXT,
    },
  ],
  [
    'the same as text, by a condition',
    'req.rawBody ? req.rawBody : JSON.stringify(req.body)',
    'JSON.stringify(req.body)',
    { uses: 'app.listen(3000);', before: 'express.json()' },
  ],
];

/** An API route of Next.js that takes the bytes if they are there. */
function pageOfNext(config = ''): string {
  return `import { verifyRequestSignature } from 'customerio-node';
${config}
export default async function handler(req, res) {
  const timestamp = req.headers['x-cio-timestamp'];
  const body = ${FALLBACK};
  const isRight = verifyRequestSignature({ signingSecret: process.env.CIO_SIGNING_KEY, timestamp, signature: req.headers['x-cio-signature'], body });
  if (!isRight || Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return res.status(401).end();
  res.status(200).end();
}`;
}

/** The one place in a handler where the body is verified. */
function placeIn(code: string, at: string): string {
  const [line = ''] = code.split('\n').filter(each => /body: |\.update\(/.test(each));
  return /«/.test(at) ? line.trim().replace(at.replaceAll(/[«»]/g, ''), at) : at;
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
    ...WAYS.flatMap(([way, make]) =>
      BYTES.map(([name, body, parsing]): ValidCase => ({ name: `${way}: ${name}`, code: make(body, parsing) })),
    ),
    {
      name: 'a hook beside one that judges the age',
      code: asHook(
        "app.addHook('preHandler', async (req, res) => { if (Date.now() / 1000 - Number(req.headers['x-cio-timestamp']) > 300) return res.status(400).send(); });",
      ),
    },
    {
      name: 'a route of Next.js that parses nothing',
      filename: 'pages/api/webhooks/customerio.js',
      code: pageOfNext('export const config = { api: { bodyParser: false } };'),
    },
    {
      name: 'a function of another platform that takes the bytes if they are there',
      filename: 'functions/webhooks/customerio.js',
      code: pageOfNext(),
    },
    {
      name: 'a verifier that takes an object apart, and judges the age',
      code: takingApart('textOf(time, raw)', 'if (Math.abs(Date.now() / 1000 - Number(time)) > 300) return false;'),
    },
    {
      name: 'a code and a signature that are given the same prefix',
      code: prefixing('`v0=${CODE}`', '', "`v0=${req.get('x-cio-signature')}`"),
    },
    {
      name: 'a prefix that is given to a signature without one',
      code: prefixing(
        'digits',
        `const bare = ${MADE}; const given0 = req.get('x-cio-signature'); const digits = given0.startsWith('v0=') ? \`v0=\${bare}\` : bare;`,
      ),
    },
    {
      name: 'a code that is compared with and without a prefix',
      code: prefixing(
        'digits',
        `const digits = ${MADE}; if (safeEqual(\`sha256=\${digits}\`, given0)) return accept(req);`,
      ),
    },
    {
      name: 'a prefix that is only logged',
      code: prefixing('digits', `const digits = ${MADE}; console.log(\`expected \${digits}\`);`),
    },
    {
      name: 'a prefix that is not known',
      code: prefixing('`${version}${CODE}`'),
    },
    {
      name: 'nothing before the code',
      code: prefixing('`${CODE}`'),
    },
    {
      name: 'a comparison with the time in the object that is returned',
      code: route('return { status: Math.abs(Date.now() / 1000 - Number(timestamp)) < 300 ? 200 : 401 };'),
    },
    {
      name: 'an object that holds the time for a comparison',
      code: route('const limits = { now: Date.now() }; if (limits.now - timestamp * 1000 > 300000) return deny();'),
    },
    {
      name: 'a parser behind the route',
      code: `${taking('req.body')}\napp.use(express.json());`,
    },
    {
      name: 'a function that one of two routes gives bytes',
      code: `import { verifyRequestSignature } from 'customerio-node';
const isRight = (req) => isRecent(req) && verifyRequestSignature({ signingSecret: process.env.CIO_SIGNING_KEY, timestamp: req.get('x-cio-timestamp'), signature: req.get('x-cio-signature'), body: req.body });
app.post('/webhooks/customerio', express.json(), (req, res) => res.sendStatus(isRight(req) ? 200 : 401));
app.post('/webhooks/customerio/raw', ${RAW}, (req, res) => res.sendStatus(isRight(req) ? 200 : 401));`,
    },
    {
      name: 'a body that is put together again, and not verified',
      code: `${SDK('req.body')}\nlog(JSON.stringify(req.body));`,
    },
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
    ...WAYS.flatMap(([way, make]) =>
      PARSED.map(([name, body, at, parsing]) => {
        const code = make(body, parsing);
        return { name: `${way}: ${name}`, code, errors: [{ messageId: 'parsedBody', at: placeIn(code, at) }] };
      }),
    ),
    {
      name: 'what Next.js parsed, because no request of its has the bytes',
      filename: 'pages/api/webhooks/customerio.js',
      code: pageOfNext(),
      errors: [{ messageId: 'parsedBody', at: 'JSON.stringify(req.body)' }],
    },
    {
      name: 'a function that verifies what each of its routes parses',
      code: `import { verifyRequestSignature } from 'customerio-node';
const isRight = (req) => isRecent(req) && verifyRequestSignature({ signingSecret: process.env.CIO_SIGNING_KEY, timestamp: req.get('x-cio-timestamp'), signature: req.get('x-cio-signature'), body: req.body });
app.use(express.json());
app.post('/webhooks/customerio', (req, res) => res.sendStatus(isRight(req) ? 200 : 401));`,
      errors: [{ messageId: 'parsedBody', at: 'body: «req.body» });' }],
    },
    {
      name: 'a function that is given what is put together again',
      code: `import { verifyRequestSignature } from 'customerio-node';
const isRight = (body, timestamp, signature) => isRecent(timestamp) && verifyRequestSignature({ signingSecret: process.env.CIO_SIGNING_KEY, timestamp, signature, body });
app.post('/hooks', express.json(), (req, res) => res.sendStatus(isRight(JSON.stringify(req.body), req.get('x-cio-timestamp'), req.get('x-cio-signature')) ? 200 : 401));`,
      errors: [{ messageId: 'parsedBody', at: 'JSON.stringify(req.body)' }],
    },
    {
      name: 'a body that is put together again in a constant',
      code: taking('payload').replace(
        'const timestamp',
        'const payload = JSON.stringify(req.body);\n  const timestamp',
      ),
      errors: [{ messageId: 'parsedBody', at: 'JSON.stringify(req.body)' }],
    },
    {
      name: 'a body that is destructured, and put together again',
      code: taking('JSON.stringify(body)').replace('const timestamp', 'const { body } = req;\n  const timestamp'),
      errors: [{ messageId: 'parsedBody', at: 'JSON.stringify(body)' }],
    },
    {
      name: 'a route of Next.js that parses before it verifies',
      filename: 'app/api/webhooks/customerio/route.ts',
      code: `import { verifyRequestSignature } from 'customerio-node';
export async function POST(request: Request) {
  const body = await request.json();
  const timestamp = request.headers.get('x-cio-timestamp');
  const isRight = isRecent(timestamp) && verifyRequestSignature({ signingSecret: process.env.CIO_SIGNING_KEY, timestamp, signature: request.headers.get('x-cio-signature'), body: JSON.stringify(body) });
  return new Response(null, { status: isRight ? 200 : 401 });
}`,
      errors: [{ messageId: 'parsedBody', at: 'JSON.stringify(body)' }],
    },
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
      name: 'the time, which is in the object that is returned',
      code: route('return { status: 200, receivedAt: new Date().toISOString() };'),
      errors: UNCHECKED,
    },
    {
      name: 'the time, which is in an object that is answered in a list',
      code: route(
        'const item = { ...JSON.parse(body), meta: { at: new Date() } }; return { items: [toItems([item])] };',
      ),
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
      name: 'a hook for all routes, of which another takes the time',
      code: asHook(
        "app.post('/', async (req, res) => { await save({ ...req.body, expiresAt: Date.now() + 1000 }); res.send(); });",
      ),
      errors: [{ messageId: 'uncheckedTimestamp', at: "createHmac('sha256', process.env.CIO_SIGNING_KEY)" }],
    },
    {
      name: 'a hook for all routes, of which another takes the time in its options',
      code: asHook(
        "app.post('/', { handler: async (req, res) => { await save({ ...req.body, expiresAt: Date.now() + 1000 }); res.send(); } });",
      ),
      errors: [{ messageId: 'uncheckedTimestamp', at: "createHmac('sha256', process.env.CIO_SIGNING_KEY)" }],
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
      name: 'a verifier that takes an object apart, and nobody judges the age',
      code: takingApart('textOf(time, raw)'),
      errors: [{ messageId: 'uncheckedTimestamp', at: "createHmac('sha256', key)" }],
    },
    {
      name: 'a verifier that takes an object apart, and signs the body alone',
      code: takingApart('raw'),
      errors: [{ messageId: 'unsignedTimestamp', data: HEADERS, at: 'update(«raw»)' }],
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
    ...['`v0=${CODE}`', "'sha256=' + CODE"].map((made): InvalidCase<'otherEncoding'> => ({
      name: `a code with a prefix: ${made}`,
      code: prefixing(made),
      errors: [{ messageId: 'otherEncoding', at: made.replace('CODE', MADE) }],
    })),
    {
      name: 'a code with a prefix, in a constant',
      code: prefixing('`sha256=${digits}`', `const digits = ${MADE};`),
      errors: [{ messageId: 'otherEncoding', at: '`sha256=${digits}`' }],
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
