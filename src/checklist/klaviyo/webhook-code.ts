import type { CodeOutline, OutlinedName } from '../../model/evidence-facts.ts';
import { hasInOrder } from '../signs.ts';

/**
 * Headers of a delivery, topics of events, and paths of a receiver.
 *
 * Source: developers.klaviyo.com/en/docs/working_with_system_webhooks; read 2026-11-20.
 */
const SIGN =
  /^klaviyo-(?:signature|timestamp|webhook-id)$|^event:klaviyo\.|(?:^|\/)(?:webhooks?|hooks?)\/klaviyo\b|(?:^|\/)klaviyo[/-](?:webhooks?|hooks?)\b/i;
const SECRETS = [
  ['KLAVIYO', 'WEBHOOK', 'SECRET'],
  ['KLAVIYO', 'SIGNING_SECRET'],
  ['WEBHOOK', 'KLAVIYO', 'SECRET'],
];
const PATH = /(?:^|\/)(?:webhooks?|hooks?)\/(?:[^/]+\/)*klaviyo\b|(?:^|\/)klaviyo[/-](?:webhooks?|hooks?)\b/i;

/** Tells whether code receives webhooks of Klaviyo, or registers them. */
export function isWebhookCode(file: CodeOutline): boolean {
  return webhookSigns(file).length > 0;
}

/** The places that show it, the surest first. */
export function webhookSigns(file: CodeOutline): OutlinedName[] {
  const { path, imports, strings, environment, calls, functions } = file;
  // Other services have a method of that name, too.
  const usesSdk = imports.some(({ specifier }) => /^klaviyo-api(?:\/|$)/.test(specifier));
  const registrations = usesSdk ? calls.filter(({ callee }) => /\.createWebhook$/.test(callee)) : [];
  return [
    ...strings.filter(({ name }) => SIGN.test(name)),
    ...environment.filter(({ name }) => isSecretName(name)),
    ...registrations.map(({ callee, line }) => ({ name: callee, line })),
    ...(PATH.test(path) && functions.length > 0 ? [{ name: path, line: functions[0]!.line }] : []),
  ];
}

/** The places at which the secret of a webhook is read from the environment or a store. */
export function webhookSecrets({ environment, properties, calls }: CodeOutline): OutlinedName[] {
  return [
    ...environment.filter(({ name }) => isSecretName(name) || /WEBHOOK_(?:SIGNING_)?SECRET$/i.test(name)),
    ...properties.filter(({ name, isLiteral }) => !isLiteral && /webhook_?(?:signing_?)?secret/i.test(name)),
    ...calls
      .filter(({ texts }) => texts.some(text => isSecretName(text)))
      .map(({ callee, line }) => ({ name: callee, line })),
  ];
}

function isSecretName(name: string): boolean {
  return SECRETS.some(words => hasInOrder(name, words));
}
