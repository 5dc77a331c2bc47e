import { isPlaceholder } from './secret-use.ts';

/** The credentials of a workspace. The site id and the Track key are a pair. */
export type KeyKind = 'site-id' | 'track-key' | 'app-key' | 'write-key' | 'service-account';

/**
 * Which credentials may be in code that reaches the browser: the site id and the write key of a pipeline, by which events only come in.
 *
 * Source: the roles of the three clients in customerio-node 5.2.0; our conclusion of 2026-11-20.
 */
export const PUBLIC_KINDS: readonly KeyKind[] = ['site-id', 'write-key'];

/**
 * Site ids and Track keys: 20 letters and digits without a prefix, so where one is used tells more than how it looks.
 *
 * Source: trufflesecurity/trufflehog, a third party; read 2026-11-20. The shapes of the App key and of the write key are not published.
 */
export const PAIR_SHAPE = /^[A-Za-z0-9]{20}$/;

/**
 * What the token of a service account begins with. It works in every workspace, so each request names one in {@link WORKSPACE_HEADER}.
 *
 * Source: api-evangelist/customer-io, a third party that cites docs.customer.io; read 2026-11-20.
 */
export const SERVICE_ACCOUNT_PREFIX = 'sa_live_';
export const WORKSPACE_HEADER = 'X-Workspace-Id';

/** The end of it that begins with a rare letter: a text is searched for that, and looked at behind each. */
const PREFIX_END = '_live_';

/** Checks quickly whether a text may hold the token of a service account. */
export function mayHoldServiceToken(text: string): boolean {
  return text.includes(PREFIX_END) && text.includes(SERVICE_ACCOUNT_PREFIX);
}

/** Whether a text is the token of a service account, which is the one credential that its spelling gives away. */
export function isServiceAccountToken(text: string): boolean {
  return text.startsWith(SERVICE_ACCOUNT_PREFIX) && text.length > SERVICE_ACCOUNT_PREFIX.length;
}

const WHOLE_TOKEN = /\bsa_live_\w{16,}/g;

/** Finds the tokens of service accounts in a text, without those that only show where one goes. */
export function findServiceTokens(text: string): { key: string; index: number }[] {
  return [...text.matchAll(WHOLE_TOKEN)]
    .filter(([token]) => /\d/.test(token) && !isPlaceholder(token))
    .map(({ 0: key, index }) => ({ key, index }));
}

const LONG_WORD = /[A-Za-z0-9]{20,}/g;
/** Without that of the simulator, which opens nothing, and which tests have to send. */
const SERVICE_TOKEN = /sa_live_(?!simulated-account-)\w*/g;

/** Replaces the rest of each token of a service account; its beginning shows what it was. */
export function maskServiceTokens(text: string): string {
  return text.includes(SERVICE_ACCOUNT_PREFIX)
    ? text.replaceAll(SERVICE_TOKEN, token => (isServiceAccountToken(token) ? `${SERVICE_ACCOUNT_PREFIX}…` : token))
    : text;
}

/** Replaces what may be a credential by as many stars: the tokens of service accounts, and long words of letters and digits. */
export function maskPossibleKeys(text: string): string {
  return text
    .replaceAll(SERVICE_TOKEN, stars)
    .replaceAll(LONG_WORD, word => (/\d/.test(word) && /[A-Za-z]/.test(word) ? stars(word) : word));
}

function stars(text: string): string {
  return '*'.repeat(text.length);
}
