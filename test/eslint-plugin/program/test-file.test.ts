import { expect, test } from 'vitest';
import { isMocking, isTestFile } from '../../../eslint-plugin/program/test-file.ts';

test.each([
  "vi.mock('./api')",
  'jest.fn()',
  "jest.spyOn(axios, 'post')",
  "vi.stubGlobal('fetch', fake)",
  "nock('https://a.klaviyo.com')",
  "import { setupServer } from 'msw/node';",
  "const MockAdapter = require('axios-mock-adapter');",
  "import sinon from 'sinon';",
  "import { MockAgent } from 'undici';",
  "mock.method(globalThis, 'fetch')",
])('%s shows test doubles', text => {
  expect(isMocking(text)).toBe(true);
});

test.each(["import { mockup } from './design';", 'const mock = true;', 'vi.useFakeTimers()', 'navi.mock2()'])(
  '%s does not',
  text => {
    expect(isMocking(text)).toBe(false);
  },
);

test.each([
  'src/a.test.ts',
  'src/a.spec.jsx',
  'src/a-test.js',
  'src/a_spec.mjs',
  'test/a.ts',
  'src/__tests__/a.ts',
  'e2e/a.ts',
  'cypress/a.js',
  '/shop/tests/a.ts',
  String.raw`C:\shop\test\a.ts`,
  'src/button.stories.tsx',
])('%s is a test', file => {
  expect(isTestFile(file)).toBe(true);
});

test.each(['src/a.ts', 'src/contest/a.ts', 'src/latest.ts', 'src/attest.js', 'src/test.config/a.ts', 'testing.ts'])(
  '%s is none',
  file => {
    expect(isTestFile(file)).toBe(false);
  },
);
