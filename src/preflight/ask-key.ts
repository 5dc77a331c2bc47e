import { setTimeout as delay } from 'node:timers/promises';
import type { KeyState } from '../model/finding.ts';
import { API_URL } from '../vendors/klaviyo/hosts.ts';
import { CallLog } from './call-log.ts';
import { parseLoopbackUrl } from './loopback-url.ts';
import { PACE_MS } from './run-preflight.ts';
import { limitTime } from './time-limit.ts';

const TIME_LIMIT_MS = 15_000;
/** A repository with more is full of samples. */
const MOST_KEYS = 50;

/**
 * Makes a function that asks the vendor with one read whether it accepts a key; nothing of the answer but its status is looked at.
 * A key without the right to read accounts is refused with 403, and is alive.
 *
 * Source: trufflesecurity/trufflehog, detector `klaviyo`, for what 401 and 403 mean; read 2026-11-20.
 *
 * @throws UsageError for an address that is not on this machine
 */
export function createKeyAsker({
  apiUrl,
  paceMs = PACE_MS,
}: {
  apiUrl?: string;
  paceMs?: number;
}): (key: string) => Promise<KeyState> {
  const address = apiUrl === undefined ? API_URL : parseLoopbackUrl(apiUrl, 'KLAVIYO_LINT_API_URL');
  let asked = 0;
  return async key => {
    asked += 1;
    if (asked > MOST_KEYS) return 'unknown';
    if (asked > 1) await delay(paceMs);
    return ask(key, address);
  };
}

async function ask(key: string, apiUrl: string): Promise<KeyState> {
  const { createKlaviyoClient, createSockets } = await import('./client.ts');
  const limit = limitTime(TIME_LIMIT_MS);
  const sockets = createSockets();
  try {
    // The deadline is now, so that nothing is asked twice.
    const reply = await createKlaviyoClient({
      key,
      apiUrl,
      statusUrl: apiUrl,
      paceMs: 0,
      signal: limit.signal,
      deadline: performance.now(),
      log: new CallLog(),
      sockets,
    }).account();
    return reply.kind === 'answer' ? stateOf(reply.status) : 'unknown';
  } finally {
    limit.end();
    sockets.close();
  }
}

function stateOf(status: number): KeyState {
  if (status === 200 || status === 403) return 'alive';
  return status === 401 ? 'dead' : 'unknown';
}
