import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import { isEnvFile, readEnvFile } from '../../../src/project/manifests/env-file.ts';
import { fakeKey, fakeNewKey } from '../../fake-keys.ts';
import { temporaryFolder, temporaryRepository } from '../temporary-folder.ts';

const KEY = fakeKey();
const RANDOM = `${KEY.slice(3, 15)}Zq${KEY.slice(15, 25)}`;

test.each([
  '.env',
  'a/.env',
  '.env.local',
  '.env.production',
  '.env.development.local',
  'prod.env',
  '.envrc',
  '.dev.vars',
  '.ENV',
])('%s is an env file', path => {
  expect(isEnvFile(path)).toBe(true);
});

test.each([
  '.env.example',
  '.env.sample',
  '.env.template',
  'example.env',
  '.env.local.example',
  '.env.dist',
  '.env.defaults',
  'env.ts',
  'environment',
  '.environment',
  'env/readme.md',
])('%s is none', path => {
  expect(isEnvFile(path)).toBe(false);
});

describe('a real secret', () => {
  test.each([
    ['a key', `KLAVIYO_PRIVATE_KEY=${KEY}`],
    ['a key of the newer shape under any name', `TOKEN = "${fakeNewKey()}" # mine`],
    ['an exported key', `export KLAVIYO_API_KEY='${KEY}'`],
    ['a key in a longer value', `KLAVIYO_HEADER="Klaviyo-API-Key ${KEY}"`],
    ['the secret of a webhook', `KLAVIYO_WEBHOOK_SECRET=${RANDOM}`],
    ['the secret of an app', `KLAVIYO_CLIENT_SECRET="${RANDOM}"`],
  ])('is %s', (_, line) => {
    const { secrets } = readEnvFile('.env', `A=1\n${line}\n`);
    expect(secrets).toMatchObject([
      { name: /(\w+) ?=/.exec(line)?.[1], at: { path: '.env', line: 2, endColumn: line.length + 1 } },
    ]);
  });

  test.each([
    ['a public key', 'NEXT_PUBLIC_KLAVIYO_COMPANY_ID=AbC123'],
    ['nothing', 'KLAVIYO_PRIVATE_KEY='],
    ['nothing, and a comment', 'KLAVIYO_PRIVATE_KEY= # from the settings'],
    ['a placeholder', `KLAVIYO_PRIVATE_KEY=pk_${'x'.repeat(34)}`],
    ['words', 'KLAVIYO_PRIVATE_KEY=your-private-key-1-here'],
    ['words with digits', 'KLAVIYO_WEBHOOK_SECRET=local-development-secret-1'],
    ['a short one', 'KLAVIYO_WEBHOOK_SECRET=a1b2'],
    ['a reference to another', 'KLAVIYO_WEBHOOK_SECRET=${WEBHOOK_SECRET_9f3a}'],
    ['a reference to a vault', 'KLAVIYO_WEBHOOK_SECRET=op://vault1/item2/field3'],
    ['what is encrypted', `KLAVIYO_WEBHOOK_SECRET="encrypted:${RANDOM}"`],
    ['the secret of somebody else', `STRIPE_WEBHOOK_SECRET=${RANDOM}`],
    ['an address', 'KLAVIYO_TOKEN_URL=https://a.klaviyo.com/oauth/token'],
  ])('is not %s', (_, line) => {
    expect(readEnvFile('.env', `${line}\n`).secrets).toEqual([]);
  });
});

describe('of a repository', () => {
  const told = async (root: string): Promise<unknown[]> => {
    const { findings } = await audit({ root, asOf: '2026-11-20', failOn: 'error' });
    return findings.filter(({ ruleId }) => ruleId.startsWith('check/')).map(({ path, severity }) => [path, severity]);
  };
  const line = `KLAVIYO_WEBHOOK_SECRET=${RANDOM}\n`;

  test('a file that git tracks is an error, whatever is ignored', async () => {
    expect(await told(temporaryRepository({ 'api/.env': line, '.gitignore': '.env\n' }))).toEqual([
      ['api/.env', 'error'],
    ]);
  });

  test('a file that git would track is a warning', async () => {
    const root = temporaryRepository({ 'a.js': '' });
    writeFileSync(join(root, '.env.local'), line);
    expect(await told(root)).toEqual([['.env.local', 'warning']]);
  });

  test('a file that git ignores is nothing', async () => {
    const root = temporaryRepository({ '.gitignore': '.env*\n' });
    writeFileSync(join(root, '.env'), line);
    expect(await told(root)).toEqual([]);
  });

  test('without git, a .gitignore does not count', async () => {
    expect(await told(temporaryFolder({ '.env': line }))).toEqual([['.env', 'warning']]);
    expect(await told(temporaryFolder({ '.env': line, '.gitignore': '.env\n' }))).toEqual([['.env', 'warning']]);
  });
});
