import { describe, expect, test } from 'vitest';
import { BudgetSpent } from '../../src/preflight/call-log.ts';
import { noAnswerCause } from '../../src/preflight/no-answer.ts';

const running = new AbortController().signal;
const withCode = (code: string): Error => Object.assign(new Error('x'), { code });

test.each([
  ['ECONNABORTED', 'timeout'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['ENETUNREACH', 'refused'],
  ['ECONNRESET', 'reset'],
  ['UND_ERR_SOCKET', 'reset'],
  ['EPROTO', 'tls'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['HPE_INVALID_CONSTANT', 'malformed'],
  ['Z_DATA_ERROR', 'malformed'],
  ['ESOMETHING', 'unknown'],
])('%s', (code, cause) => {
  expect(noAnswerCause(withCode(code), running)).toBe(cause);
});

describe('where the cause is reported elsewhere', () => {
  test('in the cause of the error, as fetch does', () => {
    expect(noAnswerCause(new TypeError('fetch failed', { cause: withCode('ENOTFOUND') }), running)).toBe('dns');
  });

  test('the limit of requests', () => {
    expect(noAnswerCause(new BudgetSpent('x'), running)).toBe('limit');
  });

  test('the end of the time budget, whatever the error', () => {
    const signal = AbortSignal.abort(new DOMException('over', 'TimeoutError'));

    expect(noAnswerCause(withCode('ERR_CANCELED'), signal)).toBe('timeout');
  });

  test('the wish of the caller', () => {
    expect(noAnswerCause(withCode('ERR_CANCELED'), AbortSignal.abort())).toBe('cancelled');
  });

  test('nothing that was thrown on purpose', () => {
    expect(noAnswerCause('boo', running)).toBe('unknown');
  });
});
