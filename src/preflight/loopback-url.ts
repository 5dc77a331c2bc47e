import { UsageError } from '../model/errors.ts';

const LOOPBACK_HOST = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

/**
 * Reads the address of a simulator. Only this machine is accepted, so that a key can never be pointed elsewhere.
 *
 * @param name the variable that held the value, for the message
 * @returns the address without a trailing `/`
 * @throws UsageError for anything but a plain http(s) address in 127.0.0.0/8, `::1` or `localhost`; the value is not repeated
 */
export function parseLoopbackUrl(value: string, name: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !isPlainLoopback(url)) {
    throw new UsageError(
      `'${name}' is not an address of this machine. Set it to one like 'http://127.0.0.1:4010', or unset it.`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/(?<!\/)\/+$/, '');
}

/**
 * Checks the address of a name server, `127.0.0.1:5353` or `[::1]:5353`.
 *
 * @throws UsageError for one that is not on this machine; the value is not repeated
 */
export function parseLoopbackServer(value: string, name: string): string {
  const [host, port] = [value.replace(/:\d+$/, ''), Number(/:(\d+)$/.exec(value)?.[1])];
  if (LOOPBACK_HOST.test(host) && host !== 'localhost' && port > 0 && port < 65_536) return value;
  throw new UsageError(
    `'${name}' is not a name server of this machine. Set it to one like '127.0.0.1:5353', or unset it.`,
  );
}

function isPlainLoopback({ protocol, hostname, username, password, search, hash }: URL): boolean {
  const isWeb = protocol === 'http:' || protocol === 'https:';
  return isWeb && LOOPBACK_HOST.test(hostname) && [username, password, search, hash].every(part => part === '');
}
