import { Agent } from 'node:https';
import type { AxiosRequestConfig } from 'axios';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';

/** The connections of one run, which end with it. */
export interface Sockets {
  /** How a request to an address gets its connection: directly, or through the proxy that `HTTPS_PROXY` and `NO_PROXY` name. */
  for(url: string): Pick<AxiosRequestConfig, 'httpsAgent' | 'proxy'>;
  /** Destroys every connection, whatever it waits for: an open one keeps the process alive. */
  close(): void;
}

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

/**
 * Prepares the connections of one run. Certificates are always checked, against `NODE_TLS_REJECT_UNAUTHORIZED=0` too, and no
 * proxy is asked for this machine.
 *
 * @param authorities certificates that are trusted besides, for a server on this machine only
 */
export function createSockets(authorities?: string): Sockets {
  const controller = new AbortController();
  // Sockets are made with these options, and the signal destroys them, also while a proxy has not answered.
  const checked = { keepAlive: true, rejectUnauthorized: true, signal: controller.signal };
  const direct = new Agent(checked);
  const local = authorities === undefined ? direct : new Agent({ ...checked, ca: authorities });
  const tunnels = new Map<string, HttpsProxyAgent<string>>();

  function tunnelThrough(proxy: string): HttpsProxyAgent<string> {
    const known = tunnels.get(proxy) ?? new HttpsProxyAgent(proxy, checked);
    tunnels.set(proxy, known);
    return known;
  }

  return {
    for(url) {
      const { protocol, hostname } = new URL(url);
      if (LOOPBACK.test(hostname)) return { httpsAgent: local, proxy: false };
      // Of a plain address axios asks a proxy by itself, and no tunnel is needed.
      if (protocol !== 'https:') return {};
      const proxy = getProxyForUrl(url);
      return { httpsAgent: proxy === '' ? direct : tunnelThrough(proxy), proxy: false };
    },
    close: () => controller.abort(),
  };
}
