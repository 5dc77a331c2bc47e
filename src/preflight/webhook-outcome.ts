import type { Priority, Table } from '../model/report.ts';
import { shownAddress } from './call-log.ts';
import type { EndpointClient } from './client/endpoint-client.ts';
import type { ProbeOutcome } from './define-probe.ts';
import { addressProblem } from './own-address.ts';
import type { Answer, KeptHeaders, NoAnswerReply } from './reply.ts';
import { worstFirst, type Fault } from './worst-first.ts';

/** The test deliveries, in the order of sending. */
export type DeliveryKind = 'signed' | 'repeated' | 'wrong signature' | 'old timestamp' | 'unsigned';

export interface Delivery {
  kind: DeliveryKind;
  headers: Record<string, string>;
  body: string;
}

/** How a vendor's webhooks work, and how that is said. */
export interface WebhookTerms {
  /** The vendor's name. */
  name: string;
  /** How long the vendor waits for an answer, in milliseconds. */
  timeoutMs: number;
  /** Whether the vendor takes a status as received. */
  accepts(status: number): boolean;
  /** These statuses, for people. */
  wanted: string;
  /** A shorter secret is none. */
  shortestSecret: number;
  /** What the secret is called, and where it is given and stored. */
  secret: { name: string; setIt: string; storeAgain: string };
  /** What to do: about the refusal of what is right, about forgeries, about replays, about an endpoint that is silent. */
  checkSecret: string;
  verify: string;
  refuseOld: string;
  whenSilent: string;
  needsHttps: string;
  deliveries(secret: string, now: Date): Delivery[];
}

/** The endpoint that is tried. */
export interface WebhookTarget {
  url: string;
  secret: string;
  /** Somebody consented to the deliveries. */
  isAllowed: boolean;
}

const FORGED = [
  { kind: 'wrong signature', named: 'with a wrong signature' },
  { kind: 'unsigned', named: 'without a signature' },
] as const;

type Replies = Map<DeliveryKind, Answer | NoAnswerReply>;

/** Sends the test deliveries of a vendor to a webhook endpoint, where that is allowed, and judges its answers. @param mostMs a longer answer is slow */
export async function judgeWebhook(
  target: WebhookTarget,
  endpoints: EndpointClient,
  { now, mostMs, terms }: { now: Date; mostMs: number; terms: WebhookTerms },
): Promise<ProbeOutcome> {
  const hindrance = obstacle(target, terms);
  if (hindrance !== undefined) return hindrance;
  const replies = await deliver(endpoints, target.url, terms.deliveries(target.secret, now), terms);
  return judge(replies, mostMs, terms);
}

function obstacle({ url, secret, isAllowed }: WebhookTarget, terms: WebhookTerms): ProbeOutcome | undefined {
  const problem = addressProblem(url);
  if (problem !== undefined)
    return failed('P2', `Nothing was sent to the webhook endpoint: ${problem}.`, terms.needsHttps);
  if (secret === '') return open(`there is no ${terms.secret.name} to sign a test delivery with`, terms.secret.setIt);
  if (secret.length < terms.shortestSecret || secret.trim() !== secret) {
    return failed(
      'P2',
      `The ${terms.secret.name} is shorter than ${terms.shortestSecret} characters or has white space around it.`,
      terms.secret.storeAgain,
    );
  }
  return isAllowed
    ? undefined
    : open(
        'nobody consented to test deliveries',
        "Say 'send-test-webhook' if the endpoint may get five of them, marked as tests.",
      );
}

function noLimit({ name }: WebhookTerms): string {
  return `Take deliveries of ${name} out of the rate limit of the app.`;
}

/** One after the other, because the second repeats the first; an endpoint that does not answer is left alone. */
async function deliver(
  endpoints: EndpointClient,
  url: string,
  deliveries: readonly Delivery[],
  { timeoutMs }: WebhookTerms,
): Promise<Replies> {
  const replies: Replies = new Map();
  // Longer than the vendor waits, so that slowness is seen and not mistaken for silence.
  const question = { url, shownUrl: shownAddress(url), timeoutMs: 2 * timeoutMs };
  for (const { kind, ...delivery } of deliveries) {
    const reply = await endpoints.post(question, delivery);
    replies.set(kind, reply);
    if (reply.kind === 'no-answer') break;
  }
  return replies;
}

function judge(replies: Replies, mostMs: number, terms: WebhookTerms): ProbeOutcome {
  const table = tableOf(replies);
  const faults = [...refusals(replies, terms), ...forgeries(replies, terms), ...weaknesses(replies, mostMs, terms)];
  return { ...(silence(replies, terms) ?? worstFirst(faults) ?? passed()), table };
}

function silence(replies: Replies, { whenSilent }: WebhookTerms): ProbeOutcome | undefined {
  const lost = [...replies].find(([, reply]) => reply.kind === 'no-answer');
  if (lost === undefined || lost[1].kind !== 'no-answer') return undefined;
  if (lost[1].cause === 'cancelled' || lost[1].cause === 'limit')
    return { status: 'skipped', reason: 'the preflight ended before the webhook endpoint was tried' };
  return failed('P1', `The webhook endpoint did not answer the ${lost[0]} delivery (${lost[1].cause}).`, whenSilent);
}

/** What is wrong with the answers to what is rightly signed. */
function refusals(replies: Replies, terms: WebhookTerms): Fault[] {
  const signed = statusOf(replies, 'signed');
  if (!terms.accepts(signed)) return [refusalOf(signed, headersOf(replies, 'signed'), terms)];
  const repeated = statusOf(replies, 'repeated');
  return terms.accepts(repeated) ? [] : [repetitionOf(repeated, terms)];
}

/** By status, what to do about the refusal of a delivery that is rightly signed. */
function refusalOf(status: number, headers: KeptHeaders, terms: WebhookTerms): Fault {
  const answer = `The webhook endpoint answered ${status} to a rightly signed delivery`;
  const wanted = `where ${terms.name} wants ${terms.wanted}`;
  if (status >= 500) return fault('failed', 'P1', `${answer}.`, 'Look at the logs of the app for the test delivery.');
  if (status < 300)
    return fault(
      'failed',
      'P2',
      `${answer}, ${wanted}.`,
      `Answer ${terms.wanted}: ${terms.name} documents no other status as received.`,
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
  if (status === 429) return fault('failed', 'P2', `${answer}, ${wanted}.`, noLimit(terms));
  return fault('failed', 'P2', `${answer}, ${wanted}.`, actionOfRefusal(status, headers, terms));
}

/** What refuses may stand before the code that verifies. */
function actionOfRefusal(status: number, headers: KeptHeaders, { name, checkSecret }: WebhookTerms): string {
  if (status === 415)
    return "Let the endpoint take 'application/json', and verify over the raw body before anything parses it.";
  if (status === 401 && headers['www-authenticate'] !== undefined)
    return `Take the login off this path, because ${name} sends none; the signature is what is to be verified.`;
  if (/\bhtml\b/i.test(headers['content-type'] ?? ''))
    return `Let deliveries through whatever answers with this page, such as a firewall, a bot protection or a CSRF check. ${checkSecret}`;
  return checkSecret;
}

function repetitionOf(status: number, terms: WebhookTerms): Fault {
  const { name } = terms;
  const answer = `The webhook endpoint answered ${status} to a repeated delivery`;
  if (status === 429) return fault('warned', 'P3', `${answer}, and ${name} sends it again.`, noLimit(terms));
  const nextAction = 'Answer 200 to a delivery that was handled already, and do nothing else.';
  if (status >= 500) return fault('failed', 'P2', `${answer}, so ${name} sends it again and again.`, nextAction);
  return fault(
    'warned',
    'P3',
    `${answer}: it knows the repetition, but ${name} takes this for a failure and sends it again.`,
    nextAction,
  );
}

/** What the vendor did not sign. Only an endpoint that takes what is right tells something by what it refuses. */
function forgeries(replies: Replies, { verify }: WebhookTerms): Fault[] {
  const [forged] = FORGED.filter(({ kind }) => isTaken(statusOf(replies, kind)));
  if (forged)
    return [
      fault(
        'failed',
        'P2',
        `The webhook endpoint answered ${statusOf(replies, forged.kind)} to a delivery ${forged.named}, so anybody can forge one.`,
        verify,
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

function weaknesses(replies: Replies, mostMs: number, { name, timeoutMs, refuseOld }: WebhookTerms): Fault[] {
  const faults: Fault[] = [];
  if (isTaken(statusOf(replies, 'old timestamp')))
    faults.push(
      fault(
        'warned',
        'P3',
        'The webhook endpoint accepts a delivery whose signed timestamp is a week old, so a recorded one can be replayed.',
        refuseOld,
      ),
    );
  const slow = [...replies].find(([, reply]) => reply.kind === 'answer' && reply.durationMs > mostMs);
  if (slow)
    faults.push(
      fault(
        'warned',
        'P2',
        `The webhook endpoint took longer than ${mostMs} ms for the ${slow[0]} delivery${mostMs < timeoutMs ? '' : `, and ${name} would send it again`}.`,
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
