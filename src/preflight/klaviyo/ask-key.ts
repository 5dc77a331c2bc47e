import type { KeyState } from '../../model/finding.ts';
import { API_URL } from '../../vendors/klaviyo/hosts.ts';
import { kindOf } from './answer-kind.ts';
import { CallLog } from '../call-log.ts';
import { readErrorDocument } from './error-document.ts';
import { parseLoopbackUrl } from '../loopback-url.ts';
import type { Reply } from '../reply.ts';
import { limitTime } from '../time-limit.ts';

/** For all keys together. */
const TIME_LIMIT_MS = 15_000;
/** A repository with more is full of samples. */
const MOST_KEYS = 40;

/** Asks the vendor about keys. @returns the state of each, in their order */
export type KeyAsker = (keys: readonly string[], limitMs?: number) => Promise<KeyState[]>;

/**
 * Makes a function that asks the vendor with one read each whether it accepts keys: all at once, within one time limit, because each
 * key has limits of its own. Only an answer of Klaviyo itself counts, and a key without the right to read accounts is valid.
 *
 * Source: trufflesecurity/trufflehog, detector `klaviyo`, for what 401 and 403 mean; read 2026-11-20.
 *
 * @throws UsageError for an address that is not on this machine
 */
export function createKeyAsker({ apiUrl }: { apiUrl?: string } = {}): KeyAsker {
  const address = apiUrl === undefined ? API_URL : parseLoopbackUrl(apiUrl, 'KLAVIYO_LINT_API_URL');
  return async (keys, limitMs = TIME_LIMIT_MS) => {
    const { createKlaviyoClient, createSockets } = await import('./client.ts');
    const limit = limitTime(Math.min(limitMs, TIME_LIMIT_MS));
    const sockets = createSockets();
    // The deadline is now, so that nothing is asked twice.
    const shared = { apiUrl: address, statusUrl: address, paceMs: 0, deadline: performance.now(), sockets };
    const ask = async (key: string): Promise<KeyState> => {
      const client = createKlaviyoClient({ ...shared, key, signal: limit.signal, log: new CallLog() });
      return stateOf(await client.account());
    };
    try {
      return await Promise.all(keys.map(async (key, index) => (index < MOST_KEYS ? ask(key) : 'unknown')));
    } finally {
      limit.end();
      sockets.close();
    }
  };
}

/** What something on the way answers, such as a proxy, proves nothing. */
function stateOf(reply: Reply): KeyState {
  if (kindOf(reply) === 'good') return 'alive';
  if (reply.kind !== 'answer' || readErrorDocument(reply.body) === undefined) return 'unknown';
  if (reply.status === 403) return 'alive';
  return reply.status === 401 ? 'dead' : 'unknown';
}
