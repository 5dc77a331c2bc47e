import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyFingerprint } from '../../../src/vendors/key-fingerprint.ts';
import { findPrivateKeys, maskKey, maskKeys } from '../../../src/vendors/klaviyo/keys.ts';
import { isPlaceholder } from '../../../src/vendors/klaviyo/placeholder-key.ts';
import { fakeKey, fakeNewKey } from '../../fake-keys.ts';

const found = (text: string): string[] => findPrivateKeys(text).map(({ key }) => key);
const KEYS = Array.from({ length: 40 }, (_, seed) => [fakeKey(seed), fakeNewKey(seed)]).flat();

describe('a key is found', () => {
  test.each([
    ['alone', '', ''],
    ['behind an encoded equals sign', 'api_key%3D', '%26a=1'],
    ['behind the escape of a line feed', String.raw`KEY=a\n`, String.raw`\n`],
    ['behind the escape of a quotation mark', String.raw`\u0022`, String.raw`\u0022`],
    ['behind a colour', '\u001b[32m', '\u001b[0m'],
    ['in a list without a space', 'keys:\n  -', '\n'],
    ['in a removed line of a diff', '-', ''],
    ['in a comment of SQL', 'select 1;\n--', ''],
    ['in a comment of HTML', '<!--', '-->'],
    ['beside letters of another alphabet', '密钥', '。'],
    ['behind a letter', 'x', ''],
    ['behind the name of the vendor', 'klaviyo_', ''],
    ['behind the name of a variable', 'KLAVIYO-KEY-', ''],
    ['before what it is', '', '_old'],
    ['before a dash and more', '', '-1'],
  ])('%s', (_, before, after) => {
    expect(KEYS.filter(key => found(before + key + after).join() !== key)).toEqual([]);
  });

  test.each([
    ['alone', '', ''],
    ['with a colon behind it', '', ':'],
    ['behind one character', ':', ''],
    ['behind two characters', '="', '"'],
    ['behind a user', 'someone:', ''],
    ['in a whole file', '{"klaviyo":{"apiKey":"', '","region":"us"}}\n'],
  ])('in base64 of both alphabets, %s', (_, before, after) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const missed = KEYS.filter(
        key => found(`token: ${Buffer.from(before + key + after).toString(encoding)}`).join() !== key,
      );
      expect(missed).toEqual([]);
    }
  });

  test.each([
    ['alone', '', ''],
    ['before the end of a line', '', '\n'],
    ['behind one character', ':', ''],
    ['behind two characters', '="', '"'],
    ['behind the name of a variable', 'KEY=', '\n'],
  ])('in base64 of base64, %s', (_, before, after) => {
    const missed = KEYS.filter(
      key =>
        found(`token: ${btoa(before + btoa(key) + after)}`).join() !== key ||
        found(`token: ${btoa(before + btoa(`${key}\n`) + after)}`).join() !== key,
    );
    expect(missed).toEqual([]);
  });
});

describe('nothing is found', () => {
  test.each([
    ['before more digits', `${fakeKey()}0`],
    ['before more capital digits', `${fakeKey()}A`],
    ['in base64 before more digits', Buffer.from(`${fakeKey()}0`).toString('base64')],
    ['in base64 that ends too early', Buffer.from(fakeKey()).toString('base64').slice(0, 44)],
    ['in base64 of base64 before more digits', btoa(btoa(`${fakeKey()}0`))],
    ['in base64 of base64 that ends too early', btoa(btoa(fakeKey()).slice(0, 44))],
    ['in base64 of base64 of base64', btoa(btoa(btoa(fakeKey())))],
    ['in the signs of base64 of base64 alone', 'Y0d0Z GNHdGY BjR3Rm Y0d0ZY0d0ZGNHdGYBjR3Rm'],
    ['in the signs of base64 alone', 'cGtf BrXz wa18 HBrXz0 Bwa18 cGtfcGtfcGtf'],
  ])('%s', (_, text) => {
    expect(found(text)).toEqual([]);
  });

  test.each([
    'a1b2c3d4e5f6',
    '0123456789abcdef',
    'fedcba9876543210',
    'abc123def456',
    'deadbeefcafebabe',
    '12',
    '0',
    'f00ba4',
  ])('in a placeholder that repeats %s', pattern => {
    expect(found(`pk_${pattern.repeat(34).slice(0, 34)}`)).toEqual([]);
  });
});

test('no random key is a placeholder', () => {
  const keys = Array.from({ length: 20_000 }, (_, index) =>
    createHash('sha256').update(String(index)).digest('hex').slice(0, 34),
  );
  expect(keys.filter(isPlaceholder)).toEqual([]);
});

describe('a mask', () => {
  const digits = (key: string): string => key.slice(-34, -2);

  test('hides a key wherever it stands', () => {
    expect(KEYS.filter(key => maskKeys(`a${key}b ${key}0`) !== `a${maskKey(key)}b ${maskKey(key)}0`)).toEqual([]);
  });

  test('hides a key in base64 at each place', () => {
    for (const before of ['', 'x', 'xy', 'abc']) {
      const shown = KEYS.map(key => maskKeys(Buffer.from(`${before}${key}:`).toString('base64')));
      expect(
        shown.filter((text, index) =>
          Buffer.from(text.replaceAll(/[^\w+/]/g, ''), 'base64').includes(digits(KEYS[index] ?? '').slice(0, 8)),
        ),
      ).toEqual([]);
      expect(shown.every(text => /pk_…[0-9a-f]{2}/.test(text))).toBe(true);
    }
  });
});

test('a mask hides keys in base64, and in base64 of base64, in one text', () => {
  const [first = '', second = ''] = KEYS;
  const shown = maskKeys(`${btoa(btoa(first))} ${btoa(second)} ${btoa(`a${btoa(first)}`)}`);
  expect(shown.split(' ').map(text => /pk_…../.exec(text)?.[0])).toEqual([first, second, first].map(maskKey));
  expect(shown.length).toBeLessThan(60);
});

test('a fingerprint is the same for a key, differs between keys, and holds nothing of one', () => {
  const fingerprints = KEYS.map(keyFingerprint);
  expect(fingerprints).toEqual(KEYS.map(keyFingerprint));
  expect(new Set(fingerprints).size).toBe(KEYS.length);
  expect(
    fingerprints.every(
      (fingerprint, index) => /^[0-9a-f]{16}$/.test(fingerprint) && !KEYS[index]?.includes(fingerprint.slice(0, 8)),
    ),
  ).toBe(true);
});
