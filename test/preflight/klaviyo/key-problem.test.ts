import { describe, expect, test } from 'vitest';
import { findKeyProblem } from '../../../src/preflight/klaviyo/key-problem.ts';
import { fakeKey, fakeNewKey } from '../../fake-keys.ts';

const KEY = fakeKey();
const HEX = KEY.slice(3);
const PK = KEY.slice(0, 3);

describe('keys that are sent', () => {
  test.each([
    ['the older shape', KEY],
    ['the newer shape', fakeNewKey()],
    ['a shape that is not known, because only the prefix is documented', `${PK}AbCdEf0123456789`],
  ])('%s', (_, key) => {
    expect(findKeyProblem(key)).toBeUndefined();
  });
});

describe('keys that are not sent', () => {
  test.each([
    ['a line break at the end', `${KEY}\n`, /white space or a line break around/],
    ['a blank before', ` ${KEY}`, /white space or a line break around/],
    ['a non-breaking space after', `${KEY}\u00a0`, /white space or a line break around/],
    ['quotation marks', `"${KEY}"`, /quotation marks/],
    ['one quotation mark', `'${KEY}`, /quotation marks/],
    ['the scheme of the header', `Klaviyo-API-Key ${KEY}`, /word of the Authorization header/],
    ['another scheme', `Bearer ${KEY}`, /word of the Authorization header/],
    ['a line break inside', `${KEY.slice(0, 9)}\r\nx: y${KEY.slice(9)}`, /character that no key has/],
    ['an invisible character inside', `${KEY.slice(0, 9)}\u200b${KEY.slice(9)}`, /character that no key has/],
    ['a template that was not filled in', '${{ secrets.KLAVIYO }}', /character that no key has/],
    ['a public key', 'AbC123', /public key/],
    ["Stripe's", `${PK}live_${HEX}`, /Stripe, Clerk or Courier/],
    ["Stripe's for tests", `${PK}test_${HEX}`, /Stripe, Clerk or Courier/],
    ["ClickUp's", `${PK}12345678_${'A1'.repeat(16)}`, /ClickUp/],
    ["IEX Cloud's", `${PK}${HEX.slice(2)}`, /IEX Cloud/],
    ["Checkout.com's", `${PK}01234567-89ab-cdef-0123-456789abcdef`, /Checkout\.com/],
    ['a secret of another kind', `s${KEY.slice(1)}`, /does not start with 'pk_'/],
    ['a password', 'correct-horse-battery-staple', /does not start with 'pk_'/],
  ])('%s', (_, key, expected) => {
    const problem = findKeyProblem(key);

    expect(problem?.fact).toMatch(expected);
    expect(problem?.nextAction).toMatch(/\.$/);
    expect(JSON.stringify(problem)).not.toContain(HEX.slice(9, 20));
  });
});
