import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/model/errors.ts';
import { parseLoopbackUrl } from '../../src/preflight/loopback-url.ts';

describe('accepted', () => {
  test.each([
    ['IPv4', 'http://127.0.0.1:4010', 'http://127.0.0.1:4010'],
    ['another address of the block', 'http://127.9.8.7:4010', 'http://127.9.8.7:4010'],
    ['a short form of IPv4', 'http://127.1:4010', 'http://127.0.0.1:4010'],
    ['IPv6', 'http://[::1]:4010', 'http://[::1]:4010'],
    ['the name', 'http://LocalHost:4010', 'http://localhost:4010'],
    ['TLS', 'https://127.0.0.1', 'https://127.0.0.1'],
    ['a path and a slash at the end', 'http://127.0.0.1:4010/klaviyo/', 'http://127.0.0.1:4010/klaviyo'],
  ])('%s', (_, value, expected) => {
    expect(parseLoopbackUrl(value, 'KLAVIYO_LINT_API_URL')).toBe(expected);
  });
});

describe('refused', () => {
  test.each([
    ['the vendor', 'https://a.klaviyo.com'],
    ['a host that only starts like loopback', 'http://127.0.0.1.example.com'],
    ['a subdomain of localhost', 'http://api.localhost:4010'],
    ['localhost with a dot at the end', 'http://localhost.:4010'],
    ['a host behind credentials that look like loopback', 'http://127.0.0.1:80@example.com'],
    ['credentials', 'http://user:password@127.0.0.1:4010'],
    ['all interfaces', 'http://0.0.0.0:4010'],
    ['a mapped address', 'http://[::ffff:127.0.0.1]:4010'],
    ['a private network', 'http://192.168.0.1:4010'],
    ['a query', 'http://127.0.0.1:4010/?to=example.com'],
    ['a fragment', 'http://127.0.0.1:4010/#x'],
    ['another protocol', 'file:///127.0.0.1/x'],
    ['no protocol', '127.0.0.1:4010'],
    ['nothing', ''],
  ])('%s', (_, value) => {
    expect(() => parseLoopbackUrl(value, 'KLAVIYO_LINT_API_URL')).toThrow(UsageError);
  });

  test('the message names the variable and not its value', () => {
    expect(() => parseLoopbackUrl('http://user:password@example.com', 'KLAVIYO_LINT_API_URL')).toThrow(
      "'KLAVIYO_LINT_API_URL' is not an address of this machine. Set it to one like 'http://127.0.0.1:4010', or unset it.",
    );
  });
});
