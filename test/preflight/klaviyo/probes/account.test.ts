import { describe, expect, test } from 'vitest';
import account from '../../../../src/preflight/klaviyo/probes/account.ts';
import type { Reply } from '../../../../src/preflight/reply.ts';
import { answer, errorAnswer, fakeClient, runProbe } from '../../../support/fake-client.ts';

const see = (reply: Reply) => runProbe(account, { klaviyo: fakeClient([reply]) });
const withAttributes = (attributes: unknown): Reply => answer({ body: { data: [{ type: 'account', attributes }] } });

test('an account is described by its time zone and currency', async () => {
  expect(await see(answer())).toEqual({
    status: 'passed',
    message: "The key belongs to the account 'AbC123', with time zone 'Europe/Berlin' and currency 'EUR'.",
  });
});

test('nothing else of an account is repeated', async () => {
  const attributes = {
    contact_information: { default_sender_email: 'sender@shop.example' },
    timezone: 'sender@shop.example',
    preferred_currency: 'sender@shop.example',
  };

  expect(await see(withAttributes(attributes))).toEqual({
    status: 'passed',
    message: "The key belongs to the account 'unknown', with time zone 'unknown' and currency 'unknown'.",
  });
});

test('an old name of a time zone is a time zone', async () => {
  expect(await see(withAttributes({ timezone: 'US/Eastern', preferred_currency: 'USD' }))).toMatchObject({
    message: expect.stringMatching(/time zone '(?:US\/Eastern|America\/New_York)' and currency 'USD'/),
  });
});

test('a test account', async () => {
  expect(await see(withAttributes({ test_account: true, timezone: 'UTC', preferred_currency: 'USD' }))).toEqual({
    status: 'failed',
    priority: 'P2',
    faultDomain: 'account',
    message: "The key belongs to a test account, 'unknown', with time zone 'UTC' and currency 'USD'.",
    nextAction: "Use the key of the production account, or say 'allow-test-account' where a test account is meant.",
  });
});

test('a key that may not read the account', async () => {
  expect(await see(errorAnswer(403, 'permission_denied', 'accounts:read'))).toEqual({
    status: 'skipped',
    reason: "the key lacks the scope 'accounts:read'",
    priority: 'P4',
    faultDomain: 'key',
    nextAction: "Create a key that also has 'accounts:read', and replace the stored one.",
  });
});

test.each([
  ['no account', answer({ body: { data: [] } })],
  ['an account without attributes', answer({ body: { data: [{ type: 'account' }] } })],
  ['something else than an account', answer({ body: { data: ['account'] } })],
])('%s', async (_, reply) => {
  expect(await see(reply)).toMatchObject({
    status: 'skipped',
    reason: 'the answer held no account',
    faultDomain: 'account',
  });
});

test('no good answer', async () => {
  expect(await see(errorAnswer(500, 'error', 'x'))).toEqual({
    status: 'skipped',
    reason: 'Klaviyo gave no answer to look at',
  });
});

describe('the expected account', () => {
  const expecting = (expectAccount: string, attributes = {}): Promise<unknown> =>
    runProbe(account, {
      klaviyo: fakeClient([answer({ body: { data: [{ type: 'account', id: 'AbC123', attributes }] } })]),
      targets: { expectAccount },
    });

  test('is the one of the key', async () => {
    expect(await expecting('AbC123')).toMatchObject({
      status: 'passed',
      message: expect.stringContaining("the expected account 'AbC123'"),
    });
  });

  test.each(['XyZ789', 'abc123'])('is another one: %s', async id => {
    expect(await expecting(id)).toMatchObject({
      status: 'failed',
      priority: 'P1',
      faultDomain: 'account',
      message: expect.stringContaining("another account than expected: 'AbC123'"),
    });
  });

  test('may be a test account no more than any other', async () => {
    expect(await expecting('AbC123', { test_account: true })).toMatchObject({ status: 'failed', priority: 'P2' });
  });
});

test('a test account that is meant', async () => {
  const klaviyo = fakeClient([withAttributes({ test_account: true })]);

  expect(await runProbe(account, { klaviyo, targets: { allowTestAccount: true } })).toMatchObject({
    status: 'passed',
    message: expect.stringContaining('as allowed'),
  });
});

test.each(['sender@shop.example', '::error::x', 'AbC12345', 7])(
  'an id that is no public key is not repeated: %s',
  async id => {
    const reply = answer({ body: { data: [{ id, attributes: {} }] } });

    expect(await see(reply)).toMatchObject({ message: expect.stringContaining("the account 'unknown'") });
  },
);
