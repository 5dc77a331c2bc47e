import { testSuggestions } from './test-suggestions.ts';

testSuggestions('no-disabled-retry', [
  {
    name: 'each option of releases from 14 on',
    file: 'a.ts',
    code: `import { ApiKeySession, RetryWithExponentialBackoff } from 'klaviyo-api';
export const a = new ApiKeySession('x', new RetryWithExponentialBackoff({ numRetries: 0 }));
export const b = new ApiKeySession('x', new RetryWithExponentialBackoff({
  // never
  numRetries: 0, // off
  retryCodes: [503, 504],
  maxInterval: 60_000
}));
export const c = new RetryWithExponentialBackoff({ maxInterval: 30000, retryCodes: [], numRetries: (1) });
export const d = new RetryWithExponentialBackoff({ retryCodes: ['429', '503'] as unknown as number[] });
export const e = new RetryWithExponentialBackoff({ retries: 3, numRetries: 4 } as any);
`,
    offers: [
      {
        title: "Leave 'numRetries' out.",
        change: `- export const a = new ApiKeySession('x', new RetryWithExponentialBackoff({ numRetries: 0 }));
+ export const a = new ApiKeySession('x', new RetryWithExponentialBackoff({}));`,
      },
      {
        title: "Leave 'numRetries' out.",
        change: `-   numRetries: 0, // off
+   // off`,
      },
      {
        title: 'Retry after 429 too.',
        change: `-   retryCodes: [503, 504],
+   retryCodes: [429, 503, 504],`,
      },
      {
        title: "Write 'maxInterval: 60'.",
        change: `-   maxInterval: 60_000
+   maxInterval: 60`,
      },
      {
        title: "Write 'maxInterval: 30'.",
        change: `- export const c = new RetryWithExponentialBackoff({ maxInterval: 30000, retryCodes: [], numRetries: (1) });
+ export const c = new RetryWithExponentialBackoff({ maxInterval: 30, retryCodes: [], numRetries: (1) });`,
      },
      {
        title: "Leave 'retryCodes' out.",
        change: `- export const c = new RetryWithExponentialBackoff({ maxInterval: 30000, retryCodes: [], numRetries: (1) });
+ export const c = new RetryWithExponentialBackoff({ maxInterval: 30000, numRetries: (1) });`,
      },
      {
        title: "Leave 'numRetries' out.",
        change: `- export const c = new RetryWithExponentialBackoff({ maxInterval: 30000, retryCodes: [], numRetries: (1) });
+ export const c = new RetryWithExponentialBackoff({ maxInterval: 30000, retryCodes: [] });`,
      },
      {
        title: 'Write the statuses as numbers.',
        change: `- export const d = new RetryWithExponentialBackoff({ retryCodes: ['429', '503'] as unknown as number[] });
+ export const d = new RetryWithExponentialBackoff({ retryCodes: [429, 503] as unknown as number[] });`,
      },
      {
        title: "Leave 'retryCodes' out.",
        change: `- export const d = new RetryWithExponentialBackoff({ retryCodes: ['429', '503'] as unknown as number[] });
+ export const d = new RetryWithExponentialBackoff({});`,
      },
      {
        title: "Leave 'retries' out.",
        change: `- export const e = new RetryWithExponentialBackoff({ retries: 3, numRetries: 4 } as any);
+ export const e = new RetryWithExponentialBackoff({ numRetries: 4 } as any);`,
      },
    ],
  },
  {
    name: 'plain options',
    file: 'b.ts',
    code: `import { ApiKeySession } from 'klaviyo-api';
export const a = new ApiKeySession('x', { numRetries: 5 } as any);
`,
    offers: [
      {
        title: "Pass 'new RetryWithExponentialBackoff(…)'.",
        change: `- import { ApiKeySession } from 'klaviyo-api';
- export const a = new ApiKeySession('x', { numRetries: 5 } as any);
+ import { ApiKeySession, RetryWithExponentialBackoff } from 'klaviyo-api';
+ export const a = new ApiKeySession('x', new RetryWithExponentialBackoff({ numRetries: 5 } as any));`,
      },
    ],
  },
  {
    name: 'plain options in CommonJS',
    file: 'c.js',
    code: `const { ApiKeySession } = require('klaviyo-api');
const session = new ApiKeySession('x', { numRetries: 5 });
module.exports = session
`,
    offers: [
      {
        title: "Pass 'new RetryWithExponentialBackoff(…)'.",
        change: `- const { ApiKeySession } = require('klaviyo-api');
- const session = new ApiKeySession('x', { numRetries: 5 });
+ const { ApiKeySession, RetryWithExponentialBackoff } = require('klaviyo-api');
+ const session = new ApiKeySession('x', new RetryWithExponentialBackoff({ numRetries: 5 }));`,
      },
    ],
  },
  {
    name: 'got',
    file: 'd.ts',
    code: `import got from 'got';
export const a = got.extend({ prefixUrl: 'https://a.klaviyo.com/api', retry: { limit: 0 } });
export const b = got.extend({ prefixUrl: 'https://a.klaviyo.com/api', retry: 0 as any, timeout: { request: 3 } });
`,
    offers: [
      {
        title: "Leave 'retry' out.",
        change: `- export const a = got.extend({ prefixUrl: 'https://a.klaviyo.com/api', retry: { limit: 0 } });
+ export const a = got.extend({ prefixUrl: 'https://a.klaviyo.com/api' });`,
      },
      {
        title: "Leave 'retry' out.",
        change: `- export const b = got.extend({ prefixUrl: 'https://a.klaviyo.com/api', retry: 0 as any, timeout: { request: 3 } });
+ export const b = got.extend({ prefixUrl: 'https://a.klaviyo.com/api', timeout: { request: 3 } });`,
      },
    ],
  },
  {
    name: 'a namespace, shared options, and none for a shorthand or a condition',
    file: 'f.ts',
    code: `import * as K from 'klaviyo-api';
const opts = { numRetries: 0 as const, maxInterval: 10 };
export const s = new K.RetryWithExponentialBackoff(opts);
export const t = new K.RetryWithExponentialBackoff({ ...opts, 'numRetries': 0 });
const numRetries = 0;
export const u = new K.RetryWithExponentialBackoff({ numRetries });
export const v = new K.RetryWithExponentialBackoff({ numRetries: process.env.CI ? 1 : 0 });
`,
    offers: [
      {
        title: "Leave 'numRetries' out.",
        change: `- const opts = { numRetries: 0 as const, maxInterval: 10 };
+ const opts = { maxInterval: 10 };`,
      },
      {
        title: "Leave 'numRetries' out.",
        change: `- export const t = new K.RetryWithExponentialBackoff({ ...opts, 'numRetries': 0 });
+ export const t = new K.RetryWithExponentialBackoff({ ...opts });`,
      },
    ],
  },
  {
    name: 'comments of an option that is left out',
    file: 'retry.ts',
    code: `import { RetryWithExponentialBackoff } from 'klaviyo-api';
export const retry = new RetryWithExponentialBackoff({ numRetries: /* for now */ 0, maxInterval: 60 });
`,
    offers: [
      {
        title: "Leave 'numRetries' out.",
        change: `- export const retry = new RetryWithExponentialBackoff({ numRetries: /* for now */ 0, maxInterval: 60 });
+ /* for now */
+ export const retry = new RetryWithExponentialBackoff({ maxInterval: 60 });`,
      },
    ],
  },
]);
