import { ACCEPTED_STATUSES, WEBHOOK_TIMEOUT_MS } from '../../../vendors/klaviyo/webhook-signature.ts';
import type { Priority, Table } from '../../../model/report.ts';
import { shownAddress } from '../../call-log.ts';
import type { EndpointClient } from '../client.ts';
import { defineProbe } from '../../define-probe.ts';
import type { ProbeOutcome, Targets } from '../../define-probe.ts';
import { addressProblem } from '../../own-address.ts';
import type { Answer, KeptHeaders, NoAnswerReply } from '../../reply.ts';
import { testDeliveries, type DeliveryKind } from '../webhook-deliveries.ts';
import { worstFirst, type Fault } from '../../worst-first.ts';

/** Longer than the vendor waits, so that slowness is seen and not mistaken for silence. */
const PATIENCE_MS = 2 * WEBHOOK_TIMEOUT_MS;
/** Source: the vendor's documentation of webhooks; read 2026-11-20. */
const SHORTEST_SECRET = 16;
const CHECK_SECRET =
  'Compare the secret of the endpoint with the one given here, and verify over the raw body with the timestamp appended.';
const VERIFY =
  "Refuse what is not signed with the secret: HMAC-SHA256 over the raw body and 'Klaviyo-Timestamp', compared in constant time.";

const NO_LIMIT = 'Take deliveries of Klaviyo out of the rate limit of the app.';

const FORGED = [
  { kind: 'wrong signature', named: 'with a wrong signature' },
  { kind: 'unsigned', named: 'without a signature' },
] as const;

type Replies = Map<DeliveryKind, Answer | NoAnswerReply>;

export default defineProbe({
  id: 'webhook-endpoint',
  description: 'webhook endpoints that refuse what Klaviyo signed, or accept what it did not',
  order: 11,
  isEarly: true,
  notAsked: ({ targets }) => (targets.webhookUrl === undefined ? "no 'webhook-url' was given" : undefined),
  async run({ endpoints, targets, now, thresholds }) {
    return obstacle(targets) ?? judge(await deliver(endpoints, targets, now), thresholds.webhookSeconds * 1000);
  },
});

function obstacle({ webhookUrl = '', webhookSecret = '', sendTestWebhook = false }: Targets): ProbeOutcome | undefined {
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
      "Set 'KLAVIYO_WEBHOOK_SECRET' or 'KLAVIYO_WEBHOOK_SIGNING_SECRET', or 'webhook-secret' in the Action.",
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
  { webhookUrl = '', webhookSecret = '' }: Targets,
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

function judge(replies: Replies, mostMs: number): ProbeOutcome {
  const table = tableOf(replies);
  const faults = [...refusals(replies), ...forgeries(replies), ...weaknesses(replies, mostMs)];
  return { ...(silence(replies) ?? worstFirst(faults) ?? passed()), table };
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

/** What is wrong with the answers to what Klaviyo signed. */
function refusals(replies: Replies): Fault[] {
  const signed = statusOf(replies, 'signed');
  if (!ACCEPTED_STATUSES.includes(signed)) return [refusalOf(signed, headersOf(replies, 'signed'))];
  const repeated = statusOf(replies, 'repeated');
  return ACCEPTED_STATUSES.includes(repeated) ? [] : [repetitionOf(repeated)];
}

/** By status, what to do about the refusal of a delivery that is rightly signed. */
function refusalOf(status: number, headers: KeptHeaders): Fault {
  const answer = `The webhook endpoint answered ${status} to a rightly signed delivery`;
  const wanted = 'where Klaviyo wants 200, 201 or 202';
  if (status >= 500) return fault('failed', 'P1', `${answer}.`, 'Look at the logs of the app for the test delivery.');
  if (status < 300)
    return fault(
      'failed',
      'P2',
      `${answer}, ${wanted}.`,
      'Answer 200, 201 or 202: Klaviyo documents no other status as received.',
    );
  if (status < 400)
    return fault(
      'failed',
      'P2',
      `${answer}, a redirect, ${wanted}.`,
      'Register the address that it redirects to, or let this one take the delivery itself.',
    );
  if (status === 404 || status === 405 || status === 410)
    return fault('failed', 'P2', `${answer}, ${wanted}.`, 'Check the path of the endpoint, and that it takes POST.');
  if (status === 429) return fault('failed', 'P2', `${answer}, ${wanted}.`, NO_LIMIT);
  return fault('failed', 'P2', `${answer}, ${wanted}.`, actionOfRefusal(status, headers));
}

/** What refuses may stand before the code that verifies. */
function actionOfRefusal(status: number, headers: KeptHeaders): string {
  if (status === 415)
    return "Let the endpoint take 'application/json', and verify over the raw body before anything parses it.";
  if (status === 401 && headers['www-authenticate'] !== undefined)
    return 'Take the login off this path, because Klaviyo sends none; the signature is what is to be verified.';
  if (/\bhtml\b/i.test(headers['content-type'] ?? ''))
    return `Let deliveries through whatever answers with this page, such as a firewall, a bot protection or a CSRF check. ${CHECK_SECRET}`;
  return CHECK_SECRET;
}

function repetitionOf(status: number): Fault {
  const answer = `The webhook endpoint answered ${status} to a repeated delivery`;
  if (status === 429) return fault('warned', 'P3', `${answer}, and Klaviyo sends it again.`, NO_LIMIT);
  const nextAction = 'Answer 200 to a delivery that was handled already, and do nothing else.';
  if (status >= 500) return fault('failed', 'P2', `${answer}, so Klaviyo sends it again and again.`, nextAction);
  return fault(
    'warned',
    'P3',
    `${answer}: it knows the repetition, but Klaviyo takes this for a failure and sends it again.`,
    nextAction,
  );
}

/** What Klaviyo did not sign. Only an endpoint that takes what is right tells something by what it refuses. */
function forgeries(replies: Replies): Fault[] {
  const [forged] = FORGED.filter(({ kind }) => isTaken(statusOf(replies, kind)));
  if (forged)
    return [
      fault(
        'failed',
        'P2',
        `The webhook endpoint answered ${statusOf(replies, forged.kind)} to a delivery ${forged.named}, so anybody can forge one.`,
        VERIFY,
      ),
    ];
  const [unclear] = FORGED.filter(({ kind }) => !isRefused(statusOf(replies, kind)));
  if (unclear === undefined || !isTaken(statusOf(replies, 'signed'))) return [];
  return [
    fault(
      'warned',
      'P3',
      `The webhook endpoint answered ${statusOf(replies, unclear.kind)} to a delivery ${unclear.named} and did not refuse it with 4xx.`,
      'Check that the signature is there and right before anything else, and answer 401 if not.',
    ),
  ];
}

function weaknesses(replies: Replies, mostMs: number): Fault[] {
  const faults: Fault[] = [];
  if (isTaken(statusOf(replies, 'old timestamp')))
    faults.push(
      fault(
        'warned',
        'P3',
        'The webhook endpoint accepts a delivery whose signed timestamp is a week old, so a recorded one can be replayed.',
        "Refuse what is older than the retries of Klaviyo's, two days, and remember the ids that were handled.",
      ),
    );
  const slow = [...replies].find(([, reply]) => reply.kind === 'answer' && reply.durationMs > mostMs);
  if (slow)
    faults.push(
      fault(
        'warned',
        'P2',
        `The webhook endpoint took longer than ${mostMs} ms for the ${slow[0]} delivery${mostMs < WEBHOOK_TIMEOUT_MS ? '' : ', and Klaviyo would send it again'}.`,
        'Put deliveries into a queue, and answer at once.',
      ),
    );
  return faults;
}

function passed(): ProbeOutcome {
  return {
    status: 'passed',
    message:
      'The webhook endpoint accepts what is rightly signed, also twice, and refuses a wrong, an old and a missing signature. Whether the second had no effect shows only in the app.',
  };
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}

/** A refusal is the client's fault; a failure of the server is none. */
function isRefused(status: number): boolean {
  return status >= 400 && status < 500;
}

function statusOf(replies: Replies, kind: DeliveryKind): number {
  const reply = replies.get(kind);
  return reply?.kind === 'answer' ? reply.status : 0;
}

function headersOf(replies: Replies, kind: DeliveryKind): KeptHeaders {
  const reply = replies.get(kind);
  return reply?.kind === 'answer' ? reply.headers : {};
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
  return { status: 'skipped', reason, priority: 'P4', faultDomain: 'app', nextAction };
}

function failed(priority: Priority, message: string, nextAction: string): ProbeOutcome {
  return { status: 'failed', priority, faultDomain: 'app', message, nextAction };
}

function fault(status: Fault['status'], priority: Priority, message: string, nextAction: string): Fault {
  return { status, priority, message, nextAction };
}
