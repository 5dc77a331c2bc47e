import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { audit } from '../src/audit/audit.ts';
import { runCli } from '../src/cli/run-cli.ts';
import { type Files, temporaryRepository } from './project/temporary-folder.ts';

/** Letters and digits that differ by a seed, as the vendor makes them. */
function fake(seed: number, length: number): string {
  let state = seed * 7919 + 17;
  return Array.from({ length }, (_, at) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return at % 3 === 2 ? String(state % 10) : String.fromCodePoint(97 + (state % 26));
  }).join('');
}

const SITE = fake(1, 20);
const TRACK = fake(2, 20);
const APP = fake(3, 32);
const SENT = fake(4, 20);
const SIGNING = fake(5, 64);
const ENVIRONMENT = fake(6, 32);
const STORED = fake(7, 32);
const TOKEN = ['sa', 'live', fake(8, 40)].join('_');
const BEARER = fake(10, 32);
const PASSWORD = fake(11, 20);
const ASSIGNED = fake(12, 32);
const SECRETS = {
  ...{ TRACK, APP, SENT, SIGNING, ENVIRONMENT, STORED, BEARER, PASSWORD, ASSIGNED },
  TOKEN: TOKEN.slice(8),
};
const BASIC = Buffer.from(`${SITE}:${SENT}`).toString('base64');

const FILES: Files = {
  'package.json': JSON.stringify({ dependencies: { 'customerio-node': `^5.2.0-${APP}`, [`a-${TRACK}`]: TOKEN } }),
  'track.mjs': `import { TrackClient, APIClient } from 'customerio-node';
export const track = new TrackClient('${SITE}', '${TRACK}'); export const api = new APIClient('${APP}');
export const token = '${TOKEN}';
const CUSTOMERIO_WEBHOOK_SIGNING_KEY = '${SIGNING}';
await fetch('https://track.customer.io/api/v1/customers/${TRACK}', { method: 'PUT', headers: { Authorization: 'Basic ${BASIC}' } });
await fetch('https://api.customer.io/v1/${APP}/${TOKEN}/${ENVIRONMENT}', { headers: { Authorization: 'Bearer ${APP}' } });
`,
  [`src/${TRACK}-${TOKEN}.mjs`]: `await fetch('https://a.klaviyo.com/api/${APP}', { headers: { revision: '${TRACK}' } }); // customer.io ${SIGNING}\n`,
  'silenced.mjs': `import { APIClient } from 'customerio-node';
// eslint-disable-next-line customerio/explicit-region -- ${APP} ${TOKEN}
export const client = new APIClient(process.env.CIO_APP_KEY);
`,
  'send.sh': `# sent to customer.io by ${BEARER}
curl --oauth2-bearer ${BEARER} https://api.customer.io/v1/campaigns
wget --password=${PASSWORD} https://track.customer.io/api/v1/customers/1
CIO_APP_KEY=${ASSIGNED} ./send
`,
  'broken.ts': `import { APIClient } from 'customerio-node'; new APIClient('${APP}'; ${TOKEN}`,
  '.env': `CUSTOMERIO_APP_API_KEY=${STORED}\nANY=${TOKEN}\n`,
  [`${STORED}/package.json`]: '{ "dependencies": { "customerio-node": "*" } }',
};

/** Any eight characters in a row, plain or behind base64, are more than may leave. */
function leaked(output: string): string[] {
  const decoded = (output.match(/[A-Za-z0-9+/_-]{12,}/g) ?? []).flatMap(run =>
    [0, 1, 2, 3].map(at => Buffer.from(run.slice(at), 'base64').toString('latin1')),
  );
  const texts = [output, ...decoded];
  return Object.entries(SECRETS).flatMap(([name, secret]) =>
    Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8))
      .filter(piece => texts.some(text => text.includes(piece)))
      .map(piece => `${name} ${piece}`),
  );
}

async function cli(root: string, args: string[]): Promise<{ code: number; output: string }> {
  let output = '';
  const add = (text: string): void => void (output += text);
  const code = await runCli(args, {
    workingFolder: root,
    environment: { PATH: process.env['PATH'], CUSTOMERIO_APP_API_KEY: ENVIRONMENT, FORCE_COLOR: '1' },
    now: new Date('2026-11-20T00:00:00Z'),
    writeOut: async text => add(text),
    writeError: add,
  });
  return { code, output };
}

test.each(['text', 'json', 'sarif', 'markdown', 'gitlab', 'junit', 'github'])(
  'no report of a check as %s holds a key',
  async format => {
    const { code, output } = await cli(temporaryRepository(FILES), ['check', '--format', format]);
    expect(code).toBe(1);
    expect(output).toContain('customerio/no-hardcoded-key');
    expect(leaked(output)).toEqual([]);
  },
);

test.each(['text', 'json', 'markdown', 'html'])('no checklist as %s holds a key', async format => {
  const { code, output } = await cli(temporaryRepository(FILES), ['checklist', '--format', format]);
  expect(code).toBe(1);
  expect(leaked(output)).toEqual([]);
});

test('no patch, no baseline and no error holds a key', async () => {
  const root = temporaryRepository(FILES);
  for (const args of [
    ['fix', '--format', 'patch'],
    ['fix', '--format', 'json'],
    ['baseline', '--add'],
    ['check', ENVIRONMENT],
    ['check', '--format', TOKEN],
    ['rollout-plan'],
    [TOKEN],
  ])
    expect([args[0], leaked((await cli(root, args)).output)]).toEqual([args[0], []]);
  const baseline = join(root, 'klaviyo-lint-baseline.json');
  expect(existsSync(baseline) ? leaked(readFileSync(baseline, 'utf8')) : []).toEqual([]);
});

test('no code of a file is shown that puts a key together', async () => {
  const key = fake(9, 20);
  const root = temporaryRepository({
    'a.mjs': `import { TrackClient } from 'customerio-node';\nconst key = '${key.slice(0, 10)}' + '${key.slice(10)}';\nexport const track = new TrackClient('${SITE}', key);\n`,
  });
  const { findings } = await audit({ root, asOf: '2026-11-20', failOn: 'error', snippets: true });
  expect(findings.map(({ ruleId }) => ruleId)).toContain('customerio/no-hardcoded-key');
  expect(findings.filter(({ snippet }) => snippet !== undefined)).toEqual([]);
});
