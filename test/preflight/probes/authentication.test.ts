import { expect, test } from 'vitest';
import authentication from '../../../src/preflight/probes/authentication.ts';
import type { Reply } from '../../../src/preflight/reply.ts';
import { answer, errorAnswer, fakeClient, runProbe } from '../../support/fake-client.ts';

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
    message: 'The key has quotation marks around it.',
    nextAction: 'Store it again.',
  });
});

test('too many calls leave the key unjudged', async () => {
  expect(await see(errorAnswer(429, 'throttled', 'x'))).toEqual({
    status: 'skipped',
    reason: 'Klaviyo answered 429 and never judged the key',
  });
});

test('a page of the network edge leaves the key unjudged, and urgent', async () => {
  expect(await see(answer({ status: 403, body: undefined }))).toMatchObject({ status: 'skipped', priority: 'P1' });
});
