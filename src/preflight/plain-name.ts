const PLAIN = /^(?!.*(?:::|pk_|\/\/))[\p{L}\p{N} .,:;()&/'’+–-]{1,100}$/u;

/**
 * A name that somebody else gave to something, if it is made of the characters that names are made of; `…` if it is anything else,
 * such as an address, markup, or a command for a runner.
 */
export function plainName(value: unknown): string {
  return typeof value === 'string' && PLAIN.test(value) ? value : '…';
}
