import { expect, test } from 'vitest';
import { readErrorDocument } from '../../../src/preflight/klaviyo/error-document.ts';

const withDetail = (detail: unknown): unknown => ({ errors: [{ code: 'permission_denied', detail }] });

test.each([
  ['one scope', withDetail('Missing required scopes: accounts:read'), ['accounts:read']],
  ['a scope before a full stop', withDetail('You need accounts:read.'), ['accounts:read']],
  [
    'several scopes, one of them twice',
    withDetail('lists:write, profiles:write and lists:write'),
    ['lists:write', 'profiles:write'],
  ],
  ['a scope in quotation marks', withDetail("the scope 'push-tokens:read' is missing"), ['push-tokens:read']],
  ['other words with a colon', withDetail('https://klaviyo.com/read key:abc Accounts:read accounts:admin'), []],
  ['a scope glued to something', withDetail('x_accounts:read accounts:readable'), []],
  ['a detail that is no text', withDetail({ scope: 'accounts:read' }), []],
])('%s', (_, body, scopes) => {
  expect(readErrorDocument(body)).toEqual({ codes: ['permission_denied'], scopes, namesParameter: false });
});

test('a code of another shape is not kept', () => {
  expect(readErrorDocument({ errors: [{ code: '::error::' }, { code: 7 }, null, 'x'] })).toEqual({
    codes: [],
    scopes: [],
    namesParameter: false,
  });
});

test.each([undefined, null, 'text', 7, [], {}, { errors: 'none' }])('%j is no error document', body => {
  expect(readErrorDocument(body)).toBeUndefined();
});
