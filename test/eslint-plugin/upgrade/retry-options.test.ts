import { retryOptions } from '../../../eslint-plugin/upgrade/retry-options.ts';
import { testRule, type InvalidCase } from '../rule-tester.ts';

type MessageId = 'renamed' | 'options' | 'unseen';

const SESSION = 'new ApiKeySession(process.env.KEY, retry);';

const invalid: InvalidCase<MessageId>[] = [
  {
    name: 'the class, at the import and where it is used',
    code: `import { ApiKeySession, RetryOptions } from 'klaviyo-api';\nconst retry = new RetryOptions();\n${SESSION}`,
    errors: [
      { messageId: 'renamed', at: 'ApiKeySession, «RetryOptions»' },
      { messageId: 'renamed', at: 'new «RetryOptions»' },
    ],
    output: `import { ApiKeySession, RetryWithExponentialBackoff } from 'klaviyo-api';\nconst retry = new RetryWithExponentialBackoff();\n${SESSION}`,
  },
  {
    name: 'an alias of it, which stays',
    code: "import { RetryOptions as Retry } from 'klaviyo-api';\nconst retry = new Retry({ numOfAttempts: 5 });",
    errors: [
      { messageId: 'renamed', at: 'RetryOptions' },
      { messageId: 'options', at: 'numOfAttempts' },
    ],
    output:
      "import { RetryWithExponentialBackoff as Retry } from 'klaviyo-api';\nconst retry = new Retry({ numRetries: 5 });",
  },
  {
    name: 'a type',
    code: "import type { RetryOptions } from 'klaviyo-api';\nexport function connect(retry: RetryOptions) {}",
    filename: 'connect.ts',
    errors: [
      { messageId: 'renamed', at: '{ «RetryOptions» }' },
      { messageId: 'renamed', at: 'retry: «RetryOptions»' },
    ],
    output:
      "import type { RetryWithExponentialBackoff } from 'klaviyo-api';\nexport function connect(retry: RetryWithExponentialBackoff) {}",
  },
  {
    name: 'a member of the namespace',
    code: "import * as klaviyo from 'klaviyo-api';\nconst retry = new klaviyo.RetryOptions();",
    errors: [{ messageId: 'renamed', at: 'RetryOptions' }],
    output: "import * as klaviyo from 'klaviyo-api';\nconst retry = new klaviyo.RetryWithExponentialBackoff();",
  },
  {
    name: 'a require',
    code: "const { RetryOptions: Retry } = require('klaviyo-api');\nconst retry = new Retry();",
    errors: [{ messageId: 'renamed', at: 'RetryOptions' }],
    output: "const { RetryWithExponentialBackoff: Retry } = require('klaviyo-api');\nconst retry = new Retry();",
  },
  {
    name: 'a require without another name',
    code: "const { RetryOptions } = require('klaviyo-api');\nconst retry = new RetryOptions();",
    errors: [
      { messageId: 'renamed', at: '{ «RetryOptions» }' },
      { messageId: 'renamed', at: 'new «RetryOptions»' },
    ],
    output:
      "const { RetryWithExponentialBackoff } = require('klaviyo-api');\nconst retry = new RetryWithExponentialBackoff();",
  },
  {
    name: 'a re-export, whose name others import',
    code: "export { RetryOptions } from 'klaviyo-api';",
    errors: [{ messageId: 'renamed', at: 'RetryOptions' }],
    output: "export { RetryWithExponentialBackoff as RetryOptions } from 'klaviyo-api';",
  },
  {
    name: 'an import that is exported and held in an object',
    code: "import { RetryOptions } from 'klaviyo-api';\nexport { RetryOptions };\nconst classes = { RetryOptions };",
    errors: [
      { messageId: 'renamed', at: 'import { «RetryOptions» }' },
      { messageId: 'renamed', at: 'export { «RetryOptions» }' },
      { messageId: 'renamed', at: 'classes = { «RetryOptions» }' },
    ],
    output:
      "import { RetryWithExponentialBackoff } from 'klaviyo-api';\nexport { RetryWithExponentialBackoff as RetryOptions };\nconst classes = { RetryOptions: RetryWithExponentialBackoff };",
  },
  {
    name: 'options of ConfigWrapper',
    code: "import { ConfigWrapper } from 'klaviyo-api';\nConfigWrapper(process.env.KEY, { numOfAttempts: 5, timeMultiple: 2 });",
    errors: [
      { messageId: 'options', at: 'numOfAttempts' },
      { messageId: 'options', at: 'timeMultiple: 2' },
    ],
    output: "import { ConfigWrapper } from 'klaviyo-api';\nConfigWrapper(process.env.KEY, { numRetries: 5 });",
  },
  {
    name: 'an option that goes, before one that stays',
    code: "import { ConfigWrapper } from 'klaviyo-api';\nConfigWrapper(process.env.KEY, { startingDelay: 100, numOfAttempts: attempts });",
    errors: [
      { messageId: 'options', at: 'startingDelay: 100' },
      { messageId: 'options', at: 'numOfAttempts' },
    ],
    output: "import { ConfigWrapper } from 'klaviyo-api';\nConfigWrapper(process.env.KEY, { numRetries: attempts });",
  },
  {
    name: 'options in a variable, one of them in short',
    code: "import { ConfigWrapper } from 'klaviyo-api';\nconst numOfAttempts = 5;\nconst options = { numOfAttempts };\nConfigWrapper(process.env.KEY, options);",
    errors: [{ messageId: 'options', at: '{ «numOfAttempts» }' }],
    output:
      "import { ConfigWrapper } from 'klaviyo-api';\nconst numOfAttempts = 5;\nconst options = { numRetries: numOfAttempts };\nConfigWrapper(process.env.KEY, options);",
  },
  {
    name: 'old options of the new class, which is what half an upgrade leaves',
    code: "import { RetryWithExponentialBackoff } from 'klaviyo-api';\nnew RetryWithExponentialBackoff({ numRetries: 5, startingDelay: 100 });",
    errors: [{ messageId: 'options', at: 'startingDelay: 100' }],
    output:
      "import { RetryWithExponentialBackoff } from 'klaviyo-api';\nnew RetryWithExponentialBackoff({ numRetries: 5 });",
  },
  {
    name: 'options that come from elsewhere',
    code: "import { ConfigWrapper } from 'klaviyo-api';\nexport const connect = options => ConfigWrapper(process.env.KEY, options);",
    errors: [{ messageId: 'unseen', at: 'KEY, «options»' }],
  },
];

testRule(Object.assign(retryOptions, { name: 'retry-options' }), {
  valid: [
    {
      name: 'the class that took its place',
      code: "import { RetryWithExponentialBackoff } from 'klaviyo-api';\nnew RetryWithExponentialBackoff({ numRetries: 5 });",
    },
    {
      name: 'a class of that name of another package',
      code: "import { RetryOptions } from 'backoff';\nnew RetryOptions({ numOfAttempts: 5 });",
    },
    {
      name: 'a key without options',
      code: "import { ConfigWrapper } from 'klaviyo-api';\nConfigWrapper(process.env.KEY);",
    },
    {
      name: 'options of ConfigWrapper of our own',
      code: 'function ConfigWrapper(key, options) {}\nConfigWrapper(process.env.KEY, { numOfAttempts: 5 });',
    },
    {
      name: 'options that both know',
      code: "import { ConfigWrapper } from 'klaviyo-api';\nConfigWrapper(process.env.KEY, { numRetries: 5 });",
    },
    {
      name: 'the word alone',
      code: "import { Profiles } from 'klaviyo-api';\nconst RetryOptions = { numOfAttempts: 5 };\nuse(RetryOptions, Profiles);",
    },
  ],
  invalid,
});
