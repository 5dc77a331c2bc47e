const LOOPBACK_HOST = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

/** What is wrong with an address of our own, as a clause. TLS is dispensable only for a server on this machine. */
export function addressProblem(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return 'the address is not one of the web';
  if (url.username !== '' || url.password !== '') return 'the address carries a user or a password';
  return url.protocol === 'https:' || LOOPBACK_HOST.test(url.hostname) ? undefined : 'the address is not https';
}
