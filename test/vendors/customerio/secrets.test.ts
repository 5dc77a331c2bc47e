import { describe, expect, test } from 'vitest';
import { rememberWritten } from '../../../src/project/keys/remember-written.ts';
import { isSecretVariable, mayHoldSecret } from '../../../src/vendors/customerio/secret-variable.ts';
import { usedLiterals } from '../../../src/vendors/customerio/written-secrets.ts';
import { maskSecrets } from '../../../src/vendors/secrets.ts';

const SHORT = ['q7', 'wk', '3m', 'zt'].join('');

describe('a literal that is used as a secret', () => {
  test.each([
    ['the key of a signature', `crypto.createHmac('sha256', '${SHORT}').update(body)`],
    ['an App key', `new APIClient("${SHORT}")`],
    ['a Track key', `new TrackClient(process.env.SITE_ID, '${SHORT}', { region })`],
    ['a token', `headers: { Authorization: 'Bearer ${SHORT}' }`],
    ['the token of a command', `curl -H "Authorization: Bearer ${SHORT}" https://api.customer.io/v1/campaigns`],
    ['the password of a command', `curl -u site:${SHORT} https://track.customer.io/api/v1/accounts/region`],
  ])('is found: %s', (_, code) => {
    expect(usedLiterals(code)).toEqual([SHORT]);
  });

  test.each([
    ['a variable', "crypto.createHmac('sha256', key)"],
    ['a placeholder of a template', 'crypto.createHmac(`sha256`, `${key}`)'],
    ['the site id', `new TrackClient('${SHORT}', process.env.CIO_TRACK_KEY)`],
    ['a variable of a shell', 'curl -u "site:$KEY" https://track.customer.io'],
    ['the name of an algorithm', "createHash('sha256').update('v0')"],
  ])('is not %s', (_, code) => {
    expect(usedLiterals(code)).toEqual([]);
  });

  test('is printed nowhere, however short it is, and a word is', () => {
    rememberWritten(`crypto.createHmac('sha256', '${SHORT}');\ncrypto.createHmac('sha256', 'customer');`);
    expect(maskSecrets(`the customer has '${SHORT}'`)).toBe("the customer has '…'");
    expect(maskSecrets(`in base64: ${btoa(SHORT)}`)).toBe('in base64: …');
  });
});

describe('what holds a secret for certain also may hold one', () => {
  test.each(['CIO_SIGNING_KEY', 'CUSTOMERIO_APP_KEY', 'CIO_PRIVATE_KEY', 'customerio.trackApiKey'])('%s', name => {
    expect([isSecretVariable(name), mayHoldSecret(name)]).toEqual([true, true]);
  });

  test('what may be a write key only may', () => {
    expect([isSecretVariable('CUSTOMERIO_API_KEY'), mayHoldSecret('CUSTOMERIO_API_KEY')]).toEqual([false, true]);
  });

  test.each([
    'CIO_SITE_ID',
    'CUSTOMERIO_WRITE_KEY',
    'CUSTOMERIO_APP_KEY_PREFIX',
    'CUSTOMERIO_APP_KEY_ID',
    'STRIPE_KEY',
  ])('%s does not', name => {
    expect([isSecretVariable(name), mayHoldSecret(name)]).toEqual([false, false]);
  });
});
