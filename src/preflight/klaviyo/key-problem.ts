import type { KeyProblem } from '../reply.ts';

const STORE_AGAIN = 'Store the private key again, exactly as Klaviyo shows it.';
const USE_KLAVIYO_KEY = "Use a private key from Klaviyo's settings, and check which secret is stored under this name.";

/**
 * In the order of asking: how it was stored, then whose it is. A text that starts with `pk_` and is nobody else's is sent, because
 * the vendor documents no more than that prefix; its answer decides.
 *
 * Sources: developers.klaviyo.com/en/docs/retrieve_api_credentials for Klaviyo's two keys; the other vendors' documentation and
 * the detectors of trufflesecurity/trufflehog for theirs; read 2026-11-20.
 */
const PROBLEMS: readonly [pattern: RegExp, fact: string, nextAction: string][] = [
  [/^\s|\s$/, 'the key has white space or a line break around it', STORE_AGAIN],
  [/^["'`]|["'`]$/, 'the key has quotation marks around it', STORE_AGAIN],
  [
    /^(?:klaviyo-api-key|bearer|authorization:)\s/i,
    'the key starts with a word of the Authorization header',
    STORE_AGAIN,
  ],
  [/[^\x21-\x7e]/, 'the key contains a character that no key has', STORE_AGAIN],
  [/^[A-Za-z0-9]{6,7}$/, 'this is a public key (a site id), and a server needs a private key', USE_KLAVIYO_KEY],
  [/^pk_(?:live|test|sbox|prod|production)_/, anothers('Stripe, Clerk or Courier'), USE_KLAVIYO_KEY],
  [/^pk_\d{7,9}_[0-9A-Z]{32}$/, anothers('ClickUp'), USE_KLAVIYO_KEY],
  [/^T?pk_[0-9a-f]{32}$/, anothers('IEX Cloud'), USE_KLAVIYO_KEY],
  [/^pk_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, anothers('Checkout.com'), USE_KLAVIYO_KEY],
  [/^(?!pk_)/, "the key does not start with 'pk_', as every private key of Klaviyo does", USE_KLAVIYO_KEY],
];

/** Returns what is wrong with a key before it is sent anywhere. */
export function findKeyProblem(key: string): KeyProblem | undefined {
  const found = PROBLEMS.find(([pattern]) => pattern.test(key));
  return found && { fact: found[1], nextAction: found[2] };
}

function anothers(vendors: string): string {
  return `this is another vendor's key, of the kind that comes from ${vendors}`;
}
