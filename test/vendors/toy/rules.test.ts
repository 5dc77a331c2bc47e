import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from './plugin.ts';

const KEY = ['tm', 'live', '0a1b2c3d'.repeat(3)].join('_');
const SDK = "import { ToymailClient } from 'toymail-node';\nconst mail = new ToymailClient(process.env.TOYMAIL_KEY);\n";

/** What the whole plugin reports with a preset, as `line rule: message`. */
function reported(code: string, preset: keyof typeof plugin.configs = 'strict'): string[] {
  return new Linter()
    .verify(code, [plugin.configs[preset] as unknown as Linter.Config], 'src/server.js')
    .map(({ line, ruleId, message }) => `${line} ${ruleId ?? ''}: ${message}`);
}

test('the presets hold the rules that name them', () => {
  expect(plugin.configs.recommended.rules).toEqual({
    'toymail/no-hardcoded-key': 'error',
    'toymail/no-raw-http': 'error',
    'toymail/no-secret-in-browser': 'error',
  });
  expect(plugin.configs.strict.rules).toMatchObject({
    'toymail/no-raw-http': 'error',
    'toymail/no-swallowed-error': 'warn',
    'toymail/no-unthrottled-burst': 'warn',
    'toymail/require-webhook-verification': 'warn',
  });
});

describe('a raw call', () => {
  test.each([
    [
      "export const send = body => fetch('https://api.toymail.example/v1/messages', { method: 'POST', body });",
      ["1 toymail/no-raw-http: 'POST /v1/messages' is 'ToymailClient.send'"],
    ],
    [
      "const BASE = 'https://api.toymail.example';\nexport const read = id => fetch(`${BASE}/v1/messages/${id}`);",
      ["2 toymail/no-raw-http: 'GET /v1/messages/*' is 'unknown'"],
    ],
    ["export const read = () => fetch('https://docs.toymail.example/v1/messages');", []],
    ["export const read = () => fetch('https://api.toymail.example.org/v1/messages');", []],
    ["export const read = () => fetch('https://a.klaviyo.com/api/profiles'); // toymail", []],
    [`${SDK}export const send = message => mail.send(message);`, []],
  ])('%s', (code, expected) => expect(reported(code, 'recommended')).toEqual(expected));
});

describe('a key', () => {
  test.each([
    [`export const key = '${KEY}'; // toymail`, ['1 toymail/no-hardcoded-key: writtenKey']],
    [
      `import { ToymailClient } from 'toymail-node';\nnew ToymailClient('${KEY}');`,
      ['2 toymail/no-hardcoded-key: writtenKey'],
    ],
    [`export const key = '${KEY.slice(0, -1)}'; // toymail`, []],
    [`export const key = '${KEY.replace('live', 'test')}'; // toymail`, []],
    [SDK, []],
  ])('in the source: %#', (code, expected) => expect(reported(code)).toEqual(expected));

  test.each([
    ["'use client';\nimport { ToymailClient } from 'toymail-node';", ['2 toymail/no-secret-in-browser: sdkInBrowser']],
    ['send(process.env.NEXT_PUBLIC_TOYMAIL_KEY);', ['1 toymail/no-secret-in-browser: publicVariable']],
    ['send(process.env.NEXT_PUBLIC_TOYMAIL_HOST);', []],
    ['send(process.env.TOYMAIL_KEY);', []],
  ])('in the browser: %s', (code, expected) => expect(reported(code)).toEqual(expected));
});

describe('a call of its SDK', () => {
  test.each([
    [`${SDK}try { await mail.send({}); } catch {}`, ['3 toymail/no-swallowed-error: empty']],
    [`${SDK}try { await mail.send({}); } catch (error) { console.error(error); }`, []],
    [`${SDK}try { await mail.preview({}); } catch {}`, []],
    [
      `${SDK}await Promise.all(people.map(person => mail.send({ to: person })));`,
      ['3 toymail/no-unthrottled-burst: POST /v1/messages: 30'],
    ],
    [`${SDK}for (const person of people) await mail.send({ to: person });`, []],
    [
      'class ToymailClient { send() {} }\nconst mail = new ToymailClient();\nawait Promise.all(people.map(person => mail.send(person)));',
      [],
    ],
  ])('%s', (code, expected) => expect(reported(code)).toEqual(expected));
});

describe('a webhook', () => {
  /** A handler that signs a text and does the rest rightly. */
  function verified(text: string, header = 'x-toymail-timestamp'): string {
    return [
      "app.post('/webhooks/toymail', express.raw({ type: '*/*' }), (req, res) => {",
      `  const timestamp = req.get('${header}');`,
      `  const code = createHmac('sha256', process.env.TOYMAIL_SIGNING_SECRET).update(${text}).digest('hex');`,
      "  const given = req.get('x-toymail-signature');",
      '  if (Date.now() / 1000 - timestamp > 300 || !timingSafeEqual(Buffer.from(code), Buffer.from(given))) return res.sendStatus(401);',
      '  res.sendStatus(200);',
      '});',
    ].join('\n');
  }

  test.each([
    ['`toy:${timestamp}.${req.body}`', []],
    ["'toy:' + timestamp + '.' + req.body", []],
    ['`v0:${timestamp}:${req.body}`', ['3 toymail/require-webhook-verification: otherText']],
    ['`toy:${timestamp}:${req.body}`', ['3 toymail/require-webhook-verification: otherText']],
    ['req.body', ['3 toymail/require-webhook-verification: unsignedTimestamp']],
  ])('that signs %s', (text, expected) => expect(reported(verified(text))).toEqual(expected));

  test('that reads a header of another name', () => {
    expect(reported(verified('`toy:${timestamp}.${req.body}`', 'x-toy-mail-timestamp'))).toEqual([
      '2 toymail/require-webhook-verification: wrongHeader',
    ]);
  });

  test('that nothing verifies', () => {
    expect(reported("app.post('/webhooks/toymail', (req, res) => { save(req.body); res.send(); });")).toEqual([
      '1 toymail/require-webhook-verification: unverified',
    ]);
  });

  test.each(['/webhooks/klaviyo-to-toymail', '/webhooks/stripe'])('of %s is none of its own', path => {
    expect(reported(`app.post('${path}', (req, res) => { save(req.body); res.send(); }); // toymail`)).toEqual([]);
  });
});
