import { describe, expect, test } from 'vitest';
import { publicVariableFindings } from '../../../src/project/keys/public-variables.ts';
import { everywhere } from '../../../src/project/discovery/rule-settings.ts';
import { fakeKey } from '../../fake-keys.ts';

function places(path: string, text: string): string[] {
  const found = publicVariableFindings(() => Buffer.from(text), [path], everywhere({}));
  return found.map(({ line, column, endLine, endColumn }) => `${line}:${column}-${endLine}:${endColumn}`);
}

describe('a private key is published', () => {
  test.each([
    ['by a build argument', 'Dockerfile', 'FROM node\nARG NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY\n', '2:5-2:36'],
    ['by an environment of an image', 'web.dockerfile', 'ENV A=1 VITE_KLAVIYO=$KLAVIYO_PRIVATE_KEY\n', '1:9-1:21'],
    ['by one in the old form', 'Dockerfile', 'ENV VITE_KLAVIYO_SECRET $KEY\n', '1:5-1:24'],
    [
      'by a secret of a workflow',
      '.github/workflows/ci.yml',
      'env:\n  NEXT_PUBLIC_KLAVIYO_KEY: ${{ secrets.KLAVIYO_PRIVATE_KEY }}\n',
      '2:3-2:26',
    ],
    [
      'by a command of a workflow',
      '.github/workflows/ci.yml',
      'steps:\n  - run: REACT_APP_KLAVIYO_PRIVATE_KEY="$KEY" npm run build\n',
      '2:10-2:39',
    ],
    ['by vercel.json', 'vercel.json', '{ "env": { "NEXT_PUBLIC_KLAVIYO": "@klaviyo-private-key" } }', '1:13-1:32'],
    [
      'by the build of vercel.json',
      'vercel.json',
      '{\n "build": { "env": {\n  "VITE_KLAVIYO_PRIVATE_KEY": "@klaviyo"\n} } }',
      '3:4-3:28',
    ],
    [
      'by netlify.toml',
      'netlify.toml',
      '[build.environment]\n  GATSBY_KLAVIYO_PRIVATE_API_KEY = "set in the settings"\n',
      '2:3-2:33',
    ],
    [
      'by a list of names and values',
      'render.yaml',
      'envVars:\n  - key: VITE_KLAVIYO\n    value: $KLAVIYO_PRIVATE_KEY\n',
      '2:10-2:22',
    ],
    [
      'by a list of a composition',
      'docker-compose.yml',
      'environment:\n  - NUXT_PUBLIC_KLAVIYO_SECRET_KEY\n',
      '2:5-2:35',
    ],
    ['by a pipeline', '.gitlab-ci.yml', 'variables:\n  PUBLIC_KLAVIYO_PRIVATE_KEY: $KEY\n', '2:3-2:29'],
    [
      'by a script of a package',
      'package.json',
      '{"scripts":{"build":"VITE_K=$KLAVIYO_PRIVATE_KEY vite"}}',
      '1:22-1:28',
    ],
    ['by a Makefile', 'Makefile', 'export EXPO_PUBLIC_KLAVIYO_PRIVATE_KEY := $(KEY)\n', '1:8-1:39'],
    ['by a shell', 'build.sh', 'export NEXT_PUBLIC_K="$KLAVIYO_PRIVATE_KEY"\n', '1:8-1:21'],
    ['as it is', 'app.yaml', `a:\n  VITE_KLAVIYO: ${fakeKey()}\n`, '2:3-2:15'],
  ])('%s', (_, path, text, place) => {
    expect(places(path, text)).toEqual([place]);
  });
});

test.each([
  ['by a build argument', 'Dockerfile', 'FROM node\nARG NEXT_PUBLIC_CUSTOMERIO_APP_KEY\n', '2:5-2:35'],
  ['by an env file', '.env.example', 'A=1\nVITE_CUSTOMER_IO_TRACK_API_KEY=\n', '2:1-2:31'],
  [
    'by a secret of a workflow',
    '.github/workflows/ci.yml',
    'env:\n  NEXT_PUBLIC_KEY: ${{ secrets.CUSTOMERIO_APP_API_KEY }}\n',
    '2:3-2:18',
  ],
  ['as it is', 'app.yaml', `VITE_TOKEN: sa_live_${'4f9c1b7e'.repeat(4)}\n`, '1:1-1:11'],
])('a secret key of Customer.io is published %s', (_, path, text, place) => {
  const found = publicVariableFindings(() => Buffer.from(text), [path], everywhere({}));

  expect(places(path, text)).toEqual([place]);
  expect(found).toMatchObject([
    {
      ruleId: 'customerio/no-secret-in-browser',
      severity: 'error',
      helpUrl: expect.stringMatching(/docs\/rules\/customerio\/no-secret-in-browser\.md$/) as string,
    },
  ]);
});

describe('a public variable without a value is reported for its name', () => {
  const SECRET =
    "' is named as a secret key, and bundlers write the value of such a variable into the browser's code. Rename it without the public prefix, read it on the server only, and replace a key that it ever held.";

  test.each([
    ['in an example', '.env.example', 'VITE_CUSTOMERIO_APP_KEY=\n'],
    ['behind spaces', '.env.example', 'export VITE_CUSTOMERIO_APP_KEY = \r\n'],
    ['in quotation marks, with a comment', '.env.example', 'VITE_CUSTOMERIO_APP_KEY="" # from the settings\n'],
    ['with a comment', '.env', 'VITE_CUSTOMERIO_APP_KEY= # from the settings\n'],
    ['as a build argument', 'Dockerfile', 'ARG VITE_CUSTOMERIO_APP_KEY\n'],
  ])('%s', (_, path, text) => {
    const found = publicVariableFindings(() => Buffer.from(text), [path], everywhere({}));
    expect(found).toMatchObject([{ severity: 'error', message: `'VITE_CUSTOMERIO_APP_KEY${SECRET}` }]);
  });

  test('of Klaviyo', () => {
    const found = publicVariableFindings(
      () => Buffer.from('VITE_KLAVIYO_PRIVATE_KEY=\n'),
      ['.env.example'],
      everywhere({}),
    );
    expect(found).toMatchObject([
      {
        message:
          "'VITE_KLAVIYO_PRIVATE_KEY' is named as a private key, and bundlers write the value of such a variable into the browser's code. Rename it without the public prefix, read it on the server only, and revoke a key that it ever held.",
      },
    ]);
  });

  test.each([
    ['a key', '.env', `VITE_CUSTOMERIO_APP_KEY=${'4f9c1b7e'.repeat(4)}\n`],
    ['a key behind a hash', '.env', `VITE_CUSTOMERIO_APP_KEY="#${'4f9c1b7e'.repeat(4)}"\n`],
    ['a reference', 'Dockerfile', 'ENV VITE_CUSTOMERIO_APP_KEY=$CUSTOMERIO_APP_KEY\n'],
  ])('and one with %s for what it holds', (_, path, text) => {
    const found = publicVariableFindings(() => Buffer.from(text), [path], everywhere({}));
    expect(found).toMatchObject([{ message: expect.stringContaining('is a secret key in a variable') as string }]);
  });
});

test.each([
  ['the site id', '.env', 'NEXT_PUBLIC_CUSTOMERIO_SITE_ID=4f9c1b7e4f9c1b7e4f9c\n'],
  ['the write key', 'Dockerfile', 'ARG VITE_CUSTOMERIO_WRITE_KEY\n'],
  ['a key of either kind', '.env', 'NEXT_PUBLIC_CUSTOMERIO_API_KEY=\n'],
  ['a switch', '.env', 'NEXT_PUBLIC_CUSTOMERIO_APP_KEY_ENABLED=true\nVITE_CUSTOMERIO_SECRET=false\n'],
  ['a short name', '.env', 'NEXT_PUBLIC_CIO_APP_KEY=\n'],
  ['a variable of the server', 'Dockerfile', 'ENV CUSTOMERIO_APP_KEY=$CUSTOMERIO_APP_KEY\n'],
])('what Customer.io lets be public, or may, is not reported: %s', (_, path, text) => {
  expect(places(path, text)).toEqual([]);
});

test('the rules of both vendors are switched off each by itself', () => {
  const text = Buffer.from('ARG VITE_KLAVIYO_PRIVATE_KEY\nARG VITE_CUSTOMERIO_APP_KEY\n');
  const rulesWithout = (id: string): string[] =>
    publicVariableFindings(() => text, ['Dockerfile'], everywhere({ [id]: { level: 'off' } })).map(
      ({ ruleId }) => ruleId,
    );

  expect(rulesWithout('klaviyo/no-private-key-in-browser')).toEqual(['customerio/no-secret-in-browser']);
  expect(rulesWithout('customerio/no-secret-in-browser')).toEqual(['klaviyo/no-private-key-in-browser']);
});

describe('nothing is published', () => {
  test.each([
    [
      'by a variable of the server',
      'Dockerfile',
      'ARG KLAVIYO_PRIVATE_KEY\nENV KLAVIYO_PRIVATE_KEY=$KLAVIYO_PRIVATE_KEY\n',
    ],
    ['beside a public one', 'Dockerfile', 'ENV NEXT_PUBLIC_SITE=$SITE KLAVIYO_PRIVATE_KEY=$KEY\n'],
    ['in a comment', 'ci.yml', '# NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY: a\na: b # VITE_KLAVIYO_SECRET=a\n'],
    [
      'where it is only read',
      'build.sh',
      'test -n "$NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY"\necho ${VITE_KLAVIYO_SECRET:-none}\n',
    ],
    ['by the public key', 'vercel.json', '{ "env": { "NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY": "AbC123" } }'],
    ['by a company', 'netlify.toml', 'NEXT_PUBLIC_KLAVIYO_COMPANY_ID = "$KLAVIYO_COMPANY_ID"\n'],
    [
      'by a switch',
      'ci.yml',
      "env:\n  VITE_HAS_KLAVIYO: ${{ secrets.KLAVIYO_PRIVATE_KEY != '' }}\n  VITE_KLAVIYO_PRIVATE: 'true'\n",
    ],
    ['in prose', 'README.md', 'Never set NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY=…\n'],
    ['by the name of a secret', 'app.json', '{ "VITE_SECRET_NAME": "KLAVIYO_PRIVATE_KEY" }'],
    [
      'by the secret of somebody else',
      'ci.yml',
      'env:\n  NEXT_PUBLIC_KLAVIYO_ID: 1\n  NEXT_PUBLIC_STRIPE_SECRET: $STRIPE\n',
    ],
    ['in a condition', 'ci.yml', "if: env.VITE_KLAVIYO_PRIVATE_KEY == ''\n"],
  ])('%s', (_, path, text) => {
    expect(places(path, text)).toEqual([]);
  });

  test('where the rule is off', () => {
    const text = Buffer.from('ARG VITE_KLAVIYO_PRIVATE_KEY\n');
    const settings = everywhere({ 'klaviyo/no-private-key-in-browser': { level: 'off' } });
    expect(publicVariableFindings(() => text, ['Dockerfile'], settings)).toEqual([]);
  });
});
