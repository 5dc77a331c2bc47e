import type { AxiosRequestConfig } from 'axios';
import type { Sockets } from './sockets.ts';

/** For one attempt. It is above the 5 s that count as slow, so that slowness is seen and not mistaken for silence. */
export const ATTEMPT_TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 256 * 1024;

/** What every request is sent with: time and size limits, no redirects, and the connections of the run. */
export function guards(url: string, signal: AbortSignal, sockets: Sockets): AxiosRequestConfig {
  return {
    signal,
    timeout: ATTEMPT_TIMEOUT_MS,
    maxContentLength: MAX_ANSWER_BYTES,
    maxRedirects: 0,
    ...sockets.for(url),
  };
}
