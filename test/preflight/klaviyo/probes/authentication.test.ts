import { describe, expect, test } from 'vitest';
import authentication from '../../../../src/preflight/klaviyo/probes/authentication.ts';
import type { Reply } from '../../../../src/preflight/reply.ts';
import { answer, errorAnswer, fakeClient, runProbe } from '../../../support/fake-client.ts';

const see = (reply: Reply) => runProbe(authentication, { klaviyo: fakeClient([reply]) });

test('a key that reads the account', async () => {
  expect(await see(answer())).toEqual({ status: 'passed', message: 'Klaviyo accepted the private key.' });
});

test('a key without the scope works all the same', async () => {
  expect(await see(errorAnswer(403, 'permission_denied', 'accounts:read'))).toEqual({
    status: 'passed',
    message: "Klaviyo accepted the private key. The key lacks the scope 'accounts:read'.",
  });
});

test('a key that is refused', async () => {
  expect(await see(errorAnswer(401, 'authentication_failed', 'x'))).toMatchObject({ status: 'failed', priority: 'P1' });
});

test('a key that was not sent', async () => {
  const problem = { fact: 'the key has quotation marks around it', nextAction: 'Store it again.' };

  expect(await see({ kind: 'not-sent', problem })).toEqual({
    status: 'failed',
    priority: 'P1',
    faultDomain: 'key',
    message: 'The key has quotation marks around it.',
    nextAction: 'Store it again.',
  });
});

test('too many calls leave the key unjudged', async () => {
  expect(await see(errorAnswer(429, 'throttled', 'x'))).toEqual({
    status: 'skipped',
    reason: 'Klaviyo answered 429 and never judged the key',
    faultDomain: 'traffic',
  });
});

test('a page of the network edge leaves the key unjudged, and urgent', async () => {
  expect(await see(answer({ status: 403, body: undefined }))).toMatchObject({ status: 'skipped', priority: 'P1' });
});

describe('the clock of this machine', () => {
  const at = (date: string): Promise<unknown> =>
    runProbe(authentication, {
      klaviyo: fakeClient([answer({ headers: { date } })]),
      now: new Date('2026-11-20T12:00:00Z'),
    });

  test.each([
    ['five minutes behind', 'Fri, 20 Nov 2026 12:05:00 GMT'],
    ['that cannot be read', 'tomorrow'],
  ])('%s is let be', async (_, date) => {
    expect(await at(date)).toEqual({ status: 'passed', message: 'Klaviyo accepted the private key.' });
  });

  test.each([
    ['behind', 'Fri, 20 Nov 2026 12:05:01 GMT', '301 s behind'],
    ['ahead', 'Fri, 20 Nov 2026 11:00:00 GMT', '3600 s ahead of'],
  ])('%s by more', async (_, date, far) => {
    expect(await at(date)).toMatchObject({
      status: 'warned',
      priority: 'P3',
      faultDomain: 'network',
      message: `Klaviyo accepted the private key. The clock of this machine is ${far} that of Klaviyo.`,
    });
  });
});

describe('what is reported of each refusal', () => {
  test.each([
    ['401', errorAnswer(401, 'authentication_failed', 'x'), 'failed', 'key', /refused the private key with 401/],
    ['403 that names no scope', errorAnswer(403, 'closed', 'x'), 'failed', 'key', /refused access with 403/],
    ['403 as a page', answer({ status: 403, body: undefined }), 'skipped', 'network', /never judged the key/],
    ['503', answer({ status: 503, body: undefined }), 'skipped', 'vendor', /answered 503/],
    ['no name', { kind: 'no-answer', cause: 'dns' }, 'skipped', 'network', /could not be resolved/],
  ] satisfies [string, Reply, string, string, RegExp][])('%s', async (_, reply, status, faultDomain, text) => {
    const outcome = await see(reply);

    expect(outcome).toMatchObject({ status, faultDomain, priority: 'P1', nextAction: expect.stringMatching(/\.$/) });
    expect('message' in outcome ? outcome.message : 'reason' in outcome ? outcome.reason : '').toMatch(text);
  });
});
