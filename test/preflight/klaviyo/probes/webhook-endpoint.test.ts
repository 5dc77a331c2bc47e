import { createHmac, timingSafeEqual } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import webhookEndpoint from '../../../../src/preflight/klaviyo/probes/webhook-endpoint.ts';
import { thresholdsOf } from '../../../../src/model/thresholds.ts';
import type { Answer, NoAnswerReply } from '../../../../src/preflight/reply.ts';
import { answer, contextWith, fakeEndpoints, runProbe } from '../../../support/fake-client.ts';

const SECRET = 'a secret of sixteen or more';
const URL = 'https://shop.example/hooks/klaviyo';
const NOW = new Date('2026-11-20T12:00:00Z');
const TWO_DAYS_MS = 2 * 24 * 60 * 60 * 1000;

interface Delivery {
  headers: Readonly<Record<string, string>>;
  body: string;
}
type Receiver = (delivery: Delivery) => number | Answer | NoAnswerReply;

/** Verifies as the vendor's documentation describes it. */
const careful: Receiver = ({ headers, body }) => {
  const timestamp = headers['Klaviyo-Timestamp'] ?? '';
  const signature = Buffer.from(headers['Klaviyo-Signature'] ?? '');
  const expected = Buffer.from(createHmac('sha256', SECRET).update(`${body}${timestamp}`).digest('hex'));
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return 401;
  return NOW.getTime() - Date.parse(timestamp) > TWO_DAYS_MS ? 400 : 202;
};

async function see(receive: Receiver, targets = {}) {
  const deliveries: Delivery[] = [];
  const post = async (_: unknown, delivery: Delivery): Promise<Answer | NoAnswerReply> => {
    deliveries.push(delivery);
    const reply = receive(delivery);
    return typeof reply === 'number' ? answer({ status: reply }) : reply;
  };
  const outcome = await runProbe(webhookEndpoint, {
    endpoints: fakeEndpoints({ post }),
    now: NOW,
    targets: { webhookUrl: URL, webhookSecret: SECRET, sendTestWebhook: true, ...targets },
  });
  return { outcome, deliveries };
}

test('an endpoint that verifies what it gets', async () => {
  const { outcome, deliveries } = await see(careful);

  expect(outcome).toMatchObject({
    status: 'passed',
    table: {
      rows: [
        ['signed', '202', '100 ms'],
        ['repeated', '202', '100 ms'],
        ['wrong signature', '401', '100 ms'],
        ['old timestamp', '400', '100 ms'],
        ['unsigned', '401', '100 ms'],
      ],
    },
  });
  expect(deliveries).toHaveLength(5);
});

describe('the deliveries', () => {
  test('are marked as a test, carry no person, and never the secret', async () => {
    for (const { headers, body } of (await see(careful)).deliveries) {
      expect(headers).toMatchObject({
        'X-Klaviyo-Lint-Test': '1',
        'Klaviyo-Webhook-Id': 'klaviyo-lint-test',
        'content-type': 'application/json',
      });
      expect(JSON.parse(body)).toMatchObject({
        data: [{ topic: 'event:klaviyo.klaviyo_lint_test' }],
        meta: { klaviyo_webhook_id: 'klaviyo-lint-test' },
      });
      expect(body).not.toMatch(/@|phone|profile/);
      expect(JSON.stringify(headers) + body).not.toContain(SECRET);
    }
  });

  test('have the form of the vendor: an HTTP date, and lower-case hexadecimal', async () => {
    expect((await see(careful)).deliveries[0]?.headers).toMatchObject({
      'Klaviyo-Timestamp': 'Fri, 20 Nov 2026 12:00:00 GMT',
      'Klaviyo-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('repeat the first word for word, and no other', async () => {
    const [first, second, ...others] = (await see(careful)).deliveries;

    expect(second).toEqual(first);
    expect(new Set(others.map(({ body }) => JSON.parse(body).data[0].external_id)).size).toBe(3);
  });
});

describe('what is wrong', () => {
  const changed =
    (is: (delivery: Delivery) => boolean, reply: ReturnType<Receiver>): Receiver =>
    delivery =>
      is(delivery) ? reply : careful(delivery);
  const isUnsigned = ({ headers }: Delivery): boolean => headers['Klaviyo-Signature'] === undefined;
  const isOld = ({ headers }: Delivery): boolean => headers['Klaviyo-Timestamp']?.startsWith('Fri, 13') ?? false;
  let seen = new Set<string>();
  const once: Receiver = delivery =>
    careful(delivery) === 202 && seen.has(delivery.body) ? 409 : (seen.add(delivery.body), careful(delivery));

  test.each([
    ['it refuses what is rightly signed', () => 401, 'failed', 'P2', /answered 401 to a rightly signed delivery/],
    ['it is not there', () => 404, 'failed', 'P2', /answered 404/],
    [
      'it answers a success that Klaviyo does not take for one',
      changed(delivery => careful(delivery) === 202, 204),
      'failed',
      'P2',
      /answered 204 .* wants 200, 201 or 202/,
    ],
    ['it fails', () => 500, 'failed', 'P1', /answered 500/],
    ['it refuses the repetition', once, 'warned', 'P3', /answered 409 to a repeated delivery: it knows/],
    [
      'it does not verify at all',
      () => 200,
      'failed',
      'P2',
      /answered 200 to a delivery with a wrong signature, so anybody can forge one/,
    ],
    [
      'it accepts what is not signed',
      changed(isUnsigned, 200),
      'failed',
      'P2',
      /answered 200 to a delivery without a signature/,
    ],
    [
      'it fails over what is not signed',
      changed(isUnsigned, 500),
      'warned',
      'P3',
      /answered 500 to a delivery without a signature and did not refuse it/,
    ],
    ['it redirects what is not signed', changed(isUnsigned, 302), 'warned', 'P3', /answered 302/],
    [
      'it is slow and lax at once',
      () => answer({ status: 202, durationMs: 5_001 }),
      'failed',
      'P2',
      /so anybody can forge one\. .*longer than 5000 ms for the signed delivery.*a week old/,
    ],
    ['it accepts what is old', changed(isOld, 202), 'warned', 'P3', /timestamp is a week old/],
    [
      'it is slow',
      delivery => (careful(delivery) === 202 ? answer({ status: 202, durationMs: 5_001 }) : careful(delivery)),
      'warned',
      'P2',
      /longer than 5000 ms for the signed delivery/,
    ],
    [
      'it does not answer',
      () => ({ kind: 'no-answer', cause: 'timeout' }),
      'failed',
      'P1',
      /did not answer the signed delivery \(timeout\)/,
    ],
  ] satisfies [string, Receiver, string, string, RegExp][])('%s', async (_, receive, status, priority, message) => {
    seen = new Set();

    expect((await see(receive)).outcome).toMatchObject({
      status,
      priority,
      faultDomain: 'app',
      message: expect.stringMatching(message),
      nextAction: expect.stringMatching(/\.$/),
    });
  });

  test('one that does not answer is left alone', async () => {
    expect((await see(() => ({ kind: 'no-answer', cause: 'refused' }))).deliveries).toHaveLength(1);
  });
});

describe('nothing is sent', () => {
  test.each([
    ['to an address without TLS', { webhookUrl: 'http://shop.example/hook' }, 'failed', 'P2'],
    ['to an address with a password', { webhookUrl: 'https://a:b@shop.example/hook' }, 'failed', 'P2'],
    ['without consent', { sendTestWebhook: false }, 'skipped', 'P4'],
    ['without a secret', { webhookSecret: '' }, 'skipped', 'P4'],
    ['with a secret that is too short', { webhookSecret: 'fifteen letters' }, 'failed', 'P2'],
    ['with a secret that has a line break', { webhookSecret: `${SECRET}\n` }, 'failed', 'P2'],
  ])('%s', async (_, targets, status, priority) => {
    const { outcome, deliveries } = await see(careful, targets);

    expect(deliveries).toEqual([]);
    expect(outcome).toMatchObject({ status, priority, faultDomain: 'app' });
  });

  test('when nobody asked', async () => {
    expect(webhookEndpoint.notAsked(await contextWith({}))).toBe("no 'webhook-url' was given");
    expect(webhookEndpoint.notAsked(await contextWith({ targets: { webhookUrl: URL } }))).toBeUndefined();
  });
});

test('a shorter limit that a team sets', async () => {
  const run = async (webhookSeconds: number): Promise<unknown> =>
    runProbe(webhookEndpoint, {
      endpoints: fakeEndpoints({
        post: async (_: unknown, delivery: Delivery) =>
          answer({ status: careful(delivery) as number, durationMs: 900 }),
      }),
      now: NOW,
      targets: { webhookUrl: URL, webhookSecret: SECRET, sendTestWebhook: true },
      thresholds: thresholdsOf({ webhookSeconds }),
    });
  expect(await run(1)).toMatchObject({ status: 'passed' });
  expect(await run(0.5)).toMatchObject({
    status: 'warned',
    message: 'The webhook endpoint took longer than 500 ms for the signed delivery.',
  });
});
