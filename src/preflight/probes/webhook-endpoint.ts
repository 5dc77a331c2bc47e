import { ACCEPTED_STATUSES, WEBHOOK_TIMEOUT_MS } from '../../vendors/klaviyo/webhook-signature.ts';
import type { Priority, Table } from '../../model/report.ts';
import { shownAddress } from '../call-log.ts';
import type { EndpointClient } from '../client.ts';
import { defineProbe } from '../define-probe.ts';
import type { ProbeOutcome, Wishes } from '../define-probe.ts';
import { addressProblem } from '../own-address.ts';
import type { Answer, NoAnswerReply } from '../reply.ts';
import { testDeliveries, type DeliveryKind } from '../webhook-deliveries.ts';

/** Longer than the vendor waits, so that slowness is seen and not mistaken for silence. */
const PATIENCE_MS = 2 * WEBHOOK_TIMEOUT_MS;
/** Source: the vendor's documentation of webhooks; read 2026-11-20. */
const SHORTEST_SECRET = 16;
const CHECK_SECRET =
  'Compare the secret of the endpoint with the one given here, and verify over the raw body with the timestamp appended.';
const VERIFY =
  "Refuse what is not signed with the secret: HMAC-SHA256 over the raw body and 'Klaviyo-Timestamp', compared in constant time.";

type Replies = Map<DeliveryKind, Answer | NoAnswerReply>;

export default defineProbe({
  id: 'webhook-endpoint',
  description: 'webhook endpoints that refuse what Klaviyo signed, or accept what it did not',
  order: 10,
  notAsked: ({ wishes }) => (wishes.webhookUrl === undefined ? "no 'webhook-url' was given" : undefined),
  async run({ endpoints, wishes, now }) {
    return obstacle(wishes) ?? judge(await deliver(endpoints, wishes, now));
  },
});

function obstacle({ webhookUrl = '', webhookSecret = '', sendTestWebhook = false }: Wishes): ProbeOutcome | undefined {
  const problem = addressProblem(webhookUrl);
  if (problem !== undefined)
    return failed(
      'P2',
      `Nothing was sent to the webhook endpoint: ${problem}.`,
      'Give the endpoint an https address, which Klaviyo demands, without a password in it.',
    );
  if (webhookSecret === '')
    return open(
      'there is no webhook secret to sign a test delivery with',
      "Set 'KLAVIYO_WEBHOOK_SECRET', or 'webhook-secret' in the Action.",
    );
  if (webhookSecret.length < SHORTEST_SECRET || webhookSecret.trim() !== webhookSecret) {
    return failed(
      'P2',
      `The webhook secret is shorter than ${SHORTEST_SECRET} characters or has white space around it.`,
      'Store the secret again, exactly as it was given to the webhook in Klaviyo.',
    );
  }
  return sendTestWebhook
    ? undefined
    : open(
        'nobody consented to test deliveries',
        "Say 'send-test-webhook' if the endpoint may get five of them, marked as tests.",
      );
}

/** One after the other, because the second repeats the first; an endpoint that does not answer is left alone. */
async function deliver(
  endpoints: EndpointClient,
  { webhookUrl = '', webhookSecret = '' }: Wishes,
  now: Date,
): Promise<Replies> {
  const replies: Replies = new Map();
  const question = { url: webhookUrl, shownUrl: shownAddress(webhookUrl), timeoutMs: PATIENCE_MS };
  for (const { kind, ...delivery } of testDeliveries(webhookSecret, now)) {
    const reply = await endpoints.post(question, delivery);
    replies.set(kind, reply);
    if (reply.kind === 'no-answer') break;
  }
  return replies;
}

function judge(replies: Replies): ProbeOutcome {
  const table = tableOf(replies);
  return { ...(silence(replies) ?? refusal(replies) ?? forgery(replies) ?? weakness(replies) ?? passed()), table };
}

function silence(replies: Replies): ProbeOutcome | undefined {
  const lost = [...replies].find(([, reply]) => reply.kind === 'no-answer');
  if (lost === undefined || lost[1].kind !== 'no-answer') return undefined;
  if (lost[1].cause === 'cancelled' || lost[1].cause === 'limit')
    return { status: 'skipped', reason: 'the preflight ended before the webhook endpoint was tried' };
  return failed(
    'P1',
    `The webhook endpoint did not answer the ${lost[0]} delivery (${lost[1].cause}).`,
    'Look at the app and its network: Klaviyo switches off a webhook that fails for 48 hours.',
  );
}

function refusal(replies: Replies): ProbeOutcome | undefined {
  for (const kind of ['signed', 'repeated'] as const) {
    const status = statusOf(replies, kind);
    if (status >= 500)
      return failed(
        'P1',
        `The webhook endpoint answered ${status} to a ${kind} delivery.`,
        'Look at the logs of the app for the test delivery.',
      );
    if (!ACCEPTED_STATUSES.includes(status))
      return failed(
        'P2',
        `The webhook endpoint answered ${status} to a ${kind === 'signed' ? 'rightly signed' : kind} delivery, where Klaviyo wants 200, 201 or 202.`,
        CHECK_SECRET,
      );
  }
  return undefined;
}

function forgery(replies: Replies): ProbeOutcome | undefined {
  const forged = (['wrong signature', 'unsigned'] as const).find(kind => !isRefused(statusOf(replies, kind)));
  if (forged === undefined) return undefined;
  return failed(
    'P2',
    `The webhook endpoint answered ${statusOf(replies, forged)} to a delivery ${forged === 'unsigned' ? 'without a signature' : 'with a wrong signature'}, so anybody can forge one.`,
    VERIFY,
  );
}

function weakness(replies: Replies): ProbeOutcome | undefined {
  if (!isRefused(statusOf(replies, 'old timestamp')))
    return warned(
      'P3',
      'The webhook endpoint accepts a delivery whose signed timestamp is a week old, so a recorded one can be replayed.',
      "Refuse what is older than the retries of Klaviyo's, two days, and remember the ids that were handled.",
    );
  const slow = [...replies].find(([, reply]) => reply.kind === 'answer' && reply.durationMs > WEBHOOK_TIMEOUT_MS);
  if (slow)
    return warned(
      'P2',
      `The webhook endpoint took longer than ${WEBHOOK_TIMEOUT_MS} ms for the ${slow[0]} delivery, and Klaviyo would send it again.`,
      'Put deliveries into a queue, and answer at once.',
    );
  return undefined;
}

function passed(): ProbeOutcome {
  return {
    status: 'passed',
    message:
      'The webhook endpoint accepts what is rightly signed, also twice, and refuses a wrong, an old and a missing signature. Whether the second had no effect shows only in the app.',
  };
}

/** A refusal is the client's fault; a failure of the server is none. */
function isRefused(status: number): boolean {
  return status >= 400 && status < 500;
}

function statusOf(replies: Replies, kind: DeliveryKind): number {
  const reply = replies.get(kind);
  return reply?.kind === 'answer' ? reply.status : 0;
}

function tableOf(replies: Replies): Table {
  const rows = [...replies].map(([kind, reply]) => [
    kind,
    reply.kind === 'answer' ? String(reply.status) : `no answer (${reply.cause})`,
    reply.kind === 'answer' ? `${Math.round(reply.durationMs)} ms` : '',
  ]);
  return { columns: ['test delivery', 'answer', 'time'], rows };
}

function open(reason: string, nextAction: string): ProbeOutcome {
  return { status: 'skipped', reason, priority: 'P4', cause: 'app', nextAction };
}

function failed(priority: Priority, message: string, nextAction: string): ProbeOutcome {
  return { status: 'failed', priority, cause: 'app', message, nextAction };
}

function warned(priority: Priority, message: string, nextAction: string): ProbeOutcome {
  return { status: 'warned', priority, cause: 'app', message, nextAction };
}
