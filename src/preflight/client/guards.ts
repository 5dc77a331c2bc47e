import { Agent } from 'node:https';
import type { ApiKeySession } from 'klaviyo-api';

/** What the SDK hands to its HTTP client. */
export type SdkRequest = Parameters<ApiKeySession['applyToRequest']>[0];

/** For one attempt. It is above the 5 s that count as slow, so that slowness is seen and not mistaken for silence. */
export const ATTEMPT_TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 256 * 1024;
// Stated, the checking of certificates holds against NODE_TLS_REJECT_UNAUTHORIZED=0 too.
const CHECKED = { keepAlive: true, rejectUnauthorized: true };
const AGENT = new Agent(CHECKED);
const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

/**
 * What every request is sent with: time and size limits, no redirects, certificates that are checked. A proxy is used as
 * `HTTPS_PROXY` and `NO_PROXY` say, but never for this machine.
 *
 * @param authorities certificates that are trusted besides, for a simulator on this machine only
 */
export function guards(url: string, signal: AbortSignal, authorities?: string): SdkRequest {
  const isLocal = LOOPBACK.test(new URL(url).hostname);
  return {
    signal,
    timeout: ATTEMPT_TIMEOUT_MS,
    maxContentLength: MAX_ANSWER_BYTES,
    maxRedirects: 0,
    httpsAgent: isLocal && authorities !== undefined ? new Agent({ ...CHECKED, ca: authorities }) : AGENT,
    ...(isLocal && { proxy: false }),
  };
}
