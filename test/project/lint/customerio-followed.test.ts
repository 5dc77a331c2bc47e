import { describe, expect, test } from 'vitest';
import { everywhere, type RuleSettings } from '../../../src/project/discovery/rule-settings.ts';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

const SETTINGS: RuleSettings = {
  'klaviyo/require-webhook-verification': { level: 'error' },
  'customerio/require-webhook-verification': { level: 'error' },
  'customerio/require-message-data': { options: { templates: { receipt: ['total'] } } },
};

async function foundIn(files: VirtualFiles): Promise<string[]> {
  const { findings, skipped } = await lintFiles(virtualReader(files), Object.keys(files), {
    root: '/checked',
    asOf: '2026-11-20',
    settings: everywhere(SETTINGS),
  });
  expect(skipped).toEqual([]);
  return findings.map(({ ruleId, path, line, column }) => `${path}:${line}:${column} ${ruleId}`).sort();
}

const KEY = ['4f0c', '9b7d', '2e61', 'a853', 'd27c'].join('');
const TOKEN = ['sa_', 'live_', KEY].join('');
const USED: VirtualFiles = { 'package.json': '{ "dependencies": { "customerio-node": "5.2.0" } }' };

/** A helper that names no vendor. @param signed what it signs */
function helper(signed: string): string {
  return `import { createHmac, timingSafeEqual } from 'node:crypto';
export function isGenuine(body: string, timestamp: string, signature: string, secret: string) {
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  const code = createHmac('sha256', secret).update(${signed}).digest('hex');
  return code.length === signature.length && timingSafeEqual(Buffer.from(code), Buffer.from(signature));
}
`;
}

/** @param prefix of the names of the vendor's headers */
function handler(prefix: string): string {
  return `import { isGenuine } from './genuine';
export async function POST(request: Request) {
  const body = await request.text();
  const given = [request.headers.get('${prefix}-timestamp'), request.headers.get('${prefix}-signature')];
  if (!isGenuine(body, given[0], given[1], process.env.HOOK_SECRET)) return new Response(null, { status: 401 });
  return new Response();
}
`;
}

const CUSTOMERIO = '`v0:${timestamp}:${body}`';
const KLAVIYO = '`${body}${timestamp}`';

describe('what verifies for handlers in other files is judged by their vendor', () => {
  test.each<[string, VirtualFiles, string[]]>([
    [
      "the scheme of Customer.io for Klaviyo's deliveries",
      { 'src/genuine.ts': helper(CUSTOMERIO), 'src/hook.ts': handler('klaviyo') },
      ['src/genuine.ts:4:52 klaviyo/require-webhook-verification'],
    ],
    [
      "the scheme of Klaviyo for Customer.io's",
      { 'src/genuine.ts': helper(KLAVIYO), 'src/hook.ts': handler('x-cio') },
      ['src/genuine.ts:4:52 customerio/require-webhook-verification'],
    ],
    [
      'one scheme for both',
      { 'src/genuine.ts': helper(CUSTOMERIO), 'src/a.ts': handler('klaviyo'), 'src/b.ts': handler('x-cio') },
      ['src/genuine.ts:4:52 klaviyo/require-webhook-verification'],
    ],
    ['the right scheme of Klaviyo', { 'src/genuine.ts': helper(KLAVIYO), 'src/hook.ts': handler('klaviyo') }, []],
    ['the right scheme of Customer.io', { 'src/genuine.ts': helper(CUSTOMERIO), 'src/hook.ts': handler('x-cio') }, []],
    [
      'another function of the file, which verifies for somebody else',
      {
        'src/genuine.ts':
          helper(KLAVIYO) +
          helper(CUSTOMERIO)
            .replace(/^import.*\n/, '')
            .replace('isGenuine', 'isGenuineOfOther'),
        'src/hook.ts': handler('klaviyo'),
      },
      [],
    ],
    [
      'a helper that only signs sessions',
      {
        'src/genuine.ts': `${helper(CUSTOMERIO)}export const sign = (id: string) => createHmac('sha1', 'a').update(id).digest('base64');\n`,
        'src/hook.ts': handler('x-cio'),
      },
      [],
    ],
  ])('%s', async (_, files, places) => {
    expect(await foundIn(files)).toEqual(places);
  });
});

describe('a file without a name of the vendor is followed', () => {
  test('to a client that another file exports again', async () => {
    expect(
      await foundIn({
        'src/sdk.ts': "export { PipelinesClient, RegionUS } from 'customerio-node';\n",
        'src/a.ts':
          "import { PipelinesClient, RegionUS } from './sdk';\nexport const pipe = new PipelinesClient(process.env.KEY, { region: RegionUS });\n",
        'src/b.ts':
          "import { PipelinesClient } from 'somewhere';\nexport const pipe = new PipelinesClient(process.env.KEY, {});\n",
      }),
    ).toEqual(['src/a.ts:2:21 customerio/prefer-strict-mode']);
  });

  test('to what it gives a function that sends', async () => {
    const send = `import { APIClient, RegionUS, SendEmailRequest } from 'customerio-node';
const client = new APIClient(process.env.CIO_APP_KEY, { region: RegionUS });
export const send = (template: string, data: object) =>
  client.sendEmail(new SendEmailRequest({ to: 'a@b.example', identifiers: { id: '1' }, transactional_message_id: template, message_data: data }));
`;
    expect(
      await foundIn({
        'src/send.ts': send,
        'src/a.ts': "import { send } from './send';\nexport const receipt = () => send('receipt', { name: 'Ada' });\n",
        'src/b.ts': "import { send } from './send';\nexport const receipt = () => send('receipt', { total: 3 });\n",
      }),
    ).toEqual(['src/a.ts:2:46 customerio/require-message-data']);
  });
});

describe('a key is found', () => {
  test.each<[string, VirtualFiles, string]>([
    [
      'the token of a service account, in code that names nothing else',
      { 'src/a.ts': `export const token = '${TOKEN}';\n` },
      'src/a.ts:1:22',
    ],
    [
      'an App key in the services of Compose',
      { 'compose.yml': `services:\n  web:\n    environment:\n      - CUSTOMERIO_APP_KEY=${KEY}\n` },
      'compose.yml:4:28',
    ],
    [
      'a Track key in the variables of a pipeline',
      { '.gitlab-ci.yml': `variables:\n  CIO_TRACK_API_KEY: ${KEY}\n` },
      '.gitlab-ci.yml:2:22',
    ],
  ])('%s', async (_, files, place) => {
    expect(await foundIn({ ...USED, ...files })).toEqual([`${place} customerio/no-hardcoded-key`]);
  });

  test('and what a variable refers to is none', async () => {
    expect(
      await foundIn({
        ...USED,
        'compose.yml':
          'services:\n  web:\n    environment:\n      - CUSTOMERIO_APP_KEY=${CUSTOMERIO_APP_KEY}\n      - CUSTOMERIO_SITE_ID=' +
          `${KEY}\n`,
        'src/a.ts': "export const hint = 'Tokens begin with sa_live_';\n",
      }),
    ).toEqual([]);
  });
});

describe('a call to a host that is written in pieces is found', () => {
  test.each<[string, string, string]>([
    [
      'of Klaviyo',
      "const host = 'a.kla' + 'viyo.com';\nexport const send = () => fetch(`https://${host}/api/lists`, { headers: { revision: '2026-07-15' } });\n",
      'src/a.ts:2:27 klaviyo/no-raw-http',
    ],
    [
      'of Klaviyo, with the code of a letter',
      "export const send = () => fetch('https://a.\\x6blaviyo.com/api/lists', { headers: { revision: '2026-07-15' } });\n",
      'src/a.ts:1:27 klaviyo/no-raw-http',
    ],
    [
      'of Customer.io',
      "const host = 'track' + '.customer' + '.io';\nexport const send = () => fetch(`https://${host}/api/v1/customers/1`, { method: 'DELETE' });\n",
      'src/a.ts:2:27 customerio/no-raw-http',
    ],
  ])('%s', async (_, text, place) => {
    expect(await foundIn({ ...USED, 'src/a.ts': text })).toEqual([place]);
  });
});
