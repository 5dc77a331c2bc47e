import type { NoAnswerCause } from './reply.ts';

const CAUSES: readonly [code: RegExp, cause: NoAnswerCause][] = [
  [/^(?:ECONNABORTED|ETIMEDOUT|UND_ERR_\w+_TIMEOUT)$/, 'timeout'],
  [/^(?:ENOTFOUND|EAI_\w+)$/, 'dns'],
  [/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EACCES|EPERM)$/, 'refused'],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, 'reset'],
  [/^(?:EPROTO|ERR_TLS_\w+|ERR_SSL_\w+|UNABLE_TO_\w+|HOSTNAME_MISMATCH)$|CERT/, 'tls'],
  [/^(?:HPE_\w+|ERR_BAD_RESPONSE|UND_ERR_RES_\w+|Z_\w+)$/, 'malformed'],
];

/**
 * Tells why no answer came, from the error of the HTTP client. Only codes are read: the error itself holds the
 * request's headers, and with them the key.
 *
 * @param signal the one that ends requests: the time budget or the caller's
 */
export function noAnswerCause(error: unknown, signal: AbortSignal): NoAnswerCause {
  if (signal.aborted) return nameOf(signal.reason) === 'TimeoutError' ? 'timeout' : 'cancelled';
  if (nameOf(error) === 'TimeoutError') return 'timeout';
  if (nameOf(error) === 'BudgetSpent') return 'limit';
  const code = errorCode(error);
  return CAUSES.find(([pattern]) => pattern.test(code))?.[1] ?? 'unknown';
}

function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return '';
  return 'code' in error && typeof error.code === 'string' ? error.code : errorCode(error.cause);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
