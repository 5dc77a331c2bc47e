import { STATUS_URL } from '../../vendors/klaviyo/hosts.ts';
import type { CodeOutline, OtherCodeSubject } from '../../model/evidence-facts.ts';
import { isPublicVariable } from '../../vendors/public-prefix.ts';
import type { ScopeFacts } from '../checklist-vendor.ts';
import { servesHttp } from '../http-routes.ts';
import { isWebhookCode } from './webhook-code.ts';

/** What a repository may have, with why an item does not apply where it has not. */
export const SCOPES = {
  everything: '',
  integration: 'Nothing in the repository calls Klaviyo, and no manifest declares its SDK.',
  sdk: "No manifest declares 'klaviyo-api'.",
  webhooks: 'No code in the repository receives webhooks of Klaviyo or registers them.',
  browser: 'No code or page in the repository talks to Klaviyo from the browser.',
  'phone numbers': 'No code in the repository gives Klaviyo a phone number.',
  'unknown phone numbers': 'Every phone number that the code gives Klaviyo is written down.',
  'http server': 'No code in the repository serves HTTP.',
  layers:
    "The folders do not say which code is a route, a service or the SDK layer. Name them in the options of 'klaviyo/sdk-layering'.",
} as const;

export type ScopeId = keyof typeof SCOPES;

/** Rules that find something only where the private API is called, also where the host is in a variable of the environment. */
const OF_PRIVATE_CALLS = [
  'klaviyo/no-raw-http',
  'klaviyo/no-legacy-api',
  'klaviyo/prefer-profile-upsert',
  'klaviyo/require-unique-id',
];

/** Finds what of it a repository has. */
export function presentScopes({ evidence, sdkDeclarations, layerOf, found }: ScopeFacts): ReadonlySet<ScopeId> {
  const { code, texts, otherCode } = evidence;
  const phoneNumbers = code.flatMap(phoneNumbersIn);
  const isElsewhere = (subject: OtherCodeSubject): boolean =>
    otherCode.some(({ subjects }) => subjects.includes(subject));
  const present: Record<ScopeId, boolean> = {
    everything: true,
    integration:
      sdkDeclarations > 0 ||
      OF_PRIVATE_CALLS.some(id => found?.has(id)) ||
      code.some(isIntegration) ||
      texts.some(({ lines }) => lines.some(sends)) ||
      otherCode.length > 0,
    sdk: sdkDeclarations > 0 || isElsewhere('sdk'),
    webhooks: code.some(isWebhookCode) || isElsewhere('webhooks'),
    browser: code.some(isBrowserCode) || texts.some(({ lines }) => lines.some(isPageTag)),
    'phone numbers': phoneNumbers.length > 0 || isElsewhere('phone numbers'),
    'unknown phone numbers': phoneNumbers.some(({ isLiteral }) => !isLiteral) || isElsewhere('phone numbers'),
    'http server': code.some(servesHttp) || isElsewhere('http server'),
    layers: new Set(code.flatMap(({ path, isNear }) => (isNear ? (layerOf(path) ?? []) : []))).size > 1,
  };
  return new Set((Object.keys(present) as ScopeId[]).filter(id => present[id]));
}

function isIntegration(file: CodeOutline): boolean {
  return file.reachesVendor || isWebhookCode(file) || isBrowserCode(file);
}

function sends({ text }: { text: string }): boolean {
  return /a\.klaviyo\.com/i.test(text) && !text.includes(STATUS_URL);
}

/** The addresses and the global that only a browser uses. */
const BROWSER_TEXT =
  /(?:static\.klaviyo\.com|a\.klaviyo\.com\/(?:client\/|media\/js\/)|fast\.a\.klaviyo\.com|static-tracking\.klaviyo\.com)/i;

function isBrowserCode({ strings, environment, calls }: CodeOutline): boolean {
  return (
    strings.some(({ name }) => BROWSER_TEXT.test(name)) ||
    environment.some(({ name }) => /KLAVIYO/i.test(name) && isPublicVariable(name)) ||
    calls.some(({ callee }) => /(?:^|\.)(?:_learnq|klaviyo|_klOnsite)\.push$/.test(callee))
  );
}

function isPageTag({ text }: { text: string }): boolean {
  return BROWSER_TEXT.test(text) || /\b_learnq\b/.test(text);
}

function phoneNumbersIn({ isNear, properties }: CodeOutline): CodeOutline['properties'] {
  return isNear ? properties.filter(({ name }) => /^phone_?number$/i.test(name)) : [];
}
