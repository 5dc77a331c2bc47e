import type { CodeOutline, OtherCodeSubject } from '../../model/evidence-facts.ts';
import type { ScopeFacts } from '../checklist-vendor.ts';
import { servesHttp } from '../http-routes.ts';
import { receivesWebhooks } from './webhook-code.ts';

/** What a repository may have, with why an item does not apply where it has not. */
export const SCOPES = {
  everything: '',
  integration: 'Nothing in the repository calls Customer.io, and no manifest declares its SDK.',
  sdk: "No manifest declares 'customerio-node'.",
  sends: 'No code in the repository sends transactional messages or triggers broadcasts.',
  webhooks: 'No code in the repository receives webhooks of Customer.io.',
  pipelines: 'No code in the repository uses the Pipelines API.',
  'http server': 'No code in the repository serves HTTP.',
} as const;

export type ScopeId = keyof typeof SCOPES;

const API = /\b(?:track|(?:beta-)?api|cdp)(?:-eu)?\.customer\.io\b/i;
const BROWSER = /\bassets\.customer\.io\b|\bcustomerioforms\.com\b|\bcode\.gist\.build\b/i;
const SEND =
  /(?:^|\.)(?:send(?:Email|Push|SMS|WhatsApp|InboxMessage|InApp)|triggerBroadcast)$|^new (?:\w+\.)?Send\w+Request$/;

/** Finds what of it a repository has. */
export function presentScopes({ evidence, sdkDeclarations }: ScopeFacts): ReadonlySet<ScopeId> {
  const { code, texts, otherCode } = evidence;
  const isElsewhere = (subject: OtherCodeSubject): boolean =>
    otherCode.some(({ subjects }) => subjects.includes(subject));
  const near = code.filter(({ isNear }) => isNear);
  const present: Record<ScopeId, boolean> = {
    everything: true,
    integration:
      sdkDeclarations > 0 ||
      code.some(file => file.reachesVendor || receivesWebhooks(file) || isOfBrowser(file)) ||
      texts.some(({ lines }) => lines.some(({ text }) => API.test(text) || BROWSER.test(text))) ||
      otherCode.length > 0,
    sdk: sdkDeclarations > 0 || isElsewhere('sdk'),
    sends: near.some(isSending) || isElsewhere('sdk'),
    webhooks: near.some(receivesWebhooks) || isElsewhere('webhooks'),
    pipelines: near.some(usesPipelines),
    'http server': code.some(servesHttp) || isElsewhere('http server'),
  };
  return new Set((Object.keys(present) as ScopeId[]).filter(id => present[id]));
}

function isOfBrowser({ strings, calls }: CodeOutline): boolean {
  return (
    strings.some(({ name }) => BROWSER.test(name)) || calls.some(({ callee }) => /(?:^|\.)_cio\.\w+$/.test(callee))
  );
}

function isSending({ calls, strings }: CodeOutline): boolean {
  return (
    calls.some(({ callee }) => SEND.test(callee)) ||
    strings.some(({ name }) => /\/v1\/(?:send\/\w+|campaigns\/[^/]*\/triggers)/.test(name))
  );
}

function usesPipelines({ calls, strings }: CodeOutline): boolean {
  return (
    calls.some(({ callee }) => /^new (?:\w+\.)?PipelinesClient$/.test(callee)) ||
    strings.some(({ name }) => /\bcdp(?:-eu)?\.customer\.io\b/i.test(name))
  );
}
