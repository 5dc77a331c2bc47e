import rule from '../../../eslint-plugin/rules/no-disabled-retry.ts';
import { testRule, type InvalidCase, type ValidCase, withoutSuggestions } from '../rule-tester.ts';

type MessageId =
  | 'switchedOff'
  | 'clientSwitchedOff'
  | 'without429'
  | 'notNumbers'
  | 'unknownOption'
  | 'inSeconds'
  | 'inMilliseconds'
  | 'pauseLost'
  | 'ignoredAlone'
  | 'plainOptions'
  | 'fixedPause'
  | 'noPause';

const SDK = "import { ApiKeySession, RetryOptions, RetryWithExponentialBackoff } from 'klaviyo-api';\n";
const NEW = "'numRetries', 'retryCodes', 'maxInterval'";
const OLD = "'numOfAttempts', 'timeMultiple', 'startingDelay'";
const retry = (options: string): string => `${SDK}export const retry = new RetryWithExponentialBackoff(${options});`;
const oldRetry = (options: string): string => `${SDK}export const retry = new RetryOptions(${options});`;
const installed = (sdkVersion: string) => ({ klaviyo: { sdkVersion } });

function reported(
  name: string,
  code: string,
  at: string,
  messageId: MessageId,
  data: Record<string, string> = {},
  settings = {},
): InvalidCase<MessageId> {
  return { name, code, settings, errors: [{ messageId, at, data }] };
}

const OPTIONS: InvalidCase<MessageId>[] = [
  ...['0', '1'].map(count =>
    reported(`numRetries: ${count}`, retry(`{ numRetries: ${count} }`), 'numRetries', 'switchedOff', {
      option: 'numRetries',
      options: NEW,
    }),
  ),
  reported('an empty list of codes', retry('{ retryCodes: [] }'), 'retryCodes', 'switchedOff', {
    option: 'retryCodes',
    options: NEW,
  }),
  reported('codes without 429', retry('{ retryCodes: [500, 502, 503] }'), 'retryCodes', 'without429', {
    option: 'retryCodes',
    options: NEW,
  }),
  reported('codes as texts', retry("{ retryCodes: ['429', '503'] }"), 'retryCodes', 'notNumbers', {
    option: 'retryCodes',
    options: NEW,
  }),
  reported('one code', retry('{ retryCodes: 429 }'), 'retryCodes', 'notNumbers', {
    option: 'retryCodes',
    options: NEW,
  }),
  reported('a set of codes', retry('{ retryCodes: new Set([429]) }'), 'retryCodes', 'notNumbers', {
    option: 'retryCodes',
    options: NEW,
  }),
  reported('maxRetries', retry('{ maxRetries: 0 }'), 'maxRetries', 'unknownOption', {
    option: 'maxRetries',
    options: NEW,
  }),
  reported('an option of older releases', retry('{ numOfAttempts: 5 }'), 'numOfAttempts', 'unknownOption', {
    option: 'numOfAttempts',
    options: NEW,
  }),
  reported('milliseconds in place of seconds', retry('{ maxInterval: 60000 }'), 'maxInterval', 'inSeconds', {
    option: 'maxInterval',
    options: NEW,
  }),
  reported('a constant', `const RETRIES = 0;\n${retry('{ numRetries: RETRIES }')}`, 'numRetries', 'switchedOff', {
    option: 'numRetries',
    options: NEW,
  }),
  reported(
    'options in a constant',
    `const options = { numRetries: 0 };\n${retry('options')}`,
    'numRetries',
    'switchedOff',
    { option: 'numRetries', options: NEW },
  ),
  reported(
    'options in ConfigWrapper',
    "import { ConfigWrapper } from 'klaviyo-api';\nConfigWrapper(key, { retryCodes: [] });",
    'retryCodes',
    'switchedOff',
    { option: 'retryCodes', options: NEW },
  ),
  reported(
    'one attempt in ConfigWrapper of an old release',
    "const { ConfigWrapper } = require('klaviyo-api');\nConfigWrapper(key, { numOfAttempts: 1 });",
    'numOfAttempts',
    'switchedOff',
    { option: 'numOfAttempts', options: OLD },
  ),
  reported(
    'new options for the installed old release',
    "import { ConfigWrapper } from 'klaviyo-api';\nConfigWrapper(key, { numRetries: 5 });",
    'numRetries',
    'unknownOption',
    { option: 'numRetries', options: OLD },
    installed('11.0.0'),
  ),
  reported('one attempt', oldRetry('{ numOfAttempts: 1, startingDelay: 500 }'), 'numOfAttempts', 'switchedOff', {
    option: 'numOfAttempts',
    options: OLD,
  }),
  reported('attempts without a delay', oldRetry('{ numOfAttempts: 5 }'), 'numOfAttempts', 'pauseLost', {
    option: 'numOfAttempts',
    options: OLD,
  }),
  reported('a factor without a delay', oldRetry('{ timeMultiple: 2 }'), 'timeMultiple', 'pauseLost', {
    option: 'timeMultiple',
    options: OLD,
  }),
  reported('a delay by itself', oldRetry('{ startingDelay: 1000 }'), 'startingDelay', 'ignoredAlone', {
    option: 'startingDelay',
    options: OLD,
  }),
  reported(
    'seconds in place of milliseconds',
    oldRetry('{ numOfAttempts: 5, startingDelay: 1 }'),
    'startingDelay',
    'inMilliseconds',
    { option: 'startingDelay', options: OLD },
  ),
  reported(
    'plain options in a session',
    `${SDK}new ApiKeySession(key, { numRetries: 5 });`,
    '{ numRetries: 5 }',
    'plainOptions',
    { taker: 'ApiKeySession', class: 'RetryWithExponentialBackoff', example: '{ numRetries: 3 }' },
  ),
  reported(
    'plain options in a session of an old release',
    `${SDK}new ApiKeySession(key, { numOfAttempts: 5 });`,
    '{ numOfAttempts: 5 }',
    'plainOptions',
    {
      taker: 'ApiKeySession',
      class: 'RetryOptions',
      example: '{ numOfAttempts: 3, timeMultiple: 5, startingDelay: 500 }',
    },
    installed('12.0.1'),
  ),
  reported(
    'an assignment to the retries of a session',
    `${SDK}const session = new ApiKeySession(key);\nsession.retryWithExponentialBackoff.numRetries = 0;`,
    'session.retryWithExponentialBackoff.numRetries',
    'switchedOff',
    { option: 'numRetries' },
  ),
  ...Object.entries({
    'production, by the name of a constant':
      "const isProduction = process.env.NODE_ENV === 'production';\n§isProduction ? 0 : 3",
    'production, by the environment': "§process.env.NODE_ENV === 'production' ? 1 : 3",
    'all but tests': "§process.env.NODE_ENV !== 'test' ? 0 : 3",
    'production, by a function': "import { isProd } from './env.js';\n§isProd() && !process.env.CI ? 0 : 3",
    'one place to run': '§process.env.AWS_LAMBDA_FUNCTION_NAME ? 0 : 3',
    'the last of several branches': "§process.env.NODE_ENV === 'test' ? 0 : process.env.NODE_ENV === 'staging' ? 3 : 1",
    'a constant that production sets':
      "const isProduction = process.env.NODE_ENV === 'production';\nconst tries = isProduction ? 0 : 3;\n§tries",
  }).map(([name, text]) => {
    const [before = '', value = ''] = text.split('§');
    return reported(`none in ${name}`, `${before}${retry(`{ numRetries: ${value} }`)}`, 'numRetries', 'switchedOff', {
      option: 'numRetries',
    });
  }),
  reported(
    'a predicate that never holds, in place of the options',
    `${SDK}const old = new RetryOptions();\nold.options = { numOfAttempts: 3, retry: () => false };`,
    'retry',
    'switchedOff',
    { option: 'retry' },
  ),
  reported(
    'a predicate that never holds, among the options',
    `${SDK}const retry = new RetryOptions();\nretry.options.retry = function () { return false; };`,
    'retry.options.retry',
    'switchedOff',
    { option: 'retry' },
  ),
];

const CLIENTS: InvalidCase<MessageId>[] = [
  ['got', "import got from 'got';\ngot.extend({ prefixUrl: 'https://a.klaviyo.com/api', retry: { limit: 0 } });"],
  ['got', "import got from 'got';\nawait got('https://a.klaviyo.com/api/events', { retry: 0 });"],
  ['ky', "import ky from 'ky';\nky.create({ prefixUrl: 'https://a.klaviyo.com/api', retry: 0 });"],
].map(([client = '', code = ''], index) =>
  reported(`a client that retries nothing, ${index + 1}`, code, 'retry', 'clientSwitchedOff', { client }),
);

const GOOD_OPTIONS: Record<string, string> = {
  'the defaults': retry(''),
  'more tries': retry('{ numRetries: 5, retryCodes: [429, 500, 502, 503, 504, 524], maxInterval: 120 }'),
  'two tries': retry('{ numRetries: 2 }'),
  'a number of the environment': retry('{ numRetries: Number(process.env.RETRIES) }'),
  'none in tests only': retry("{ numRetries: process.env.NODE_ENV === 'test' ? 0 : 3 }"),
  'none outside of production': retry("{ numRetries: process.env.NODE_ENV === 'production' ? 3 : 0 }"),
  'none outside of production, by a name': retry('{ numRetries: config.isProduction ? 3 : 0 }'),
  'none in CI': retry('{ numRetries: process.env.CI ? 0 : 3 }'),
  'none in a dry run': `import { dryRun } from './flags.js';\n${retry('{ numRetries: dryRun ? 0 : 3 }')}`,
  'none in tests, by a constant': `const underTest = !!process.env.VITEST;\n${retry('{ numRetries: underTest ? 0 : 3 }')}`,
  'none where a caller says so': `${SDK}export const make = fast => new RetryWithExponentialBackoff({ numRetries: fast ? 0 : 3 });`,
  'none where a switch for it is on': retry('{ numRetries: process.env.DISABLE_RETRIES ? 0 : 3 }'),
  'a predicate that asks for the status': `${SDK}const retry = new RetryOptions();\nretry.options = { numOfAttempts: 3, startingDelay: 500, retry: error => error.response.status === 429 };`,
  'a predicate of something else': `${SDK}const retry = makeRetry();\nretry.options = { retry: () => false };`,
  'codes of another module': `import { CODES } from './codes.js';\n${retry('{ retryCodes: CODES }')}`,
  'codes that are added later': `const codes = [];\ncodes.push(429);\n${retry('{ retryCodes: codes }')}`,
  'old options together': oldRetry('{ numOfAttempts: 5, timeMultiple: 2, startingDelay: 1000 }'),
  'old attempts alone in a release that keeps the pause':
    "import { ConfigWrapper } from 'klaviyo-api';\nConfigWrapper(key, { numOfAttempts: 5 });",
  'a class of the same name':
    "import { RetryWithExponentialBackoff } from './retry.js';\nnew RetryWithExponentialBackoff({ numRetries: 0 }); // klaviyo",
  'retries of the own code': `${SDK}new ApiKeySession(key, { requestWithRetry: config => send(config) });`,
  'got without retries of a POST, which it never repeats':
    "import got from 'got';\ngot.post('https://a.klaviyo.com/api/events', { retry: 0 });",
  'got without retries for another vendor':
    "import got from 'got';\ngot.extend({ prefixUrl: 'https://shop.example', retry: 0 }); // klaviyo",
  'got with retries':
    "import got from 'got';\ngot.extend({ prefixUrl: 'https://a.klaviyo.com/api', retry: { limit: 5 } });",
};

const URL = "'https://a.klaviyo.com/api/events'";
const SLEEP = 'const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));\n';

/** A loop around a raw call, with what it does after a 429. */
const loop = (after: string): string => `${SLEEP}export async function send(body) {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const response = await fetch(${URL}, { method: 'POST', body });
    if (response.status === 429) { ${after} }
    return response;
  }
  throw new Error('Klaviyo limits us.');
}`;
const TEST = 'response.status === 429';

const FIXED: Record<string, string> = {
  'a loop': loop('await sleep(1000); continue;'),
  'a constant': `const PAUSE = 2 * 1000;\n${loop('await sleep(PAUSE); continue;')}`,
  'a timer in place': loop('await new Promise(resolve => setTimeout(resolve, 1000)); continue;'),
  'a helper that waits': `const rest = () => new Promise(resolve => setTimeout(resolve, 500));\n${loop('await rest(); continue;')}`,
  'a member that nobody changes': `export class Client {
  delay = 1000;
  async send(body) {
    while (true) {
      const response = await fetch(${URL}, { method: 'POST', body });
      if (response.status === 429) { await sleep(this.delay); continue; }
      return response;
    }
  }
}`,
  recursion: `export async function send(body, retries = 3) {
  const response = await fetch(${URL}, { method: 'POST', body });
  if (response.status === 429 && retries > 0) {
    await new Promise(resolve => setTimeout(resolve, 1000));
    return send(body, retries - 1);
  }
  return response;
}`,
  'recursion that passes the same pause on': `export async function send(body, pause = 1000) {
  const response = await fetch(${URL}, { method: 'POST', body });
  if (response.status === 429) {
    await new Promise(resolve => setTimeout(resolve, pause));
    return send(body, pause);
  }
  return response;
}`,
  'one more try': `export async function send(body) {
  const response = await fetch(${URL}, { method: 'POST', body });
  if (response.status === 429) {
    await new Promise(resolve => setTimeout(resolve, 1000));
    return fetch(${URL}, { method: 'POST', body });
  }
  return response;
}`,
  'a wrapper that gives no headers': `${SLEEP}async function request(body) {
  const response = await fetch(${URL}, { method: 'POST', body });
  return { ok: response.ok, status: response.status, body: await response.json() };
}
export async function send(body) {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const result = await request(body);
    if (result.status === 429) { await sleep(1000); continue; }
    return result;
  }
}`,
  'an error of axios': `import axios from 'axios';\n${SLEEP}export async function send(body) {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      return await axios.post(${URL}, body);
    } catch (error) {
      if (error.response?.status === 429) { await sleep(1000); continue; }
      throw error;
    }
  }
}`,
  'any other answer returns': `${SLEEP}export async function send(body) {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const response = await fetch(${URL}, { method: 'POST', body });
    if (response.status !== 429) return response;
    await sleep(1000);
  }
}`,
  'a list of statuses': `${SLEEP}const AGAIN = [429, 503];\nexport async function send(body) {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const response = await fetch(${URL}, { method: 'POST', body });
    if (AGAIN.includes(response.status)) { await sleep(1000); continue; }
    return response;
  }
}`,
  'the condition of a loop': `${SLEEP}export async function send(body) {
  let response = await fetch(${URL}, { method: 'POST', body });
  while (response.status === 429) {
    await sleep(1000);
    response = await fetch(${URL}, { method: 'POST', body });
  }
  return response;
}`,
  'a function that is given': `${SLEEP}async function again(call) {
  for (;;) {
    const response = await call();
    if (response.status === 429) { await sleep(1000); continue; }
    return response;
  }
}
export const send = body => again(() => fetch(${URL}, { method: 'POST', body }));`,
};

const MARKS: Record<string, string> = {
  'a wrapper that gives no headers': 'result.status === 429',
  'an error of axios': 'error.response?.status === 429',
  'any other answer returns': 'response.status !== 429',
  'a list of statuses': 'AGAIN.includes(response.status)',
};

const GOOD_RETRIES: Record<string, string> = {
  'Retry-After': loop("await sleep(Number(response.headers.get('Retry-After')) * 1000); continue;"),
  'Retry-After in lower case': loop("await sleep(1000 * response.headers.get('retry-after')); continue;"),
  'Retry-After in a helper': `const pauseOf = response => Number(response.headers.get('retry-after'));\n${loop('await sleep(pauseOf(response)); continue;')}`,
  'a helper that waits for it': `import { waitForLimit } from './limit.js';\n${loop('await waitForLimit(response); continue;')}`,
  'a pause that another function gives': `import { request } from './request.js';\n${SLEEP}export async function send(body) {
  for (;;) {
    const result = await request(${URL}, body);
    if (result.status === 429) { await sleep(result.retryAfterMs); continue; }
    return result;
  }
}`,
  'a growing pause': loop('await sleep(500 * 2 ** attempt); continue;'),
  'a pause that grows by steps': loop('await sleep(1000 * (attempt + 1)); continue;'),
  'a jittered pause': loop('await sleep(1000 + Math.random() * 500); continue;'),
  'a pause that is doubled': `let pause = 500;\n${loop('await sleep(pause); pause *= 2; continue;')}`,
  'a doubled pause in a recursion': `${SLEEP}export async function send(body, pause = 500) {
  const response = await fetch(${URL}, { method: 'POST', body });
  if (response.status === 429) { await sleep(pause); return send(body, pause * 2); }
  return response;
}`,
  'a 429 that is thrown': loop("throw new Error('Klaviyo limits us.');"),
  'a 429 in a loop over a list': `export async function sendAll(bodies) {
  for (const body of bodies) {
    const response = await fetch(${URL}, { method: 'POST', body });
    if (response.status === 429) { limited.push(body); continue; }
  }
}`,
  'a 429 that is logged': `export async function sendAll(next) {
  while (next) {
    const response = await fetch(next);
    if (response.status === 429) console.warn('limited');
    next = await response.json();
  }
} // https://a.klaviyo.com/api/events`,
  'p-retry': `import pRetry from 'p-retry';\nexport const send = body => pRetry(async () => {
  const response = await fetch(${URL}, { method: 'POST', body });
  if (response.status === 429) throw new Error('limited');
  return response;
});`,
  'another vendor in the loop': `${SLEEP}export async function load() {
  for (;;) {
    const response = await fetch('https://shop.example/admin/orders.json');
    if (response.status === 429) { await sleep(1000); continue; }
    return response;
  }
} // then to klaviyo`,
};

testRule(withoutSuggestions(rule), {
  valid: [
    ...Object.entries({ ...GOOD_OPTIONS, ...GOOD_RETRIES }).map(([name, code]): ValidCase => ({ name, code })),
    {
      name: 'a test',
      filename: 'test/klaviyo.test.js',
      code: retry('{ numRetries: 0 }'),
    },
    {
      name: 'a file with doubles',
      code: `vi.mock('./queue.js');\n${retry('{ numRetries: 0 }')}`,
    },
  ],
  invalid: [
    ...OPTIONS,
    ...CLIENTS,
    ...Object.entries(FIXED).map(([name, code]): InvalidCase<MessageId> => ({
      name: `a retry with a fixed pause: ${name}`,
      code,
      errors: [{ messageId: 'fixedPause', at: MARKS[name] ?? TEST }],
    })),
    {
      name: 'a retry without a pause',
      code: loop('continue;'),
      errors: [{ messageId: 'noPause', at: TEST }],
    },
    {
      name: 'a case of a switch',
      code: `${SLEEP}export async function send(body) {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const response = await fetch(${URL}, { method: 'POST', body });
    switch (response.status) {
      case 429:
        await sleep(1000);
        continue;
      default:
        return response;
    }
  }
}`,
      errors: [{ messageId: 'fixedPause', at: 'case «429»' }],
    },
  ],
});
