import { describe, expect, test } from 'vitest';
import klaviyo from '../../src/checks/committed-env-file.ts';
import check from '../../src/checks/customerio-committed-env-file.ts';
import { checkFiles } from '../check-files.ts';
import { fakeKey } from '../fake-keys.ts';

/** Put together so that no scanner stops at it. */
const RANDOM = fakeKey().slice(3, 23);
const found = async (line: string): Promise<string[]> =>
  (await checkFiles(check, { '.env': `A=1\n${line}\n` })).map(({ message }) => message);

test('a secret is reported at its value, and never repeated', async () => {
  expect(await checkFiles(check, { '.env': `CUSTOMERIO_TRACK_API_KEY=${RANDOM}\n` })).toEqual([
    {
      message:
        "This env file holds the real value of 'CUSTOMERIO_TRACK_API_KEY', and no '.gitignore' covers it. Add it to '.gitignore' before somebody commits it.",
      at: { path: '.env', line: 1, column: 26, endLine: 1, endColumn: 46 },
      severity: 'warning',
    },
  ]);
});

describe('a secret is known by the name of its variable', () => {
  test.each([
    'CUSTOMERIO_API_KEY',
    'CUSTOMER_IO_API_KEY',
    'CUSTOMER_IO_APPLICATION_API_KEY',
    'CUSTOMERIO_TRANSACTIONAL_API_KEY',
    'CUSTOMERIO_APP_KEY',
    'CUSTOMERIO_TRACKING_API_KEY',
    'CUSTOMERIO_APIKEY',
    'CUSTOMER_IO_TOKEN',
    'CUSTOMERIO_WEBHOOK_SIGNING_KEY',
    'MY_CUSTOMERIO_SECRET',
    'CIO_TRACK_API_KEY',
    'CIO_APP_KEY',
    'CIO_APP_API_KEY',
    'CIO_API_KEY',
    'CIO_WEBHOOK_SECRET',
    'CIO_REPORTING_WEBHOOK_SECRET',
  ])('%s', async name => {
    expect(await found(`${name}="${RANDOM}"`)).toHaveLength(1);
  });

  test('or, of a service account, by its beginning', async () => {
    expect(await found(`TOKEN=${['sa', 'live', RANDOM].join('_')}`)).toHaveLength(1);
  });
});

describe('silent', () => {
  test.each([
    ['the site id', `CUSTOMERIO_SITE_ID=${RANDOM}`],
    ['the site id in one word', `CUSTOMERIO_SITEID=${RANDOM}`],
    ['the write key', `CIO_PIPELINES_WRITE_KEY=${RANDOM}`],
    ['the write key of the browser', `NEXT_PUBLIC_CUSTOMERIO_WRITE_KEY=${RANDOM}`],
    ['the key of a data pipeline', `CUSTOMERIO_CDP_API_KEY=${RANDOM}`],
    ['what a browser gets', `NEXT_PUBLIC_CUSTOMERIO_API_KEY=${RANDOM}`],
    ['a message', `CUSTOMERIO_WELCOME_MESSAGE_KEY=${RANDOM}`],
    ['a region', 'CUSTOMERIO_REGION=eu'],
    ['nothing', 'CUSTOMERIO_API_KEY='],
    ['a placeholder', 'CUSTOMERIO_API_KEY=your-track-api-key-1'],
    ['crosses', `CUSTOMERIO_API_KEY=${'x'.repeat(20)}`],
    ['a reference', 'CUSTOMERIO_API_KEY=${TRACK_KEY_9f3ab27c}'],
    ['a vault', 'CUSTOMERIO_API_KEY=op://vault1/item2/field3'],
    ['another variable with these letters', `SPECIOUS_API_KEY=${RANDOM}`],
    ['a customer of somebody else', `CUSTOMER_IONIC_API_KEY=${RANDOM}`],
    ['an id that identifies people', `CIO_IDENTIFIER_KEY=${RANDOM}`],
    ['a beginning alone', `TOKEN=${['sa', 'live', ''].join('_')}`],
    ['the secret of another vendor', `KLAVIYO_WEBHOOK_SECRET=${RANDOM}`],
  ])('%s', async (_, line) => {
    expect(await found(line)).toEqual([]);
  });

  test('in an example', async () => {
    expect(await checkFiles(check, { '.env.example': `CUSTOMERIO_API_KEY=${RANDOM}\n` })).toEqual([]);
  });
});

test('each vendor has its own finding', async () => {
  const files = { '.env': `CUSTOMERIO_API_KEY=${RANDOM}\nKLAVIYO_WEBHOOK_SECRET=${RANDOM}\n` };
  expect(await checkFiles(check, files)).toMatchObject([{ at: { line: 1 } }]);
  expect(await checkFiles(klaviyo, files)).toMatchObject([{ at: { line: 2 } }]);
});
