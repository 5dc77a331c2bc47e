import { expect, test } from 'vitest';
import { plainAddress } from '../../src/vendors/written-address.ts';

test.each([
  ['a plain one', 'https://a.example/x?y=%6b', 'https://a.example/x?y=%6b'],
  ['one with a hole', 'https://\0.example/\0', 'https://\0.example/\0'],
  ['one with a hole and codes', 'https://\0.%6b.example', 'https://\0.%6b.example'],
  ['a path', '/api/%6b\\x', '/api/%6b\\x'],
  ['no address', 'a %6b b', 'a %6b b'],
  ['a host that is none', 'https://a b%/x', 'https://a b%/x'],
  ['codes in the host', 'https://a.%65xample/%6b', 'https://a.example/%6b'],
  ['a host of wide letters', 'https://a.ｅxample/x', 'https://a.example/x'],
  ['an ideographic full stop', 'https://a。example/x', 'https://a.example/x'],
  ['a soft hyphen in the host', 'https://a.ex\u00ADample/x', 'https://a.example/x'],
  ['tabs and line breaks', ' https://a.exa\tmple/\r\nx ', 'https://a.example/x'],
  ['backslashes', 'https:\\\\a.example\\x?\\', 'https://a.example/x?\\'],
  ['one slash', 'https:/a.example/x', 'https://a.example/x'],
  ['many slashes', 'https:////a.example/x', 'https://a.example/x'],
  ['no scheme', '//a.%65xample/x', '//a.example/x'],
])('%s', (_, written, plain) => {
  expect(plainAddress(written)).toBe(plain);
});
