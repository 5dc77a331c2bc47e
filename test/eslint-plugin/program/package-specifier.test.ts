import { expect, test } from 'vitest';
import { packageSpecifier } from '../../../eslint-plugin/program/package-specifier.ts';

test.each([
  ['klaviyo-api', 'klaviyo-api'],
  ['klaviyo-api/dist/api', 'klaviyo-api/dist/api'],
  ['node:https', 'https'],
  ['npm:klaviyo-api', 'klaviyo-api'],
  ['npm:/klaviyo-api@23', 'klaviyo-api'],
  ['npm:klaviyo-api@^23.0.0/dist/api', 'klaviyo-api/dist/api'],
  ['npm:@scope/name@1.0.0/a', '@scope/name/a'],
  ['https://esm.sh/klaviyo-api', 'klaviyo-api'],
  ['https://esm.sh/v135/klaviyo-api@23.0.0?target=deno', 'klaviyo-api'],
  ['https://esm.sh/stable/klaviyo-api@23.0.0/dist/api', 'klaviyo-api/dist/api'],
  ['https://esm.sh/*klaviyo-api', 'klaviyo-api'],
  ['https://cdn.jsdelivr.net/npm/klaviyo-api@23/+esm', 'klaviyo-api'],
  ['https://unpkg.com/klaviyo-api@23.0.0/dist/index.js?module', 'klaviyo-api/dist/index.js'],
  ['//unpkg.com/klaviyo-api', 'klaviyo-api'],
  ['https://cdn.skypack.dev/@scope/name@1', '@scope/name'],
  ['https://ga.jspm.io/npm:klaviyo-api@23.0.0/dist/index.js', 'klaviyo-api/dist/index.js'],
  ['https://example.com/klaviyo-api', 'https://example.com/klaviyo-api'],
  ['./npm:klaviyo-api', './npm:klaviyo-api'],
  ['@/klaviyo-api', '@/klaviyo-api'],
  ['#klaviyo-api', '#klaviyo-api'],
])('%s names %s', (specifier, expected) => {
  expect(packageSpecifier(specifier)).toBe(expected);
});
