import type { CodeOutline } from '../../model/evidence-facts.ts';

/** Headers of a delivery, and paths of a receiver. */
const WEBHOOK =
  /^x-cio-(?:signature|timestamp)$|(?:^|\/)(?:webhooks?|hooks?)\/(?:customer[._-]?io|cio)\b|(?:^|\/)(?:customer[._-]?io|cio)[/-](?:webhooks?|hooks?)\b/i;

/** Tells whether code receives webhooks of Customer.io. */
export function receivesWebhooks({ strings, calls, path, functions }: CodeOutline): boolean {
  return (
    strings.some(({ name }) => WEBHOOK.test(name)) ||
    calls.some(({ callee }) => /(?:^|\.)verifyRequestSignature$/.test(callee)) ||
    (WEBHOOK.test(`/${path}`) && functions.length > 0)
  );
}
