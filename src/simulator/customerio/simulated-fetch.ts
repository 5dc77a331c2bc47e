import { findHost, STATUS_URL } from '../../vendors/customerio/hosts.ts';
import { isLoopback } from '../loopback.ts';
import type { Origins } from './vendor.ts';

/**
 * A `fetch` for code that has the vendor's hosts written into it: requests to them go to the simulator, those to this machine pass, and any other
 * is refused. In place of `globalThis.fetch` in a test, it serves the SDK of release 5 and later without an option.
 */
export function simulatedFetch(origins: Origins, statusUrl: string): typeof fetch {
  // The one of before, in case this one takes its place.
  const send = globalThis.fetch;
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (isLoopback(url.hostname)) return send(request);
    const origin = originOf(url, origins, statusUrl);
    if (origin === undefined)
      throw new TypeError('fetch failed', {
        cause: new Error(`${url.host} is no host of Customer.io: the simulator lets nothing else pass.`),
      });
    const headers = new Headers(request.headers);
    headers.set('x-forwarded-host', url.host);
    const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.arrayBuffer();
    return send(`${origin}${url.pathname}${url.search}`, {
      method: request.method,
      headers,
      redirect: request.redirect,
      signal: request.signal,
      ...(body !== undefined && { body }),
    });
  };
}

function originOf({ host }: URL, origins: Origins, statusUrl: string): string | undefined {
  if (host === new URL(STATUS_URL).host) return statusUrl;
  const found = findHost(host);
  return found && origins[found.region][found.api];
}
