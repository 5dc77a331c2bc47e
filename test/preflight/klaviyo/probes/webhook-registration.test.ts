import { describe, expect, test } from 'vitest';
import registration from '../../../../src/preflight/klaviyo/probes/webhook-registration.ts';
import type { ProbeOutcome } from '../../../../src/preflight/define-probe.ts';
import type { Targets } from '../../../../src/preflight/klaviyo/targets.ts';
import type { KlaviyoClient } from '../../../../src/preflight/klaviyo/client.ts';
import type { Reply } from '../../../../src/preflight/reply.ts';
import { answer, contextWith, errorAnswer, fakeClient, runProbe } from '../../../support/fake-client.ts';

const hook = (endpoint_url: unknown, enabled = true): object => ({
  type: 'webhook',
  attributes: { endpoint_url, enabled },
});
const listed = (...data: object[]): Reply => answer({ body: { data } });
const OWN: Targets = { webhookUrl: 'https://shop.example/hooks/klaviyo?token=t' };

function client(webhooks: Reply): KlaviyoClient {
  const read = async (scope: string): Promise<Reply> =>
    scope === 'webhooks:read' ? webhooks : answer({ body: { data: [] } });
  return fakeClient([answer()], undefined, { read });
}
const see = (webhooks: Reply, targets: Targets = OWN): Promise<ProbeOutcome> =>
  runProbe(registration, { klaviyo: client(webhooks), targets });

test('the endpoint is registered and enabled', async () => {
  expect(await see(listed(hook('https://shop.example'), hook('https://other.example', false)))).toEqual({
    status: 'passed',
    message: 'A webhook that is registered at Klaviyo points at the endpoint, and is enabled.',
  });
});

test.each([
  ['it is disabled', [hook('https://shop.example', false)], 'failed', 'P2', /'shop\.example' is disabled at Klaviyo/],
  [
    'one of two is disabled',
    [hook('https://shop.example/a'), hook('https://shop.example/b', false)],
    'warned',
    'P3',
    /One of the 2/,
  ],
  ['it has http:', [hook('http://shop.example')], 'failed', 'P2', /with http: and not https/],
  ['it points elsewhere', [hook('https://old.example/x?secret=1')], 'warned', 'P2', /elsewhere: 'old\.example'\.$/],
  ['it is cut off in the middle of the host', [hook('https://')], 'warned', 'P2', /elsewhere: '…'\.$/],
  ['there is none', [], 'warned', 'P3', /No webhook is registered/],
] satisfies [string, object[], string, string, RegExp][])('%s', async (_, webhooks, status, priority, message) => {
  expect(await see(listed(...webhooks))).toMatchObject({
    status,
    priority,
    faultDomain: 'app',
    message: expect.stringMatching(message),
    nextAction: expect.stringMatching(/\.$/),
  });
});

test('an endpoint on this machine cannot be registered, so that is not urgent', async () => {
  expect(await see(listed(hook('https://old.example')), { webhookUrl: 'http://127.0.0.1:3000/hook' })).toMatchObject({
    status: 'warned',
    priority: 'P4',
  });
});

describe('without the address of the endpoint', () => {
  test.each([
    ['none is disabled', [hook('https://a.example')], 'passed', /None of the 1 webhooks/],
    [
      'one is disabled',
      [hook('https://a.example', false), hook('https://b.example')],
      'warned',
      /1 of 2 webhooks are disabled at Klaviyo: 'a\.example'/,
    ],
    ['one has http:', [hook('http://a.example')], 'warned', /http: and not https: 'a\.example'/],
  ] satisfies [string, object[], string, RegExp][])('%s', async (_, webhooks, status, message) => {
    expect(await see(listed(...webhooks), {})).toMatchObject({ status, message: expect.stringMatching(message) });
  });
});

describe('it is not asked', () => {
  const why = async (webhooks: Reply, targets: Targets): Promise<string | undefined> =>
    registration.notAsked(await contextWith({ klaviyo: client(webhooks), targets }));

  test('where the key may not list webhooks', async () => {
    expect(await why(errorAnswer(403, 'permission_denied', 'webhooks:read'), OWN)).toBe(
      "the key lacks 'webhooks:read'",
    );
  });

  test('where neither an answer nor an address is there', async () => {
    expect(await why(errorAnswer(503, 'error', 'x'), {})).toBe("no 'webhook-url' was given");
  });
});

test('an answer without webhooks leaves it open', async () => {
  expect(await see(errorAnswer(503, 'error', 'x'))).toEqual({
    status: 'skipped',
    reason: 'Klaviyo gave no answer to look at',
  });
});
