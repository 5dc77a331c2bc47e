import type { Priority } from '../../../model/report.ts';
import { kindOf } from '../answer-kind.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { defineProbe, type ProbeContext } from '../define-probe.ts';
import { isRecord } from '../../is-record.ts';
import type { Reply } from '../../reply.ts';
import { worstFirst, type Fault } from '../../worst-first.ts';

const SCOPE = 'webhooks:read';
const ENABLE = 'Fix what made it fail, then enable the webhook again in Klaviyo: it stays off until somebody does.';
const HTTPS = 'Register the endpoint with its https address, which Klaviyo demands.';

export default defineProbe({
  id: 'webhook-registration',
  description: 'webhooks registered at Klaviyo that are disabled or point elsewhere',
  order: 12,
  notAsked: context => {
    const read = context.answers.reads.find(({ scope }) => scope === SCOPE);
    if (read?.kind === 'scope-missing') return `the key lacks '${SCOPE}'`;
    return context.targets.webhookUrl === undefined && read?.kind !== 'good' ? "no 'webhook-url' was given" : undefined;
  },
  async run(context) {
    const webhooks = webhooksIn(await replyOf(context));
    if (webhooks === undefined) return UNANSWERED;
    const { webhookUrl } = context.targets;
    const faults = webhookUrl === undefined ? faultsOf(webhooks) : faultsFor(hostOf(webhookUrl), webhooks);
    return (
      worstFirst(faults) ?? {
        status: 'passed',
        message:
          webhookUrl === undefined
            ? `None of the ${webhooks.length} webhooks that are registered at Klaviyo is disabled.`
            : 'A webhook that is registered at Klaviyo points at the endpoint, and is enabled.',
      }
    );
  },
});

interface Webhook {
  host: string;
  isEnabled: boolean;
  isSecure: boolean;
}

function replyOf({ answers, klaviyo, branch }: ProbeContext): Promise<Reply> | Reply {
  const read = answers.reads.find(({ scope }) => scope === SCOPE);
  if (read) return read.reply;
  return branch.status === 'passed' ? klaviyo.read(SCOPE) : { kind: 'no-answer', cause: 'unknown' };
}

/** Of an address only the host is kept: Klaviyo cuts off the rest, and it may hold a secret. */
function webhooksIn(reply: Reply): Webhook[] | undefined {
  if (kindOf(reply) !== 'good' || reply.kind !== 'answer' || !isRecord(reply.body)) return undefined;
  const data = reply.body['data'] as unknown[];
  return data.filter(isRecord).flatMap(({ attributes }) => {
    if (!isRecord(attributes) || typeof attributes['endpoint_url'] !== 'string') return [];
    const url = attributes['endpoint_url'];
    return [{ host: hostOf(url), isEnabled: attributes['enabled'] !== false, isSecure: !/^http:/i.test(url) }];
  });
}

/** `…` for what has none that could be shown. */
function hostOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && /^[a-z0-9.:[\]-]+$/.test(url.host) ? url.host : '…';
}

/** Where it is known which endpoint is ours. */
function faultsFor(host: string, webhooks: readonly Webhook[]): Fault[] {
  const own = webhooks.filter(webhook => webhook.host === host);
  if (own.length === 0) return [elsewhere(host, webhooks)];
  const faults: Fault[] = [];
  if (own.every(({ isEnabled }) => !isEnabled))
    faults.push(fault('failed', 'P2', `The webhook to '${host}' is disabled at Klaviyo, so nothing is sent.`, ENABLE));
  else if (own.some(({ isEnabled }) => !isEnabled))
    faults.push(
      fault('warned', 'P3', `One of the ${own.length} webhooks to '${host}' is disabled at Klaviyo.`, ENABLE),
    );
  if (own.some(({ isSecure }) => !isSecure))
    faults.push(fault('failed', 'P2', `The webhook to '${host}' is registered with http: and not https.`, HTTPS));
  return faults;
}

function elsewhere(host: string, webhooks: readonly Webhook[]): Fault {
  const others = [...new Set(webhooks.map(webhook => `'${webhook.host}'`))].slice(0, 3).join(', ');
  return webhooks.length === 0
    ? fault(
        'warned',
        isLoopback(host) ? 'P4' : 'P3',
        `No webhook is registered in this account, so Klaviyo sends nothing to '${host}'.`,
        'Create the webhook in Klaviyo, or look which account holds it.',
      )
    : fault(
        'warned',
        isLoopback(host) ? 'P4' : 'P2',
        `No webhook of this account points at '${host}'; the registered ones point elsewhere: ${others}.`,
        'Register the endpoint of this app in Klaviyo, or correct the address there.',
      );
}

/** Klaviyo could not reach it anyway. */
function isLoopback(host: string): boolean {
  return /^(?:127\.|localhost\b|\[::1\])/.test(host);
}

/** Where it is not known which one is ours. */
function faultsOf(webhooks: readonly Webhook[]): Fault[] {
  const named = (some: readonly Webhook[]): string =>
    [...new Set(some.map(({ host }) => `'${host}'`))].slice(0, 3).join(', ');
  const disabled = webhooks.filter(({ isEnabled }) => !isEnabled);
  const insecure = webhooks.filter(({ isSecure }) => !isSecure);
  return [
    ...(disabled.length > 0
      ? [
          fault(
            'warned',
            'P3',
            `${disabled.length} of ${webhooks.length} webhooks are disabled at Klaviyo: ${named(disabled)}.`,
            ENABLE,
          ),
        ]
      : []),
    ...(insecure.length > 0
      ? [fault('warned', 'P3', `Webhooks are registered with http: and not https: ${named(insecure)}.`, HTTPS)]
      : []),
  ];
}

function fault(status: Fault['status'], priority: Priority, message: string, nextAction: string): Fault {
  return { status, priority, message, nextAction };
}
