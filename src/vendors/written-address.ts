/** The scheme and the slashes of an absolute address, as a URL parser takes them. */
const BEGINNING = /^(https?:)[\\/]+(?=[^\\/])/i;
const HOST = /^(https?:\/\/|\/\/)([^/\\?#]*)([^?#]*)/i;
const PLAIN_HOST = /^[\w.:@-]*$/;

/**
 * An address as a client that sends a request reads it: without tabs and line breaks, with slashes for backslashes, and with the host in its
 * plain form where it is written with codes or with letters of other widths.
 *
 * Source: the URL Standard of WHATWG; read 2026-11-20.
 *
 * @param url with `\0` for each unknown part
 */
export function plainAddress(url: string): string {
  const flat = url.trim().replaceAll(/[\t\r\n]/g, '');
  return flat
    .replace(BEGINNING, '$1//')
    .replace(HOST, (_, scheme: string, host: string, path: string) => `${scheme}${plainHost(host)}${slashed(path)}`);
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

function plainHost(host: string): string {
  if (PLAIN_HOST.test(host) || host.includes('\0')) return host;
  const address = `https://${host}`;
  return URL.canParse(address) ? new URL(address).host : host;
}
