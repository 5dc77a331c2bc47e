import { expect, test } from 'vitest';
import { fingerprintIn, writtenKeyMessage } from '../../src/messages/written-key.ts';
import { fakeKey } from '../fake-keys.ts';
import { keyFingerprint } from '../../src/vendors/key-fingerprint.ts';

const KEY = fakeKey();

test.each([
  [false, 'is written in source.'],
  [true, 'is written in source as base64.'],
])('encoded: %s; the message masks the key and names its fingerprint', (isEncoded, text) => {
  const message = writtenKeyMessage({ key: KEY, isEncoded });
  expect(message).toContain(`'pk_…${KEY.slice(-2)}' ${text}`);
  expect(message).not.toContain(KEY);
  expect(fingerprintIn(message)).toBe(keyFingerprint(KEY));
});

test.each(['', 'The key is missing.', '(fingerprint 0123)', '(fingerprint 0123456789abcdef0)'])(
  'no fingerprint in %j',
  message => {
    expect(fingerprintIn(message)).toBeUndefined();
  },
);
